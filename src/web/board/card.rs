//! A family's card of appointments: the meetings to come that the family is in come in; large type with a
//! picture for each, to be printed and hung up, goes out. Nothing on it names anybody outside the team.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use super::base_week;
use super::viewer::{Sheet, Viewer, comes};
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::plan::{Firmness, Participant, Placement};
use crate::rules::Place;

/// Appointments on a card.
const SHOWN: usize = 10;

/// The days in full, Monday first.
const DAYS: [[&str; 2]; 7] = [
    ["maandag", "Monday"],
    ["dinsdag", "Tuesday"],
    ["woensdag", "Wednesday"],
    ["donderdag", "Thursday"],
    ["vrijdag", "Friday"],
    ["zaterdag", "Saturday"],
    ["zondag", "Sunday"],
];

/// The page.
pub fn page(viewer: Viewer<'_>, code: &CaseCode) -> Sheet {
    // A time that somebody said no to is none to come at.
    let own = |one: &&Placement| {
        let ahead = one.start.date() >= viewer.today();
        comes(one, code.as_str()) && ahead && one.status != Firmness::Refused
    };
    let meetings: Vec<&Placement> = viewer.meetings().filter(own).take(SHOWN).collect();
    let body = html! {
        p.noprint { (viewer.say("Druk deze kaart af voor het gezin. Er staat geen naam van het gezin op.", "Print this card for the family. No name of the family is on it.")) }
        (base_week::of_card(viewer, code))
        @if meetings.is_empty() { p { (viewer.say("Er zijn nog geen afspraken.", "There are no appointments yet.")) } }
        div.appointments { ul { @for one in &meetings { (line(viewer, code, one)) } } }
    };
    Sheet {
        title: viewer.say("Onze afspraken", "Our appointments").to_owned(),
        body,
    }
}

fn line(viewer: Viewer<'_>, code: &CaseCode, one: &Placement) -> Markup {
    let others: Vec<&Participant> = one
        .participants
        .iter()
        .filter(|who| who.id != code.as_str())
        .collect();
    let names: Vec<String> = others
        .iter()
        .map(|who| viewer.formatter().name(&one.programme, who))
        .collect();
    let rule = viewer.snapshot.team.rule(&one.rule);
    let place = rule.map(|rule| &rule.place);
    let (picture, whereabouts) = match place {
        Some(Place::Family) => (House, viewer.say("bij u thuis", "at your home")),
        Some(Place::Remote) => (
            Phone,
            viewer.say("telefoon of beeldbellen", "by phone or video"),
        ),
        _ => (Table, viewer.say("op kantoor", "at the office")),
    };
    html! {
        li {
            (drawn(picture))
            div {
                div.when { (day(viewer.lang, one.start.date())) }
                div.when { (one.start.format("%H:%M")) " – " (one.end().format("%H:%M")) }
                div.what { (one.title.get(viewer.lang)) }
                div.with { (viewer.say("met", "with")) " " (names.join(", ")) " · " (whereabouts) }
            }
        }
    }
}

/// `dinsdag 9 februari`.
fn day(lang: Lang, day: NaiveDate) -> String {
    let names = DAYS
        .get(day.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default();
    format!(
        "{} {} {}",
        lang.pick(names[0], names[1]),
        day.day(),
        lang.month(day)
    )
}

use Picture::{House, Phone, Table};

/// What is drawn beside an appointment: where it is.
#[derive(Clone, Copy)]
enum Picture {
    House,
    Table,
    Phone,
}

fn drawn(picture: Picture) -> Markup {
    let path = match picture {
        House => "M8 48L48 12L88 48M18 42V84H78V42M40 84V60H56V84",
        Table => {
            "M14 52H82M22 52V84M74 52V84M30 22a8 8 0 1 0 .1 0M66 22a8 8 0 1 0 .1 0M18 52c0-14 24-14 24 0M54 52c0-14 24-14 24 0"
        }
        Phone => {
            "M32 10H64a4 4 0 0 1 4 4V82a4 4 0 0 1-4 4H32a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4M28 22H68M28 72H68M46 79h4"
        }
    };
    html! { svg viewBox="0 0 96 96" aria-hidden="true" { path d=(path) {} } }
}
