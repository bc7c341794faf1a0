//! Hours that are not the same each week: alternate weeks and shifts, few days, evenings, families that can come now and
//! then.

use cadans::team::Away;

use super::*;

const TERM: &str = "2027-01-04..2027-03-28";

#[test]
fn in_ordinary_weeks_a_family_has_as_many_slots_as_visits() {
    let instance = stands(&visited(2, &["KATU4"]), TERM, Vec::new());
    let own = rows(&instance, "p.visit/KATU4");
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0].from, day("2027-01-04"));
    assert_eq!(own[0].slots.len(), 2);
    assert!(own[0].slots.iter().all(|slot| slot.cycle == 1), "{own:?}");
    assert_ne!(own[0].slots[0].weekday, own[0].slots[1].weekday);
}

#[test]
fn who_is_off_every_other_friday_has_no_slot_on_it() {
    // Only Fridays suit the family; every other one Anna is off.
    let mut team = visited(1, &["KATU4"]);
    let fridays = cadans::team::parse_week("fri am pm").expect("a week");
    team.cases[0].hours = Some(cadans::team::AlternateWeeks::always(fridays));
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon-fri am pm", None, None, 1),
        pattern("mon-thu am pm", Some("2027-01-11"), None, 2),
    ];
    let instance = stands(&team, TERM, Vec::new());
    let days = slot_days(&instance, "p.visit/KATU4", "2027-01-04", "2027-03-28");
    assert_eq!(days.len(), 6, "{days:?}");
    assert!(
        days.iter().all(|one| !is_odd(*one, "2027-01-04")),
        "{days:?}"
    );
    assert_eq!(
        slots_on(&instance, "p.visit/KATU4", "2027-01-04"),
        ["fri 08:30 1/2"]
    );
}

#[test]
fn what_is_the_same_each_week_comes_before_what_is_not() {
    let mut team = visited(2, &["KATU4"]);
    team.cases[0].hours = cadans::team::parse_week("mon,thu,fri am pm")
        .ok()
        .map(cadans::team::AlternateWeeks::always);
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon,fri am pm", None, None, 1),
        pattern("mon,thu am pm", Some("2027-01-11"), None, 2),
    ];
    let instance = stands(&team, TERM, Vec::new());
    let own = slots_on(&instance, "p.visit/KATU4", "2027-01-04");
    let days: Vec<&str> = own.iter().map(|slot| &slot[..3]).collect();
    assert_eq!(days, ["mon", "fri", "thu"], "{own:?}");
    assert!(
        !own[0].contains('/') && own[1].ends_with("1/2") && own[2].ends_with("2/2"),
        "{own:?}"
    );
}

#[test]
fn alternate_shifts_have_each_their_hours() {
    let mut team = visited(1, &["KATU4"]);
    let day_and_night = "mon-fri 07:00-22:00";
    team.cases[0].hours = cadans::team::parse_week(day_and_night)
        .ok()
        .map(cadans::team::AlternateWeeks::always);
    person_of(&mut team, "anna").patterns = vec![
        pattern("mon-fri 07:00-15:00", None, None, 1),
        pattern("mon-fri 15:00-22:00", Some("2027-01-11"), None, 2),
    ];
    let instance = stands(&team, TERM, Vec::new());
    let slots = &rows(&instance, "p.visit/KATU4")[0].slots;
    assert_eq!(slots.len(), 2, "{slots:?}");
    for slot in slots {
        let early = slot.start.hour() < 15;
        assert_eq!((slot.cycle, slot.week), (2, u32::from(!early)), "{slots:?}");
    }
}

#[test]
fn two_families_may_share_an_hour_in_turn() {
    // One hour a week, every week another family can come: co-parents.
    let mut team = visited(1, &["KATU4", "SESI7"]);
    person_of(&mut team, "anna").patterns = vec![pattern("mon 09:00-10:00", None, None, 1)];
    for (number, code) in ["KATU4", "SESI7"].iter().enumerate() {
        // What a case can say today of alternate weeks: that it is away in the others.
        let mondays = day("2027-01-04").iter_days().step_by(7).take(12);
        for monday in mondays.enumerate().filter(|(week, _)| week % 2 == number) {
            let (from, to) = (monday.1, monday.1 + chrono::Days::new(6));
            let who = Away::Family(cadans::ids::CaseCode::new(*code));
            team.absences
                .push(away(who, &from.to_string(), &to.to_string()));
        }
    }
    let instance = stands(&team, TERM, Vec::new());
    for code in ["p.visit/KATU4", "p.visit/SESI7"] {
        let own = slots_on(&instance, code, "2027-01-04");
        assert_eq!(own, ["mon 09:00"], "{code}");
    }
}

