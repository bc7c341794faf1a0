//! Texts in the two languages of the users.

use super::Text;
use crate::document::Reader;

/// The text under `key`, which must be given in both languages; empty after a fault.
pub(super) fn title(reader: &mut Reader<'_, '_>, key: &str) -> Text {
    let pair = reader.text_pair(key);
    let help = format!("add {key} = {{ nl = \"…\", en = \"…\" }}");
    reader
        .required(key, pair, &help)
        .map(|(nl, en)| Text { nl, en })
        .unwrap_or_default()
}
