//! The base week on the board: the standing times in force come in; the week of a colleague, what a family has, and how
//! it reads that on its card, go out.

use chrono::Weekday;
use maud::{Markup, html};

use super::viewer::{May, Viewer};
use crate::app::{RowWithPeople, family_of};
use crate::ids::CaseCode;
use crate::records::{StandingKey, StandingRow, StandingSlot};
use crate::rules::{Demand, Mode, Per, Rule};
use crate::time::WEEKDAYS;

impl Viewer<'_> {
    /// Whether they may choose these standing times: everybody's, those of their own families, and those that they have
    /// with a colleague.
    pub fn may_stand(self, key: &StandingKey) -> bool {
        match (self.may, key) {
            (May::All, _) => true,
            (May::Read, _) => false,
            (May::Own(person), StandingKey::Pair(..)) => key.has(person),
            (May::Own(_), StandingKey::Series(series)) => {
                let code = family_of(series.subject());
                self.snapshot
                    .team
                    .cases
                    .iter()
                    .any(|case| case.code.as_str() == code)
                    && self.sees_case(code)
            }
        }
    }

    /// The address of a key's page.
    pub fn at_standing(self, key: &StandingKey) -> String {
        self.at(&format!("/standing/{key}"))
    }
}

/// A colleague's week: a column for each day. Nothing before there are standing times.
pub fn of_person(viewer: Viewer<'_>, id: &str) -> Markup {
    let all = viewer.snapshot.base_week().iter();
    let own: Vec<&StandingRow> = all
        .filter(|one| one.people.iter().any(|who| who == id))
        .map(|one| &one.row)
        .collect();
    let used = |day: &Weekday| {
        let mut slots = own.iter().flat_map(|row| &row.slots);
        day.num_days_from_monday() < 5 || slots.any(|slot| slot.weekday == *day)
    };
    let days: Vec<Weekday> = WEEKDAYS.into_iter().filter(used).collect();
    let irregular: Vec<&&StandingRow> = own.iter().filter(|row| row.slots.is_empty()).collect();
    html! {
        @if !own.is_empty() {
            h2 { (viewer.say("Basisweek", "Base week")) }
            div.wide tabindex="0" role="region" aria-label=(viewer.say("Basisweek", "Base week")) { table.plain {
                thead { tr { @for day in &days { th scope="col" { (viewer.lang.weekday_at(day.num_days_from_monday())) } } } }
                tbody { tr { @for day in &days { td { (of_day(viewer, &own, *day)) } } } }
            } }
            @if !irregular.is_empty() {
                p { (viewer.say("Geen vaste tijden:", "No standing times:")) " " @for (at, row) in irregular.iter().enumerate() { @if at > 0 { ", " } (named(viewer, row)) } "." }
            }
        }
    }
}

fn of_day(viewer: Viewer<'_>, rows: &[&StandingRow], day: Weekday) -> Markup {
    let slots = rows
        .iter()
        .flat_map(|row| row.slots.iter().map(move |slot| (slot, *row)));
    let mut slots: Vec<(&StandingSlot, &StandingRow)> =
        slots.filter(|(slot, _)| slot.weekday == day).collect();
    slots.sort_by_key(|(slot, row)| (slot.start, slot.week, row.from));
    html! { ul { @for (slot, row) in slots { li {
        b { (slot.start.format("%H:%M")) } " " (named(viewer, row)) small { (viewer.formatter().cycle(slot)) (remarks(viewer, row)) }
    } } } }
}

/// Whose times they are, with a way to change them for who may.
fn named(viewer: Viewer<'_>, row: &StandingRow) -> Markup {
    let said = viewer.formatter().standing_key(&row.key);
    html! {
        @if viewer.may_stand(&row.key) { a href=(viewer.at_standing(&row.key)) { (said) } } @else { (said) }
    }
}

fn remarks(viewer: Viewer<'_>, row: &StandingRow) -> String {
    let day = viewer.snapshot.standing_day();
    viewer.formatter().standing_remarks(row, day)
}

/// The rules that give a family standing times of its own.
fn rules<'a>(viewer: Viewer<'a>, code: &'a CaseCode) -> impl Iterator<Item = &'a Rule> {
    let team = &viewer.snapshot.team;
    let cases = viewer.cases().filter(move |case| case.code == *code);
    let rules = cases.filter_map(|case| team.programme(&case.programme));
    rules.flat_map(|programme| &programme.rules).filter(|rule| {
        let weekly = matches!(rule.demand, Demand::Weekly(_));
        let planned = rule.mode == Mode::Plan && matches!(rule.per, Per::Case { .. });
        rule.standing && planned && (weekly || !rule.bundle)
    })
}

/// The rows of a family's rule, in force or to come.
fn rows<'a>(viewer: Viewer<'a>, rule: &Rule, code: &CaseCode) -> Vec<&'a StandingRow> {
    let rule = rule.id.clone();
    let own = move |one: &&RowWithPeople| {
        let series = one.row.key.series();
        series.is_some_and(|series| {
            series.rule() == rule && family_of(series.subject()) == code.as_str()
        })
    };
    let all = viewer.snapshot.base_week().iter().filter(own);
    all.map(|one| &one.row).collect()
}

/// What a family has, and the way to change it.
pub fn of_family(viewer: Viewer<'_>, code: &CaseCode) -> Markup {
    let rules: Vec<&Rule> = rules(viewer, code).collect();
    html! {
        @if !rules.is_empty() {
            h2 { (viewer.say("Vaste tijden", "Standing times")) }
            ul { @for rule in rules {
                @let rows = rows(viewer, rule, code);
                @let key = StandingKey::Series(rule.id.series(code.as_str()));
                @if rows.is_empty() { li { (rule.title.get(viewer.lang)) ": " (viewer.say("nog niet gekozen", "not chosen yet")) (change(viewer, &key)) } }
                @for row in rows { li {
                    (rule.title.get(viewer.lang)) ": " b { (viewer.formatter().slots(&row.slots)) } (remarks(viewer, row)) (change(viewer, &row.key))
                } }
            } }
        }
    }
}

fn change(viewer: Viewer<'_>, key: &StandingKey) -> Markup {
    html! { @if viewer.may_stand(key) { " · " a href=(viewer.at_standing(key)) { (viewer.say("wijzigen", "change")) } } }
}

/// How a family reads its own: `dinsdag en vrijdag om 9.00 uur`.
pub fn of_card(viewer: Viewer<'_>, code: &CaseCode) -> Markup {
    let day = viewer.snapshot.standing_day();
    let all: Vec<(&Rule, &StandingRow)> = rules(viewer, code)
        .flat_map(|rule| {
            rows(viewer, rule, code)
                .into_iter()
                .map(move |row| (rule, row))
        })
        .filter(|(_, row)| !row.slots.is_empty())
        .collect();
    html! {
        @for (rule, row) in all {
            p.standing { (rule.title.get(viewer.lang)) ": " b { (viewer.formatter().spoken_slots(&row.slots)) }
                @if day < row.from { ", " (viewer.say("vanaf", "from")) " " (viewer.short_date(row.from)) }
            }
        }
    }
}