#[test]
fn few_days_of_work_hold_all_slots() {
    let mut team = visited(2, &["KATU4", "SESI7", "RIMA2"]);
    person_of(&mut team, "anna").patterns = vec![pattern("tue,thu am pm", None, None, 1)];
    let instance = stands(&team, TERM, Vec::new());
    for code in ["KATU4", "SESI7", "RIMA2"] {
        let own = slots_on(&instance, &format!("p.visit/{code}"), "2027-01-04");
        let days: Vec<&str> = own.iter().map(|slot| &slot[..3]).collect();
        assert_eq!(days, ["tue", "thu"], "{code}");
    }
}

#[test]
fn families_with_evenings_only_have_evening_slots_on_different_days() {
    let mut team = visited(1, &["KATU4", "SESI7"]);
    person_of(&mut team, "anna").patterns = vec![pattern("mon-fri 12:00-21:00", None, None, 1)];
    for case in &mut team.cases {
        case.hours = cadans::team::parse_week("mon-fri 19:30-20:30")
            .ok()
            .map(cadans::team::AlternateWeeks::always);
    }
    let instance = stands(&team, TERM, Vec::new());
    let own = |code| slots_on(&instance, code, "2027-01-04");
    let (one, other) = (own("p.visit/KATU4"), own("p.visit/SESI7"));
    assert!(
        one[0].ends_with("19:30") && other[0].ends_with("19:30"),
        "{one:?} {other:?}"
    );
    assert_ne!(one, other);
}

#[test]
fn without_standing_times_there_are_no_rows() {
    let mut team = visited(2, &["KATU4"]);
    team.programmes[0].rules[0].standing = false;
    assert!(stands(&team, TERM, Vec::new()).standing.is_empty());
}

#[test]
fn whose_hours_somebody_called_irregular_keeps_an_empty_row() {
    let mut irregular = chosen("p.visit/KATU4", "2026-12-07", &[]);
    irregular.by = ChosenBy::Person("frank".to_owned());
    let instance = stands(&visited(2, &["KATU4"]), TERM, vec![irregular.clone()]);
    assert_eq!(rows(&instance, "p.visit/KATU4"), [&irregular]);
    let series = only(&instance, "p.visit/KATU4");
    let standard = series
        .standing
        .as_ref()
        .expect("a rule with standing times");
    assert!(
        standard.days.iter().all(Option::is_none),
        "nothing is off its hour"
    );
}

#[test]
fn a_colleague_with_irregular_hours_has_no_rows_and_the_next_one_has() {
    let mut team = visited(1, &["KATU4"]);
    another(&mut team, "cora");
    person_of(&mut team, "anna").standing = false;
    team.assignments = vec![
        visits_of("KATU4", "anna", None, Some("2027-01-31")),
        visits_of("KATU4", "cora", Some("2027-02-01"), None),
    ];
    let before = chosen("p.visit/KATU4", "2026-11-02", &["tue 09:00"]);
    for standing in [Vec::new(), vec![before]] {
        let instance = stands(&team, TERM, standing);
        assert!(slots_on(&instance, "p.visit/KATU4", "2027-01-11").is_empty());
        assert_eq!(slots_on(&instance, "p.visit/KATU4", "2027-02-08").len(), 1);
    }
}

#[test]
fn a_case_may_be_without_standing_times_by_a_form_of_the_rule() {
    let mut team = visited(2, &["KATU4", "SESI7"]);
    let of_case = cadans::rules::Condition {
        case: Some("KATU4".to_owned()),
        ..cadans::rules::Condition::default()
    };
    let irregular = Rule {
        standing: false,
        ..visits(2)
    };
    team.programmes[0].rules[0].variants = vec![(of_case, irregular)];
    let instance = stands(&team, TERM, Vec::new());
    assert!(rows(&instance, "p.visit/KATU4").is_empty());
    assert_eq!(slots_on(&instance, "p.visit/SESI7", "2027-01-04").len(), 2);
}
