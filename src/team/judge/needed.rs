//! Roles that rules need: somebody takes each for each subject on every day that can be planned,
//! and rules that must have other people have other people.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{earlier, later};
use crate::diagnostic::{Cited, Diagnostics, Named, Names, Span, WholeFault};
use crate::ids::PersonId;
use crate::rules::{Amount, Demand, Mode, Per, Programme, RoleKind, Rule};
use crate::team::draft::Lost;
use crate::team::named::named_rule;
use crate::team::{Case, Subject, Team};
use crate::time::Term;

/// A subject of rules with the days on which it counts.
struct Concerned<'a> {
    subject: Subject,
    term: Term,
    span: Span,
    case: Option<&'a Case>,
}

/// A role that nobody takes from a day on, for one subject or several.
struct Gap<'a> {
    seat: Vec<String>,
    rule: &'a Rule,
    from: NaiveDate,
    to: NaiveDate,
    span: Span,
    subjects: Vec<Subject>,
}

pub(super) fn judge(team: &Team, lost: &Lost, ahead: Term, faults: &mut Diagnostics) {
    for programme in &team.programmes {
        let mut gaps = Vec::new();
        for concerned in concerned(team, programme, ahead) {
            let rules: Vec<&Rule> = programme
                .rules
                .iter()
                .filter(|rule| rule.mode != Mode::Off && concerns(team, rule, &concerned))
                .collect();
            let mut needed = needed(programme, &rules);
            needed.retain(|seat, _| !seat.iter().any(|role| lost.role(role)));
            for (seat, rule) in needed {
                if let Some((from, to)) = first_gap(team, programme, &concerned, &seat) {
                    add(
                        &mut gaps,
                        Gap {
                            seat,
                            rule,
                            from,
                            to,
                            span: concerned.span,
                            subjects: vec![concerned.subject.clone()],
                        },
                    );
                }
            }
            for rule in &rules {
                distinct(team, programme, &concerned, rule, faults);
            }
        }
        for gap in &gaps {
            report(team, gap, faults);
        }
    }
}

/// The programme's cases and, once each, the people of the team.
fn concerned<'a>(team: &'a Team, programme: &Programme, ahead: Term) -> Vec<Concerned<'a>> {
    let cases = team
        .cases
        .iter()
        .filter(|case| case.programme == programme.id)
        .map(|case| Concerned {
            subject: case.subject(),
            term: Term {
                from: ahead.from.max(case.start),
                to: ahead.to.min(case.last_day(programme)),
            },
            span: case.span,
            case: Some(case),
        });
    let people = team.people.iter().map(|person| Concerned {
        subject: Subject::Person(person.id.clone()),
        term: Term {
            from: later(ahead.from, person.since),
            to: earlier(ahead.to, person.until),
        },
        span: person.span,
        case: None,
    });
    cases
        .chain(people)
        .filter(|concerned| concerned.term.from <= concerned.term.to)
        .collect()
}

fn concerns(team: &Team, rule: &Rule, concerned: &Concerned<'_>) -> bool {
    match (&rule.per, &concerned.subject, concerned.case) {
        (Per::Case { .. }, _, Some(case)) => {
            !gives_no_hours(rule, case) && !matches!(rule.demand, Demand::Cap(_))
        }
        (Per::Person { of }, Subject::Person(id), _) => {
            let holds = |person: &crate::team::Person| person.roles.contains(of);
            team.person(id).is_some_and(holds) && !matches!(rule.demand, Demand::Cap(_))
        }
        _ => false,
    }
}

/// Whether the rule takes its hours from the case and the case gives none.
fn gives_no_hours(rule: &Rule, case: &Case) -> bool {
    let from_case =
        matches!(&rule.demand, Demand::Weekly(weekly) if weekly.amount == Amount::CaseMinutes);
    from_case && !case.minutes.contains_key(rule.id.name())
}

/// The roles of which somebody must come: each alone, or any of several.
fn seats(programme: &Programme, rule: &Rule) -> Vec<Vec<String>> {
    let is_family = |role: &String| {
        let role = programme.roles.get(role);
        role.is_some_and(|role| role.kind == RoleKind::Family)
    };
    let alone = rule.who.all.iter().map(|role| vec![role.clone()]);
    let owner = match &rule.demand {
        Demand::Duty(duty) => Some(vec![duty.owner.clone()]),
        _ => None,
    };
    // Whom anybody can stand in for needs no assignment; who misses even so is told when planning.
    let assigned = !rule.who.any.is_empty() && !rule.who.anyone;
    let any = assigned.then(|| rule.who.any.clone());
    alone
        .chain(owner)
        .chain(any)
        .filter(|seat| !seat.is_empty() && !seat.iter().any(is_family))
        .collect()
}

