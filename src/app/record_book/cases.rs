//! What changed for a family's programme: what somebody says comes in; an act for the book goes out.

use chrono::{Datelike as _, NaiveDate};

use super::{Consequence, RecordBook};
use crate::app::Recorded;
use crate::error::Error;
use crate::language::Lang;
use crate::plan::Placement;
use crate::records::{Act, End, Entry, Ledger, Pause};
use crate::store::Store;
use crate::team::Case;

/// The last year that a date may have, as in files.
const LAST_YEAR: i32 = 2200;

impl<S: Store> RecordBook<S> {
    /// A programme stands still for some days, both inclusive.
    ///
    /// # Errors
    /// [`Error::Usage`] for dates that make no sense, or without a reason.
    pub fn pause(
        &self,
        case: &Case,
        from: NaiveDate,
        to: NaiveDate,
        reason: Option<String>,
    ) -> Result<Act, Error> {
        if from > to {
            return Err(self.fault(
                format!("de pauze eindigt ({to}) voor ze begint ({from})"),
                format!("the pause ends ({to}) before it begins ({from})"),
            ));
        }
        self.sensible(to)?;
        let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) else {
            return Err(self.fault(
                "een pauze vraagt een reden: --reason",
                "a pause needs a reason: --reason",
            ));
        };
        Ok(Act::Pause(Pause {
            case: case.code.clone(),
            programme: case.programme.clone(),
            from,
            to,
            reason,
        }))
    }

    /// A programme ends on this day.
    ///
    /// # Errors
    /// [`Error::Usage`] for a day before it begins.
    pub fn close(&self, case: &Case, on: NaiveDate, reason: Option<String>) -> Result<Act, Error> {
        self.sensible(on)?;
        if on < case.start {
            return Err(self.fault(
                format!("{} begint pas op {}", case.code, case.start),
                format!("{} begins on {} only", case.code, case.start),
            ));
        }
        Ok(Act::End(End {
            case: case.code.clone(),
            programme: case.programme.clone(),
            last: on,
            decision_end: None,
            reason,
        }))
    }

    /// A programme goes on until this day, under a decision until `decision_end` when it is a new one.
    ///
    /// # Errors
    /// [`Error::Usage`] for a day after the decision ends.
    pub fn extend(
        &self,
        case: &Case,
        to: NaiveDate,
        decision_end: Option<NaiveDate>,
        reason: Option<String>,
    ) -> Result<Act, Error> {
        self.sensible(to.max(decision_end.unwrap_or(to)))?;
        let programme = self.snapshot.team.programme(&case.programme);
        let ends = programme.map(|programme| case.last_day(programme));
        if let Some(ends) = ends.filter(|ends| to < *ends) {
            let (nl, en) = (Lang::Nl.date(ends), Lang::En.date(ends));
            return Err(self.fault(
                format!("de zorg voor {} loopt al tot {nl}: verlengen is tot een latere dag; eerder eindigen doet `close`", case.code),
                format!("care for {} goes on until {en} already: extend to a later day; `close` ends it sooner", case.code),
            ));
        }
        let ends = decision_end.or(case.decision_end);
        if let Some(ends) = ends.filter(|ends| *ends < to) {
            return Err(self.fault(
                format!("de beschikking eindigt op {ends}: noem de nieuwe met --decision-end"),
                format!("the decision ends on {ends}: name the new one with --decision-end"),
            ));
        }
        Ok(Act::End(End {
            case: case.code.clone(),
            programme: case.programme.clone(),
            last: to,
            decision_end,
            reason,
        }))
    }

    /// What an act about a case does to the calendar: which meetings to come are cancelled by it, and which stay although
    /// care has no place for them, because they were promised.
    pub fn consequences(&self, act: &Act) -> Vec<Consequence> {
        let snapshot = &self.snapshot;
        let mut book = snapshot.entries.clone();
        book.push(Entry {
            number: u32::MAX,
            at: self.now,
            by: None,
            act: act.clone(),
        });
        let team = &snapshot.filed;
        let ledger = &Ledger::read(&team.held, &book, team.zone, None);
        let after = Recorded { team, ledger };
        let placements = snapshot.plan.iter().flat_map(|plan| &plan.placements);
        let ahead = placements.filter(|one| one.start >= snapshot.now);
        let touched = ahead.filter(|one| {
            let before = snapshot.recorded().out_of_care(one).is_some();
            !before && after.out_of_care(one).is_some()
        });
        let told = touched.map(|one: &Placement| match after.now(one) {
            None => Consequence::FallsAway(Box::new(one.clone())),
            Some(stands) => Consequence::Stays(Box::new(stands)),
        });
        told.collect()
    }

    /// Faults for a day that files may not name either.
    fn sensible(&self, day: NaiveDate) -> Result<(), Error> {
        if day.year() <= LAST_YEAR {
            return Ok(());
        }
        Err(self.fault(
            format!("{day} ligt te ver vooruit: hoogstens {LAST_YEAR}"),
            format!("{day} is too far ahead: {LAST_YEAR} at most"),
        ))
    }

    /// The case with this code, under its programme.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none, or several.
    pub fn case(&self, code: &str, programme: Option<&str>) -> Result<&Case, Error> {
        let wanted = |case: &&Case| {
            case.code.as_str() == code
                && programme.is_none_or(|programme| case.programme == programme)
        };
        let found: Vec<&Case> = self.snapshot.team.cases.iter().filter(wanted).collect();
        match &found[..] {
            [one] => Ok(one),
            [] => Err(self.fault(
                format!("er is geen gezin `{code}` in cases.csv"),
                format!("there is no case `{code}` in cases.csv"),
            )),
            many => {
                let known: Vec<&str> = many.iter().map(|case| case.programme.as_str()).collect();
                let known = known.join(", ");
                Err(self.fault(
                    format!("`{code}` is in {known}: noem er een met --programme"),
                    format!("`{code}` is in {known}: name one with --programme"),
                ))
            }
        }
    }
}
