//! Nothing is dropped in silence: what a rule can plan nothing for is said, a week's amount is cut by what people really
//! lack, and a stay that was moved stays so.

use cadans::ids::PersonId;
use cadans::rules::{Amount, Anchor, Condition, Demand, Mode, Per, Rule, Severity};
use cadans::series::Note;
use cadans::team::{Assignment, Lodged, Team};
use cadans::time::Slots;

use crate::build::*;

fn visited(rule: Rule, start: &str) -> Team {
    let mut team = team(vec![rule]);
    team.cases = vec![case("KATU4", start)];
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    team
}

fn count_of(team: &Team, term: &str) -> Vec<String> {
    weeks(&expanded(team, term), "p.visit/KATU4")
}

#[test]
fn a_week_is_cut_by_the_days_the_rule_has() {
    let mut daily = rule("visit", weekly(Amount::Times(7)));
    daily.when.allowed = [Slots::ALL; 7];
    let team = visited(daily, "2027-01-07");
    let from_thursday = count_of(&team, "2027-01-04..2027-01-17");
    assert_eq!(
        from_thursday,
        ["2027-01-07..2027-01-10 x4", "2027-01-11..2027-01-17 x7"]
    );
    let mut early = rule("visit", weekly(Amount::Times(3)));
    early.when.allowed[3] = Slots::EMPTY;
    early.when.allowed[4] = Slots::EMPTY;
    let team = visited(early, "2027-01-06");
    assert_eq!(
        count_of(&team, "2027-01-04..2027-01-10"),
        ["2027-01-06..2027-01-10 x1"]
    );
}

#[test]
fn a_holiday_counts_where_somebody_would_have_worked() {
    // Easter Monday, 29 March.
    let daily = rule("visit", weekly(Amount::Times(5)));
    let mut team = visited(daily, "2027-01-04");
    let weeks = |team: &Team| count_of(team, "2027-03-29..2027-04-04");
    assert_eq!(weeks(&team), ["2027-03-29..2027-04-04 x4"]);
    team.people[0].patterns = vec![pattern("tue-fri am pm", None, None, 1)];
    assert_eq!(weeks(&team), ["2027-03-29..2027-04-04 x5"]);
}

#[test]
fn hours_that_are_required_are_not_lowered_in_silence() {
    let mut treatment = rule("visit", weekly(Amount::Minutes(300)));
    let mut team = visited(treatment.clone(), "2027-01-04");
    let fallen_short = |team: &Team| {
        let instance = expanded(team, "2027-03-29..2027-04-04");
        (weeks(&instance, "p.visit/KATU4"), notes(&instance))
    };
    assert_eq!(fallen_short(&team).1, ["week-short"]);
    let said = expanded(&team, "2027-03-29..2027-04-04").notes;
    let Note::WeekShort { asked, left, .. } = said[0] else {
        panic!("{said:?}")
    };
    assert_eq!((asked, left), (5, 4));
    // With room on the other days nothing is lost.
    treatment.duration = minutes(120);
    team.programmes[0].rules = vec![treatment];
    let (weeks, notes) = fallen_short(&team);
    assert_eq!(
        (weeks, notes.len()),
        (vec!["2027-03-29..2027-04-04 x3".to_owned()], 0)
    );
    // What is no more than wished for goes with the holiday.
    team.programmes[0].rules[0].severity = Severity::Soft;
    assert_eq!(fallen_short(&team).0, ["2027-03-29..2027-04-04 x2"]);
}

#[test]
fn who_has_no_first_day_is_named() {
    let mut talk = rule("talk", milestone(Anchor::PersonSince, "1w", "1w", "2w"));
    talk.per = Per::Person {
        of: "worker".to_owned(),
    };
    talk.who.all = words("worker scientist");
    let mut letter = rule("letter", duty(Anchor::Rule(0), "1w"));
    letter.per = talk.per.clone();
    let mut team = team(vec![talk, letter]);
    assert_eq!(notes(&expanded(&team, "2027Q1")), ["no-since", "no-since"]);
    team.people[0].since = Some(day("2026-12-28"));
    assert!(!notes(&expanded(&team, "2027Q1")).contains(&"no-since".to_owned()));
}

