//! Examples of arguments, short enough for the catalogue of faults: a text or number comes in, the argument goes out.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::argument::{AnyOf, Bounds, Cited, Column, Hours, Listed, Named, Names, RuleFile};
use super::fault::{NotDays, NotHours, ToTeamFile};
use super::owner::{Add, Owner, Unreadable, ValueKind, Wanted};
use super::source::{FileId, FileName};
use super::spelling::Hint;
use crate::language::Text;
use crate::time::Period;

/// How the catalogue writes an example of an argument.
pub(super) trait Example<T> {
    /// The argument.
    fn of(example: T) -> Self;
}

/// Those that stand for themselves.
macro_rules! themselves {
    ($($kind:ty)+) => { $(
        impl Example<$kind> for $kind {
            fn of(example: $kind) -> Self {
                example
            }
        }
    )+ };
}

themselves!(u32 i64 usize NotHours NotDays ToTeamFile Owner Add Wanted ValueKind Unreadable Period);

impl Example<&str> for String {
    fn of(example: &str) -> Self {
        example.to_owned()
    }
}

impl Example<[&str; 2]> for Text {
    fn of([nl, en]: [&str; 2]) -> Self {
        Self::new(nl, en)
    }
}

impl Example<[&str; 2]> for Named {
    fn of(name: [&str; 2]) -> Self {
        Self::new("", Text::of(name))
    }
}

impl<const N: usize> Example<[[&str; 2]; N]> for Names {
    fn of(names: [[&str; 2]; N]) -> Self {
        Self(names.into_iter().map(Named::of).collect())
    }
}

impl<const N: usize> Example<[[&str; 2]; N]> for AnyOf {
    fn of(names: [[&str; 2]; N]) -> Self {
        Self(names.into_iter().map(Named::of).collect())
    }
}

impl<const N: usize> Example<[&str; N]> for Listed {
    fn of(words: [&str; N]) -> Self {
        Self(words.into_iter().map(str::to_owned).collect())
    }
}

impl Example<&str> for Cited {
    fn of(example: &str) -> Self {
        Self(example.to_owned())
    }
}

/// The word that is near.
impl Example<&str> for Hint {
    fn of(word: &str) -> Self {
        Self::Near(word.to_owned())
    }
}

impl Example<(i32, u32, u32)> for NaiveDate {
    fn of((year, month, day): (i32, u32, u32)) -> Self {
        Self::from_ymd_opt(year, month, day).unwrap_or_default()
    }
}

/// At half past two that day.
impl Example<(i32, u32, u32)> for NaiveDateTime {
    fn of(day: (i32, u32, u32)) -> Self {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap_or_default();
        NaiveDate::of(day).and_time(half_past_two)
    }
}

impl Example<u32> for Hours {
    fn of(minutes: u32) -> Self {
        Self(minutes)
    }
}

impl<T> Example<(T, T)> for Bounds<T> {
    fn of((least, most): (T, T)) -> Self {
        Self(least, Some(most))
    }
}

impl Example<&str> for FileName {
    fn of(shown: &str) -> Self {
        Self::from(shown)
    }
}

impl Example<&str> for RuleFile {
    fn of(path: &str) -> Self {
        Self(path.to_owned())
    }
}

/// The only file of the catalogue.
impl Example<()> for FileId {
    fn of((): ()) -> Self {
        Self(0)
    }
}

impl Example<&str> for Column {
    fn of(key: &str) -> Self {
        Self(key.to_owned())
    }
}
