//! Which standing times are chosen for tiny teams, and when they stay: rules, people and what stands come in, rows are
//! asked about. Nothing is planned, but where a plan is judged.

mod changes;
mod judged;
mod pairs;
mod proposed;
mod weeks;

use cadans::ids::PersonId;
use cadans::rules::{Amount, Rule};
use cadans::series::{ChosenBy, Earlier, Instance, StandingKey, StandingRow, StandingSlot, row_on};
use cadans::standing::settle;
use cadans::team::{Assignment, Person, Team};
use chrono::{Datelike, NaiveDate, Timelike};

use crate::build::*;

/// So many visits of an hour a week, with standing times.
fn visits(count: u32) -> Rule {
    Rule {
        standing: true,
        ..rule("visit", weekly(Amount::Times(count)))
    }
}

/// Families visited so often by Anna, in care since long before.
fn visited(count: u32, codes: &[&str]) -> Team {
    let mut team = team(vec![visits(count)]);
    team.cases = codes.iter().map(|code| case(code, "2026-10-05")).collect();
    team
}

/// Somebody else who visits.
fn another(team: &mut Team, id: &str) {
    team.people.push(person(id, "worker"));
}

fn person_of<'t>(team: &'t mut Team, id: &str) -> &'t mut Person {
    let mut people = team.people.iter_mut();
    people
        .find(|one| one.id == PersonId::new(id))
        .expect("a person")
}

/// Who visits a family, from one day to another.
fn visits_of(code: &str, who: &str, from: Option<&str>, to: Option<&str>) -> Assignment {
    Assignment {
        from: from.map(day),
        to: to.map(day),
        ..assign(of_case(code), "worker", who)
    }
}

/// The days planned by standing times, of which these are in force.
fn stands(team: &Team, term: &str, rows: Vec<StandingRow>) -> Instance {
    let earlier = Earlier {
        standing: rows,
        ..Earlier::default()
    };
    let mut instance = expanded_after(team, term, &earlier);
    settle(&mut instance);
    instance
}

fn key(text: &str) -> StandingKey {
    text.parse().expect("a key")
}

/// The rows of a key, in order.
fn rows<'i>(instance: &'i Instance, of: &str) -> Vec<&'i StandingRow> {
    let key = key(of);
    let own = instance.standing.iter();
    own.filter(|row| row.key == key).collect()
}

/// The slots of a key in force on a day, as `mon 09:00`, with its week where they alternate: `mon 09:00 1/2`.
fn slots_on(instance: &Instance, of: &str, on: &str) -> Vec<String> {
    let row = row_on(&instance.standing, &key(of), day(on));
    let slots = row.map_or(&[][..], |row| &row.slots);
    slots.iter().map(said).collect()
}

fn said(slot: &StandingSlot) -> String {
    let day = slot.weekday.to_string().to_lowercase();
    let at = format!("{day} {:02}:{:02}", slot.start.hour(), slot.start.minute());
    match slot.cycle {
        1 => at,
        cycle => format!("{at} {}/{cycle}", slot.week + 1),
    }
}

/// The days of a key's slots, from one day to another.
fn slot_days(instance: &Instance, of: &str, from: &str, to: &str) -> Vec<NaiveDate> {
    let key = key(of);
    let days = day(from).iter_days().take_while(|one| *one <= day(to));
    days.filter(|one| {
        let row = row_on(&instance.standing, &key, *one);
        row.is_some_and(|row| row.on(*one).is_some())
    })
    .collect()
}

/// A row that the planner chose before, of slots such as `tue 09:00`.
fn chosen(of: &str, from: &str, slots: &[&str]) -> StandingRow {
    let slot = |text: &&str| {
        let (weekday, start) = text.split_once(' ').expect("a day and an hour");
        StandingSlot {
            weekday: weekday.parse().expect("a day of the week"),
            start: format!("{start}:00").parse().expect("an hour"),
            minutes: 60,
            cycle: 1,
            week: 0,
            cycle_from: None,
        }
    };
    StandingRow {
        key: key(of),
        from: day(from),
        to: None,
        slots: slots.iter().map(slot).collect(),
        by: ChosenBy::Planner,
        agreed: false,
    }
}

/// Whether it is a Friday of an odd week, counted from a Monday.
fn is_odd(one: NaiveDate, monday: &str) -> bool {
    let monday_of = one - chrono::Days::new(u64::from(one.weekday().num_days_from_monday()));
    (monday_of - day(monday)).num_days() / 7 % 2 == 1
}
