//! Secrets that people carry: random ones go out, to be shown once; of one that is shown again only a
//! hash is compared or kept.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::StoreError;
use super::line::hex;

/// A random text of 256 bits, fit for an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// How many characters it has, behind what it begins with.
    pub const LENGTH: usize = 43;

    /// What a feed's address begins with, so that whoever looks for secrets in the wrong place knows one.
    pub const OF_FEED: &str = "cadans_feed_";

    /// What a link to choose a password by begins with, for the same.
    pub const OF_PASSWORD: &str = "cadans_password_";

    /// A new one.
    ///
    /// # Errors
    /// [`StoreError::NoRandom`].
    pub fn draw() -> Result<Self, StoreError> {
        Self::after("")
    }

    /// A new one for the address of a feed.
    ///
    /// # Errors
    /// [`StoreError::NoRandom`].
    pub fn for_feed() -> Result<Self, StoreError> {
        Self::after(Self::OF_FEED)
    }

    /// A new one for a link to choose a password by.
    ///
    /// # Errors
    /// [`StoreError::NoRandom`].
    pub fn for_password() -> Result<Self, StoreError> {
        Self::after(Self::OF_PASSWORD)
    }

    fn after(begin: &str) -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(StoreError::NoRandom)?;
        Ok(Self(format!("{begin}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// Its text: letters, digits, `-` and `_`.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Its hash.
    pub fn hash(&self) -> String {
        Self::hash_of(&self.0)
    }

    /// The hash of any text that may be a secret: SHA-256 in hexadecimal. A secret of 256 random bits
    /// cannot be guessed from it, so that no slow hash is needed.
    pub fn hash_of(text: &str) -> String {
        hex(&Sha256::digest(text))
    }
}

/// Never the secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
