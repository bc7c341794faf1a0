//! Standing times in the book: rows of a plan and lines come in; what is in force goes out.

use cadans::records::{
    Act, ChosenBy, StandingChoice, StandingFreed, StandingKey, StandingRow, StandingSlot, in_force,
};
use chrono::Weekday;

use super::lines::read;
use crate::build::{day, time};

fn key() -> StandingKey {
    "p.visit/KATU4".parse().expect("a key")
}

fn slots(start: &str) -> Vec<StandingSlot> {
    vec![StandingSlot {
        weekday: Weekday::Tue,
        start: time(&format!("2027-01-05 {start}")).time(),
        minutes: 90,
        cycle: 1,
        week: 0,
        cycle_from: None,
    }]
}

fn choice(from: &str, start: &str) -> StandingChoice {
    StandingChoice {
        key: key(),
        from: day(from),
        slots: slots(start),
        agreed: false,
    }
}

fn set(from: &str, start: &str) -> Act {
    Act::StandingTimes(choice(from, start))
}

fn free(from: &str) -> Act {
    Act::StandingFree(StandingFreed {
        key: key(),
        from: day(from),
    })
}

fn back(entry: u32) -> Act {
    Act::Correct {
        entry,
        reason: None,
    }
}

/// A row that the planner chose, from 4 January on.
fn planned() -> Vec<StandingRow> {
    vec![StandingRow {
        key: key(),
        from: day("2027-01-04"),
        to: None,
        slots: slots("09:00"),
        by: ChosenBy::Planner,
        agreed: false,
    }]
}

/// From, to, hour and whether a person chose it, of each row.
fn told(rows: &[StandingRow]) -> Vec<(String, String, String, bool)> {
    let hour = |row: &StandingRow| {
        row.slots.first().map_or("-".to_owned(), |slot| {
            slot.start.format("%H:%M").to_string()
        })
    };
    let to = |row: &StandingRow| row.to.map_or("-".to_owned(), |to| to.to_string());
    let each = rows.iter().map(|row| {
        let person = matches!(row.by, ChosenBy::Person(_));
        (row.from.to_string(), to(row), hour(row), person)
    });
    each.collect()
}

fn row(from: &str, to: &str, hour: &str, person: bool) -> (String, String, String, bool) {
    (from.to_owned(), to.to_owned(), hour.to_owned(), person)
}

#[test]
fn what_was_chosen_since_the_plan_follows_what_it_had() {
    let ledger = read(&[set("2027-02-15", "13:00")]);
    let rows = in_force(planned(), 0, &ledger);
    let expected = [
        row("2027-01-04", "2027-02-14", "09:00", false),
        row("2027-02-15", "-", "13:00", true),
    ];
    assert_eq!(told(&rows), expected);
    // A plan that knew the line has its row; it is not put there again.
    let mut later = rows.clone();
    later[1].to = Some(day("2027-03-31"));
    assert_eq!(told(&in_force(later.clone(), 1, &ledger)), told(&later));
}

#[test]
fn taken_back_it_never_was_whether_a_plan_knew_it_or_not() {
    let known = in_force(planned(), 0, &read(&[set("2027-02-15", "13:00")]));
    let ledger = read(&[set("2027-02-15", "13:00"), back(1)]);
    assert_eq!(told(&in_force(planned(), 0, &ledger)), told(&planned()));
    assert_eq!(told(&in_force(known, 1, &ledger)), told(&planned()));
    // A plan of after that chose for itself; nothing of the line is undone in it.
    assert_eq!(told(&in_force(planned(), 2, &ledger)), told(&planned()));
    let again = read(&[set("2027-02-15", "13:00"), back(1), back(2)]);
    assert_eq!(in_force(planned(), 0, &again).len(), 2);
}

#[test]
fn freed_rows_end_the_day_before_and_come_back_when_that_is_taken_back() {
    let acts = [set("2027-02-15", "13:00"), free("2027-03-01")];
    let rows = in_force(planned(), 0, &read(&acts));
    let expected = [
        row("2027-01-04", "2027-02-14", "09:00", false),
        row("2027-02-15", "2027-02-28", "13:00", true),
    ];
    assert_eq!(told(&rows), expected);
    let [first, second] = acts;
    let ledger = read(&[first, second, back(2)]);
    let whole = [
        row("2027-01-04", "2027-02-14", "09:00", false),
        row("2027-02-15", "-", "13:00", true),
    ];
    assert_eq!(told(&in_force(rows, 2, &ledger)), whole);
}

#[test]
fn who_agrees_to_what_the_planner_chose_keeps_it() {
    let agree = Act::StandingAgree(StandingChoice {
        agreed: true,
        ..choice("2027-01-04", "09:00")
    });
    let ledger = read(std::slice::from_ref(&agree));
    let rows = in_force(planned(), 0, &ledger);
    assert_eq!(told(&rows), [row("2027-01-04", "-", "09:00", true)]);
    assert!(rows[0].agreed);
    // Another plan chose otherwise meanwhile: what was agreed to stands.
    let mut other = planned();
    other[0].slots = slots("15:00");
    assert_eq!(
        told(&in_force(other, 0, &ledger)),
        [row("2027-01-04", "-", "09:00", true)]
    );
    let taken = read(&[agree, back(1)]);
    assert_eq!(told(&in_force(rows, 1, &taken)), told(&planned()));
}

#[test]
fn irregular_hours_are_a_row_without_slots() {
    let none = Act::StandingTimes(StandingChoice {
        slots: Vec::new(),
        ..choice("2027-02-15", "09:00")
    });
    let rows = in_force(planned(), 0, &read(&[none]));
    assert_eq!(told(&rows)[1], row("2027-02-15", "-", "-", true));
}

#[test]
fn the_lines_are_read_back_as_they_were_written() {
    let acts = [
        set("2027-02-15", "13:00"),
        free("2027-03-01"),
        Act::StandingAgree(choice("2027-01-04", "09:00")),
    ];
    for act in acts {
        let text = serde_json::to_string(&act).expect("written");
        assert!(text.contains("\"key\":\"p.visit/KATU4\""), "{text}");
        assert_eq!(serde_json::from_str::<Act>(&text).expect("read"), act);
    }
}
