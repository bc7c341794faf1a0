//! Lines of JSON come in and get the sums that a store gives them, so that what stands behind the sums is tried, too. A
//! first byte `!` says that all else is taken as it is.

use sha2::{Digest as _, Sha256};

/// The bytes as they are, or lines, each with its number.
pub fn parts(data: &[u8]) -> Result<&[u8], Vec<(u64, String)>> {
    if let Some(raw) = data.strip_prefix(b"!") {
        return Ok(raw);
    }
    let text = String::from_utf8_lossy(data);
    Err((1..).zip(text.split('\n').map(str::to_owned)).collect())
}

/// The sum over a number and a text, as a store writes it.
pub fn sum(number: u64, json: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{number} {json}"));
    let hex: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    hex.chars().take(32).collect()
}
