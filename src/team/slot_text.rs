//! Hours of a week at which something is held, as people write them (`di 09:00, vr 13:00-14:30`; `week 2 wo 10:00`), come
//! in; each with its day goes out, or the first piece that is none.

use chrono::{NaiveTime, Weekday};

use super::week::{minutes, weekday};
use crate::time::{SLOT_MINUTES, WEEKDAYS};

/// Words for hours that are not always the same.
const IRREGULAR: [&str; 4] = ["irregular", "onregelmatig", "none", "geen"];

/// One hour of the week as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotText {
    /// The week of the cycle, from 1, when it is named.
    pub week: Option<u32>,
    /// The day.
    pub weekday: Weekday,
    /// Its start.
    pub start: NaiveTime,
    /// Its length in minutes, when an end is written.
    pub minutes: Option<u32>,
}

/// The hours of a text, in its order; none when it says that they are irregular.
///
/// # Errors
/// The first piece between commas that is no day and hour on a quarter.
pub fn parse_slots(text: &str) -> Result<Vec<SlotText>, String> {
    let text = text.trim().to_lowercase();
    if IRREGULAR.contains(&text.as_str()) {
        return Ok(Vec::new());
    }
    let joined = text.replace(" en ", ", ").replace(" and ", ", ");
    let pieces = joined.split([',', ';']);
    let pieces = pieces.map(|piece| slot(piece).ok_or_else(|| piece.trim().to_owned()));
    pieces.collect()
}

fn slot(piece: &str) -> Option<SlotText> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let (week, day, hours) = match words[..] {
        [day, hours] => (None, day, hours),
        ["week", number, day, hours] => {
            let number: u32 = number.trim_end_matches(':').parse().ok()?;
            (Some(number), day, hours)
        }
        _ => return None,
    };
    let (start, end) = match hours.split_once('-') {
        Some((start, end)) => (start, Some(end)),
        None => (hours, None),
    };
    let quarter = |text: &str| {
        let read = minutes(text).ok()?;
        (read % SLOT_MINUTES == 0).then_some(read)
    };
    let start = quarter(start)?;
    let length = match end {
        Some(end) => Some(
            quarter(end)?
                .checked_sub(start)
                .filter(|length| 0 < *length)?,
        ),
        None => None,
    };
    Some(SlotText {
        week,
        weekday: *WEEKDAYS.get(weekday(day)?)?,
        start: NaiveTime::from_num_seconds_from_midnight_opt(start * 60, 0)?,
        minutes: length,
    })
}
