//! What changes standing times, and what leaves them: pauses, leave, phases, colleagues, hours, terms.

use cadans::rules::{Amount, Condition, Rule};
use cadans::team::Away;

use super::*;

const FIRST: &str = "2027-01-04..2027-03-28";
const KATU: &str = "p.visit/KATU4";

#[test]
fn a_row_of_before_stays_over_the_seam_of_terms() {
    let team = visited(2, &["KATU4", "SESI7"]);
    let first = stands(&team, "2027Q1", Vec::new());
    let second = stands(&team, "2027Q2", first.standing.clone());
    assert_eq!(second.standing, first.standing);
    assert_eq!(rows(&second, KATU).len(), 1);
}

#[test]
fn a_new_family_leaves_the_others_their_hours() {
    let mut team = visited(2, &["KATU4", "SESI7"]);
    let first = stands(&team, "2027Q1", Vec::new());
    team.cases.insert(0, case("AAAA2", "2027-04-05"));
    let second = stands(&team, "2027Q2", first.standing.clone());
    for code in ["p.visit/KATU4", "p.visit/SESI7"] {
        assert_eq!(rows(&second, code), rows(&first, code));
    }
    assert_eq!(rows(&second, "p.visit/AAAA2").len(), 1);
}

#[test]
fn a_pause_keeps_the_row() {
    let mut team = visited(2, &["KATU4"]);
    let before = chosen(KATU, "2026-11-02", &["tue 09:00", "fri 14:00"]);
    team.cases[0]
        .pauses
        .add(day("2027-01-18"), day("2027-02-07"));
    let instance = stands(&team, FIRST, vec![before.clone()]);
    assert_eq!(rows(&instance, KATU), [&before]);
    let asked = weeks(&instance, KATU);
    assert!(
        !asked.iter().any(|week| week.starts_with("2027-01-25")),
        "{asked:?}"
    );
    // Chosen while it stands still and for after it, they are one row, too.
    let chosen = stands(&team, FIRST, Vec::new());
    assert_eq!(rows(&chosen, KATU).len(), 1);
}

#[test]
fn leave_and_holidays_leave_the_row() {
    let mut team = visited(2, &["KATU4"]);
    // Easter Monday is the first day that counts, and Anna is away the rest of the week.
    let who = Away::Person(PersonId::new("anna"));
    team.absences = vec![away(who, "2027-03-30", "2027-04-04")];
    let before = chosen(KATU, "2026-11-02", &["mon 09:00", "thu 14:00"]);
    for term in ["2027-03-29..2027-04-04", "2027-03-29..2027-04-25", "2027Q2"] {
        let instance = stands(&team, term, vec![before.clone()]);
        assert_eq!(rows(&instance, KATU), [&before], "{term}");
    }
}

#[test]
fn freed_it_is_chosen_again_and_a_colleague_may_have_its_hour() {
    let mut team = visited(1, &["KATU4", "SESI7"]);
    // There is but one hour; who has it keeps it.
    person_of(&mut team, "anna").patterns = vec![pattern("mon 09:00-10:00", None, None, 1)];
    let mut before = chosen(KATU, "2026-11-02", &["mon 09:00"]);
    let kept = stands(&team, FIRST, vec![before.clone()]);
    assert_eq!(rows(&kept, KATU), [&before]);
    assert!(rows(&kept, "p.visit/SESI7").is_empty());
    // Its care ends, and with it the row.
    team.cases[0].end = Some(day("2027-01-03"));
    before.to = Some(day("2027-01-03"));
    let freed = stands(&team, FIRST, vec![before]);
    assert_eq!(
        slots_on(&freed, "p.visit/SESI7", "2027-01-04"),
        ["mon 09:00"]
    );
    assert!(slots_on(&freed, KATU, "2027-01-04").is_empty());
}

/// Two a week, in the wind-down one.
fn winding_down(first: u32, last: u32) -> Rule {
    let winddown = Condition {
        phase: Some(2),
        ..Condition::default()
    };
    let mut rule = visits(first);
    rule.variants = vec![(winddown, visits(last))];
    rule
}

