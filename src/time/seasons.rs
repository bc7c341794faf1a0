//! The two clock changes of a year as rules: a zone and years come in, "on the last Sunday of
//! March at 02:00 from +01:00 to +02:00" goes out, if such a pair says all there is to say.

use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, Utc,
    Weekday,
};
use chrono_tz::OffsetName as _;

use super::zone::Tz;

/// The clock of a zone, in a stretch of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seasons {
    /// It never changes.
    Fixed(Clock),
    /// It changes twice a year, each year by the same rules.
    Two {
        /// The change to standard time.
        standard: Change,
        /// The change to daylight-saving time: to the greater offset.
        daylight: Change,
    },
}

/// An offset from UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Seconds east of UTC.
    pub offset: i32,
    /// Its abbreviation (`CET`), or the offset in digits where it has none.
    pub name: String,
}

/// A yearly clock change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Seconds east of UTC before it.
    pub from: i32,
    /// The clock after it.
    pub to: Clock,
    /// 1 to 12.
    pub month: u32,
    /// Which one of the month: 1 to 4, or −1 for the last.
    pub nth: i8,
    /// Day of the week.
    pub weekday: Weekday,
    /// Local time on the clock before it.
    pub time: NaiveTime,
}

impl Change {
    /// The day of the change in `year`; `None` outside the calendar.
    pub fn day(&self, year: i32) -> Option<NaiveDate> {
        match u8::try_from(self.nth) {
            Ok(nth) => NaiveDate::from_weekday_of_month_opt(year, self.month, self.weekday, nth),
            Err(_) => {
                let first = NaiveDate::from_ymd_opt(year, self.month, 1)?;
                let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
                let back = last.weekday().days_since(self.weekday);
                last.checked_sub_signed(Duration::days(i64::from(back)))
            }
        }
    }
}

/// The rules that hold in `zone` in all of `years`.
///
/// # Errors
/// A sentence for people when no single pair of yearly rules says it: the law changed in those
/// years, or the changes follow another calendar.
pub fn seasons(zone: Tz, years: RangeInclusive<i32>) -> Result<Seasons, String> {
    let fault = |year: i32| {
        format!(
            "the clock changes of `{}` around {year} cannot be said in one pair of yearly rules, which calendar files need",
            zone.name()
        )
    };
    let jumps: Vec<Vec<Jump>> = years.clone().map(|year| jumps(zone, year)).collect();
    if jumps.iter().all(Vec::is_empty) {
        let at = midnight(*years.start());
        return Ok(Seasons::Fixed(clock(zone, at)));
    }
    for (jumps, year) in jumps.iter().zip(years.clone()) {
        let there_and_back = matches!(jumps.as_slice(), [a, b] if a.up() != b.up());
        if !there_and_back {
            return Err(fault(year));
        }
    }
    let rule = |up: bool| {
        let same: Vec<&Jump> = jumps
            .iter()
            .flatten()
            .filter(|jump| jump.up() == up)
            .collect();
        common(&same).ok_or_else(|| fault(*years.start()))
    };
    Ok(Seasons::Two {
        standard: rule(false)?,
        daylight: rule(true)?,
    })
}

/// One clock change as the database has it.
struct Jump {
    from: i32,
    to: Clock,
    /// Local time on the clock before.
    at: NaiveDateTime,
}

impl Jump {
    fn up(&self) -> bool {
        self.to.offset > self.from
    }
}

/// The one rule that gives all these jumps.
fn common(jumps: &[&Jump]) -> Option<Change> {
    let first = jumps.first()?;
    let rule = |nth: i8| Change {
        from: first.from,
        to: first.to.clone(),
        month: first.at.month(),
        nth,
        weekday: first.at.weekday(),
        time: first.at.time(),
    };
    [-1, 1, 2, 3, 4].map(rule).into_iter().find(|rule| {
        jumps.iter().all(|jump| {
            let day = rule.day(jump.at.year());
            day.map(|day| day.and_time(rule.time)) == Some(jump.at)
                && (jump.from, &jump.to) == (rule.from, &rule.to)
        })
    })
}

/// The changes of offset in a year (of UTC), in order. Two within one day would be missed; no zone
/// has had any.
fn jumps(zone: Tz, year: i32) -> Vec<Jump> {
    let mut jumps = Vec::new();
    let (mut before, end) = (midnight(year), midnight(year + 1));
    while before < end {
        let after = before + Duration::days(1);
        let from = clock(zone, before);
        if clock(zone, after).offset != from.offset {
            let at = first_second(zone, before, after);
            jumps.push(Jump {
                from: from.offset,
                to: clock(zone, at),
                at: at.naive_utc() + Duration::seconds(i64::from(from.offset)),
            });
        }
        before = after;
    }
    jumps
}

/// The first second in `(before, after]` with the offset of `after`.
fn first_second(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
    let new = clock(zone, after).offset;
    while after - before > Duration::seconds(1) {
        let middle = before + Duration::seconds((after - before).num_seconds() / 2);
        if clock(zone, middle).offset == new {
            after = middle;
        } else {
            before = middle;
        }
    }
    after
}

fn clock(zone: Tz, at: DateTime<Utc>) -> Clock {
    let local = at.with_timezone(&zone);
    let offset = local.offset().fix().local_minus_utc();
    let name = local
        .offset()
        .abbreviation()
        .map_or_else(|| local.format("%z").to_string(), str::to_owned);
    Clock { offset, name }
}

/// The start of a year (UTC); the calendar's own start or end beyond it.
fn midnight(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(DateTime::<Utc>::MAX_UTC, |day| {
        day.and_time(NaiveTime::MIN).and_utc()
    })
}
