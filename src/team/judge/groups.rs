//! Groups: nobody whom the rule forbids, and neither too few nor too many on any day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::Diagnostics;
use crate::rules::{Per, Rule, Severity};
use crate::team::draft::Lost;
use crate::team::{Assignment, Group, Subject, Team};

pub(super) fn judge(team: &Team, lost: &Lost, faults: &mut Diagnostics) {
    for group in &team.groups {
        let Some(rule) = team.rule(&group.rule) else {
            continue;
        };
        if rule.per != Per::Group {
            faults.error(
                "rule-without-groups",
                group.span,
                format!("{} is not a rule for groups", rule.id),
                "name a rule with `per = \"group\"`",
            );
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
            faults.warning(
                "empty-group",
                group.span,
                format!("group {} has no members", group.id),
                format!(
                    "add lines `{},<role>,<person>` to assignments.csv",
                    group.id
                ),
            );
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
            faults.error(
                "forbidden-role",
                member.span,
                format!(
                    "{} holds the role {role}, which {} forbids ({})",
                    person.id, rule.id, rule.source
                ),
                "take this person out of the group",
            );
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
        let since = match day {
            NaiveDate::MIN => String::new(),
            day => format!(" on {day}"),
        };
        let bounds = match rule.who.max {
            Some(max) => format!("{} to {max}", rule.who.min),
            None => format!("at least {}", rule.who.min),
        };
        let message = format!(
            "group {} has {count} members{since}; {} asks for {bounds} ({})",
            group.id, rule.id, rule.source
        );
        let help =
            "add or remove members in assignments.csv, or adjust `who` in [rules] of team.toml";
        // Too few may pass: one group must not keep the rest from being planned. Too many of a required rule
        // would be planned as they are, against the rule.
        if count > max && rule.severity == Severity::Hard {
            faults.error("group-size", group.span, message, help);
        } else {
            faults.warning("group-size", group.span, message, help);
        }
        return;
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
