//! Meetings held in the wrong company: records come in, a finding goes out for the last meeting of each
//! series that lacked a role or its quorum, or had somebody in it whom the rule forbids.

use std::collections::BTreeMap;

use super::{Finding, Level, Question, words};
use crate::ids::SeriesId;
use crate::records::{Happened, State};
use crate::team::Team;

pub(super) fn judge(question: &Question<'_>) -> Vec<Finding> {
    let mut last: BTreeMap<&SeriesId, &Happened> = BTreeMap::new();
    for noted in question.ledger.happened() {
        let (what, record) = (&noted.what, &noted.what.record);
        if record.state != State::Held || record.day > question.today {
            continue;
        }
        let known = last.entry(&record.series).or_insert(what);
        if (known.record.day, known.record.start) < (record.day, record.start) {
            *known = what;
        }
    }
    let found = last.values();
    found
        .filter_map(|what| finding(question.team, what))
        .collect()
}

fn finding(team: &Team, what: &Happened) -> Option<Finding> {
    let record = &what.record;
    let flaws = team.flaws(record);
    let rule = team
        .rule(&record.series.rule())
        .filter(|_| !flaws.is_empty())?;
    let programme = team.programme(rule.id.programme())?;
    let subject = record.series.subject();
    let case = team.cases.iter().find(|case| case.code.as_str() == subject);
    let is_staff = |id: &&String| {
        let mut people = team.people.iter();
        people.any(|person| !person.external && person.id.as_str() == id.as_str())
    };
    let present = record.present.iter().find(is_staff).cloned();
    let person = team
        .people
        .iter()
        .find(|person| person.id.as_str() == subject);
    let who = person.map(|person| person.id.to_string());
    Some(Finding {
        level: Level::Breach,
        id: what.id.clone(),
        rule: Some(rule.id.clone()),
        case: case.map(|case| case.code.clone()),
        person: who.clone(),
        due: None,
        days_late: 0,
        planned: None,
        postponed: 0,
        who_acts: who.or(present).unwrap_or_else(|| Team::WHOLE.to_owned()),
        source: rule.source.clone(),
        text: words::flawed(programme, rule, subject, record.day, &flaws),
    })
}
