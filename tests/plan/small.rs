//! Small instances: people with a week of hours, series with one requirement each.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::plan::{Meta, Plan};
use cadans::problem::{Assignment, Bound, Placed};
use cadans::rules::{Notice, Severity, Text, Weights};
use cadans::series::cost::LAYERS;
use cadans::series::{
    Anchor, Cadence, Cast, Closed, Instance, Invited, Milestone, Requirement, Resource,
    ResourceKind, Seat, Series, Week, Weekly,
};
use cadans::team::Person;
use cadans::time::{Offset, Rollover, Slots, Term, Workdays};
use chrono::{Datelike, NaiveDate};

use crate::build;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn text(nl: &str, en: &str) -> Text {
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

/// Slots from one hour to another.
pub fn hours(from: u32, to: u32) -> Slots {
    Slots::within(from * 60, to * 60)
}

/// An instance without anybody in it; places are `kantoor` and `noord`, 30 minutes apart.
pub fn instance(from: &str, to: &str) -> Instance {
    Instance {
        term: Term {
            from: day(from),
            to: day(to),
        },
        first: day(from),
        now: day(from).into(),
        resources: Vec::new(),
        travel: vec![vec![0, 30], vec![30, 0]],
        places: vec!["kantoor".to_owned(), "noord".to_owned()],
        rest: 0,
        series: Vec::new(),
        fixed: Vec::new(),
        bundles: Vec::new(),
        duties: Vec::new(),
        later_duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        settled: None,
        standing: Vec::new(),
        weights: Weights::default(),
        workdays: Workdays::default(),
        notes: Vec::new(),
    }
}

/// Adds somebody who is there on these weekdays (0 is Monday) from 9 to 17.
pub fn person(
    instance: &mut Instance,
    id: &str,
    label: &str,
    kind: ResourceKind,
    weekdays: &[u32],
) -> usize {
    let mut resource = Resource {
        id: id.to_owned(),
        label: label.to_owned(),
        kind,
        free: Vec::new(),
        away: vec![Slots::EMPTY; instance.day_count()],
        closed: Default::default(),
        askable: vec![hours(9, 17); instance.day_count()],
        breaks: vec![Slots::EMPTY; instance.day_count()],
        max_per_day: None,
        irregular: false,
    };
    for index in 0..instance.day_count() {
        let weekday = instance.day(index).weekday().num_days_from_monday();
        let open = weekdays.contains(&weekday);
        resource
            .free
            .push(if open { hours(9, 17) } else { Slots::EMPTY });
        if !open {
            resource.closed.insert(index, Closed::NoHours);
        }
    }
    instance.resources.push(resource);
    instance.resources.len() - 1
}

/// Closes days of somebody.
pub fn close(instance: &mut Instance, who: usize, from: &str, to: &str, why: &Closed) {
    for date in day(from).iter_days().take_while(|date| *date <= day(to)) {
        if let Some(index) = instance.index(date) {
            instance.resources[who].free[index] = Slots::EMPTY;
            instance.resources[who].closed.insert(index, why.clone());
        }
    }
}

/// A seat for a single holder.
pub fn seat(role: &str, who: usize) -> Seat {
    Seat {
        role: role.to_owned(),
        any_of: vec![who],
    }
}

/// Adds a series of an hour on weekdays, held by these seats all through.
pub fn series(
    instance: &mut Instance,
    rule: &str,
    subject: &str,
    title: Text,
    seats: Vec<Seat>,
    requirement: Requirement,
) -> usize {
    let rule = RuleId::of("p", rule);
    let allowed = (0..instance.day_count()).map(|index| {
        let weekend = instance.day(index).weekday().num_days_from_monday() >= 5;
        if weekend { Slots::EMPTY } else { hours(8, 18) }
    });
    let case = subject
        .chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let series = Series {
        id: rule.series(subject),
        rule,
        title,
        case: case.then(|| CaseCode::new(subject)),
        severity: Severity::Hard,
        requirement,
        casts: vec![Cast {
            from: NaiveDate::MIN,
            to: NaiveDate::MAX,
            seats,
            invited: None,
        }],
        minutes: (60, 60),
        place: Some(0),
        allowed: allowed.collect(),
        fixed_start: None,
        preferred: None,
        office: None,
        avoid: Vec::new(),
        standing: None,
        absent: BTreeMap::new(),
        usual_start: None,
        confirm_by: None,
        covers: Vec::new(),
        promises: Vec::new(),
        first_ordinal: 1,
        notice: Notice::NONE,
        source: "S1:89".to_owned(),
    };
    instance.series.push(series);
    instance.series.len() - 1
}

/// All these members are invited; so many must come.
pub fn invited(role: &str, members: &[usize], quorum: usize) -> Option<Invited> {
    Some(Invited {
        members: members.iter().map(|who| (*who, role.to_owned())).collect(),
        quorum,
    })
}

fn offset(text: &str) -> Offset {
    text.parse().expect("an offset")
}

/// A milestone counted from a day: first day, due day, and days it may be late.
pub fn milestone(anchor: Anchor, from: &str, due: &str, late: &str) -> Requirement {
    Requirement::Milestone(Milestone {
        anchor,
        from: offset(from),
        target: offset(due),
        due: offset(due),
        late_max: offset(late),
        rollover: Rollover::None,
        pauses: cadans::time::Pauses::NONE,
        legal: false,
    })
}

/// A rhythm last held on `anchor`, with its gaps `(min, target, max, limit)`.
pub fn cadence(
    instance: &Instance,
    anchor: &str,
    (min, target, max, limit): (u32, u32, u32, u32),
) -> Cadence {
    Cadence {
        anchor: day(anchor),
        held: true,
        follows: None,
        first: None,
        last: None,
        runs_on: false,
        begins: None,
        min,
        target,
        max,
        limit,
        from: instance.first,
        to: instance.term.to,
        next: None,
        free: 0,
        grace: 0,
        goes_on: true,
        count_max: None,
    }
}

/// So many in each of these weeks.
pub fn weekly(weeks: &[(&str, &str, u32)]) -> Requirement {
    Requirement::Weekly(Weekly {
        weeks: weeks
            .iter()
            .map(|(from, to, count)| Week {
                from: day(from),
                to: day(to),
                count: *count,
                least: *count,
                outside: 0,
                spread: true,
                daytime: true,
            })
            .collect(),
    })
}

/// A meeting of an hour on a date, from a full hour.
pub fn placed(
    instance: &Instance,
    series: usize,
    date: &str,
    hour: u32,
    people: &[usize],
) -> Placed {
    Placed {
        series,
        day: instance.index(day(date)).expect("a planned day"),
        start: hour * 4,
        len: 4,
        people: people.to_vec(),
    }
}

/// An answer that is proven best, with these layers.
pub fn answer(placed: Vec<Placed>) -> Assignment {
    Assignment {
        placed,
        layers: [Bound::default(); LAYERS.len()],
        seconds: 0.5,
    }
}

pub fn meta() -> Meta {
    Meta {
        team: "noord".to_owned(),
        today: day("2026-12-15"),
        zone: "Europe/Amsterdam".to_owned(),
    }
}

pub fn plan(instance: &Instance, placed: Vec<Placed>) -> Plan {
    worded(
        instance,
        cadans::plan::assemble(instance, &answer(placed), &meta(), &[]),
    )
}

/// A plan with its words, as a team of the people of its instance reads them.
pub fn worded(instance: &Instance, mut plan: Plan) -> Plan {
    let mut team = build::team(Vec::new());
    team.people.clear();
    for resource in &instance.resources {
        match resource.kind {
            ResourceKind::Family => team.cases.push(build::case(&resource.label, "2027-01-04")),
            ResourceKind::Staff | ResourceKind::External => team.people.push(Person {
                name: resource.label.clone(),
                external: resource.kind == ResourceKind::External,
                ..build::person(&resource.id, "worker")
            }),
        }
    }
    cadans::words::settle(&team, &mut plan);
    plan
}

/// The ids placed, with their days.
pub fn days(plan: &Plan) -> Vec<String> {
    plan.placements
        .iter()
        .map(|one| format!("{} {}", one.id, one.start.format("%m-%d")))
        .collect()
}

/// The ids left out, with their windows.
pub fn windows(plan: &Plan) -> Vec<String> {
    plan.left_out
        .iter()
        .map(|one| {
            let (from, to) = (one.window.from, one.window.to);
            format!(
                "{} {}..{}",
                one.id,
                from.format("%m-%d"),
                to.format("%m-%d")
            )
        })
        .collect()
}
