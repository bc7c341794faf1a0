//! Every page: small, well formed, and it shows what it should and no more.

use std::path::Path;

use cadans::ids::{CaseCode, PersonId};
use cadans::plan::{Firmness, Placement};
use cadans::series::timetable::Obstacle;
use cadans::web::board::{self, May, axis, card, case, meeting, overdue, person, quarter, week};

use super::{day, look, today};

/// Most bytes a page may have.
const LARGEST: usize = 100_000;

fn pages(may: &May) -> Vec<(&'static str, String)> {
    let look = look(may);
    let term = "2027Q1".parse().expect("a term");
    let quarter = quarter::Quarter::of(look, term, None);
    let monday = day("2027-02-08");
    let anna = look
        .snapshot
        .team
        .person(&PersonId::new("anna"))
        .expect("anna");
    let pages = [
        ("quarter", board::quarter_page(look, &quarter, None)),
        ("week", week::page(look, monday, week::Whose::Team)),
        (
            "week-anna",
            week::page(look, monday, week::Whose::Person("anna")),
        ),
        ("overdue", overdue::page(look, None, None)),
        ("anna", person::page(look, anna, term)),
        ("case", case::page(look, &CaseCode::new("SESI7"))),
        ("card", card::page(look, &CaseCode::new("SESI7"))),
    ];
    pages
        .into_iter()
        .map(|(name, page)| {
            (
                name,
                format!("<h1>{}</h1>{}", page.title, page.body.into_string()),
            )
        })
        .collect()
}

#[test]
fn pages_are_small() {
    for (name, page) in pages(&May::All) {
        println!("{name}: {} bytes", page.len());
        show(name, &page);
        assert!(page.len() < LARGEST, "{name}: {} bytes", page.len());
    }
}

/// Writes a page into the folder that CADANS_PAGES names, to be looked at.
fn show(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("CADANS_PAGES") {
        let head = "<!doctype html><html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'><link rel=stylesheet href=cadans.css><title>Cadans</title><main>";
        std::fs::write(
            Path::new(&folder).join(format!("{name}.html")),
            format!("{head}{page}"),
        )
        .expect("written");
    }
}

#[test]
fn a_reader_sees_no_case() {
    for (name, page) in pages(&May::Read) {
        let codes = look(&May::Read)
            .snapshot
            .team
            .cases
            .iter()
            .map(|case| case.code.as_str());
        for code in codes.filter(|code| !["case", "card"].contains(&name) || *code != "SESI7") {
            assert!(!page.contains(code), "{name} shows {code}");
        }
    }
}

#[test]
fn a_colleague_sees_no_case_of_others() {
    let may = May::Own("anna".to_owned());
    let look = look(&may);
    let others = look
        .snapshot
        .team
        .cases
        .iter()
        .map(|case| case.code.as_str());
    let others: Vec<&str> = others
        .filter(|code| !look.works_for("anna", code))
        .collect();
    assert!(others.len() > 40, "{}", others.len());
    for (name, page) in pages(&may) {
        for code in &others {
            assert!(
                ["case", "card"].contains(&name) || !page.contains(code),
                "{name} shows {code}"
            );
        }
    }
}

#[test]
fn the_quarter_has_a_line_for_each_case_in_care() {
    let may = May::All;
    let look = look(&may);
    let term = "2027Q1".parse().expect("a term");
    let quarter = quarter::Quarter::of(look, term, None);
    let axis = axis::Axis::of(term);
    let in_care = look.snapshot.team.cases.iter().filter(|case| {
        let programme = look
            .snapshot
            .team
            .programme(&case.programme)
            .expect("known");
        case.start <= axis.to && axis.from <= case.last_day(programme)
    });
    assert_eq!(quarter.lines.len(), in_care.count());
    for line in &quarter.lines {
        // Phases follow each other without a hole.
        for pair in line.phases.windows(2) {
            assert_eq!(pair[0].2.succ_opt(), Some(pair[1].1), "{}", line.code);
        }
        assert!(line.points.iter().all(|point| axis.has(point.day)));
    }
    // Every milestone of the calendar stands on its case's line, by its day.
    let letters = look.formatter().letters();
    for one in &look.snapshot.plan.as_ref().expect("a plan").placements {
        let Some(case) = one
            .case
            .as_ref()
            .filter(|_| letters.contains_key(&one.rule))
        else {
            continue;
        };
        if axis.has(one.start.date()) {
            let line = quarter.lines.iter().find(|line| line.code == case.as_str());
            let on_line = line.is_some_and(|line| {
                line.points
                    .iter()
                    .any(|point| point.day == one.start.date())
            });
            assert!(on_line, "{}", one.id);
        }
    }
}