#[test]
fn a_phase_with_fewer_begins_a_row_with_one_of_the_old_slots() {
    // The wind-down begins on Wednesday 17 February 2027.
    let mut team = team(vec![winding_down(2, 1)]);
    team.cases = vec![case("KATU4", "2026-07-08")];
    let before = chosen(KATU, "2026-11-02", &["tue 09:00", "fri 14:00"]);
    for standing in [Vec::new(), vec![before]] {
        let known = !standing.is_empty();
        let instance = stands(&team, FIRST, standing);
        let own = rows(&instance, KATU);
        assert_eq!(own.len(), 2, "{own:?}");
        assert_eq!(own[0].to, Some(day("2027-02-16")));
        assert_eq!(own[1].from, day("2027-02-17"));
        let [many, few] = ["2027-02-01", "2027-03-01"].map(|on| slots_on(&instance, KATU, on));
        assert_eq!((many.len(), few.len()), (2, 1));
        assert!(many.contains(&few[0]), "{many:?} {few:?}");
        assert!(!known || many == ["tue 09:00", "fri 14:00"], "{many:?}");
        // Planned anew all of it stays, in the next phase, too.
        for term in ["2027-01-25..2027-03-28", "2027-03-01..2027-03-28"] {
            let again = stands(&team, term, instance.standing.clone());
            assert_eq!(rows(&again, KATU), own, "{term}");
        }
    }
}

#[test]
fn a_phase_with_more_keeps_the_old_slot_beside_another() {
    let mut team = team(vec![winding_down(1, 2)]);
    team.cases = vec![case("KATU4", "2026-07-08")];
    let before = chosen(KATU, "2026-11-02", &["wed 10:15"]);
    let instance = stands(&team, FIRST, vec![before]);
    let later = slots_on(&instance, KATU, "2027-03-01");
    assert_eq!(later.len(), 2);
    assert!(later.contains(&"wed 10:15".to_owned()), "{later:?}");
}

#[test]
fn a_short_week_at_the_end_takes_no_slot_away() {
    let team = visited(2, &["KATU4"]);
    let before = chosen(KATU, "2026-11-02", &["tue 09:00", "fri 14:00"]);
    // Three days are left: one visit.
    let instance = stands(&team, "2027-03-29..2027-03-31", vec![before.clone()]);
    assert_eq!(weeks(&instance, KATU), ["2027-03-29..2027-03-31 x1"]);
    assert_eq!(rows(&instance, KATU), [&before]);
}

/// Anna visits until the end of January, then Cora, who works on these days.
fn handed_over(days: &str) -> Team {
    let mut team = visited(1, &["KATU4"]);
    another(&mut team, "cora");
    person_of(&mut team, "cora").patterns = vec![pattern(days, None, None, 1)];
    team.assignments = vec![
        visits_of("KATU4", "anna", None, Some("2027-01-31")),
        visits_of("KATU4", "cora", Some("2027-02-01"), None),
    ];
    team
}

#[test]
fn another_worker_has_a_row_from_that_day_on() {
    let before = chosen(KATU, "2026-11-02", &["tue 09:00"]);
    let instance = stands(&handed_over("wed-fri am pm"), FIRST, vec![before.clone()]);
    let own = rows(&instance, KATU);
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(
        (own[0].to, own[1].from),
        (Some(day("2027-01-31")), day("2027-02-01"))
    );
    assert_eq!(own[0].slots, before.slots);
    assert!(
        own[1]
            .slots
            .iter()
            .all(|slot| slot.weekday != chrono::Weekday::Tue)
    );
}

#[test]
fn another_worker_takes_the_familys_hour_if_she_can() {
    let instance = stands(&handed_over("mon-fri am pm"), FIRST, Vec::new());
    let own = rows(&instance, KATU);
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(own[1].from, day("2027-02-01"));
    assert_eq!(own[0].slots, own[1].slots);
    // What is in force and suits her stays as it is.
    let before = chosen(KATU, "2026-11-02", &["tue 09:00"]);
    let kept = stands(&handed_over("tue am pm"), FIRST, vec![before.clone()]);
    assert_eq!(rows(&kept, KATU), [&before]);
}

