//! What is left of a purged case: its code and the store's secret come in, a name that tells
//! nothing goes out. Whoever has both can still find it again.

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::line::hex;

/// What a pseudonym begins with. No code does.
pub(super) const MARK: char = '~';

/// The pseudonym of a case: 64 bits of HMAC-SHA256.
pub(super) fn of(code: &str, secret: &[u8; 32]) -> String {
    // HMAC itself pads a shorter key with zeros to the block of 64 octets.
    let mut block = [0; 64];
    block[..32].copy_from_slice(secret);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(b"purged case ");
    mac.update(code.as_bytes());
    let mut digits = hex(&mac.finalize().into_bytes());
    digits.truncate(16);
    format!("{MARK}{digits}")
}
