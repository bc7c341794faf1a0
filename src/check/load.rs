//! What is more than there is room for: cases of a person against the cap, and stays without a place.

use super::{About, Fact, Finding, Level, Question};
use crate::rules::{Cap, Demand, Mode, Programme, Rule};
use crate::series::Stay;
use crate::team::{Person, Team};

/// Everyone who carries more cases today than the cap allows.
pub(super) fn caps(question: &Question<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for programme in &question.team.programmes {
        let rules = programme.rules.iter().filter(|rule| rule.mode != Mode::Off);
        for rule in rules {
            if let Demand::Cap(cap) = &rule.demand {
                let people = question.team.people.iter();
                found.extend(people.filter_map(|one| cap_of(question, programme, rule, cap, one)));
            }
        }
    }
    found
}

fn cap_of(
    question: &Question<'_>,
    programme: &Programme,
    rule: &Rule,
    cap: &Cap,
    person: &Person,
) -> Option<Finding> {
    let team = question.team;
    let most = team.most_cases(cap, person);
    let cases = team.caseload(programme, &person.id, &cap.role, question.today);
    let count = cases.len() as u32;
    (count > most).then(|| Finding {
        person: Some(person.id.to_string()),
        ..breach(
            rule,
            person.id.as_str(),
            Fact::TooManyCases { cases: count, most },
        )
    })
}

/// Every stay that has no place, or would have to begin later than was asked for want of one; not one that the calendar
/// has moved already.
pub(super) fn stays(question: &Question<'_>, stays: &[Stay]) -> Vec<Finding> {
    let short = stays
        .iter()
        .filter(|stay| stay.unit.is_none() || (stay.from > stay.asked && !stay.known));
    let found = short.filter_map(|stay| {
        let asks = |rule: &&Rule| matches!(&rule.demand, Demand::Stay { capacity, .. } if *capacity == stay.capacity);
        let mut rules = question.team.programmes.iter().flat_map(|programme| &programme.rules);
        let rule = rules.find(asks)?;
        Some(Finding {
            case: Some(stay.case.clone()),
            due: Some(stay.asked),
            days_late: (stay.from - stay.asked).num_days().max(0),
            planned: (stay.from > stay.asked).then_some(stay.from),
            ..breach(
                rule,
                stay.case.as_str(),
                Fact::NoPlace {
                    asked: stay.asked,
                    free: (stay.from > stay.asked).then_some(stay.from),
                },
            )
        })
    });
    found.collect()
}

fn breach(rule: &Rule, subject: &str, fact: Fact) -> Finding {
    Finding {
        level: Level::Breach,
        id: None,
        rule: Some(rule.id.clone()),
        case: None,
        person: None,
        due: None,
        days_late: 0,
        planned: None,
        later_term: false,
        left: None,
        postponed: 0,
        who_acts: Team::WHOLE.to_owned(),
        source: rule.source.clone(),
        about: About {
            title: rule.title.clone(),
            subject: subject.to_owned(),
            member: None,
        },
        fact,
        causes: Vec::new(),
    }
}
