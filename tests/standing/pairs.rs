//! Blocks of two colleagues: how long, how many, and how they lie beside each other.

use std::collections::BTreeMap;

use cadans::rules::{Anchor, Place, Rule, Who};

use super::*;

const TERM: &str = "2027-01-04..2027-03-28";

/// Supervision of each worker, and half an hour about each family, every three weeks.
fn consultations() -> Vec<Rule> {
    let about_family = Rule {
        who: Who {
            all: words("worker scientist"),
            ..Who::default()
        },
        place: Place::Office,
        duration: minutes(30),
        bundle: true,
        standing: true,
        ..rule("consultation", cadence(Anchor::CareStart, 14, 21, 28))
    };
    let supervision = Rule {
        standing: true,
        ..supervision()
    };
    vec![supervision, about_family]
}

/// Workers with so many families each; Bram is everybody's scientist.
fn supervised(families: &[(&str, u32)]) -> Team {
    let mut team = team(consultations());
    for (who, count) in families {
        if *who != "anna" {
            another(&mut team, who);
        }
        for number in 0..*count {
            let code = format!("{}{number}", who.to_uppercase());
            team.cases.push(case(&code, "2026-10-05"));
            team.assignments.push(visits_of(&code, who, None, None));
        }
    }
    for person in &mut team.people {
        person.since = Some(day("2026-01-05"));
    }
    team
}

#[test]
fn a_pair_has_one_block_for_what_fits_into_two_hours() {
    let instance = stands(&supervised(&[("anna", 1)]), TERM, Vec::new());
    let own = rows(&instance, "anna+bram");
    assert_eq!(own.len(), 1, "{own:?}");
    let slot = own[0].slots[0];
    assert_eq!((own[0].slots.len(), slot.minutes, slot.cycle), (1, 90, 3));
}

#[test]
fn more_than_two_hours_are_two_blocks_in_different_weeks() {
    let instance = stands(&supervised(&[("anna", 5)]), TERM, Vec::new());
    let slots = &rows(&instance, "anna+bram")[0].slots;
    assert_eq!(slots.len(), 2, "{slots:?}");
    assert_ne!(slots[0].week, slots[1].week);
    assert!(slots.iter().all(|slot| slot.minutes <= 120), "{slots:?}");
    let all: u32 = slots.iter().map(|slot| slot.minutes).sum();
    assert!(all >= 60 + 5 * 30, "{slots:?}");
}

/// The minutes of a day at which each block of somebody's begins and ends, day by day.
fn of_each_day(instance: &Instance, who: &str) -> BTreeMap<NaiveDate, Vec<(u32, u32)>> {
    let mut days: BTreeMap<NaiveDate, Vec<(u32, u32)>> = BTreeMap::new();
    let own = instance.standing.iter().filter(|row| row.key.has(who));
    for row in own {
        for day in instance.term.days() {
            if let Some(slot) = row.on(day) {
                let from = slot.start.num_seconds_from_midnight() / 60;
                days.entry(day)
                    .or_default()
                    .push((from, from + slot.minutes));
            }
        }
    }
    for own in days.values_mut() {
        own.sort();
    }
    days
}

#[test]
fn a_scientist_has_one_worker_at_a_time_and_at_most_four_hours_a_day() {
    let workers = ["anna", "cora", "dirk", "eefje", "frits", "greet", "hugo"];
    let mut team = supervised(&workers.map(|who| (who, 3)));
    // Three days hold seven pairs of two blocks: of ninety minutes, no more than two a day.
    person_of(&mut team, "bram").patterns = vec![pattern("mon-wed am pm", None, None, 1)];
    let instance = stands(&team, TERM, Vec::new());
    let blocks = |who: &&str| rows(&instance, &format!("{who}+bram")).len();
    assert_eq!(
        workers.iter().filter(|who| blocks(who) == 1).count(),
        workers.len()
    );
    let days = of_each_day(&instance, "bram");
    assert!(
        days.values().any(|own| own.len() > 1),
        "some share a day: {days:?}"
    );
    for (day, own) in days {
        let all: u32 = own.iter().map(|(from, to)| to - from).sum();
        assert!(all <= 240, "{day}: {own:?}");
        for two in own.windows(2) {
            assert!(two[0].1 + 15 <= two[1].0, "{day}: {own:?}");
        }
    }
}

