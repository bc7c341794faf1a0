//! Passwords: a text comes in; a slow hash, or whether it is the one that was hashed, goes out.

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// What nobody's password is judged by when there is no such account, so that both take as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Y2FkYW5zIG5vYm9keQ$Hn7xUVdE9x6mUbPKLkEB8Oz4aYvE1d0jQbP5N0GmB1s";

/// The hash of a password: Argon2id with 19 MB, 2 passes and a random salt, as OWASP advises.
/// `None` when the machine gives no random bytes.
pub(super) fn hash(password: &str) -> Option<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).ok()?;
    Some(hash.to_string())
}

/// The memory in which passwords are judged: some 19 MB, taken once and used again and again, so that however many are
/// judged it stays as it is.
#[derive(Default)]
pub(super) struct Room(Vec<Block>);

/// Whether a password is the one that was hashed; never without a hash, in the same time.
pub(super) fn is(password: &str, hashed: Option<&str>, room: &mut Room) -> bool {
    // An account whose password was not chosen yet has none.
    let hashed = hashed.filter(|hash| !hash.is_empty());
    let Ok(hash) = PasswordHash::new(hashed.unwrap_or(NOBODY)) else {
        return false;
    };
    let same = judged(password, &hash, room).unwrap_or(false);
    same && hashed.is_some()
}

/// `None` for a hash of another kind than ours.
fn judged(password: &str, hash: &PasswordHash, room: &mut Room) -> Option<bool> {
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
    let version = Version::try_from(hash.version?).ok()?;
    let params = Params::try_from(hash).ok()?;
    let (salt, expected) = (hash.salt.as_ref()?, hash.hash.as_ref()?);
    room.0.resize(params.block_count(), Block::default());
    let mut bytes = vec![0; expected.len()];
    let argon = Argon2::new(algorithm, version, params);
    argon
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut bytes, &mut room.0)
        .ok()?;
    // Outputs are compared in the same time, whatever they are.
    Some(Output::new(&bytes).ok()? == *expected)
}
