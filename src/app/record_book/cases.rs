//! What changed for a family's programme: what somebody says comes in; an act for the book goes out.

use chrono::{Datelike as _, NaiveDate};

use super::{Consequence, RecordBook};
use crate::app::{Recorded, is_duty};
use crate::error::Error;
use crate::language::Lang;
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
                format!(
                    "de pauze eindigt ({}) voordat zij begint ({})",
                    Lang::Nl.date(to),
                    Lang::Nl.date(from)
                ),
                format!(
                    "the pause ends ({}) before it begins ({})",
                    Lang::En.date(to),
                    Lang::En.date(from)
                ),
            ));
        }
        self.sensible(to)?;
        let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) else {
            return Err(self
                .fault(
                    "een pauze vraagt een reden: --reason",
                    "a pause needs a reason: --reason",
                )
                .on_page(
                    "Geef een reden voor de pauze.",
                    "Give a reason for the pause.",
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
                format!(
                    "de zorg voor {} begint pas op {}",
                    case.code,
                    Lang::Nl.date(case.start)
                ),
                format!(
                    "care for {} begins on {} only",
                    case.code,
                    Lang::En.date(case.start)
                ),
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
            let (nl, en) = (Lang::Nl.date(ends), Lang::En.date(ends));
            return Err(self
                .fault(
                    format!("de beschikking eindigt op {nl}: noem de nieuwe met --decision-end"),
                    format!("the decision ends on {en}: name the new one with --decision-end"),
                )
                .on_page(
                    format!("De beschikking eindigt op {nl}: vul ook in tot en met wanneer de nieuwe loopt."),
                    format!("The decision ends on {en}: also fill in until when the new one runs."),
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

    /// What an act about a case, or taking one back, does to the calendar: which meetings to come are cancelled by it, which
    /// stand again, which stay although care has no place for them, because they were promised, and which days were planned
    /// without it.
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
        let (before, after) = (snapshot.recorded(), Recorded { team, ledger });
        let meetings = snapshot.meetings.iter().filter(|one| !is_duty(one));
        let ahead = meetings.filter(|one| one.start >= snapshot.now);
        let told = ahead.filter_map(|one| {
            let stood = before.now(one);
            let cares = [before, after].map(|book| book.out_of_care(one).is_none());
            let in_calendar = snapshot.stands(&one.id);
            match (cares, after.now(one)) {
                ([true, false], None) if in_calendar => {
                    Some(Consequence::FallsAway(Box::new(stood?)))
                }
                ([true, false], Some(stands)) if in_calendar => {
                    Some(Consequence::Stays(Box::new(stands)))
                }
                ([false, true], Some(stands)) if stood.is_none() => {
                    Some(Consequence::ComesBack(Box::new(stands)))
                }
                _ => None,
            }
        });
        let mut told: Vec<Consequence> = told.collect();
        told.extend(self.planned_without(act));
        told
    }

    /// The days to come that an act gives back to care, of those that were planned when care had no place on them.
    fn planned_without(&self, act: &Act) -> Option<Consequence> {
        let plan = self.snapshot.plan.as_ref()?;
        let (from, to) = match act {
            Act::Correct { entry, .. } => {
                let known = |line: &&Entry| line.number == *entry && *entry <= plan.entries;
                match &self.snapshot.entries.iter().find(known)?.act {
                    Act::Pause(pause) => (pause.from, pause.to),
                    Act::End(end) => (end.last.succ_opt()?, NaiveDate::MAX),
                    _ => return None,
                }
            }
            Act::End(end) => {
                let case = self.snapshot.team.case(&end.case, &end.programme)?;
                let programme = self.snapshot.team.programme(&end.programme)?;
                (case.last_day(programme).succ_opt()?, end.last)
            }
            _ => return None,
        };
        let from = from.max(self.snapshot.today);
        let to = to.min(self.snapshot.planned_until()?);
        (from <= to).then_some(Consequence::NotPlanned(from, to))
    }

    /// Faults for a day that files may not name either.
    fn sensible(&self, day: NaiveDate) -> Result<(), Error> {
        if day.year() <= LAST_YEAR {
            return Ok(());
        }
        let (nl, en) = (Lang::Nl.date(day), Lang::En.date(day));
        Err(self.fault(
            format!("{nl} ligt te ver vooruit: hoogstens {LAST_YEAR}"),
            format!("{en} is too far ahead: {LAST_YEAR} at most"),
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
