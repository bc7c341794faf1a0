//! The hours of standing times: a text and a key come in; slots with their length and cycle, which the rule has room for,
//! go out.

use chrono::NaiveDate;

use super::{NewStanding, against};
use crate::app::BaseWeek;
use crate::app::record_book::{RecordBook, past_midnight};
use crate::error::Error;
use crate::language::Lang;
use crate::plan::Placement;
use crate::records::{StandingKey, StandingSlot, most_in_a_week, row_on};
use crate::series::Keeps;
use crate::store::Store;
use crate::team::{SlotText, parse_slots};
use crate::time::monday_of;

/// Minutes of a block of two colleagues of whom nothing is known yet, and the most it has.
const BLOCK: u32 = 120;
/// Minutes of something whose rule does not say.
const AN_HOUR: u32 = 60;
/// The least minutes, and those of a day.
const ANY: (u32, u32) = (15, 24 * 60);

impl<S: Store> RecordBook<S> {
    /// The hours of a text, with their length and cycle.
    pub(super) fn slots(
        &self,
        week: &BaseWeek,
        key: &StandingKey,
        from: NaiveDate,
        asked: &NewStanding<'_>,
    ) -> Result<Vec<StandingSlot>, Error> {
        let read = parse_slots(asked.times).map_err(|piece| {
            self.fault(
                format!("`{piece}` is geen dag en uur op een kwartier: schrijf `di 09:00, vr 09:00`, of `irregular`, `free`, `agree`"),
                format!("`{piece}` is no day and hour on a quarter: write `tue 09:00, fri 09:00`, or `irregular`, `free`, `agree`"),
            )
            .on_page(
                format!("“{piece}” is geen dag en uur op een kwartier: schrijf di 09:00, vr 09:00."),
                format!("“{piece}” is no day and hour on a quarter: write tue 09:00, fri 09:00."),
            )
        })?;
        let usual = self.usual_minutes(week, key, from);
        let cycle = asked.every.unwrap_or_else(|| week.rhythm(key, from));
        let counted = match asked.every {
            None => self.next_week(key, from),
            Some(_) => monday_of(from),
        };
        let slot = |one: &SlotText| {
            let number = one.week.or(asked.week).unwrap_or(1);
            if number == 0 || number > cycle {
                return Err(self.fault(
                    format!("week {number} is er niet: de tijden komen om de {cycle} weken terug (--every)"),
                    format!("there is no week {number}: the times come back every {cycle} weeks (--every)"),
                ));
            }
            let minutes = one.minutes.or(asked.minutes).unwrap_or(usual);
            if past_midnight(one.start, minutes) {
                return Err(self.fault(
                    "dat duurt tot na middernacht: neem een vroeger uur, of korter met --minutes",
                    "that goes on past midnight: take an earlier hour, or fewer --minutes",
                ));
            }
            Ok(StandingSlot {
                weekday: one.weekday,
                start: one.start,
                minutes,
                cycle,
                week: number - 1,
                cycle_from: (cycle > 1).then_some(counted),
            })
        };
        let mut slots = read.iter().map(slot).collect::<Result<Vec<_>, _>>()?;
        slots.sort_by_key(|slot| (slot.week, slot.weekday.num_days_from_monday(), slot.start));
        Ok(slots)
    }

    /// How long one lasts: as long as before, else as the rule says.
    fn usual_minutes(&self, week: &BaseWeek, key: &StandingKey, from: NaiveDate) -> u32 {
        let before = row_on(&self.snapshot.standing, key, from);
        let before = before
            .and_then(|row| row.slots.first())
            .map(|slot| slot.minutes);
        let by_rule = || match key {
            StandingKey::Pair(..) => BLOCK,
            StandingKey::Series(_) => week
                .series(key, from)
                .map_or(AN_HOUR, |series| series.minutes.1),
        };
        before.unwrap_or_else(by_rule)
    }

    /// The Monday that a rhythm's weeks count from when nobody says: of its next meeting in the calendar.
    fn next_week(&self, key: &StandingKey, from: NaiveDate) -> NaiveDate {
        let own = |one: &&Placement| match key {
            StandingKey::Series(series) => one.series == *series,
            StandingKey::Pair(first, second) => [first, second]
                .into_iter()
                .all(|id| one.participants.iter().any(|who| who.id == *id)),
        };
        let ahead = self.snapshot.meetings.iter().filter(own);
        let days = ahead.map(|one| one.start.date()).filter(|day| from <= *day);
        monday_of(days.min().unwrap_or(from))
    }

    /// Faults for more hours than the rule asks for, two on one day, and a length that no meeting of it has.
    pub(super) fn fits_rule(
        &self,
        week: &BaseWeek,
        key: &StandingKey,
        from: NaiveDate,
        slots: &[StandingSlot],
    ) -> Result<(), Error> {
        let (most, cycle) = match week.keeps(key) {
            Some(Keeps::Block) => (2, true),
            Some(Keeps::Group) => (1, true),
            _ => (week.most_a_week(key).unwrap_or(7), false),
        };
        let count = match cycle {
            true => slots.len(),
            false => most_in_a_week(from, slots),
        };
        if count > most as usize {
            let per = if cycle {
                ["per keer", "a cycle"]
            } else {
                ["per week", "a week"]
            };
            return Err(self.fault(
                format!(
                    "dat zijn er {count} {}; de regel vraagt er hooguit {most}",
                    per[0]
                ),
                format!(
                    "these are {count} {}; the rule asks for {most} at most",
                    per[1]
                ),
            ));
        }
        if let Some(day) = against::two_on_one_day(from, slots) {
            let on = |lang: Lang| lang.weekday(day).to_owned();
            return Err(self.fault(
                format!("twee op een dag ({}): kies een andere dag", on(Lang::Nl)),
                format!("two on one day ({}): choose another day", on(Lang::En)),
            ));
        }
        let (least, longest) = match key {
            StandingKey::Pair(..) => (ANY.0, BLOCK),
            StandingKey::Series(series) => {
                let rule = self.snapshot.team.rule(&series.rule());
                let weekly = week.keeps(key) == Some(Keeps::EveryWeek);
                let of_rule = rule.filter(|_| weekly).map(|rule| &rule.duration);
                of_rule.map_or(ANY, |duration| (duration.min, duration.max))
            }
        };
        match slots
            .iter()
            .find(|slot| !(least..=longest).contains(&slot.minutes))
        {
            None => Ok(()),
            Some(slot) => {
                let minutes = slot.minutes;
                Err(self.fault(
                    format!("{minutes} minuten past niet: van {least} tot {longest} (--minutes)"),
                    format!("{minutes} minutes do not fit: from {least} to {longest} (--minutes)"),
                ))
            }
        }
    }
}
