//! The quarter as a page: lines of cases come in, a table with a picture in each row goes out. What the
//! picture shows stands beside it in words, for those who do not see it and for print.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use super::axis::{self, Axis, DAY};
use super::quarter::{Fate, Line, Quarter};
use super::viewer::{Sheet, Viewer};
use crate::check::Level;
use crate::time::Term;
use crate::web::address::asking;

/// Height of a line.
const HIGH: i64 = 30;

/// Colours of phases.
const COLOURS: usize = 4;

/// The page.
pub fn page(viewer: Viewer<'_>, quarter: &Quarter, person: Option<&str>) -> Sheet {
    let late = quarter
        .lines
        .iter()
        .filter(|line| line.late.iter().any(|late| late.level <= Level::AtRisk))
        .count();
    let body = html! {
        (steps(viewer, quarter.term, person))
        p.lead {
            (viewer.formatter().count(quarter.lines.len() as i64, ["gezin", "family"], ["gezinnen", "families"])) ", "
            @if late == 0 { (viewer.say("nergens iets te laat", "nothing late anywhere")) }
            @else { b.late { (late) " " (viewer.say("met iets te laat", "with something late")) } }
        }
        @if quarter.lines.is_empty() {
            p { (viewer.say("In dit kwartaal is er geen gezin in zorg.", "No family is in care in this quarter.")) }
        } @else {
            (legend(viewer, quarter))
            div.wide tabindex="0" role="region" aria-label=(viewer.say("Lijn per gezin", "A line for each family")) {
                table.quarter {
                    thead { tr {
                        th scope="col" { (viewer.say("Gezin", "Family")) }
                        th scope="col" { (weeks(viewer, quarter.axis)) }
                        th scope="col" { (viewer.say("Let op", "Mind")) }
                    } }
                    tbody { @for line in &quarter.lines { (row(viewer, quarter.axis, line)) } }
                }
            }
        }
    };
    Sheet {
        title: viewer.formatter().term(quarter.term),
        body,
    }
}

/// The quarters before and after, and whose cases are shown.
fn steps(viewer: Viewer<'_>, term: Term, person: Option<&str>) -> Markup {
    let near = [term.from.pred_opt(), term.to.succ_opt()];
    let near = near.map(|day| day.and_then(Term::quarter_of));
    let of: Vec<(&str, &str)> = person
        .map(|person| ("person", person))
        .into_iter()
        .collect();
    html! {
        nav.steps aria-label=(viewer.say("Kwartalen", "Quarters")) {
            @for (term, arrow) in near.iter().zip(["←", "→"]) {
                @if let Some(term) = term {
                    a href=(viewer.at(&asking(&format!("/quarter/{}", axis::name(*term)), &of))) {
                        @if arrow == "←" { (arrow) " " }
                        (viewer.formatter().term(*term))
                        @if arrow == "→" { " " (arrow) }
                    }
                }
            }
            @if let Some(person) = person {
                span { (viewer.say("alleen", "only")) " " (viewer.name(person)) ", " a href=(viewer.at(&format!("/quarter/{}", axis::name(term)))) { (viewer.say("toon alle", "show all")) } }
            }
        }
    }
}

