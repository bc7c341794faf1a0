//! Days, quarter-hours, lengths, terms, holidays and the one time zone: plain arithmetic that
//! every stage shares. Local days and times go in and out; only `zone` and `seasons` know instants.

mod between;
pub mod holidays;
mod patience;
mod pauses;
mod period;
pub mod seasons;
mod slots;
mod term;
mod workdays;
mod yearly;
pub mod zone;

use chrono::{NaiveDateTime, Timelike as _};

pub use between::{BREAK_SLOTS, Between, WITHOUT_BREAK_SLOTS, has_break_between};
pub use patience::Patience;
pub use pauses::Pauses;
pub use period::{Offset, Period, PeriodFault, Unit};
pub use slots::{SLOT_MINUTES, SLOTS_PER_DAY, Slots, clock, slot_at};
pub use term::Term;
pub use workdays::{Rollover, WEEKDAYS, Workdays, monday_of};
pub use yearly::{NoYearly, Yearly};

/// The minute a moment lies in.
pub fn on_the_minute(moment: NaiveDateTime) -> NaiveDateTime {
    let whole = moment.with_second(0).and_then(|one| one.with_nanosecond(0));
    whole.unwrap_or(moment)
}
