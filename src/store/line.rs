//! A batch as one line of text, and back: `<number> <checksum> <JSON>`. The number counts from 1
//! without a hole; the checksum is over number and JSON.
//!
//! The JSON carries who did what and when beside the changes: the journal is the audit trail. It
//! never holds a line feed or a zero byte, so a line that does was never written whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::audit::Parts;
use super::{Audited, Batch, Change, Note};

/// Hexadecimal digits of a checksum.
const DIGITS: usize = 32;

/// A batch as it is written. Keys are part of the stored format.
#[derive(Serialize, Deserialize)]
struct Written {
    at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    args: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    changes: Vec<WrittenChange>,
}

/// A change: `put` with `value` (JSON, byte for byte) or `hex` (other bytes), `remove` or `clear`.
#[derive(Default, Serialize, Deserialize)]
struct WrittenChange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    put: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remove: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clear: Option<String>,
}

/// The JSON of a batch, without a line feed.
#[expect(
    clippy::expect_used,
    reason = "plain structs with text keys: writing them as JSON into memory cannot fail"
)]
pub(super) fn json(batch: &Batch) -> String {
    let said = batch.note.what.parts();
    let written = Written {
        at: batch.note.at,
        by: batch.note.by.clone(),
        what: said.text,
        code: said.code,
        args: said.args,
        case: batch.note.case.clone(),
        changes: batch.changes.iter().map(written).collect(),
    };
    serde_json::to_string(&written).expect("plain data")
}

/// The batch of a JSON text, or why it is none.
pub(super) fn batch(json: &str) -> Result<Batch, String> {
    let written: Written = serde_json::from_str(json).map_err(|cause| cause.to_string())?;
    let changes: Result<_, String> = written.changes.into_iter().map(change).collect();
    Ok(Batch {
        note: Note {
            at: written.at,
            by: written.by,
            what: Audited::of(Parts {
                code: written.code,
                args: written.args,
                text: written.what,
            }),
            case: written.case,
        },
        changes: changes?,
    })
}

/// What the audit trail says in a JSON text.
pub(super) fn note(json: &str) -> Option<Note> {
    #[derive(Deserialize)]
    struct Noted {
        at: Option<DateTime<Utc>>,
        by: Option<String>,
        what: String,
        code: Option<String>,
        args: Option<Value>,
        case: Option<String>,
    }
    let noted: Noted = serde_json::from_str(json).ok()?;
    Some(Note {
        at: noted.at,
        by: noted.by,
        what: Audited::of(Parts {
            code: noted.code,
            args: noted.args,
            text: noted.what,
        }),
        case: noted.case,
    })
}

/// The line of a batch, line feed and all.
pub(super) fn line(number: u64, json: &str) -> String {
    format!("{number} {} {json}\n", checksum(number, json))
}

/// Number and JSON of a line (without its line feed); `None` when it is not whole.
pub(super) fn parse(line: &[u8]) -> Option<(u64, &str)> {
    let (number, rest) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let (sum, json) = rest.split_once(' ')?;
    let number: u64 = number.parse().ok()?;
    (sum == checksum(number, json)).then_some((number, json))
}

/// The sum over a number and a text.
pub(super) fn checksum(number: u64, json: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{number} "));
    hash.update(json);
    let mut sum = hex(&hash.finalize());
    sum.truncate(DIGITS);
    sum
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [_, _] => u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok(),
            _ => None,
        })
        .collect()
}

fn written(change: &Change) -> WrittenChange {
    let none = WrittenChange::default();
    match change {
        Change::Put(key, bytes) => {
            let value = as_json(bytes);
            WrittenChange {
                put: Some(key.clone()),
                hex: value.is_none().then(|| hex(bytes)),
                value,
                ..none
            }
        }
        Change::Remove(key) => WrittenChange {
            remove: Some(key.clone()),
            ..none
        },
        Change::Clear(prefix) => WrittenChange {
            clear: Some(prefix.clone()),
            ..none
        },
    }
}

/// Bytes that are JSON on one line are written as they are, so that people can read them.
fn as_json(bytes: &[u8]) -> Option<Box<RawValue>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let value = RawValue::from_string(text.to_owned()).ok()?;
    // `null` would come back as no value at all.
    let plain = value.get() == text && !text.contains(['\n', '\r', '\0']) && text != "null";
    plain.then_some(value)
}

fn change(written: WrittenChange) -> Result<Change, String> {
    match written {
        WrittenChange {
            put: Some(key),
            value: Some(value),
            ..
        } => Ok(Change::Put(key, value.get().as_bytes().to_vec())),
        WrittenChange {
            put: Some(key),
            hex: Some(hex),
            ..
        } => unhex(&hex)
            .map(|bytes| Change::Put(key, bytes))
            .ok_or_else(|| "a value is no hexadecimal text".to_owned()),
        WrittenChange {
            remove: Some(key), ..
        } => Ok(Change::Remove(key)),
        WrittenChange {
            clear: Some(prefix),
            ..
        } => Ok(Change::Clear(prefix)),
        _ => Err("a change says neither put, remove nor clear".to_owned()),
    }
}
