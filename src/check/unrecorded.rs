//! Meetings that have passed and that nobody has said anything of: the calendar and the record book come
//! in, one finding for each goes out; of what is held several times a week, one for the week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{About, Fact, Finding, Level, Question};
use crate::ids::{OccurrenceId, SeriesId};
use crate::records::{Happened, Ledger, State};
use crate::rules::{Demand, RoleKind, Rule};
use crate::series::{Obligation, Standing};
use crate::team::Team;
use crate::time::monday_of;

pub(super) fn find(question: &Question<'_>, owed: &[Obligation]) -> Vec<Finding> {
    let mut together: BTreeMap<(&SeriesId, NaiveDate), Vec<&Standing>> = BTreeMap::new();
    let happened = question.ledger.happened();
    let unnamed: BTreeSet<_> = happened.flat_map(|noted| unnamed(&noted.what)).collect();
    for standing in question.standing {
        // An appointment outside the rules owes nobody a record.
        let Some(rule) = question.team.rule(&standing.rule) else {
            continue;
        };
        let day = standing.day();
        let recorded = || {
            is_named(question.ledger, &standing.id, day)
                || unnamed.contains(&(&standing.series, day))
        };
        if day < question.today && !recorded() {
            let day = if is_weekly(rule) { monday_of(day) } else { day };
            let key = (&standing.series, day);
            together.entry(key).or_default().push(standing);
        }
    }
    let mut found: Vec<Finding> = together
        .values()
        .filter_map(|passed| Some(finding(question, passed.first()?, passed.len(), owed)))
        .collect();
    found.extend(agreed(question));
    found
}

/// Whether the book says anything of a meeting on a day: under its id, of that day or that it was held on another; or
/// of a meeting of its series and day that no id names, or that covered it.
pub fn is_recorded(ledger: &Ledger, id: &OccurrenceId, series: &SeriesId, day: NaiveDate) -> bool {
    let mut happened = ledger.happened();
    is_named(ledger, id, day)
        || happened.any(|noted| unnamed(&noted.what).any(|one| one == (series, day)))
}

fn is_named(ledger: &Ledger, id: &OccurrenceId, day: NaiveDate) -> bool {
    ledger.meeting(id).is_some_and(|meeting| {
        let outcome = meeting.outcome().map(|noted| noted.what.record.state);
        let mut trail = meeting.trail.iter();
        outcome.is_some_and(State::satisfies) || trail.any(|noted| noted.what.record.day == day)
    })
}

/// The series and days of which this says something although no id names them.
fn unnamed(what: &Happened) -> impl Iterator<Item = (&SeriesId, NaiveDate)> {
    let own = what.id.is_none().then_some(&what.record.series);
    let all = own.into_iter().chain(&what.also);
    all.map(|series| (series, what.record.day))
}

fn says(team: &Team, series: &SeriesId, day: NaiveDate) -> bool {
    let mut records = team.held.iter();
    records.any(|record| record.series == *series && record.day == day)
}

fn is_weekly(rule: &Rule) -> bool {
    matches!(rule.demand, Demand::Weekly(_))
}

fn finding(
    question: &Question<'_>,
    standing: &Standing,
    count: usize,
    owed: &[Obligation],
) -> Finding {
    let (team, day) = (question.team, standing.day());
    let rule = team.rule(&standing.rule);
    let own = |one: &&Obligation| {
        let same = one.id.as_ref() == Some(&standing.id) || one.id.is_none();
        same && one.series == standing.series && one.planned == Some(day)
    };
    let obligation = owed.iter().find(own);
    let due = obligation.map(|one| one.due);
    let meeting = question.ledger.meeting(&standing.id);
    let subject = standing.series.subject();
    let person = team
        .people
        .iter()
        .find(|person| person.id.as_str() == subject);
    Finding {
        level: Level::Unrecorded,
        id: Some(standing.id.clone()),
        rule: Some(standing.rule.clone()),
        case: standing.case.clone(),
        person: person.map(|person| person.id.to_string()),
        due,
        days_late: due.map_or(0, |due| (day - due).num_days().max(0)),
        planned: Some(day),
        later_term: false,
        left: None,
        postponed: meeting.map_or(0, |meeting| meeting.postponements()),
        who_acts: obligation
            .map_or_else(|| recorder(team, rule, standing), |one| one.owner.clone()),
        source: rule.map_or_else(String::new, |rule| rule.source.clone()),
        about: About {
            title: standing.title.clone(),
            subject: subject.to_owned(),
            member: None,
        },
        fact: Fact::Unrecorded { meetings: count },
        causes: Vec::new(),
    }
}

/// Who must say what became of it: whoever asks for confirmation, else the first of the staff in it.
fn recorder(team: &Team, rule: Option<&Rule>, standing: &Standing) -> String {
    let roles = team
        .programme(standing.rule.programme())
        .map(|programme| &programme.roles);
    let asks = rule.and_then(|rule| rule.confirm_by.as_ref());
    let staff = |role: &String| {
        let kind = roles
            .and_then(|roles| roles.get(role))
            .map(|role| role.kind);
        matches!(kind, Some(RoleKind::Staff | RoleKind::Slot))
    };
    let mut people = standing.people.iter();
    let asking = people.clone().find(|(_, role)| Some(role) == asks);
    let found = asking.or_else(|| people.find(|(_, role)| staff(role)));
    found.map_or_else(|| Team::WHOLE.to_owned(), |(id, _)| id.clone())
}

/// Appointments made elsewhere that fulfil a rule, are in no plan and have passed.
fn agreed(question: &Question<'_>) -> Vec<Finding> {
    let team = question.team;
    let passed = team
        .agreed
        .iter()
        .filter(|one| one.start.date() < question.today);
    let found = passed.filter_map(|one| {
        let rule = team.rule(one.rule.as_ref()?)?;
        let (series, day) = (rule.id.series(&one.subject), one.start.date());
        let stands = |standing: &Standing| standing.series == series && standing.day() == day;
        if question.standing.iter().any(stands) || says(team, &series, day) {
            return None;
        }
        let case = team
            .cases
            .iter()
            .find(|case| case.code.as_str() == one.subject);
        let staff = |id: &&String| {
            team.people
                .iter()
                .any(|person| !person.external && person.id.as_str() == id.as_str())
        };
        let recorder = one.people.iter().find(staff).cloned();
        Some(Finding {
            level: Level::Unrecorded,
            id: None,
            rule: Some(rule.id.clone()),
            case: case.map(|case| case.code.clone()),
            person: None,
            due: None,
            days_late: 0,
            planned: Some(day),
            later_term: false,
            left: None,
            postponed: 0,
            who_acts: recorder.unwrap_or_else(|| Team::WHOLE.to_owned()),
            source: rule.source.clone(),
            about: About {
                title: rule.title.clone(),
                subject: one.subject.clone(),
                member: None,
            },
            fact: Fact::Unrecorded { meetings: 1 },
            causes: Vec::new(),
        })
    });
    found.collect()
}
