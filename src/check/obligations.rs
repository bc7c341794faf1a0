//! What became of each obligation: those that are owed come in, a finding for each that is late, not
//! planned or due soon goes out.

use chrono::NaiveDate;

use super::{About, Fact, Finding, Leave, Level, Question};
use crate::records::{Meeting, Noted, State};
use crate::series::{Kind, Obligation};
use crate::team::{Absence, Away, Team};

/// Days before a due date in which leave is named as its cause.
const CAUSE: i64 = 7;

pub(super) fn judge(question: &Question<'_>, owed: &[Obligation]) -> Vec<Finding> {
    let judged = owed.iter().filter_map(|one| {
        let level = level(question, one)?;
        Some(finding(question, one, level))
    });
    judged.collect()
}

/// How bad it is; `None` when there is nothing to say of it here.
fn level(question: &Question<'_>, one: &Obligation) -> Option<Level> {
    let (today, until) = (question.today, question.until());
    let soon = one.due <= until;
    match one.planned {
        // Its meeting has passed: that it was not recorded is said elsewhere.
        Some(planned) if planned < today => None,
        _ if one.due < today && one.legal => Some(Level::Blocking),
        _ if one.due < today => Some(Level::Overdue),
        Some(planned) if planned > one.due => Some(Level::AtRisk),
        Some(_) => soon.then_some(Level::Ok),
        None if one.kind == Kind::Duty => soon.then_some(Level::Ok),
        None => (soon || question.is_left_out(one.id.as_ref())).then_some(Level::Unplanned),
    }
}

fn finding(question: &Question<'_>, one: &Obligation, level: Level) -> Finding {
    let on = match level {
        Level::AtRisk => one.planned.unwrap_or(one.due),
        _ => question.today,
    };
    let late = (on - one.due).num_days().max(0);
    let (put_off, id) = postponements(question, one);
    let causes = match (one.kind, level) {
        (Kind::Duty | Kind::Decision, _) | (_, Level::Ok | Level::Unplanned) => Vec::new(),
        _ => causes(question, one, on),
    };
    let subject = one.series.subject();
    let member = one.person.as_deref().filter(|person| *person != subject);
    Finding {
        level,
        id,
        rule: Some(one.rule.clone()),
        case: one.case.clone(),
        person: one.person.clone(),
        due: Some(one.due),
        days_late: late,
        planned: one.planned,
        later_term: level == Level::Unplanned
            && question.planned_until.is_some_and(|until| until < one.due),
        left: None,
        postponed: put_off,
        who_acts: one.owner.clone(),
        source: one.source.clone(),
        about: About {
            title: one.title.clone(),
            subject: subject.to_owned(),
            member: member.map(str::to_owned),
        },
        fact: fact(question.team, one),
        causes,
    }
}

fn fact(team: &Team, one: &Obligation) -> Fact {
    match one.kind {
        Kind::Milestone => Fact::MeetingDue,
        Kind::Duty => Fact::DutyDue,
        Kind::Decision => Fact::DecisionEnded,
        Kind::Gap => {
            let since = one.since;
            let mut records = team.held.iter();
            Fact::RhythmDue {
                since,
                met: records.any(|record| record.series == one.series && record.day == since),
            }
        }
    }
}

/// How many times it was put off, and the meeting it is or would have been.
fn postponements(
    question: &Question<'_>,
    one: &Obligation,
) -> (usize, Option<crate::ids::OccurrenceId>) {
    let ledger = question.ledger;
    if let (Some(id), Kind::Milestone | Kind::Duty) = (&one.id, one.kind) {
        let planned = ledger.meeting(id).map_or(0, Meeting::postponements);
        return (planned + unplanned(question, one), Some(id.clone()));
    }
    if one.kind == Kind::Decision {
        return (0, None);
    }
    let mut count = unplanned(question, one);
    let mut id = one.id.clone();
    let end = one.planned.unwrap_or(NaiveDate::MAX);
    let own = ledger
        .meetings
        .iter()
        .filter(|(id, _)| id.series() == one.series);
    for (known, meeting) in own {
        // What was put off within this gap and held within it is no part of the next one.
        let within = |noted: &&Noted<_>| since(one, noted) && day(noted) <= end;
        let open = meeting
            .outcome()
            .is_none_or(|noted| !noted.what.record.state.satisfies());
        let put_off = meeting
            .trail
            .iter()
            .filter(within)
            .filter(|noted| is_put_off(noted))
            .count();
        if open && put_off > 0 {
            count += put_off;
            id = id.or_else(|| Some(known.clone()));
        }
    }
    (count, id)
}

/// How many times a meeting of the series was put off that was in no plan.
fn unplanned(question: &Question<'_>, one: &Obligation) -> usize {
    let records = question.ledger.unplanned.get(&one.series);
    let records = records.into_iter().flatten();
    records
        .filter(|noted| since(one, noted) && is_put_off(noted))
        .count()
}

type Happened = Noted<crate::records::Happened>;

fn day(noted: &Happened) -> NaiveDate {
    noted.what.record.day
}

fn since(one: &Obligation, noted: &Happened) -> bool {
    day(noted) >= one.since
}

fn is_put_off(noted: &Happened) -> bool {
    noted.what.record.state == State::Postponed
}

/// The leave of those it needs in the last days before it was due, or from then until it is planned.
pub(super) fn causes(question: &Question<'_>, one: &Obligation, on: NaiveDate) -> Vec<Leave> {
    let absences = question.team.absences.iter();
    let near = |absence: &&Absence| {
        let whole_days = absence.slots.is_none();
        let to_due = (one.due - absence.to).num_days();
        whole_days && to_due < CAUSE && absence.from <= on && absence.to >= one.since
    };
    let concerns = |absence: &&Absence| match &absence.who {
        Away::Person(id) => one.staff.iter().any(|person| person == id.as_str()),
        Away::Family(code) => one.kind == Kind::Milestone && one.case.as_ref() == Some(code),
    };
    let found = absences.filter(near).filter(concerns);
    found.map(Leave::from).collect()
}
