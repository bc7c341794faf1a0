//! The rule files built in load as they are, and say what their sources say.

use cadans::rules::{Amount, Combine, Demand, Gap, Mode, OnlyBuiltin, Per};

use super::stage::{Team, load_with};

const RHYTHM: (&str, &str) = ("team_meeting_rhythm", "fortnightly");

#[test]
fn every_programme_loads_without_a_fault() {
    for (id, choices) in [
        ("iag", &[RHYTHM][..]),
        ("iag-manual-short", &[RHYTHM]),
        ("gezinsopname", &[]),
        ("mst", &[]),
        ("families-first", &[]),
    ] {
        let team = Team {
            choices,
            ..Team::default()
        };
        let (programme, faults) = load_with(&OnlyBuiltin, id, &team);
        assert_eq!(faults, "", "{id}");
        assert_eq!(programme.expect("no faults").id, id);
    }
}

#[test]
fn the_rhythm_and_the_form_of_individual_supervision() {
    let team = Team {
        choices: &[RHYTHM],
        ..Team::default()
    };
    let programme = load_with(&OnlyBuiltin, "iag", &team).0.expect("no faults");
    let rule = programme.rule("supervision").expect("it is API");
    assert_eq!(
        rule.per,
        Per::Person {
            of: "worker".to_owned()
        }
    );
    let Demand::Cadence(cadence) = &rule.demand else {
        panic!("a rhythm");
    };
    let three_weeks = Gap {
        min: 14,
        target: 21,
        max: 21,
        limit: 28,
        free: 0,
        grace: 3,
    };
    assert_eq!(cadence.gap, three_weeks);
    assert_eq!(rule.duration.target, 60);
}

#[test]
fn the_longer_of_both_is_one_meeting_that_covers_the_families() {
    let team = Team {
        choices: &[RHYTHM, ("work_supervision", "max")],
        ..Team::default()
    };
    let programme = load_with(&OnlyBuiltin, "iag", &team).0.expect("no faults");
    let rule = programme.rule("supervision").expect("it is API");
    assert_eq!(rule.covers.as_deref(), Some("family_consultation"));
    assert_eq!((rule.duration.target, rule.duration.per_case), (60, 30));
    assert_eq!(rule.duration.combine, Combine::Max);
    let consultation = programme.rule("family_consultation").expect("it is API");
    assert_eq!(consultation.mode, Mode::Off);
}

#[test]
fn two_visits_a_week_and_one_in_the_last_phase_when_chosen() {
    let team = Team {
        choices: &[RHYTHM, ("visits_per_week", "one_in_winddown")],
        ..Team::default()
    };
    let programme = load_with(&OnlyBuiltin, "iag", &team).0.expect("no faults");
    let rule = programme.rule("visit").expect("it is API");
    let amount = |demand: &Demand| match demand {
        Demand::Weekly(weekly) => Some(weekly.amount),
        _ => None,
    };
    assert_eq!(amount(&rule.demand), Some(Amount::Times(2)));
    let (condition, last) = rule.variants.last().expect("one variant");
    assert_eq!(condition.phase, Some(2));
    assert_eq!(amount(&last.demand), Some(Amount::Times(1)));
}

#[test]
fn every_source_names_a_document_or_says_policy() {
    let team = Team {
        choices: &[RHYTHM],
        ..Team::default()
    };
    let programme = load_with(&OnlyBuiltin, "iag", &team).0.expect("no faults");
    assert!(programme.rules.iter().all(|rule| !rule.source.is_empty()));
}
