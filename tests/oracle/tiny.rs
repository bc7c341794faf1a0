//! Tiny instances with everything in them that an instance can have: a seed comes in, the same
//! instance for the same seed goes out. Small enough that trying everything takes milliseconds.

use std::collections::BTreeMap;

use cadans::ids::{CaseCode, RuleId};
use cadans::rules::{Severity, Text};
use cadans::series::{
    Anchor, Bundle, Cadence, Cast, Fixed, FixedBy, Instance, Invited, Milestone, Requirement,
    Resource, ResourceKind, Seat, Series, Week, Weekly,
};
use cadans::time::{Offset, Period, Rollover, Slots, Term, Workdays, monday_of};
use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::dice::Dice;

/// Staff, one from outside, then families; a family's key is not its case's code.
const PEOPLE: [(&str, ResourceKind); 6] = [
    ("ada", ResourceKind::Staff),
    ("bea", ResourceKind::Staff),
    ("cas", ResourceKind::Staff),
    ("ref", ResourceKind::External),
    ("fam-1", ResourceKind::Family),
    ("fam-2", ResourceKind::Family),
];
const OTHERS: [usize; 4] = [0, 1, 2, 3];
const FAMILIES: [usize; 2] = [4, 5];
/// Nine o'clock, in slots.
const NINE: u32 = 36;

