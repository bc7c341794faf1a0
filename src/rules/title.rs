//! Texts in the two languages of the users.

use super::Text;
use crate::diagnostic::Add;
use crate::document::Reader;

/// The text under `key`, which must be given in both languages; empty after a fault.
pub(super) fn title(reader: &mut Reader<'_, '_>, key: &str) -> Text {
    let pair = reader.text_pair(key);
    let add = Add::Line(format!("{key} = {{ nl = \"…\", en = \"…\" }}"));
    reader
        .required(key, pair, add)
        .map(|(nl, en)| Text { nl, en })
        .unwrap_or_default()
}