#[test]
fn who_stands_in_keeps_the_hours_of_the_other() {
    let mut team = visited(1, &["KATU4"]);
    another(&mut team, "cora");
    let kind = cadans::team::AssignmentKind::Substitute;
    let stands_in = visits_of("KATU4", "cora", Some("2027-02-01"), Some("2027-02-14"));
    team.assignments = vec![
        visits_of("KATU4", "anna", None, None),
        Assignment { kind, ..stands_in },
    ];
    let instance = stands(&team, FIRST, Vec::new());
    assert_eq!(rows(&instance, KATU).len(), 1);
}

#[test]
fn changed_hours_of_a_colleague_change_what_no_longer_fits() {
    let mut team = visited(2, &["KATU4"]);
    // From 1 February Anna no longer works on Tuesdays.
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon-fri am pm", None, None, 1),
        pattern("mon,wed-fri am pm", Some("2027-02-01"), None, 1),
    ];
    let before = chosen(KATU, "2026-11-02", &["tue 09:00", "fri 14:00"]);
    let instance = stands(&team, FIRST, vec![before.clone()]);
    let own = rows(&instance, KATU);
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(own[0].slots, before.slots);
    assert_eq!(
        own[1].from,
        day("2027-02-02"),
        "the first day on which hours differ"
    );
    let later = slots_on(&instance, KATU, "2027-03-01");
    assert!(later.contains(&"fri 14:00".to_owned()), "{later:?}");
    assert!(
        later.iter().all(|slot| !slot.starts_with("tue")),
        "{later:?}"
    );
}

#[test]
fn a_week_of_other_hours_changes_nothing() {
    let mut team = visited(2, &["KATU4"]);
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon-fri am pm", None, None, 1),
        pattern("mon am", Some("2027-02-01"), Some("2027-02-07"), 1),
    ];
    let before = chosen(KATU, "2026-11-02", &["tue 09:00", "fri 14:00"]);
    let instance = stands(&team, FIRST, vec![before.clone()]);
    assert_eq!(rows(&instance, KATU), [&before]);
}

#[test]
fn alternate_weeks_that_begin_take_away_what_they_bar() {
    let mut team = visited(1, &["KATU4"]);
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon-fri am pm", None, None, 1),
        pattern("mon-thu am pm", Some("2027-01-11"), None, 2),
    ];
    let before = chosen(KATU, "2026-11-02", &["fri 09:00"]);
    let instance = stands(&team, FIRST, vec![before]);
    let days = slot_days(&instance, KATU, "2027-01-04", "2027-03-28");
    assert_eq!(days.len(), 12, "{days:?}");
    let off = |one: &NaiveDate| one.weekday() == chrono::Weekday::Fri && is_odd(*one, "2027-01-04");
    assert!(!days.iter().any(off), "{days:?}");
}

#[test]
fn what_a_person_chose_stays_whatever_comes() {
    let mut before = chosen(KATU, "2026-11-02", &["tue 09:00"]);
    before.by = ChosenBy::Person("frank".to_owned());
    let instance = stands(&handed_over("wed-fri am pm"), FIRST, vec![before.clone()]);
    assert_eq!(rows(&instance, KATU), [&before]);
    // The next family is not put on top of it.
    let mut team = visited(1, &["KATU4", "SESI7"]);
    person_of(&mut team, "anna").patterns = vec![pattern("tue 09:00-10:00", None, None, 1)];
    let instance = stands(&team, FIRST, vec![before]);
    assert!(rows(&instance, "p.visit/SESI7").is_empty());
}

#[test]
fn an_amount_in_minutes_has_as_many_slots_as_it_makes_visits() {
    let mut team = visited(1, &["KATU4"]);
    team.programmes[0].rules[0].demand = weekly(Amount::Minutes(150));
    let instance = stands(&team, FIRST, Vec::new());
    assert_eq!(slots_on(&instance, KATU, "2027-01-04").len(), 3);
}

#[test]
fn what_a_person_chose_for_the_next_worker_stays_when_the_first_has_a_new_row() {
    let team = handed_over("wed-fri am pm");
    let mut later = chosen(KATU, "2027-02-01", &["thu 10:00"]);
    later.by = ChosenBy::Person("cora".to_owned());
    let instance = stands(&team, FIRST, vec![later.clone()]);
    let own = rows(&instance, KATU);
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(own[0].to, Some(day("2027-01-31")));
    assert_eq!(own[1], &later);
}