/// A tiny instance.
pub fn tiny(seed: u64) -> Instance {
    let mut dice = Dice::new(seed);
    let first = day(2027, 2, 1) + Days::new(dice.from(0, 13) as u64);
    let to = first + Days::new(dice.from(3, 7) as u64);
    let from = first - Days::new(dice.from(0, 2) as u64);
    let mut instance = Instance {
        term: Term { from, to },
        first,
        resources: Vec::new(),
        travel: travel(&mut dice),
        places: ["office", "north", "south"].map(str::to_owned).to_vec(),
        series: Vec::new(),
        fixed: Vec::new(),
        bundles: Vec::new(),
        duties: Vec::new(),
        stays: Vec::new(),
        loads: Vec::new(),
        workdays: Workdays::new(dice.chance(30).then(|| first + Days::new(2))),
        notes: Vec::new(),
    };
    instance.resources = PEOPLE
        .iter()
        .map(|(id, kind)| resource(&mut dice, id, *kind, instance.day_count()))
        .collect();
    for number in 0..dice.from(0, 2) {
        instance.fixed.push(standing(&mut dice, &instance, number));
    }
    for number in 0..dice.from(1, 4) {
        add_series(&mut dice, &mut instance, number);
    }
    if dice.chance(60) {
        let pair = dice.some(&[0, 1, 2, 4], 2);
        let series = (0..instance.series.len())
            .filter(|_| dice.chance(80))
            .collect();
        instance.bundles.push(Bundle {
            pair: (pair[0], pair[1]),
            series,
        });
    }
    instance
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn text(text: impl Into<String>) -> Text {
    let en = text.into();
    Text { nl: en.clone(), en }
}

/// Ways between three places that no detour shortens.
fn travel(dice: &mut Dice) -> Vec<Vec<u32>> {
    let [a, b] = [15, 20].map(|most| dice.size(5, most));
    let c = dice.size(a.abs_diff(b), a + b);
    vec![vec![0, a, b], vec![a, 0, c], vec![b, c, 0]]
}

fn resource(dice: &mut Dice, id: &str, kind: ResourceKind, days: usize) -> Resource {
    let free = |_| match dice.from(0, 9) {
        0..=1 => Slots::EMPTY,
        2 => Slots::run(NINE, 3).or(Slots::run(NINE + 4, 3)),
        _ => Slots::run(NINE + dice.size(0, 1), dice.size(2, 6)),
    };
    let free = (0..days).map(free).collect();
    let max_per_day = dice.chance(30).then(|| dice.size(1, 2));
    let (id, label) = (id.to_owned(), id.to_owned());
    Resource {
        id,
        label,
        kind,
        free,
        closed: BTreeMap::new(),
        max_per_day,
    }
}

/// A meeting that stands, not always on the quarter-hour or within anybody's hours.
fn standing(dice: &mut Dice, instance: &Instance, number: i64) -> Fixed {
    let day = instance.day(dice.from(0, instance.day_count() as i64 - 1) as usize);
    let minutes = Duration::minutes(540 + 5 * dice.from(0, 16));
    let count = dice.size(1, 2) as usize;
    let people = dice.some(&OTHERS, count);
    let id = RuleId::of("p", "stands")
        .series(&format!("s{number}"))
        .occurrence(1);
    Fixed {
        id: dice.chance(60).then_some(id),
        rule: None,
        case: None,
        title: text(format!("stands {number}")),
        start: day.and_time(NaiveTime::MIN) + minutes,
        minutes: 5 * dice.size(2, 8),
        people: people
            .into_iter()
            .map(|who| (who, "member".to_owned()))
            .collect(),
        place: dice.chance(70).then(|| dice.from(0, 2) as usize),
        why: dice.pick(&[FixedBy::Agreed, FixedBy::CarriedOver]),
        conflicts: Vec::new(),
    }
}

/// A series of a random kind; a cadence may come in two parts around a meeting that stands.
fn add_series(dice: &mut Dice, instance: &mut Instance, number: i64) {
    let requirement = match dice.from(0, 3) {
        0 => Requirement::Milestone(milestone(dice, instance)),
        1 => Requirement::Weekly(weekly(dice, instance)),
        _ => Requirement::Cadence(cadence(dice, instance)),
    };
    let mut one = series(dice, instance, number, requirement);
    if let Requirement::Cadence(whole) = one.requirement.clone()
        && dice.chance(20)
        && (whole.to - whole.from).num_days() >= 2
    {
        let agreed = whole.from + Days::new(dice.from(1, 2) as u64);
        let stands = agreed_of(dice, &one, agreed);
        instance.fixed.push(stands);
        let before = Cadence {
            to: agreed.pred_opt().expect("a day"),
            goes_on: true,
            ..whole
        };
        let from = agreed.succ_opt().expect("a day");
        let after = Cadence {
            from,
            anchor: agreed,
            held: true,
            ..whole
        };
        one.requirement = Requirement::Cadence(before);
        instance.series.push(one.clone());
        one.requirement = Requirement::Cadence(after);
    }
    instance.series.push(one);
}

/// A meeting of this series that was agreed elsewhere.
fn agreed_of(dice: &mut Dice, series: &Series, on: NaiveDate) -> Fixed {
    let seat = &series.casts[0].seats[0];
    Fixed {
        id: Some(series.id.occurrence(90)),
        rule: Some(series.rule.clone()),
        case: series.case.clone(),
        title: series.title.clone(),
        start: on.and_time(NaiveTime::MIN) + Duration::minutes(540 + 15 * dice.from(0, 6)),
        minutes: 30,
        people: vec![(seat.any_of[0], seat.role.clone())],
        place: series.place,
        why: FixedBy::Agreed,
        conflicts: Vec::new(),
    }
}

fn series(dice: &mut Dice, instance: &Instance, number: i64, requirement: Requirement) -> Series {
    let rule = RuleId::of("p", &format!("rule{number}"));
    let case = CaseCode::new(format!("CODE{number}"));
    let days = instance.day_count();
    let with_family = dice.chance(60);
    let casts = casts(
        dice,
        instance,
        with_family.then(|| FAMILIES[number as usize % 2]),
    );
    let shortest = dice.size(1, 2);
    let office = Slots::run(NINE, dice.size(1, 4));
    let is_cadence = matches!(requirement, Requirement::Cadence(_));
    let asks_outside = matches!(&requirement, Requirement::Weekly(weekly)
        if weekly.weeks.iter().any(|week| week.outside > 0));
    Series {
        id: rule.series(if with_family { case.as_str() } else { "ada" }),
        rule,
        title: text(format!("rule {number}")),
        case: with_family.then_some(case),
        severity: dice.pick(&[Severity::Hard, Severity::Soft, Severity::Advice]),
        requirement,
        casts,
        minutes: (15 * shortest, 15 * (shortest + u32::from(dice.chance(30)))),
        place: dice.chance(80).then(|| dice.from(0, 2) as usize),
        allowed: (0..days).map(|_| allowed(dice, is_cadence)).collect(),
        fixed_start: dice.chance(10).then(|| NINE + dice.size(0, 2)),
        preferred: dice
            .chance(30)
            .then(|| [Slots::run(NINE + dice.size(0, 2), 2); 7]),
        office: (asks_outside || dice.chance(10)).then_some(office),
        avoid: (0..days).filter(|_| dice.chance(10)).collect(),
        usual_start: dice.chance(40).then(|| NINE + dice.size(0, 12)),
        confirm_by: None,
        covers: Vec::new(),
        first_ordinal: dice.size(1, 3),
        source: "made up".to_owned(),
    }
}

/// Few starts for a rhythm: each combines with each of the days after.
fn allowed(dice: &mut Dice, is_cadence: bool) -> Slots {
    match dice.from(0, 9) {
        0 => Slots::EMPTY,
        1..=3 => Slots::run(NINE + 1, 3),
        _ if is_cadence => Slots::run(NINE + dice.size(0, 2), 4),
        _ => Slots::ALL,
    }
}

/// One cast, or two when somebody takes over.
fn casts(dice: &mut Dice, instance: &Instance, family: Option<usize>) -> Vec<Cast> {
    let (from, to) = (instance.first, instance.term.to);
    let change = from + Days::new(dice.from(1, 3) as u64);
    if dice.chance(70) {
        return vec![cast(dice, (from, to), family)];
    }
    let gap = Days::new(u64::from(dice.chance(30)));
    vec![
        cast(dice, (from, change), family),
        cast(dice, (change + Days::new(1) + gap, to), family),
    ]
}

fn cast(dice: &mut Dice, (from, to): (NaiveDate, NaiveDate), family: Option<usize>) -> Cast {
    let seat = |role: &str, any_of: Vec<usize>| Seat {
        role: role.to_owned(),
        any_of,
    };
    let one = dice.pick(&OTHERS);
    let mut seats = vec![seat("lead", vec![one])];
    if dice.chance(35) {
        let count = dice.size(1, 2) as usize;
        let holders = dice.some(&OTHERS, count);
        if holders != [one] {
            seats.push(seat("other", holders));
        }
    }
    seats.extend(family.map(|family| seat("family", vec![family])));
    let unseated = |who: &usize| !seats.iter().any(|seat| seat.any_of.contains(who));
    let free: Vec<usize> = OTHERS.into_iter().filter(unseated).collect();
    let invited = (free.len() > 1 && dice.chance(25)).then(|| Invited {
        quorum: dice.size(0, free.len() as u32) as usize,
        members: free.iter().map(|who| (*who, "member".to_owned())).collect(),
    });
    Cast {
        from,
        to,
        seats,
        invited,
    }
}

fn milestone(dice: &mut Dice, instance: &Instance) -> Milestone {
    let is_milestone =
        |at: &usize| matches!(instance.series[*at].requirement, Requirement::Milestone(_));
    let earlier: Vec<usize> = (0..instance.series.len()).filter(is_milestone).collect();
    let anchor = if !earlier.is_empty() && dice.chance(70) {
        Anchor::Series(dice.pick(&earlier))
    } else {
        Anchor::Day(instance.first - Days::new(4) + Days::new(dice.from(0, 6) as u64))
    };
    let from = dice.from(0, 3);
    let due = from + dice.from(0, 4);
    Milestone {
        anchor,
        from: offset(from - 1),
        target: offset(dice.from(from, due)),
        due: offset(due),
        late_max: offset(dice.from(0, 3)),
        rollover: dice.pick(&[
            Rollover::None,
            Rollover::None,
            Rollover::PreviousWorkingDay,
            Rollover::NextWorkingDay,
        ]),
    }
}

fn offset(days: i64) -> Offset {
    Offset {
        period: Period::days(days.unsigned_abs() as u32),
        before: days < 0,
    }
}

fn cadence(dice: &mut Dice, instance: &Instance) -> Cadence {
    let count_max = dice.chance(20).then(|| dice.size(0, 2));
    let min = dice.size(if count_max.is_some() { 1 } else { 2 }, 3);
    let target = min + dice.size(0, 2);
    let max = target + dice.size(0, 1);
    Cadence {
        anchor: instance.first - Days::new(dice.from(1, 9) as u64),
        held: dice.chance(70),
        min,
        target,
        max,
        limit: max + dice.size(0, 1),
        from: instance.first + Days::new(u64::from(dice.chance(20))),
        to: instance.term.to - Days::new(u64::from(dice.chance(20))),
        goes_on: dice.chance(80),
        count_max,
    }
}

/// ISO weeks, cut at the plan's first and last day.
fn weekly(dice: &mut Dice, instance: &Instance) -> Weekly {
    let (first, last) = (instance.first, instance.term.to);
    let mut weeks = Vec::new();
    let mut monday = monday_of(first);
    while monday <= last {
        let count = dice.size(0, 2);
        let (from, to) = (monday.max(first), (monday + Days::new(6)).min(last));
        let outside = if dice.chance(40) {
            dice.size(0, count)
        } else {
            0
        };
        weeks.push(Week {
            from,
            to,
            count,
            outside,
        });
        monday = monday + Days::new(7);
    }
    Weekly { weeks }
}
