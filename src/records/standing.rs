//! Standing times: the hours of the week at which a series, or a pair of colleagues, meets in ordinary
//! weeks. Dated rows, as a plan keeps them, come in and go out; whoever asks gets the slots of a day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::ids::SeriesId;
use crate::time::monday_of;

/// Whose standing times: of a series (`p.talk/GUPI6`), or of all that a pair of colleagues does together
/// (`anna+ruben`, in the order of their ids), whose rules share their blocks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum StandingKey {
    /// One series.
    Series(SeriesId),
    /// Two people, by id, the lesser first.
    Pair(String, String),
}

impl StandingKey {
    /// The key of two people.
    pub fn pair(one: &str, other: &str) -> Self {
        let (first, last) = (one.min(other), one.max(other));
        Self::Pair(first.to_owned(), last.to_owned())
    }

    /// The series, when it is of one.
    pub fn series(&self) -> Option<&SeriesId> {
        match self {
            Self::Series(series) => Some(series),
            Self::Pair(..) => None,
        }
    }

    /// Whether it is of a pair that somebody, by id, belongs to.
    pub fn has(&self, person: &str) -> bool {
        matches!(self, Self::Pair(one, other) if one == person || other == person)
    }
}

impl fmt::Display for StandingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Series(series) => series.fmt(f),
            Self::Pair(one, other) => write!(f, "{one}+{other}"),
        }
    }
}

impl From<StandingKey> for String {
    fn from(key: StandingKey) -> Self {
        key.to_string()
    }
}

/// A text that names neither a series nor two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither a series nor two people joined by +")
    }
}

impl std::error::Error for NoKey {}

impl FromStr for StandingKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        match text.split_once('+') {
            Some((one, other)) if !one.is_empty() && !other.is_empty() && one != other => {
                Ok(Self::pair(one, other))
            }
            Some(_) => Err(NoKey),
            None if text.contains('/') => Ok(Self::Series(SeriesId::new(text))),
            None => Err(NoKey),
        }
    }
}

impl TryFrom<String> for StandingKey {
    type Error = NoKey;

    fn try_from(text: String) -> Result<Self, NoKey> {
        text.parse()
    }
}

/// Who chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenBy {
    /// The planner, which may choose another when it must.
    Planner,
    /// A person, by id; the planner keeps to it.
    Person(String),
}

/// The standing times of one key from a day on, until another row of the key begins or `to` has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRow {
    /// Whose.
    pub key: StandingKey,
    /// First day.
    pub from: NaiveDate,
    /// Last day; open when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<NaiveDate>,
    /// The hours; none when the key has irregular hours: nothing is kept then, and nothing costs.
    pub slots: Vec<StandingSlot>,
    /// Who chose them.
    pub by: ChosenBy,
    /// Whether the family or the colleagues agreed to them.
    #[serde(default)]
    pub agreed: bool,
}

/// An hour of the week, in one week of a cycle of weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingSlot {
    /// The day of the week.
    pub weekday: Weekday,
    /// The hour it starts at.
    pub start: NaiveTime,
    /// How long it lasts.
    pub minutes: u32,
    /// Weeks after which it comes back; 1 every week.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub cycle: u32,
    /// The week of the cycle it belongs to, from 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub week: u32,
    /// The Monday of a week 0 of the cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle_from: Option<NaiveDate>,
}

fn one() -> u32 {
    1
}

fn is_one(number: &u32) -> bool {
    *number == 1
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl StandingSlot {
    /// Whether it falls on this day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        let week = self.cycle_from.map_or(0, |from| {
            let weeks = (monday_of(day) - monday_of(from)).num_days() / 7;
            weeks.rem_euclid(i64::from(self.cycle.max(1)))
        });
        day.weekday() == self.weekday && week == i64::from(self.week)
    }
}

impl StandingRow {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Its slot of this day.
    pub fn on(&self, day: NaiveDate) -> Option<&StandingSlot> {
        let mut slots = self.slots.iter();
        slots.find(|slot| self.holds_on(day) && slot.is_on(day))
    }
}

/// The row of a key that holds on a day: the one that began last.
pub fn row_on<'a>(
    rows: &'a [StandingRow],
    key: &StandingKey,
    day: NaiveDate,
) -> Option<&'a StandingRow> {
    newest(rows.iter().filter(|row| row.key == *key), day)
}

/// The same of rows that are all of one key.
pub fn newest<'a>(
    rows: impl IntoIterator<Item = &'a StandingRow>,
    day: NaiveDate,
) -> Option<&'a StandingRow> {
    let held = rows.into_iter().filter(|row| row.holds_on(day));
    held.max_by_key(|row| row.from)
}

/// Puts a row in force: earlier rows of its key end on the day before it, and later ones go.
pub fn put(rows: &mut Vec<StandingRow>, row: StandingRow) {
    end(rows, &row.key, row.from);
    rows.push(row);
    rows.sort_by(|one, other| (&one.key, one.from).cmp(&(&other.key, other.from)));
}

/// From a day on a key has no rows: those of before end on its eve, and later ones go.
pub fn end(rows: &mut Vec<StandingRow>, key: &StandingKey, from: NaiveDate) {
    rows.retain(|known| known.key != *key || known.from < from);
    let eve = from.checked_sub_days(Days::new(1));
    for known in rows.iter_mut().filter(|known| known.key == *key) {
        known.to = known.to.min(eve).or(eve);
    }
}

/// Weeks that are looked at: as many as make up any cycle.
const WEEKS: u64 = 12;

/// The most slots that fall in one week, from the week of a day on.
pub fn most_in_a_week(from: NaiveDate, slots: &[StandingSlot]) -> usize {
    let week = |week: u64| {
        let days = (0..7)
            .filter_map(move |day| monday_of(from).checked_add_days(Days::new(7 * week + day)));
        days.map(|day| slots.iter().filter(|slot| slot.is_on(day)).count())
            .sum()
    };
    (0..WEEKS).map(week).max().unwrap_or(0)
}
