//! Which form of a rule holds for a subject on a day: the last variant whose condition is met.

use chrono::NaiveDate;

use super::about::About;
use super::world::World;
use crate::rules::{Condition, Programme, RoleKind, Rule};
use crate::team::Person;
use crate::time::{Offset, Term};

/// The rule as it holds for `about` on `day`.
pub(super) fn on<'r>(
    world: &World<'_>,
    programme: &Programme,
    rule: &'r Rule,
    about: &About<'_>,
    day: NaiveDate,
) -> &'r Rule {
    let mut variants = rule.variants.iter().rev();
    variants
        .find(|(condition, _)| holds(world, programme, rule, condition, about, day))
        .map_or(rule, |(_, variant)| variant)
}

/// The parts of `days` in which one form of the rule holds, in order.
pub(super) fn parts<'r>(
    world: &World<'_>,
    programme: &Programme,
    rule: &'r Rule,
    about: &About<'_>,
    days: Term,
) -> Vec<(Term, &'r Rule)> {
    let mut parts: Vec<(Term, &Rule)> = Vec::new();
    if rule.variants.is_empty() {
        return vec![(days, rule)];
    }
    for day in days.days() {
        let form = on(world, programme, rule, about, day);
        match parts.last_mut() {
            Some((part, last)) if std::ptr::eq(*last, form) => part.to = day,
            _ => parts.push((Term { from: day, to: day }, form)),
        }
    }
    parts
}

fn holds(
    world: &World<'_>,
    programme: &Programme,
    rule: &Rule,
    condition: &Condition,
    about: &About<'_>,
    day: NaiveDate,
) -> bool {
    let case = about.care.map(|care| &care.case);
    let matches = |wanted: &Option<String>, found: Option<&str>| {
        wanted.as_ref().is_none_or(|wanted| found == Some(wanted))
    };
    let phase = condition.phase.is_none()
        || condition.phase == about.care.and_then(|care| care.phase_on(day));
    let flags = match (case, about.person) {
        (Some(case), _) => Some(&case.flags),
        (None, person) => person.map(|person| &person.flags),
    };
    let flag = condition.flag.as_ref();
    let flag = flag.is_none_or(|flag| flags.is_some_and(|flags| flags.contains(flag)));
    let municipality = case.and_then(|case| case.municipality.as_deref());
    phase
        && flag
        && matches(&condition.municipality, municipality)
        && matches(&condition.case, case.map(|case| case.code.as_str()))
        && matches(&condition.region, Some(&world.team.region))
        && matches(&condition.employer, Some(&world.team.employer.id))
        && person_meets(world, programme, rule, condition, about, day)
}

/// Whether the person the series is about meets the condition; for a case, one of those who come.
fn person_meets(
    world: &World<'_>,
    programme: &Programme,
    rule: &Rule,
    condition: &Condition,
    about: &About<'_>,
    day: NaiveDate,
) -> bool {
    let Condition {
        person,
        tenure_under,
        contract_under,
        ..
    } = condition;
    if person.is_none() && tenure_under.is_none() && contract_under.is_none() {
        return true;
    }
    let meets = |person: &Person| {
        let named = condition.person.as_deref();
        let is_new = condition.tenure_under.is_none_or(|period| {
            let offset = Offset {
                period,
                before: false,
            };
            let ends = |since| offset.from_day(since, &world.calendar.workdays);
            person.since.is_some_and(|since| day < ends(since))
        });
        let works_less = contract_under
            .is_none_or(|under| person.contract.is_some_and(|contract| contract < under));
        named.is_none_or(|id| id == person.id.as_str()) && is_new && works_less
    };
    if let Some(person) = about.person {
        return meets(person);
    }
    let staff = rule.who.all.iter().filter(|role| {
        let role = programme.roles.get(*role);
        role.is_some_and(|role| role.kind == RoleKind::Staff)
    });
    let day = about.clamp(day);
    staff
        .flat_map(|role| {
            if about.second {
                world.team.seconds(&about.subject, role, day)
            } else {
                world.team.holders(programme, &about.subject, role, day)
            }
        })
        .any(meets)
}
