//! A better pattern of standing times for later: a team's book and a day come in; what would change for whom from then on,
//! and how many more meetings would be at their standing time, go out. Nothing changes by it until it is accepted.

use chrono::{Days, NaiveDate};

use super::proposal::{OnSlot, StandingChange, StandingProposal};
use super::too_soon;
use crate::app::plan_input::PlanInput;
use crate::app::record_book::{Consequence, RecordBook};
use crate::app::{BaseWeek, Request};
use crate::error::Error;
use crate::language::Lang;
use crate::records::{ChosenBy, StandingRow, row_on};
use crate::series::Instance;
use crate::standing::{Afresh, asked, attainable, choose};
use crate::store::Store;
use crate::time::Term;

/// Days that are looked at: a quarter.
const AHEAD: Days = Days::new(13 * 7 - 1);

impl<S: Store> RecordBook<S> {
    /// A better pattern from a day on, or else from the first after the usual notice: of two, one that leaves blocks and
    /// groups where they are and one that does not, the first that is as good.
    ///
    /// # Errors
    /// [`Error::Usage`] for a day that has passed or is too far ahead; [`Error::Store`].
    pub fn propose_standing(&self, from: Option<NaiveDate>) -> Result<StandingProposal, Error> {
        let week = self.standing_week(from)?;
        let from =
            from.unwrap_or_else(|| week.first_after_notice().max(self.snapshot.standing_day()));
        let term = Term {
            from,
            to: from.checked_add_days(AHEAD).unwrap_or(from),
        };
        let request = Request {
            term,
            now: self.snapshot.now,
            without: Vec::new(),
            afresh: false,
        };
        let input = PlanInput::read(&self.snapshot.filed, &self.store, &request)?;
        let instance = input.expanded(&request);
        let with = |rows: &[StandingRow]| {
            let mut other = instance.clone();
            other.stand(rows.to_vec());
            attainable(&other)
        };
        let as_is = choose(&instance, Afresh::Nothing).rows;
        let now = with(&as_is);
        let tried = [Afresh::Weekly, Afresh::Everything].map(|afresh| {
            let rows = choose(&instance, afresh).rows;
            (with(&rows), rows)
        });
        let better = tried.into_iter().filter(|(count, _)| now < *count);
        let best = better.reduce(|one, other| if one.0 < other.0 { other } else { one });
        let (proposed, rows) = best.unwrap_or((now, Vec::new()));
        Ok(StandingProposal {
            from,
            to: term.to,
            changes: changes(&instance, &as_is, &rows),
            on_slot: OnSlot {
                now,
                proposed,
                of: asked(&instance),
            },
            mind: too_soon(&week, from)
                .map(Consequence::Standing)
                .into_iter()
                .collect(),
        })
    }

    /// Faults when a proposal begins sooner than changed standing times may.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn may_accept(&self, proposal: &StandingProposal) -> Result<(), Error> {
        let first = BaseWeek::new(&self.snapshot, proposal.from).first_after_notice();
        if first <= proposal.from {
            return Ok(());
        }
        Err(self.fault(
            format!("nieuwe vaste tijden gaan op zijn vroegst in op {}; neem --from {first}, of zeg --sure", Lang::Nl.date(first)),
            format!("changed standing times begin on {} at the earliest; take --from {first}, or say --sure", Lang::En.date(first)),
        ))
    }
}

/// The rows that give somebody other hours than those in force, or than the next plan would choose.
fn changes(
    instance: &Instance,
    as_is: &[StandingRow],
    rows: &[StandingRow],
) -> Vec<StandingChange> {
    let first = instance.first;
    let new = rows
        .iter()
        .filter(|row| first <= row.from && row.by == ChosenBy::Planner);
    let changed = new.filter_map(|row| {
        let days = row
            .from
            .iter_days()
            .take_while(|day| *day <= instance.term.to);
        let held = days.filter(|day| row.holds_on(*day));
        let start = |row: &StandingRow, day| row.on(day).map(|slot| slot.start);
        let old = row_on(as_is, &row.key, row.from);
        let is_other = |day| old.and_then(|old| start(old, day)) != start(row, day);
        held.into_iter().any(is_other).then(|| StandingChange {
            key: row.key.clone(),
            from: row.from,
            old: old.map_or_else(Vec::new, |old| old.slots.clone()),
            new: row.slots.clone(),
        })
    });
    changed.collect()
}
