//! Values under keys: bytes of a shelf come in, plain data goes out, and back. All of it is JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Shelf, StoreError};

/// The value under a key.
pub(super) fn read<T: DeserializeOwned>(
    shelf: &impl Shelf,
    key: &str,
) -> Result<Option<T>, StoreError> {
    let bytes = shelf.get(key)?;
    bytes.map(|bytes| decode(shelf, key, &bytes)).transpose()
}

/// All values under a prefix, in order of key.
pub(super) fn read_all<T: DeserializeOwned>(
    shelf: &impl Shelf,
    prefix: &str,
) -> Result<Vec<T>, StoreError> {
    let all = shelf.scan(prefix)?;
    all.iter()
        .map(|(key, bytes)| decode(shelf, key, bytes))
        .collect()
}

/// The bytes of a value.
#[expect(
    clippy::expect_used,
    reason = "values are plain structs with text keys: writing them as JSON into memory cannot fail"
)]
pub(super) fn encode(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data")
}

/// The value of bytes under a key.
pub(super) fn decode<T: DeserializeOwned>(
    shelf: &impl Shelf,
    key: &str,
    bytes: &[u8],
) -> Result<T, StoreError> {
    serde_json::from_slice(bytes).map_err(|cause| StoreError::Damaged {
        path: shelf.path(),
        cause: format!("`{key}`: {cause}"),
    })
}

/// That what stands under a key makes no sense.
pub(super) fn damaged(shelf: &impl Shelf, key: &str) -> StoreError {
    StoreError::Damaged {
        path: shelf.path(),
        cause: format!("`{key}` is not whole"),
    }
}
