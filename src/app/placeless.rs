//! What is asked for and stands nowhere: how a team stands comes in; each of these as a meeting goes out, so that it can
//! be looked at, explained, given a time and recorded like any other.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Snapshot;
use crate::ids::OccurrenceId;
use crate::plan::{Firmness, LeftOut, Participant, Placement, Window};
use crate::records::Meeting;
use crate::rules::{Demand, Rule};
use crate::series::{Kind, Obligation};

/// All of them, without those that are `known` to stand somewhere.
pub(super) fn all(snapshot: &Snapshot, known: &BTreeSet<&OccurrenceId>) -> Vec<Placement> {
    let owed = snapshot.owed().iter();
    let owed = owed.filter(|one| one.planned.is_none());
    let mut all: Vec<Placement> = owed.filter_map(|one| owed_meeting(snapshot, one)).collect();
    let left_out = snapshot.plan.iter().flat_map(|plan| &plan.left_out);
    all.extend(left_out.filter_map(|one| {
        let rule = snapshot.team.rule(&one.rule)?;
        Some(left_out_meeting(rule, one))
    }));
    let said = snapshot.ledger.meetings.iter();
    all.extend(said.filter_map(|(id, said)| recorded_meeting(snapshot, id, said)));
    let mut told = BTreeSet::new();
    all.retain(|one| !known.contains(&one.id) && told.insert(one.id.clone()));
    all
}

/// What is owed as a meeting on its due date.
fn owed_meeting(snapshot: &Snapshot, one: &Obligation) -> Option<Placement> {
    let rule = snapshot.team.rule(&one.rule)?;
    let duty = match one.kind {
        Kind::Milestone => false,
        Kind::Duty => true,
        Kind::Gap | Kind::Decision => return None,
    };
    let who = one.people.iter().cloned();
    Some(Placement {
        case: one.case.clone(),
        title: one.title.clone(),
        minutes: if duty { 0 } else { length(one.minutes) },
        participants: who.map(|(id, role)| Participant { id, role }).collect(),
        window: Window {
            from: one.since,
            to: if duty { one.due } else { one.latest },
        },
        due: Some(one.due),
        ..nowhere(rule, one.id.clone()?, one.due)
    })
}

/// What a plan left out as a meeting on the first day it should have been.
fn left_out_meeting(rule: &Rule, one: &LeftOut) -> Placement {
    Placement {
        case: one.case.clone(),
        title: one.title.clone(),
        window: one.window,
        ..nowhere(rule, one.id.clone(), one.window.from)
    }
}

/// What only the record book tells of, on the day it names.
fn recorded_meeting(snapshot: &Snapshot, id: &OccurrenceId, said: &Meeting) -> Option<Placement> {
    let record = &said.outcome()?.what.record;
    let rule = snapshot.team.rule(&id.series().rule())?;
    let duty = matches!(rule.demand, Demand::Duty(_));
    let subject = id.subject();
    let code = subject.strip_suffix("-2").unwrap_or(subject);
    let mut cases = snapshot.team.cases.iter();
    let case = cases.find(|case| [subject, code].contains(&case.code.as_str()));
    let one = nowhere(rule, id.clone(), record.day);
    Some(Placement {
        case: case.map(|case| case.code.clone()),
        minutes: if duty { 0 } else { one.minutes },
        ..one
    })
}

/// The length that is looked for: an hour where the rule does not say.
fn length(minutes: u32) -> u32 {
    if minutes == 0 { 60 } else { minutes }
}

fn nowhere(rule: &Rule, id: OccurrenceId, day: NaiveDate) -> Placement {
    Placement {
        series: id.series(),
        id,
        rule: rule.id.clone(),
        programme: rule.id.programme().to_owned(),
        case: None,
        title: rule.title.clone(),
        start: day.and_hms_opt(10, 0, 0).unwrap_or_default(),
        minutes: length(rule.duration.target),
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: Window { from: day, to: day },
        due: None,
        status: Firmness::Planned,
        covers: Vec::new(),
    }
}
