//! The command line: arguments come in, an exit code goes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    cadans::cli::run(std::env::args_os())
}
