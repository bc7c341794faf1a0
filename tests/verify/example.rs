//! Small instances and plans written by hand: what a test names is different, the rest is plain.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::plan::{
    Blocking, Firmness, Layer, LeftOut, Participant, Placement, Plan, Status, Window,
};
use cadans::rules::{Notice, Severity, Text, Weights};
use cadans::series::cost::{self, LAYERS};
use cadans::series::{
    Anchor, Cadence, Cast, Instance, Milestone, Requirement, Resource, ResourceKind, Seat, Series,
    Week, Weekly,
};
use cadans::time::{Offset, Period, Rollover, Slots, Term, Workdays};
use cadans::verify::{Violation, verify};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// Two workers, one who advises them, and a family with one case, `K7QX`.
pub const ADA: usize = 0;
pub const BRAM: usize = 1;
pub const CAS: usize = 2;
pub const FAMILY: usize = 3;

/// A day of 2027.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).expect("a day")
}

/// A moment: `"2027-02-03 10:00"`.
pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
}

pub fn text(text: &str) -> Text {
    Text {
        nl: text.to_owned(),
        en: text.to_owned(),
    }
}

pub fn participant(id: &str, role: &str) -> Participant {
    Participant {
        id: id.to_owned(),
        role: role.to_owned(),
    }
}

