//! Codes of a second factor, as telephones make them (RFC 6238: SHA-1, six digits, half a minute): a secret and a code
//! come in; which half minute's code it is goes out.

use totp_rs::{Builder, Secret, Totp};

/// Bytes of a secret, as RFC 4226 advises: 160 bits, 32 letters to type.
const BYTES: usize = 20;

/// A new secret, as text (base 32), made of a random one.
pub(super) fn draw(random: &crate::store::Secret) -> String {
    let hash = random.hash();
    let pairs = hash.as_bytes().chunks(2).take(BYTES);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Box<[u8]> = pairs.filter_map(byte).collect();
    Secret::new(bytes).to_base32()
}

/// The number of the half minute whose code this is, now or one before or after; `None` when it is none.
pub(super) fn number(secret: &str, code: &str, at: i64) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    maker(secret)?.check(&code, u64::try_from(at).ok()?)
}

fn maker(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).build().ok()
}

/// What a telephone scans: `otpauth://totp/…`.
pub(super) fn address(team: &str, name: &str, secret: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let team = utf8_percent_encode(team, NON_ALPHANUMERIC).to_string();
    format!("otpauth://totp/Cadans%20{team}:{name}?secret={secret}&issuer=Cadans%20{team}")
}
