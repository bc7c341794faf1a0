//! Identities of calendar entries: the store's key and an occurrence id come in, a UID goes out
//! that is the same in every feed for ever and tells nothing.

use std::fmt::{self, Write as _};

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::ids::OccurrenceId;

/// The store's secret for identities. Whoever has it can recompute every UID.
#[derive(Clone, PartialEq, Eq)]
pub struct UidKey([u8; 32]);

impl UidKey {
    /// Wraps the key that the store made.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The UID of an occurrence or duty: 160 bits of HMAC-SHA256 in hexadecimal, `@` the team's
    /// domain.
    pub fn uid(&self, domain: &str, id: &OccurrenceId) -> String {
        // HMAC itself pads a shorter key with zeros to the block of 64 octets.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(id.as_str().as_bytes());
        let mut uid = String::new();
        for byte in mac.finalize().into_bytes().iter().take(20) {
            let _ = write!(uid, "{byte:02x}");
        }
        uid + "@" + domain
    }
}

impl fmt::Debug for UidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UidKey(..)")
    }
}