#[test]
fn what_is_over_is_to_be_recorded_and_no_more_to_be_confirmed() {
    use quarter::Fate;
    let may = May::All;
    let look = look(&may);
    let term = "2027Q1".parse().expect("a term");
    let quarter = quarter::Quarter::of(look, term, None);
    let points = quarter.lines.iter().flat_map(|line| &line.points);
    let mut over = 0;
    for point in points {
        let planned = !matches!(point.fate, Fate::Held | Fate::Open | Fate::Missed);
        let unrecorded = point.fate == Fate::Unrecorded;
        assert_eq!(unrecorded, planned && point.day < today(), "{point:?}");
        over += usize::from(unrecorded);
    }
    assert!(over > 0);
    let page = board::quarter_page(look, &quarter, None).body.into_string();
    // A ring each, and one in the legend.
    assert_eq!(
        page.matches("<circle class=\"unrecorded\"").count(),
        over + 1
    );
    assert!(page.contains("geweest, nog te registreren"), "{page}");
    // The same in a week that is over: each meeting of it, and none of a week to come.
    let week = |monday| {
        week::page(look, day(monday), week::Whose::Team)
            .body
            .into_string()
    };
    let (past, ahead) = (week("2027-01-18"), week("2027-02-08"));
    assert!(!past.contains("nog te bevestigen"), "{past}");
    let (all, marked) = (
        past.matches("class=\"m").count(),
        past.matches("nog te registreren").count(),
    );
    assert!(all > 20 && all == marked, "{marked} of {all}");
    assert!(ahead.contains("nog te bevestigen") && !ahead.contains("nog te registreren"));
    let asked = |one: &&Placement| one.status == Firmness::Proposed && one.start.date() < today();
    let one = look
        .meetings()
        .find(asked)
        .expect("a meeting that was to be confirmed");
    let page = meeting::page(look, one).body.into_string();
    assert!(
        page.contains("nog te registreren") && !page.contains("nog te bevestigen"),
        "{page}"
    );
}

#[test]
fn hours_of_a_week_are_those_of_its_meetings() {
    let may = May::All;
    let look = look(&may);
    let term = "2027Q1".parse().expect("a term");
    for person in ["anna", "ruben"] {
        let loads = person::loads(look, person, term);
        let sum: u32 = loads.iter().map(|load| load.planned).sum();
        let axis = axis::Axis::of(term);
        let own = look
            .meetings()
            .filter(|one| one.participants.iter().any(|who| who.id == person));
        let minutes: u32 = own
            .filter(|one| axis.has(one.start.date()))
            .map(|one| one.minutes)
            .sum();
        assert_eq!(sum, minutes);
        assert!(sum > 0);
    }
}

#[test]
fn what_was_just_planned_is_in_nobodys_way() {
    // Two were agreed on days that somebody is away; all else was planned with what stands now.
    for (one, found) in super::planned().troubled() {
        let away = |one: &Obstacle| matches!(one, Obstacle::Away(_));
        assert!(
            found.iter().all(away),
            "{} {}: {found:?}",
            one.id,
            one.start
        );
        assert_eq!(one.status, Firmness::Agreed, "{}", one.id);
    }
}
