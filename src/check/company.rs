//! Meetings held in the wrong company, or cut short: records come in, a finding goes out for each meeting
//! of the last year that lacked a role, its quorum or its length, or had somebody in it whom the rule
//! forbids.

use super::{About, Fact, Finding, Level, Question};
use crate::records::{Happened, State};
use crate::team::Team;

/// How many days back meetings are looked at.
const YEAR: i64 = 365;

pub(super) fn judge(question: &Question<'_>) -> Vec<Finding> {
    let held = question.ledger.happened().filter(|noted| {
        let record = &noted.what.record;
        let ago = (question.today - record.day).num_days();
        record.state == State::Held && (0..YEAR).contains(&ago)
    });
    held.filter_map(|noted| finding(question.team, &noted.what))
        .collect()
}

fn finding(team: &Team, what: &Happened) -> Option<Finding> {
    let record = &what.record;
    let mut flaws = team.flaws(record);
    flaws.extend(team.cut_short(record));
    let rule = team
        .rule(&record.series.rule())
        .filter(|_| !flaws.is_empty())?;
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
        planned: Some(record.day),
        later_term: false,
        left: None,
        postponed: 0,
        who_acts: who.or(present).unwrap_or_else(|| Team::WHOLE.to_owned()),
        source: rule.source.clone(),
        about: About {
            title: rule.title.clone(),
            subject: subject.to_owned(),
            member: None,
        },
        fact: Fact::Flawed {
            flaws,
            counts: !rule.who.strict,
        },
        causes: Vec::new(),
    })
}
