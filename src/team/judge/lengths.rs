//! Meetings that last longer than anybody works: no plan could ever hold them.

use crate::diagnostic::{Diagnostics, Hours, WholeFault};
use crate::rules::{Mode, Programme, RoleKind, Rule};
use crate::team::named::named_rule;
use crate::team::{Person, Team};
use crate::time::{SLOT_MINUTES, Slots};

pub(super) fn judge(team: &Team, faults: &mut Diagnostics) {
    for programme in &team.programmes {
        for rule in programme
            .rules
            .iter()
            .filter(|rule| rule.mode == Mode::Plan)
        {
            let roles = rule.who.all.iter();
            let mut too_short = roles.filter_map(|role| longer(team, programme, rule, role));
            if let Some(fault) = too_short.next() {
                faults.report(rule.span, fault);
            }
        }
    }
}

/// That nobody in the role works as long on end as the rule's shortest meeting; who gives no hours may.
fn longer(team: &Team, programme: &Programme, rule: &Rule, role: &str) -> Option<WholeFault> {
    let kind = programme.roles.get(role)?.kind;
    let holders = team.people.iter().filter(|one| one.may_be(programme, role));
    let spells: Option<Vec<u32>> = holders.map(|one| longest(team, one)).collect();
    let longest = spells?.into_iter().max()?;
    let asked = matches!(kind, RoleKind::Staff | RoleKind::Slot) && longest < rule.duration.min;
    asked.then(|| WholeFault::LongerThanAnyDay {
        rule: named_rule(rule),
        shortest: Hours(rule.duration.min),
        role: team.named_role(role),
        longest: Hours(longest),
    })
}

/// Minutes that a person works on end at most: the office's where they say nothing themselves. `None` of who comes
/// from outside and says nothing.
fn longest(team: &Team, person: &Person) -> Option<u32> {
    let weeks: Vec<[Slots; 7]> = match (person.patterns.is_empty(), person.external) {
        (true, true) => return None,
        (true, false) => vec![team.office],
        (false, _) => person.patterns.iter().map(|one| one.week).collect(),
    };
    let runs = weeks.iter().flatten().flat_map(|day| day.runs());
    runs.map(|(_, length)| length * SLOT_MINUTES).max()
}
