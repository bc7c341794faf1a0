//! `[retention]` of a team: how long what is kept; lengths come in, days before which it is to go come out.

use chrono::{Months, NaiveDate};

use crate::diagnostic::TeamFault;
use crate::document::Reader;
use crate::time::{Period, Unit};

/// How long what is kept of a team. Whole months or years, so that a day in the past is one for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// A family, after its last obligation and the export of its dossier. In months.
    pub case: u32,
    /// Lines of the audit trail. In months.
    pub audit: u32,
    /// Hours that count for somebody's registration, without codes. In months.
    pub hours: u32,
}

impl Default for Retention {
    /// A family's dossier is kept elsewhere; the trail as NEN 7513 has it; hours as long as a registration looks back,
    /// and a year.
    fn default() -> Self {
        Self {
            case: 12,
            audit: 5 * 12,
            hours: 6 * 12,
        }
    }
}

impl Retention {
    /// The team's own, key by key in place of the usual one.
    pub(super) fn read(reader: &mut Reader<'_, '_>) -> Self {
        let usual = Self::default();
        let Some(mut reader) = reader.inside("retention") else {
            return usual;
        };
        let own = Self {
            case: months(&mut reader, "case").unwrap_or(usual.case),
            audit: months(&mut reader, "audit").unwrap_or(usual.audit),
            hours: months(&mut reader, "hours").unwrap_or(usual.hours),
        };
        reader.finish();
        own
    }

    /// The day before which something that is kept for so many months is to go.
    pub fn before(months: u32, today: NaiveDate) -> NaiveDate {
        let day = today.checked_sub_months(Months::new(months));
        day.unwrap_or(NaiveDate::MIN)
    }
}

fn months(reader: &mut Reader<'_, '_>, key: &str) -> Option<u32> {
    let period: Period = reader.period(key)?;
    let months = match period.unit {
        Unit::Months => Some(period.amount),
        Unit::Years => period.amount.checked_mul(12),
        _ => None,
    };
    if months.is_none_or(|months| months == 0) {
        let (span, key) = (reader.place(key), key.to_owned());
        reader.faults.report(span, TeamFault::NoMonths { key });
        return None;
    }
    months
}