#[test]
fn a_rule_that_is_off_when_it_is_due_is_named() {
    let due_in_start = milestone(Anchor::CareStart, "1w", "2w", "3w");
    let mut talk = Rule {
        mode: Mode::Off,
        ..rule("talk", due_in_start)
    };
    let on = Rule {
        mode: Mode::Plan,
        ..talk.clone()
    };
    let condition = |phase| Condition {
        phase: Some(phase),
        ..Condition::default()
    };
    talk.variants = vec![(condition(1), on.clone())];
    let said = notes(&expanded(&visited(talk.clone(), "2027-01-04"), "2027Q1"));
    assert_eq!(said, ["off-then"]);
    talk.variants = vec![(condition(0), on)];
    assert!(notes(&expanded(&visited(talk, "2027-01-04"), "2027Q1")).is_empty());
}

#[test]
fn what_is_longer_than_its_people_have_is_named() {
    let long = Rule {
        duration: minutes(600),
        ..rule("visit", weekly(Amount::Times(1)))
    };
    let said = notes(&expanded(
        &visited(long, "2027-01-04"),
        "2027-01-04..2027-01-10",
    ));
    assert!(said.contains(&"never-fits".to_owned()), "{said:?}");
}

/// One home, left on Sunday 14 February 2027, and a family that asks for it in January.
fn waiting(weekdays: [bool; 7]) -> Team {
    let stay = Demand::Stay {
        capacity: "home".to_owned(),
        weekdays,
    };
    let mut team = team(vec![rule("stay", stay)]);
    team.capacities = [("home".to_owned(), words("Eik"))].into();
    let mut first = case("KATU4", "2026-12-07");
    first.end = Some(day("2027-02-14"));
    team.cases = vec![first, case("MIRO7", "2027-01-18")];
    team.assignments = vec![Assignment {
        person: PersonId::new("anna"),
        ..assign(of_case("MIRO7"), "worker", "anna")
    }];
    team
}

#[test]
fn a_stay_that_waits_begins_on_a_day_of_admission() {
    let workdays = [true, true, true, true, true, false, false];
    for (weekdays, from) in [([true; 7], "2027-02-14"), (workdays, "2027-02-15")] {
        let instance = expanded(&waiting(weekdays), "2027Q1");
        assert_eq!(instance.stays[1].from, day(from));
        assert!(!instance.stays[1].known);
    }
}

#[test]
fn a_stay_that_was_moved_stays_so_after_the_day_it_was_asked_for() {
    let mut team = waiting([true; 7]);
    team.lodged = vec![Lodged {
        case: team.cases[1].code.clone(),
        programme: "p".to_owned(),
        asked: day("2027-01-18"),
        from: day("2027-02-15"),
    }];
    let findings = |team: &Team| crate::check::findings(team, &[], &[], "2027-01-25");
    let said = findings(&team);
    assert!(
        said.iter().all(|one| one.about.title.en != "stay"),
        "{said:#?}"
    );
    let instance = expanded(&team, "2027-02-08..2027-03-31");
    let stay = instance
        .stays
        .iter()
        .find(|one| one.asked == day("2027-01-18"));
    let stay = stay.expect("the stay");
    assert_eq!((stay.from, stay.known), (day("2027-02-15"), true));
    assert_eq!(notes(&instance), ["stay-moved"]);
    // Another start in the files is another question.
    team.cases[1].start = day("2027-01-19");
    assert!(
        findings(&team)
            .iter()
            .any(|one| one.about.title.en == "stay")
    );
}

#[test]
fn a_pause_squeezes_no_legal_window_to_a_day() {
    let mut review = milestone(Anchor::CareStart, "4w", "5w", "6w");
    let Demand::Milestone(demand) = &mut review else {
        unreachable!()
    };
    demand.legal = true;
    let mut team = visited(rule("review", review), "2027-01-04");
    team.cases[0]
        .pauses
        .add(day("2027-01-11"), day("2027-01-31"));
    let instance = expanded(&team, "2027Q1");
    let window = window(&instance, only(&instance, "p.review/KATU4"), None);
    assert_eq!(
        (window.from, window.due),
        (day("2027-02-01"), day("2027-02-15"))
    );
}