/// The seats of all these rules, each with the first rule that asks for it.
fn needed<'r>(programme: &Programme, rules: &[&'r Rule]) -> BTreeMap<Vec<String>, &'r Rule> {
    let mut needed = BTreeMap::new();
    for rule in rules {
        for seat in seats(programme, rule) {
            needed.entry(seat).or_insert(*rule);
        }
    }
    needed
}

/// Whom one leaves many miss: gaps of one role from one day on become one.
fn add<'a>(gaps: &mut Vec<Gap<'a>>, gap: Gap<'a>) {
    let same = |known: &&mut Gap<'_>| known.seat == gap.seat && known.from == gap.from;
    match gaps.iter_mut().find(same) {
        Some(known) => {
            known.to = known.to.max(gap.to);
            known.subjects.extend(gap.subjects);
        }
        None => gaps.push(gap),
    }
}

/// One fault with the days and the rule that asks for the role.
fn report(team: &Team, gap: &Gap<'_>, faults: &mut Diagnostics) {
    let (roles, rule) = (team.named_roles(&gap.seat), named_rule(gap.rule));
    let source = Cited::from(&gap.rule.source);
    let subjects = gap.subjects.iter();
    let subjects: Vec<Named> = subjects.map(|one| team.named_subject(one)).collect();
    let first = gap.subjects.first().map_or("", Subject::as_str);
    let role = gap.seat.first().map_or("", String::as_str);
    let line = format!("{first},{role},<person>");
    let fault = match <[Named; 1]>::try_from(subjects) {
        Ok([subject]) => WholeFault::NobodyInRole {
            roles,
            subject,
            from: gap.from,
            to: gap.to,
            rule,
            source,
            line,
        },
        Err(subjects) => WholeFault::NobodyForMany {
            roles,
            subjects: Names(subjects),
            from: gap.from,
            to: gap.to,
            rule,
            source,
            line,
        },
    };
    faults.report(gap.span, fault);
}

/// The first stretch of days on which nobody takes the seat.
fn first_gap(
    team: &Team,
    programme: &Programme,
    concerned: &Concerned<'_>,
    seat: &[String],
) -> Option<(NaiveDate, NaiveDate)> {
    let Term { from, to } = concerned.term;
    let turns = team.turning_days(&concerned.subject, from, to);
    let taken = |day: NaiveDate| {
        let holders = |role: &String| team.holders(programme, &concerned.subject, role, day);
        seat.iter().any(|role| !holders(role).is_empty())
    };
    let mut days = std::iter::once(from).chain(turns);
    let first = days.find(|day| !taken(*day))?;
    let last = days
        .find(|day| taken(*day))
        .and_then(|day| day.pred_opt())
        .unwrap_or(to);
    Some((first, last))
}

/// People in different roles of two rules that must not be the same person.
fn distinct(
    team: &Team,
    programme: &Programme,
    concerned: &Concerned<'_>,
    rule: &Rule,
    faults: &mut Diagnostics,
) {
    let day = concerned.term.from;
    let others = rule.distinct_from.iter();
    for other in others.filter_map(|name| programme.rule(name)) {
        if let Some((person, role)) = shared(team, programme, &concerned.subject, rule, other, day)
        {
            let same = WholeFault::NotDistinct {
                person: team.named_person(&person),
                role: team.named_role(&role),
                subject: team.named_subject(&concerned.subject),
                rule: named_rule(rule),
                other: named_rule(other),
                source: Cited::from(&rule.source),
            };
            faults.report(concerned.span, same);
        }
    }
}

/// Somebody in one role of `rule` and in a different one of `other`, and the former.
fn shared(
    team: &Team,
    programme: &Programme,
    subject: &Subject,
    rule: &Rule,
    other: &Rule,
    day: NaiveDate,
) -> Option<(PersonId, String)> {
    let own = rule
        .who
        .all
        .iter()
        .filter(|role| !other.who.all.contains(role));
    let theirs = other
        .who
        .all
        .iter()
        .filter(|role| !rule.who.all.contains(role));
    let theirs: Vec<PersonId> = theirs
        .flat_map(|role| team.holders(programme, subject, role, day))
        .map(|person| person.id.clone())
        .collect();
    own.flat_map(|role| {
        let holders = team.holders(programme, subject, role, day);
        holders
            .into_iter()
            .map(move |person| (person.id.clone(), role.clone()))
    })
    .find(|(person, _)| theirs.contains(person))
}