#[test]
fn a_day_takes_no_more_than_four_hours_though_more_would_fit() {
    // One day of eight hours, nine pairs of ninety minutes in three weeks: no more than two a day.
    let workers = [
        "anna", "cora", "dirk", "eefje", "frits", "greet", "hugo", "ilse", "joep",
    ];
    let mut team = supervised(&workers.map(|who| (who, 1)));
    person_of(&mut team, "bram").patterns = vec![pattern("mon am pm", None, None, 1)];
    let instance = stands(&team, TERM, Vec::new());
    let days = of_each_day(&instance, "bram");
    let most = days
        .values()
        .map(|own| own.iter().map(|(from, to)| to - from).sum::<u32>());
    assert_eq!(most.max(), Some(180), "{days:?}");
    assert_eq!(days.values().map(Vec::len).max(), Some(2));
}

#[test]
fn visits_keep_clear_of_blocks() {
    let mut team = supervised(&[("anna", 3)]);
    team.programmes[0].rules.push(visits(2));
    // Two days, on which Bram is there in the mornings.
    person_of(&mut team, "anna").patterns = vec![pattern("mon,thu am pm", None, None, 1)];
    person_of(&mut team, "bram").patterns = vec![pattern("mon,thu am", None, None, 1)];
    let instance = stands(&team, TERM, Vec::new());
    let blocks = of_each_day(&instance, "anna");
    assert!(!blocks.is_empty());
    for number in 0..3 {
        let own = rows(&instance, &format!("p.visit/ANNA{number}"));
        assert_eq!(own.len(), 1);
        for (day, blocks) in &blocks {
            let Some(slot) = own[0].on(*day) else {
                continue;
            };
            let from = slot.start.num_seconds_from_midnight() / 60;
            // Twenty minutes from the office.
            let apart =
                |(start, end): &(u32, u32)| end + 20 <= from || from + slot.minutes + 20 <= *start;
            assert!(blocks.iter().all(apart), "{day}: {slot:?} {blocks:?}");
        }
    }
}

#[test]
fn a_block_stays_while_it_is_long_enough() {
    let first = stands(&supervised(&[("anna", 2)]), "2027Q1", Vec::new());
    let fewer = stands(
        &supervised(&[("anna", 1)]),
        "2027Q2",
        first.standing.clone(),
    );
    assert_eq!(rows(&fewer, "anna+bram"), rows(&first, "anna+bram"));
    let more = stands(
        &supervised(&[("anna", 6)]),
        "2027Q2",
        first.standing.clone(),
    );
    assert_ne!(rows(&more, "anna+bram"), rows(&first, "anna+bram"));
}

#[test]
fn a_pair_with_somebody_of_irregular_hours_has_no_block() {
    let mut team = supervised(&[("anna", 1), ("cora", 1)]);
    let before = stands(&team, TERM, Vec::new()).standing;
    person_of(&mut team, "cora").standing = false;
    let instance = stands(&team, TERM, before);
    assert!(slots_on(&instance, "bram+cora", "2027-02-01").is_empty());
    assert_eq!(rows(&instance, "anna+bram").len(), 1);
}

#[test]
fn a_new_pair_keeps_out_of_the_weeks_of_the_others() {
    // One hour and a half a week: three pairs, each in a week of its own.
    let workers = ["anna", "cora", "dirk"];
    let team = |count: usize| {
        let mut team = supervised(&workers.map(|who| (who, 1))[..count]);
        person_of(&mut team, "bram").patterns = vec![pattern("mon 09:00-10:30", None, None, 1)];
        team
    };
    let first = stands(&team(2), TERM, Vec::new());
    let all = stands(&team(3), TERM, first.standing.clone());
    for who in ["anna+bram", "bram+cora"] {
        assert_eq!(rows(&all, who), rows(&first, who));
    }
    let weeks = workers.map(|who| {
        let key = cadans::series::StandingKey::pair(who, "bram").to_string();
        rows(&all, &key)[0].slots[0].week
    });
    let different: std::collections::BTreeSet<u32> = weeks.into_iter().collect();
    assert_eq!(different.len(), 3, "{weeks:?}");
}