fn legend(viewer: Viewer<'_>, quarter: &Quarter) -> Markup {
    let has = |what: &dyn Fn(&Line) -> bool| quarter.lines.iter().any(what);
    html! {
        ul.legend {
            @for (letter, title) in &quarter.letters { li { b { (letter) } " " (title) } }
            @for (at, title) in phases(quarter) {
                li { svg.key viewBox="0 0 20 20" aria-hidden="true" { rect class=(format!("p{at}")) y="3" width="20" height="14" {} } (title) }
            }
            @if quarter.axis.has(viewer.today()) {
                li { svg.key viewBox="0 0 20 20" aria-hidden="true" { path.now d="M10 0v20" {} } (viewer.say("vandaag", "today")) }
            }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { path.r d="M10 10h0" {} } (viewer.say("terugkerend overleg", "recurring meeting")) }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { path.u d="M10 3v14" {} } (viewer.say("uiterste datum", "due date")) }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { path.i d="M10 10h.1" {} } (viewer.say("te doen (in te leveren)", "to do (hand in)")) }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { circle.held cx="10" cy="10" r="8" {} } (viewer.say("doorgegaan", "held")) }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { circle.planned cx="10" cy="10" r="8" {} } (viewer.say("gepland", "planned")) }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { circle.asked cx="10" cy="10" r="8" {} } (viewer.say("nog te bevestigen", "to be confirmed")) }
            @if has(&|line| line.points.iter().any(|point| point.fate == Fate::Unrecorded)) {
                li { svg.key viewBox="0 0 20 20" aria-hidden="true" { circle.unrecorded cx="10" cy="10" r="8" {} } (viewer.say("geweest, nog te registreren", "over, to be recorded")) }
            }
            li { svg.key viewBox="0 0 20 20" aria-hidden="true" { circle.late cx="10" cy="10" r="8" {} } (viewer.say("na de uiterste datum gepland", "planned after its due date")) }
            @if has(&|line| line.points.iter().any(|point| matches!(point.fate, Fate::Open | Fate::Missed))) {
                li { svg.key viewBox="0 0 20 20" aria-hidden="true" { rect.open x="2" y="2" width="16" height="16" {} } (viewer.say("nog te plannen, op de uiterste datum", "still to be planned, on its due date")) }
            }
            @if has(&|line| line.pauses.iter().any(|term| quarter.axis.meets(*term))) {
                li { svg.key viewBox="0 0 20 20" aria-hidden="true" { path.pause d="M0 10H20" {} } (viewer.say("pauze", "pause")) }
            }
        }
    }
}

/// The phases that show in the quarter, each with the number of its colour, in the order one goes through them.
fn phases(quarter: &Quarter) -> BTreeSet<(usize, &str)> {
    let lines = quarter.lines.iter();
    let phases = lines.flat_map(|line| line.phases.iter().enumerate());
    phases
        .filter(|(_, (_, from, to))| *from <= quarter.axis.to && quarter.axis.from <= *to)
        .map(|(at, (title, ..))| (at % COLOURS, title.as_str()))
        .collect()
}

/// The numbers of the weeks.
fn weeks(viewer: Viewer<'_>, axis: Axis) -> Markup {
    let (width, week) = (axis.width(), viewer.say("Weken", "Weeks"));
    html! {
        svg.weeks viewBox=(format!("0 0 {width} 22")) role="img" aria-label=(format!("{week} {}–{}", axis.from.iso_week().week(), axis.to.iso_week().week())) {
            @for monday in axis.mondays() {
                text x=(axis.x(monday) + 7 * DAY / 2) y="16" { (monday.iso_week().week()) }
            }
        }
    }
}

fn row(viewer: Viewer<'_>, axis: Axis, line: &Line) -> Markup {
    let worst = line.late.first().map(|late| late.level);
    html! {
        tr.late[worst.is_some_and(|level| level <= Level::Overdue)] {
            th scope="row" { a href=(viewer.at_case(&line.code)) { (line.code) } }
            td { (picture(viewer, axis, line)) }
            td.words { (late(viewer, line)) }
        }
    }
}

/// How much is late for a case, and what is worst.
fn late(viewer: Viewer<'_>, line: &Line) -> Markup {
    let mut levels: Vec<(Level, usize)> = Vec::new();
    for late in &line.late {
        match levels.iter_mut().find(|(level, _)| *level == late.level) {
            Some((_, count)) => *count += 1,
            None => levels.push((late.level, 1)),
        }
    }
    html! {
        @if let Some(worst) = line.late.first() {
            a href=(viewer.asking("/overdue", "case", line.code.as_str())) {
                @for (level, count) in levels {
                    span class=(format!("level {}", level.name())) { (viewer.formatter().levels(count, level)) } " "
                }
            }
            (worst.title) @if worst.days > 0 { ", " (viewer.formatter().days(worst.days)) }
        }
    }
}

