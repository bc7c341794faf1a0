//! Passwords: a text comes in; a slow hash, or whether it is the one that was hashed, goes out.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

/// What nobody's password is judged by when there is no such account, so that both take as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Y2FkYW5zIG5vYm9keQ$Hn7xUVdE9x6mUbPKLkEB8Oz4aYvE1d0jQbP5N0GmB1s";

/// The hash of a password: Argon2id with 19 MB, 2 passes and a random salt, as OWASP advises.
/// `None` when the machine gives no random bytes.
pub(super) fn hash(password: &str) -> Option<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).ok()?;
    Some(hash.to_string())
}

/// Whether a password is the one that was hashed; never without a hash, in the same time.
pub(super) fn is(password: &str, hashed: Option<&str>) -> bool {
    // An account whose password was not chosen yet has none.
    let hashed = hashed.filter(|hash| !hash.is_empty());
    let Ok(hash) = PasswordHash::new(hashed.unwrap_or(NOBODY)) else {
        return false;
    };
    let same = Argon2::default().verify_password(password.as_bytes(), &hash);
    same.is_ok() && hashed.is_some()
}