/// February 2027 (1 February and 1 March are Mondays), everyone free from nine to five on working
/// days; north is half an hour away.
pub fn february() -> Instance {
    let term = Term {
        from: day(2, 1),
        to: day(2, 28),
    };
    let people = [
        ("ada", ResourceKind::Staff),
        ("bram", ResourceKind::Staff),
        ("cas", ResourceKind::Staff),
        ("fam", ResourceKind::Family),
    ];
    let free: Vec<_> = term
        .days()
        .map(|day| match day.weekday().num_days_from_monday() {
            0..=4 => Slots::within(9 * 60, 17 * 60),
            _ => Slots::EMPTY,
        })
        .collect();
    let resource = |(id, kind): (&str, ResourceKind)| Resource {
        id: id.to_owned(),
        label: id.to_owned(),
        kind,
        free: free.clone(),
        away: Vec::new(),
        closed: BTreeMap::new(),
        askable: Vec::new(),
        breaks: vec![Slots::EMPTY; free.len()],
        max_per_day: None,
        irregular: false,
    };
    Instance {
        term,
        first: term.from,
        now: term.from.into(),
        resources: people.map(resource).into(),
        travel: vec![vec![0, 30], vec![30, 0]],
        places: vec!["office".to_owned(), "north".to_owned()],
        rest: 11 * 60,
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

/// A series of one hour at the office at any time, with these seats; a seat's role tells no more than
/// its place in the list.
pub fn series(name: &str, requirement: Requirement, seats: &[&[usize]]) -> Series {
    let term = february().term;
    let rule = RuleId::of("p", name);
    let seat = |(nth, any_of): (usize, &&[usize])| Seat {
        role: format!("seat{nth}"),
        any_of: any_of.to_vec(),
    };
    let with_family = seats.iter().any(|seat| seat.contains(&FAMILY));
    Series {
        id: rule.series("x"),
        rule,
        title: text(name),
        case: with_family.then(|| CaseCode::new("K7QX")),
        severity: Severity::Hard,
        requirement,
        casts: vec![Cast {
            from: term.from,
            to: term.to,
            seats: seats.iter().enumerate().map(seat).collect(),
            invited: None,
        }],
        minutes: (60, 60),
        place: Some(0),
        allowed: vec![Slots::ALL; 28],
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
        source: "made up".to_owned(),
    }
}

/// Every seven days, five to eight, the planner up to ten; last held on Monday 25 January.
pub fn weekly_rhythm() -> Cadence {
    Cadence {
        anchor: day(1, 25),
        held: true,
        follows: None,
        first: None,
        last: None,
        runs_on: false,
        begins: None,
        min: 5,
        target: 7,
        max: 8,
        limit: 10,
        from: day(2, 1),
        to: day(2, 28),
        next: None,
        free: 0,
        grace: 0,
        goes_on: true,
        count_max: None,
    }
}

/// So many days after the anchor: from, target, due, and how much later at most.
pub fn milestone(anchor: Anchor, days: [u32; 4]) -> Requirement {
    let [from, target, due, late_max] = days.map(|days| Offset {
        period: Period::days(days),
        before: false,
    });
    let rollover = Rollover::None;
    Requirement::Milestone(Milestone {
        anchor,
        from,
        target,
        due,
        late_max,
        rollover,
        pauses: cadans::time::Pauses::NONE,
        legal: false,
    })
}

/// So many in the week of this Monday, so many of them outside office hours.
pub fn week(monday: NaiveDate, count: u32, outside: u32) -> Requirement {
    let to = monday + chrono::Days::new(6);
    Requirement::Weekly(Weekly {
        weeks: vec![Week {
            from: monday,
            to,
            count,
            least: count,
            outside,
            spread: true,
            daytime: true,
        }],
    })
}

/// What the judge counts: the layers, and how many are placed.
pub fn counted(
    instance: &Instance,
    plan: &Plan,
) -> Result<([i64; LAYERS.len()], usize), Vec<Violation>> {
    verify(instance, plan).map(|counted| (counted.layers, counted.placed))
}

/// An empty plan of the instance.
pub fn plan(instance: &Instance) -> Plan {
    Plan {
        team: "team".to_owned(),
        revision: 0,
        term: instance.term,
        entries: 0,
        today: instance.first,
        now: None,
        zone: "Europe/Amsterdam".to_owned(),
        status: Status::Optimal,
        objective: 0,
        bound: 0,
        gap: 0.0,
        seconds: 0.0,
        layers: Vec::new(),
        placements: Vec::new(),
        left_out: Vec::new(),
        duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        standing: Vec::new(),
        chosen: None,
        notes: Vec::new(),
    }
}

/// Places the next meeting of a series, with the first holder of each seat and all the invited.
pub fn place(instance: &Instance, plan: &mut Plan, series: usize, start: &str, minutes: u32) {
    let of = &instance.series[series];
    let start = at(start);
    let named = |who: usize| match (&instance.resources[who], &of.case) {
        (
            Resource {
                kind: ResourceKind::Family,
                ..
            },
            Some(case),
        ) => case.to_string(),
        (resource, _) => resource.id.clone(),
    };
    let cast = of
        .casts
        .iter()
        .find(|cast| cast.from <= start.date() && start.date() <= cast.to);
    let cast = cast.expect("somebody takes part");
    let seated = cast
        .seats
        .iter()
        .map(|seat| participant(&named(seat.any_of[0]), &seat.role));
    let invited = cast.invited.iter().flat_map(|invited| &invited.members);
    let invited = invited.map(|(who, role)| participant(&named(*who), role));
    let due = match &of.requirement {
        Requirement::Milestone(milestone) => match milestone.anchor {
            Anchor::Day(anchor) => Some(instance.window(milestone, anchor).due),
            Anchor::Series(_) => None,
        },
        Requirement::Cadence(_) | Requirement::Weekly(_) => None,
    };
    plan.placements.push(Placement {
        id: of.id.occurrence(next_ordinal(instance, plan, series)),
        series: of.id.clone(),
        rule: of.rule.clone(),
        programme: of.rule.programme().to_owned(),
        case: of.case.clone(),
        title: of.title.clone(),
        start,
        minutes,
        participants: seated.chain(invited).collect(),
        absent: Vec::new(),
        place: of.place.map(|place| instance.places[place].clone()),
        window: Window {
            from: start.date(),
            to: start.date(),
        },
        due,
        status: Firmness::Planned,
        covers: Vec::new(),
    });
}

/// Lists so many occurrences of a series as left out.
pub fn leave_out(instance: &Instance, plan: &mut Plan, series: usize, count: usize) {
    for _ in 0..count {
        let of = &instance.series[series];
        plan.left_out.push(LeftOut {
            id: of.id.occurrence(next_ordinal(instance, plan, series)),
            rule: of.rule.clone(),
            case: of.case.clone(),
            title: of.title.clone(),
            severity: of.severity,
            window: Window {
                from: instance.term.from,
                to: instance.term.to,
            },
            why: Default::default(),
            reason: Text::default(),
            blocking: Vec::<Blocking>::new(),
            way_out: None,
        });
    }
}

fn next_ordinal(instance: &Instance, plan: &Plan, series: usize) -> u32 {
    let of = &instance.series[series];
    let placed = plan
        .placements
        .iter()
        .filter(|placement| placement.series == of.id)
        .count();
    let left_out = plan
        .left_out
        .iter()
        .filter(|entry| entry.id.series() == of.id)
        .count();
    of.first_ordinal + (placed + left_out) as u32
}

/// The layers of a plan in which nothing is promised: hard and soft left out, late days, points of quality.
pub fn unpromised([hard, soft, late, points]: [i64; 4]) -> [i64; LAYERS.len()] {
    [hard, 0, soft, late, 0, 0, points]
}

/// Says what a plan costs in which nothing is promised.
pub fn say(plan: &mut Plan, layers: [i64; 4]) {
    say_all(plan, unpromised(layers));
}

/// Says what the plan costs, all of it proven.
pub fn say_all(plan: &mut Plan, layers: [i64; LAYERS.len()]) {
    let layer = |(name, value): (&&str, i64)| Layer {
        name: (*name).to_owned(),
        value,
        bound: value,
        proven: true,
    };
    plan.layers = LAYERS.iter().zip(layers).map(layer).collect();
    plan.objective = layers[cost::QUALITY];
    plan.bound = plan.objective;
}

/// A milestone of Ada and the family, counted from 1 February.
pub fn review(days: [u32; 4]) -> Series {
    series(
        "review",
        milestone(Anchor::Day(day(2, 1)), days),
        &[&[ADA], &[FAMILY]],
    )
}

/// One series, held at these moments for an hour, costs so much; the first two layers say how many
/// are left out.
pub fn costs(one: Series, moments: &[&str], layers: [i64; 4]) {
    let mut instance = february();
    instance.series.push(one);
    instance_costs(&instance, moments, layers);
}

/// The same for the first series of an instance.
pub fn instance_costs(instance: &Instance, moments: &[&str], layers: [i64; 4]) {
    let mut plan = plan(instance);
    for moment in moments {
        place(instance, &mut plan, 0, moment, 60);
    }
    leave_out(instance, &mut plan, 0, (layers[0] + layers[1]) as usize);
    say(&mut plan, layers);
    let expected = (unpromised(layers), moments.len());
    assert_eq!(counted(instance, &plan), Ok(expected));
}
