//! Standing times that people choose: what somebody says comes in; an act for the book, with what stands against it, goes
//! out. Nobody's calendar changes by it: the next plan keeps to them.

mod against;
mod concern;
mod keys;

use chrono::NaiveDate;

pub use self::concern::StandingConcern;
use super::{Consequence, DeedWithConsequences, RecordBook, past_midnight};
use crate::app::BaseWeek;
use crate::error::Error;
use crate::ids::PersonId;
use crate::language::Lang;
use crate::records::{
    Act, StandingChoice, StandingFreed, StandingKey, StandingRow, StandingSlot, row_on,
};
use crate::series::Keeps;
use crate::store::Store;
use crate::team::{SlotText, parse_slots};
use crate::time::monday_of;

/// Minutes of a block of two colleagues of whom nothing is known yet, and the most it has.
const BLOCK: u32 = 120;
/// The most weeks after which standing times come back.
pub const LONGEST_CYCLE: u32 = 12;
/// The most days ahead on which standing times may begin.
const AHEAD: i64 = 800;

/// Standing times that somebody chooses.
#[derive(Clone, Debug, Default)]
pub struct NewStanding<'a> {
    /// Whose, as [`RecordBook::standing_key`] takes it.
    pub key: &'a str,
    /// The hours, as people write them; or that they are irregular.
    pub times: &'a str,
    /// The first day, when not the first after the usual notice.
    pub from: Option<NaiveDate>,
    /// How long each lasts, when not as the rule says.
    pub minutes: Option<u32>,
    /// After how many weeks they come back, when not as the rule's rhythm says.
    pub every: Option<u32>,
    /// In which week of these, from 1.
    pub week: Option<u32>,
    /// Whether those concerned agreed.
    pub agreed: bool,
}

impl<S: Store> RecordBook<S> {
    /// Chooses standing times; what stands against them is told.
    ///
    /// # Errors
    /// [`Error::Usage`] for hours that make no sense or are more than the rule asks for.
    pub fn set_standing(&self, asked: &NewStanding<'_>) -> Result<DeedWithConsequences, Error> {
        let week = self.standing_week(asked.from)?;
        let key = self.standing_key(&week, asked.key)?;
        let from = self.standing_from(&week, &key, asked.from);
        let slots = self.slots(&week, &key, from, asked)?;
        self.fits_rule(&week, &key, from, &slots)?;
        let rows = &self.snapshot.standing;
        let mut found = against::hours(&week, &key, from, &slots);
        found.extend(against::others(&week, &key, from, &slots, rows));
        found.extend(too_soon(&week, from));
        let choice = StandingChoice {
            key,
            from,
            slots,
            agreed: asked.agreed,
        };
        let mind = found.into_iter().map(Consequence::Standing).collect();
        Ok((Act::StandingTimes(choice), mind))
    }

    /// The planner chooses again, from a day on.
    ///
    /// # Errors
    /// [`Error::Usage`] where nothing was chosen.
    pub fn free_standing(
        &self,
        key: &str,
        from: Option<NaiveDate>,
    ) -> Result<DeedWithConsequences, Error> {
        let week = self.standing_week(from)?;
        let key = self.known_key(&week, key)?;
        let given = from;
        let from = self.standing_from(&week, &key, from);
        let rows = self.snapshot.standing.iter();
        let mut own = rows.filter(|row| row.key == key);
        if !own.any(|row| row.to.is_none_or(|to| from <= to)) {
            return Err(self.fault(
                format!("er zijn geen vaste tijden van `{key}` om vrij te geven; zie `cadans show … --standing`"),
                format!("there are no standing times of `{key}` to be freed; see `cadans show … --standing`"),
            )
            .on_page("Er zijn geen vaste tijden om vrij te geven.", "There are no standing times to be freed."));
        }
        let mind = too_soon(&week, from).filter(|_| given.is_some());
        let mind = mind.map(Consequence::Standing).into_iter().collect();
        Ok((Act::StandingFree(StandingFreed { key, from }), mind))
    }

    /// Those concerned agreed to the standing times in force, or the next that begin.
    ///
    /// # Errors
    /// [`Error::Usage`] where there are none, or they agreed before.
    pub fn agree_standing(&self, key: &str) -> Result<Act, Error> {
        let week = self.standing_week(None)?;
        let key = self.known_key(&week, key)?;
        let Some(row) = self.standing_now(&key) else {
            return Err(self.fault(
                format!("er zijn nog geen vaste tijden van `{key}`: plan eerst, of kies ze zelf"),
                format!("there are no standing times of `{key}` yet: plan first, or choose them yourself"),
            )
            .on_page("Er zijn nog geen vaste tijden: plan eerst, of kies ze zelf.", "There are no standing times yet: plan first, or choose them yourself."));
        };
        if row.agreed {
            return Err(self.fault(
                format!("de vaste tijden van `{key}` zijn al afgesproken"),
                format!("the standing times of `{key}` are agreed already"),
            ));
        }
        Ok(Act::StandingAgree(StandingChoice {
            key,
            from: row.from,
            slots: row.slots.clone(),
            agreed: true,
        }))
    }

