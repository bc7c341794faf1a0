//! A plan as the record book has made it: a revision and the ledger come in; the meetings that
//! still stand, where they now stand, go out.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::ids::OccurrenceId;
use crate::plan::{Firmness, Placement, Plan};
use crate::records::{Happened, Ledger, Meeting, Reply, State};
use crate::series::Standing;

/// What the book makes of a planned meeting.
enum Fate {
    /// It stands, free to move.
    Open,
    /// It was held, confirmed or pinned, and stands there.
    Firm(NaiveDateTime),
    /// It was put off and is looked for a new day.
    PutOff,
    /// It is not in the calendar any more.
    Gone,
}

/// The calendar people should see: what fell through or was waived is gone, what was held on
/// another day or pinned stands there, what was confirmed says so.
pub fn calendar(mut plan: Plan, ledger: &Ledger) -> Plan {
    plan.placements
        .retain_mut(|placement| match fate(placement, ledger) {
            Fate::Open => true,
            Fate::Firm(start) => {
                placement.start = start;
                settle(placement, ledger);
                true
            }
            Fate::PutOff | Fate::Gone => false,
        });
    plan.placements
        .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    plan
}

/// The plan that the next one is made from: the calendar, and what was put off on the first day
/// that is open, so that it keeps its id.
pub fn plan(plan: Plan, ledger: &Ledger, open_from: NaiveDate) -> Plan {
    let put_off: Vec<Placement> = plan
        .placements
        .iter()
        .filter(|placement| matches!(fate(placement, ledger), Fate::PutOff))
        .map(|placement| Placement {
            start: open_from.and_time(NaiveTime::MIN),
            ..placement.clone()
        })
        .collect();
    let mut plan = calendar(plan, ledger);
    plan.placements.extend(put_off);
    plan
}

/// The meetings of a plan as [`plan`] gives it, for the series stage.
pub fn standing(plan: &Plan, ledger: &Ledger) -> Vec<Standing> {
    let meetings = plan.placements.iter();
    meetings
        .filter_map(|placement| match fate(placement, ledger) {
            Fate::Open if !awaits(placement, ledger) => Some(stands(placement, false)),
            Fate::Firm(_) => Some(stands(placement, true)),
            Fate::Open | Fate::PutOff | Fate::Gone => None,
        })
        .collect()
}

/// Whether a meeting was put off and has no new day yet: [`plan`] has moved it to midnight.
fn awaits(placement: &Placement, ledger: &Ledger) -> bool {
    let put_off = ledger
        .meeting(&placement.id)
        .is_some_and(|meeting| meeting.postponements() > 0);
    put_off && placement.start.time() == NaiveTime::MIN
}

fn fate(placement: &Placement, ledger: &Ledger) -> Fate {
    let Some(meeting) = ledger.meeting(&placement.id) else {
        return Fate::Open;
    };
    let last = meeting.outcome().map(|noted| &noted.what);
    match last.map(|what| what.record.state) {
        Some(State::Held) => return Fate::Firm(held_at(placement, last)),
        Some(State::Waived) => return Fate::Gone,
        _ => {}
    }
    let here = placement.start.date();
    match meeting.trail.iter().rev().find(|noted| noted.what.record.day == here) {
        Some(noted) if noted.what.record.state == State::Postponed => Fate::PutOff,
        Some(_) => Fate::Gone,
        None => meeting.fixed_start().map_or(Fate::Open, Fate::Firm),
    }
}

/// When it was held: as recorded, else at its planned hour.
fn held_at(placement: &Placement, what: Option<&Happened>) -> NaiveDateTime {
    what.map_or(placement.start, |what| {
        let time = what.record.start.unwrap_or(placement.start.time());
        what.record.day.and_time(time)
    })
}

/// Writes into a placement what the book says of its length and of who agreed.
fn settle(placement: &mut Placement, ledger: &Ledger) {
    let Some(meeting) = ledger.meeting(&placement.id) else {
        return;
    };
    if let Some(what) = meeting.outcome().map(|noted| &noted.what) {
        placement.minutes = what.record.minutes.unwrap_or(placement.minutes);
    }
    if confirmed(meeting) {
        placement.status = Firmness::Confirmed;
    }
}

fn confirmed(meeting: &Meeting) -> bool {
    let held = meeting
        .outcome()
        .is_some_and(|noted| noted.what.record.state == State::Held);
    held || matches!(meeting.reply, Reply::Confirmed(..))
}

/// A placement with the people in it, as the series stage takes it.
fn stands(placement: &Placement, firm: bool) -> Standing {
    let people = placement.participants.iter();
    Standing {
        id: placement.id.clone(),
        series: placement.series.clone(),
        rule: placement.rule.clone(),
        case: placement.case.clone(),
        title: placement.title.clone(),
        start: placement.start,
        minutes: placement.minutes,
        people: people
            .map(|person| (person.id.clone(), person.role.clone()))
            .collect(),
        place: placement.place.clone(),
        firm,
    }
}

/// The ids in `plan` that name a meeting still to be held: neither held, waived, nor closed.
pub fn is_open(id: &OccurrenceId, ledger: &Ledger) -> bool {
    let outcome = ledger.meeting(id).and_then(Meeting::outcome);
    outcome.is_none_or(|noted| !noted.what.record.state.satisfies())
}
