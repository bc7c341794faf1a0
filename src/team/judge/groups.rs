//! Groups: nobody whom the rule forbids, and neither too few nor too many on any day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Bounds, Cited, Diagnostics, WholeFault};
use crate::rules::{Per, Rule, Severity};
use crate::team::draft::Lost;
use crate::team::named::named_rule;
use crate::team::{Assignment, Group, Subject, Team};

pub(super) fn judge(team: &Team, lost: &Lost, faults: &mut Diagnostics) {
    for group in &team.groups {
        let Some(rule) = team.rule(&group.rule) else {
            continue;
        };
        if rule.per != Per::Group {
            let rule = named_rule(rule);
            faults.report(group.span, WholeFault::RuleWithoutGroups { rule });
            continue;
        }
        let members: Vec<&Assignment> = team
            .assignments
            .iter()
            .filter(|a| matches!(&a.subject, Subject::Group(id) if *id == group.id))
            .collect();
        forbidden(team, rule, &members, faults);
        if lost.subject(&group.id) {
            continue;
        }
        if members.is_empty() {
            let empty = WholeFault::EmptyGroup {
                group: group.named(),
                key: group.id.clone(),
            };
            faults.report(group.span, empty);
        } else {
            size(team, group, rule, &members, faults);
        }
    }
}

fn forbidden(team: &Team, rule: &Rule, members: &[&Assignment], faults: &mut Diagnostics) {
    for member in members {
        let Some(person) = team.person(&member.person) else {
            continue;
        };
        if let Some(role) = rule.who.forbid.iter().find(|r| person.roles.contains(*r)) {
            let forbidden = WholeFault::MemberForbidden {
                person: person.named(),
                role: team.named_role(role),
                rule: named_rule(rule),
                source: Cited::from(&rule.source),
            };
            faults.report(member.span, forbidden);
        }
    }
}

/// The first day on which the group is too small or too large. Days on which nobody is a member
/// are before or after the group's life.
fn size(
    team: &Team,
    group: &Group,
    rule: &Rule,
    members: &[&Assignment],
    faults: &mut Diagnostics,
) {
    let ahead = super::ahead(team).map_or(NaiveDate::MIN, |ahead| ahead.from);
    let max = rule.who.max.unwrap_or(u32::MAX);
    for day in turns(team, members, ahead) {
        let count = members.iter().filter(|m| is_member(team, m, day)).count() as u32;
        if count == 0 || (rule.who.min..=max).contains(&count) {
            continue;
        }
        faults.report(group.span, wrong_size(group, rule, count, day));
        return;
    }
}

/// Too few may pass: one group must not keep the rest from being planned. Too many of a required rule would be planned
/// as they are, against the rule.
fn wrong_size(group: &Group, rule: &Rule, count: u32, day: NaiveDate) -> WholeFault {
    let too_large = rule.severity == Severity::Hard && rule.who.max.is_some_and(|max| count > max);
    let (group, rule_named) = (group.named(), named_rule(rule));
    let bounds = Bounds(rule.who.min, rule.who.max);
    let (rule, source) = (rule_named, Cited::from(&rule.source));
    match (day, too_large) {
        (NaiveDate::MIN, true) => WholeFault::GroupTooLargeAlways {
            group,
            count,
            rule,
            bounds,
            source,
        },
        (NaiveDate::MIN, false) => WholeFault::GroupSizeAlways {
            group,
            count,
            rule,
            bounds,
            source,
        },
        (day, true) => WholeFault::GroupTooLarge {
            group,
            count,
            day,
            rule,
            bounds,
            source,
        },
        (day, false) => WholeFault::GroupSize {
            group,
            count,
            day,
            rule,
            bounds,
            source,
        },
    }
}

/// The days on which the group's size may change, and the first day that can be planned.
fn turns(team: &Team, members: &[&Assignment], ahead: NaiveDate) -> BTreeSet<NaiveDate> {
    let after = |last: Option<NaiveDate>| last.and_then(|last| last.succ_opt());
    members
        .iter()
        .flat_map(|member| {
            let until = team.person(&member.person).and_then(|person| person.until);
            [member.from, after(member.to), after(until)]
        })
        .flatten()
        .filter(|day| *day > ahead)
        .chain([ahead])
        .collect()
}

fn is_member(team: &Team, member: &Assignment, day: NaiveDate) -> bool {
    let stays = |person: &crate::team::Person| person.until.is_none_or(|until| day <= until);
    member.holds(day) && team.person(&member.person).is_some_and(stays)
}
