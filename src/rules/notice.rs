//! How long beforehand people learn of a meeting: `notice` of a rule and `[notice]` of a team come in,
//! working days go out.

use crate::diagnostic::KeyFault;
use crate::document::Reader;
use crate::time::Unit;

/// The longest notice in working days: a year.
const MOST: u32 = 260;

/// The working days that lie at least between now and a meeting that is new or moves, by who comes.
/// Of several the longest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// With somebody from outside the team.
    pub external: u32,
    /// With a family.
    pub family: u32,
    /// Among colleagues.
    pub colleagues: u32,
    /// Of standing times that change.
    pub standing: u32,
}

impl Notice {
    /// Nothing is said beforehand.
    pub const NONE: Self = Self::same(0);

    /// The same for everybody.
    pub const fn same(days: u32) -> Self {
        Self {
            external: days,
            family: days,
            colleagues: days,
            standing: days,
        }
    }

    /// The team's own, key by key in place of the usual one; of a table `[notice]`.
    pub fn read(reader: &mut Reader<'_, '_>) -> Self {
        let usual = Self::default();
        Self {
            external: days(reader, "external").unwrap_or(usual.external),
            family: days(reader, "family").unwrap_or(usual.family),
            colleagues: days(reader, "colleagues").unwrap_or(usual.colleagues),
            standing: days(reader, "standing").unwrap_or(usual.standing),
        }
    }
}

impl Default for Notice {
    /// Two weeks for another institution's diary and for hours of the week, two days for a family, a day for colleagues.
    fn default() -> Self {
        Self {
            external: 10,
            family: 2,
            colleagues: 1,
            standing: 10,
        }
    }
}

/// The working days under `key`; `None` when absent or faulty.
pub(super) fn days(reader: &mut Reader<'_, '_>, key: &str) -> Option<u32> {
    let period = reader.period(key)?;
    if period.unit == Unit::WorkingDays && period.amount <= MOST {
        return Some(period.amount);
    }
    let (span, owner) = (reader.place(key), reader.what().clone());
    let key = key.to_owned();
    let fault = KeyFault::NoWorkingDays {
        key,
        owner,
        most: MOST,
    };
    reader.faults.report(span, fault);
    None
}
