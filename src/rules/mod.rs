//! Rule files: TOML under `constraints/` comes in, judged [`Programme`]s and [`Employer`]s go out.

mod model;

pub use model::*;
