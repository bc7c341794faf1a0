//! Codes of a second factor, as telephones make them (RFC 6238: SHA-1, six digits, half a minute): a secret and a code
//! come in; which half minute's code it is goes out.

use totp_rs::{Builder, Secret, Totp};

/// A new secret, as text (base 32): 256 random bits.
pub(super) fn draw(random: &crate::store::Secret) -> String {
    let bytes: Box<[u8]> = random.text().as_bytes().into();
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