    /// The row of a key in force, else the next that begins.
    pub fn standing_now(&self, key: &StandingKey) -> Option<&StandingRow> {
        let rows = &self.snapshot.standing;
        let today = self.snapshot.standing_day();
        let later = rows
            .iter()
            .filter(|row| row.key == *key && today < row.from);
        row_on(rows, key, today).or_else(|| later.min_by_key(|row| row.from))
    }

    /// Faults unless somebody may say it: a lead, whoever comes to those meetings, or a role that answers for itself.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn may_set_standing(&self, act: &Act, by: Option<&String>) -> Result<(), Error> {
        let (Some(key), Some(by)) = (act.standing(), by) else {
            return Ok(());
        };
        let leads = self.leads();
        let colleague = self.snapshot.team.person(&PersonId::new(by.as_str()));
        if colleague.is_none_or(|one| one.external)
            || leads.is_empty()
            || leads.contains(&by.as_str())
        {
            return Ok(());
        }
        let day = self.snapshot.standing_day();
        let who = BaseWeek::new(&self.snapshot, day).who(key, day);
        if who.contains(by) {
            return Ok(());
        }
        let leads = leads.join(", ");
        Err(self.fault(
            format!("{by} komt daar niet: alleen wie erbij is kiest de vaste tijden, of --by {leads}"),
            format!("{by} does not come to it: only those who do choose the standing times, or --by {leads}"),
        ))
    }

    /// The base week from a day on; it must not have passed, nor be too far ahead.
    fn standing_week(&self, from: Option<NaiveDate>) -> Result<BaseWeek, Error> {
        let today = self.snapshot.today;
        if let Some(day) = from.filter(|day| *day < today) {
            let (nl, en) = (Lang::Nl.date(day), Lang::En.date(day));
            return Err(self.fault(
                format!("{nl} is al geweest: kies een dag vanaf vandaag"),
                format!("{en} has passed: choose a day from today on"),
            ));
        }
        if let Some(day) = from.filter(|day| (*day - today).num_days() > AHEAD) {
            let (nl, en) = (Lang::Nl.date(day), Lang::En.date(day));
            return Err(self.fault(
                format!("{nl} is meer dan {AHEAD} dagen vooruit"),
                format!("{en} is more than {AHEAD} days ahead"),
            ));
        }
        let from = from.unwrap_or_else(|| self.snapshot.standing_day());
        Ok(BaseWeek::new(&self.snapshot, from))
    }

    /// The first day: as given, else the first after the usual notice on which the key has meetings.
    fn standing_from(
        &self,
        week: &BaseWeek,
        key: &StandingKey,
        given: Option<NaiveDate>,
    ) -> NaiveDate {
        let usual = week.first_after_notice();
        given.unwrap_or_else(|| week.first_day(key).map_or(usual, |first| first.max(usual)))
    }

    /// The hours of a text, with their length and cycle.
    fn slots(
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
            StandingKey::Series(_) => week.series(key, from).map_or(60, |series| series.minutes.1),
        };
        before.unwrap_or_else(by_rule)
    }

    /// The Monday that a rhythm's weeks count from when nobody says: of its next meeting in the calendar.
    fn next_week(&self, key: &StandingKey, from: NaiveDate) -> NaiveDate {
        let own = |one: &&crate::plan::Placement| match key {
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
    fn fits_rule(
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
            false => against::most_in_a_week(from, slots),
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
            StandingKey::Pair(..) => (15, BLOCK),
            StandingKey::Series(series) => {
                let rule = self.snapshot.team.rule(&series.rule());
                let weekly = week.keeps(key) == Some(Keeps::EveryWeek);
                let of_rule = rule.filter(|_| weekly).map(|rule| &rule.duration);
                of_rule.map_or((15, 24 * 60), |duration| (duration.min, duration.max))
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

/// That standing times begin sooner than people usually know of it.
fn too_soon(week: &BaseWeek, from: NaiveDate) -> Option<StandingConcern> {
    let first = week.first_after_notice();
    (from < first).then_some(StandingConcern::Notice(first))
}
