//! Habits of every file: a head that says what comes in and goes out, no way to panic, a size that
//! can be read at one sitting.

use crate::none;
use crate::sources;

/// Lines a file may have; most have a third of it.
const LONGEST: usize = 450;

/// Files that are longer, and why a reader accepts it.
const LONGER: &[(&str, &str)] = &[(
    "src/rules/model.rs",
    "the whole vocabulary of the rule language, nearly all of it documentation",
)];

/// Code that ends the program where input could reach it.
const PANICS: &[&str] = &[
    ".unwrap()",
    ".unwrap_err()",
    ".expect(",
    ".expect_err(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
    "unreachable!(",
];

#[test]
fn every_file_says_what_comes_in_and_what_goes_out() {
    let breaches: Vec<_> = sources::all()
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| {
            format!(
                "{}:1: begin with `//!` and what comes in and goes out",
                file.path
            )
        })
        .collect();
    none(&breaches);
}

#[test]
fn nothing_panics() {
    let mut breaches = Vec::new();
    for file in sources::all() {
        let mut reasoned = false;
        for (line, code) in file.code() {
            // `#[expect(clippy::…, reason)]` on the function says why it cannot happen.
            reasoned |=
                code.contains("clippy::expect_used") || code.contains("clippy::unwrap_used");
            if let Some(panic) = PANICS
                .iter()
                .find(|panic| code.contains(**panic))
                .filter(|_| !reasoned)
            {
                breaches.push(format!(
                    "{}:{line}: `{panic}`; return an error instead",
                    file.path
                ));
            }
            reasoned &= code != "}";
        }
    }
    none(&breaches);
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let mut breaches = Vec::new();
    for file in sources::all() {
        for (line, code) in file.code().filter(|(_, code)| code.contains("[allow(")) {
            let code = code.trim();
            breaches.push(format!(
                "{}:{line}: {code}: write #[expect(…, reason = \"…\")]",
                file.path
            ));
        }
    }
    none(&breaches);
}

#[test]
fn files_are_short_enough_to_read() {
    let mut sizes: Vec<(usize, String)> = sources::all()
        .into_iter()
        .map(|file| (file.text.lines().count(), file.path))
        .collect();
    sizes.sort_by(|a, b| b.cmp(a));
    println!("The largest files:");
    for (lines, path) in sizes.iter().take(10) {
        println!("  {lines:>4}  {path}");
    }
    let long = |path: &str| LONGER.iter().any(|(known, _)| *known == path);
    let breaches: Vec<_> = sizes
        .iter()
        .filter(|(lines, path)| *lines > LONGEST && !long(path))
        .map(|(lines, path)| format!("{path}: {lines} lines; part it by what it does"))
        .collect();
    none(&breaches);
}
