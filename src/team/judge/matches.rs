//! Rules and programmes that match nobody in this team.

use crate::diagnostic::Diagnostics;
use crate::rules::{Demand, Mode, Per, Programme, Rule};
use crate::team::Team;
use crate::team::draft::Lost;

pub(super) fn judge(team: &Team, lost: &Lost, faults: &mut Diagnostics) {
    for programme in &team.programmes {
        let empty = !team.cases.iter().any(|case| case.programme == programme.id);
        if empty && !lost.some_cases {
            faults.warning(
                "programme-without-cases",
                None,
                format!("no case is in programme {}", programme.id),
                "add cases to cases.csv, or take the programme out of team.toml",
            );
        }
        for rule in programme.rules.iter().filter(|rule| rule.mode != Mode::Off) {
            if let Demand::Stay { capacity } = &rule.demand {
                stay(team, rule, capacity, empty, faults);
            }
            if let Some(nobody) = nobody(team, programme, rule) {
                faults.warning(
                    "rule-matches-nobody",
                    rule.span,
                    format!("{} plans nothing here: {nobody}", rule.id),
                    format!(
                        "add whom it is for, or switch it off: `[rules.\"{}\"] mode = \"off\"` in team.toml",
                        rule.id
                    ),
                );
            }
        }
    }
}

/// Why the rule has no subject at all; a programme without cases is told once, not for each rule.
fn nobody(team: &Team, programme: &Programme, rule: &Rule) -> Option<String> {
    let held = |role: &String| {
        team.people
            .iter()
            .any(|person| person.may_be(programme, role))
    };
    match &rule.per {
        Per::Case { .. } => None,
        Per::Person { of } => (!held(of)).then(|| format!("nobody is {of}")),
        Per::Group => {
            let formed = team.groups.iter().any(|group| group.rule == rule.id);
            (!formed).then(|| "no group is formed for it".to_owned())
        }
        Per::Team => {
            let invited: Vec<&String> = rule.who.all.iter().chain(&rule.who.any).collect();
            let some = invited.iter().any(|role| held(role));
            (!some).then(|| "nobody holds a role it invites".to_owned())
        }
    }
}

fn stay(team: &Team, rule: &Rule, capacity: &str, empty: bool, faults: &mut Diagnostics) {
    if !empty && team.capacities.get(capacity).is_none_or(Vec::is_empty) {
        faults.error(
            "unknown-capacity",
            rule.span,
            format!(
                "{} needs the capacity `{capacity}`, which this team does not have",
                rule.id
            ),
            format!("list its units in team.toml: `[capacities]` `{capacity} = [\"…\", \"…\"]`"),
        );
    }
}
