//! Whoever is said to be asked for more than they have is: in the best plan there is, something is left out or late.

use cadans::language::Lang;
use cadans::rules::{Amount, Anchor, Demand};
use cadans::series::{Instance, Note, cost};
use cadans::solver::{Limits, solve};
use cadans::team::{Away, Team};
use cadans::words::Formatter;

use crate::build::*;

const CODES: [&str; 8] = [
    "KATU4", "MIRO7", "BELO2", "SUNA5", "DIVO8", "PEKA3", "RUTI9", "LOMA6",
];

/// A number below `most`, of many that look random.
fn below(seed: &mut u64, most: u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % most
}

/// A worker with few hours, some families, and one or two rules.
fn some_team(number: u64) -> Team {
    let mut seed = number;
    let mut dice = |most| below(&mut seed, most) as usize;
    let demand = |dice: &mut dyn FnMut(u64) -> usize| -> Demand {
        match dice(3) {
            0 => weekly(Amount::Times(1 + dice(3) as u32)),
            1 => cadence(Anchor::CareStart, 5, 7, 10),
            _ => milestone(Anchor::CareStart, "0d", "7d", "13d"),
        }
    };
    let mut rules = vec![rule("visit", demand(&mut dice))];
    if dice(2) == 0 {
        rules.push(rule("review", demand(&mut dice)));
    }
    rules[0].duration.min = [45, 60][dice(2)];
    let mut team = team(rules);
    let week = ["mon am", "mon-tue am", "wed pm", "mon-wed am", "thu am pm"][dice(5)];
    team.people[0].patterns = vec![pattern(week, None, None, 1)];
    for code in &CODES[..1 + dice(8)] {
        let start = ["2026-11-02", "2026-12-14", "2027-01-04", "2027-01-11"][dice(4)];
        team.cases.push(case(code, start));
    }
    if dice(3) == 0 {
        let anna = Away::Person(team.people[0].id.clone());
        team.absences = vec![away(anna, "2027-01-11", "2027-01-17")];
    }
    if dice(3) == 0 {
        team.agreed = vec![agreed(
            "visit",
            team.cases[0].code.clone().as_str(),
            "2027-01-18 09:00",
        )];
    }
    team
}

/// Whether the best plan leaves something out or has something late; `None` when it is not known.
fn falls_short(instance: &Instance) -> Option<bool> {
    // A plan without either is found at once where there is one.
    let limits = Limits {
        time: std::time::Duration::from_secs(5),
        branches: 5,
        ..Limits::default()
    };
    let answer = solve(instance, &limits);
    let layers = [cost::HARD, cost::SOFT, cost::LATE].map(|at| answer.layers[at]);
    if layers.iter().any(|layer| layer.bound > 0) {
        return Some(true);
    }
    layers.iter().all(|layer| layer.value == 0).then_some(false)
}

#[test]
fn nobody_is_said_to_have_too_little_who_has_enough() {
    let (mut said, mut proven, mut silent) = (0, 0, 0);
    for number in 0..150 {
        let instance = expanded(&some_team(number), "2027-01-04..2027-02-07");
        let claims: Vec<&Note> = instance
            .notes
            .iter()
            .filter(|note| matches!(note, Note::OverDemand { .. }))
            .collect();
        if claims.is_empty() {
            silent += 1;
        } else {
            said += 1;
            let falls_short = falls_short(&instance);
            assert_ne!(falls_short, Some(false), "team {number}: {claims:?}");
            proven += usize::from(falls_short == Some(true));
        }
    }
    assert!(
        2 * proven > said && said > 15 && silent > 15,
        "{said} said, {proven} proven, {silent} not"
    );
}

#[test]
fn the_worst_weeks_are_named_and_what_would_help() {
    let mut team = team(vec![rule("visit", weekly(Amount::Times(5)))]);
    team.people[0].patterns = vec![pattern("mon-tue am", None, None, 1)];
    team.cases = vec![case("KATU4", "2026-10-05"), case("MIRO7", "2027-01-18")];
    let instance = expanded(&team, "2027-01-04..2027-02-14");
    let [note] = &instance.notes[..] else {
        panic!("{:#?}", instance.notes)
    };
    let said = |lang| Formatter::whole(&team, lang).noted(note);
    insta::assert_snapshot!([said(Lang::Nl), said(Lang::En)].join("\n"), @r"
    anna is vol in week 3-6: 40 van 32 uur; het meest vraagt visit (40 uur): regel vervanging voor 8 uur
    anna is full in weeks 3-6: 40 of 32 h; most of it for visit (40 h): arrange cover for 8 h
    ");
}
