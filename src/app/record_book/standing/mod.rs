//! Standing times that people choose: what somebody says comes in; an act for the book, with what stands against it, goes
//! out. Nobody's calendar changes by it: the next plan keeps to them.

mod against;
mod concern;
mod keys;
mod proposal;
mod propose;
mod slots;

use chrono::NaiveDate;

pub use self::concern::StandingConcern;
pub use self::proposal::{OnSlot, StandingChange, StandingProposal};
use super::{Consequence, DeedWithConsequences, RecordBook};
use crate::app::BaseWeek;
use crate::error::Error;
use crate::ids::PersonId;
use crate::language::Lang;
use crate::records::{Act, StandingChoice, StandingFreed, StandingKey, StandingRow, row_on};
use crate::store::Store;

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
}

/// That standing times begin sooner than people usually know of it.
fn too_soon(week: &BaseWeek, from: NaiveDate) -> Option<StandingConcern> {
    let first = week.first_after_notice();
    (from < first).then_some(StandingConcern::Notice(first))
}