fn picture(viewer: Viewer<'_>, axis: Axis, line: &Line) -> Markup {
    let width = axis.width();
    let dots = |days: &[NaiveDate], y: i64| {
        days.iter().fold(String::new(), |mut path, day| {
            if let Some(x) = axis.middle(*day) {
                let _ = write!(path, "M{x} {y}h.1");
            }
            path
        })
    };
    let due = line
        .points
        .iter()
        .filter_map(|point| axis.middle(point.due?));
    let pauses = line.pauses.iter().filter(|term| axis.meets(**term));
    let pauses = pauses.fold(String::new(), |mut path, term| {
        let _ = write!(path, "M{} 15H{}", axis.x(term.from), axis.x(term.to) + DAY);
        path
    });
    let due: String = due.map(|x| format!("M{x} 2v26")).collect();
    html! {
        svg.line viewBox=(format!("0 0 {width} {HIGH}")) role="img" aria-label=(said(viewer, axis, line)) {
            @for (at, (_, from, to)) in line.phases.iter().enumerate() {
                @if *from <= axis.to && axis.from <= *to {
                    @let x = axis.x(*from);
                    rect class=(format!("p{}", at % COLOURS)) x=(x) y="6" width=(axis.x(*to) + DAY - x) height="18" {}
                }
            }
            path.g d=(format!("M0 15H{width}")) {}
            @if !pauses.is_empty() { path.pause d=(pauses) {} }
            @if axis.has(viewer.today()) { path.now d=(format!("M{} 0v{HIGH}", axis.x(viewer.today()))) {} }
            @if !due.is_empty() { path.u d=(due) {} }
            @if !line.rhythm.is_empty() { path.r d=(dots(&line.rhythm, 15)) {} }
            @if !line.duties.is_empty() { path.i d=(dots(&line.duties, 25)) {} }
            @for point in &line.points {
                @if let Some(x) = axis.middle(point.day) {
                    @match point.fate {
                        Fate::Open | Fate::Missed => { rect class=(class(point.fate)) x=(x - 9) y="6" width="18" height="18" {} }
                        _ => { circle class=(class(point.fate)) cx=(x) cy="15" r="10" {} }
                    }
                    text x=(x) y="20" { (point.letter) }
                }
            }
        }
    }
}

fn class(fate: Fate) -> &'static str {
    match fate {
        Fate::Held => "held",
        Fate::Planned => "planned",
        Fate::Asked => "asked",
        Fate::Unrecorded => "unrecorded",
        Fate::Late => "late",
        Fate::Open => "open",
        Fate::Missed => "missed",
    }
}

/// What the picture shows, in words.
fn said(viewer: Viewer<'_>, axis: Axis, line: &Line) -> String {
    let day = |day: NaiveDate| viewer.short_date(day);
    let mut said = String::new();
    for (title, from, to) in &line.phases {
        if *from <= axis.to && axis.from <= *to {
            let (word, until) = (viewer.say("van", "from"), viewer.say("t/m", "to"));
            let _ = write!(said, "{title} {word} {} {until} {}. ", day(*from), day(*to));
        }
    }
    for term in line.pauses.iter().filter(|term| axis.meets(**term)) {
        let (word, until) = (
            viewer.say("Onderbreking van", "Pause from"),
            viewer.say("t/m", "to"),
        );
        let _ = write!(said, "{word} {} {until} {}. ", day(term.from), day(term.to));
    }
    for point in &line.points {
        if let (Fate::Open | Fate::Missed, Some(due)) = (point.fate, point.due) {
            let word = viewer.say("nog te plannen, uiterlijk", "still to be planned, by");
            let _ = write!(said, "{} {word} {}", point.title, day(due));
            if point.fate == Fate::Missed {
                said.push_str(viewer.say(" (voorbij)", " (past)"));
            }
            said.push_str(". ");
            continue;
        }
        let word = match point.fate {
            Fate::Held => viewer.say("doorgegaan", "held"),
            Fate::Planned => viewer.say("gepland", "planned"),
            Fate::Asked => viewer.say("gepland, nog te bevestigen", "planned, to be confirmed"),
            Fate::Unrecorded => viewer.say(
                "was gepland, nog te registreren:",
                "was planned, to be recorded:",
            ),
            Fate::Late => viewer.say("te laat gepland", "planned late"),
            Fate::Open | Fate::Missed => viewer.say("nog te plannen", "still to be planned"),
        };
        let _ = write!(said, "{} {word} {}", point.title, day(point.day));
        if let Some(due) = point.due {
            let _ = write!(said, ", {} {}", viewer.say("uiterlijk", "by"), day(due));
        }
        said.push_str(". ");
    }
    if !line.rhythm.is_empty() {
        let word = viewer.say("keer terugkerend overleg", "recurring meetings");
        let _ = write!(said, "{} {word}.", line.rhythm.len());
    }
    said.trim_end().to_owned()
}
