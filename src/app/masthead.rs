//! What is published with a plan: a team comes in; how long beforehand its people learn of meetings, and what feeds must
//! know of it, go out.

use chrono::{DateTime, Utc};

use crate::plan::{Beforehand, Masthead};
use crate::rules::{Demand, Programme};
use crate::series;
use crate::team::Team;
use crate::time::zone::local_day;

/// How long beforehand a team's people learn of meetings.
pub(super) fn beforehand(team: &Team, at: DateTime<Utc>) -> Beforehand {
    let rules = team.programmes.iter().flat_map(|each| &each.rules);
    let own = rules.filter(|rule| rule.notice.is_some());
    let day = local_day(team.zone, at);
    Beforehand {
        usual: team.notice,
        rules: own
            .map(|rule| (rule.id.clone(), series::notice(Some(rule), team)))
            .collect(),
        workdays: series::workdays(team, day),
    }
}

/// What feeds must know of a team.
pub(super) fn masthead(team: &Team) -> Masthead {
    let rules = || {
        team.programmes
            .iter()
            .flat_map(|programme| &programme.rules)
    };
    let (outside, staff): (Vec<_>, Vec<_>) = team.people.iter().partition(|person| person.external);
    let roles = |programme: &Programme| {
        let roles = programme.roles.values();
        roles
            .map(|role| (role.id.clone(), role.title.clone()))
            .collect()
    };
    Masthead {
        id: team.id.clone(),
        name: team.name.clone(),
        domain: team.domain.clone(),
        lang: team.lang.clone(),
        zone: team.zone.name().to_owned(),
        staff: staff
            .iter()
            .map(|person| (person.id.to_string(), person.name.clone()))
            .collect(),
        outside: outside.iter().map(|person| person.id.to_string()).collect(),
        cases: team.cases.iter().map(|case| case.code.clone()).collect(),
        roles: team
            .programmes
            .iter()
            .map(|each| (each.id.clone(), roles(each)))
            .collect(),
        too_frequent: rules()
            .filter(|rule| matches!(rule.demand, Demand::Weekly(_)))
            .map(|rule| rule.id.clone())
            .collect(),
    }
}
