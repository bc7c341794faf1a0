//! A week confirmed on one screen: what recurs weekly for somebody, has passed and is not recorded comes in; a
//! form in which all of it is held unless said otherwise goes out.

use chrono::{Days, NaiveDate};
use maud::{Markup, html};

use super::axis;
use super::since;
use super::viewer::{Sheet, Viewer, comes};
use super::week::outcome;
use crate::plan::Placement;
use crate::rules::Demand;
use crate::words::Formatter;

/// The answers: the sign a narrow screen has room for, and how they are said.
pub const ANSWERS: [(&str, &str, [&str; 2]); 4] = [
    ("held", "✓", ["doorgegaan", "held"]),
    ("no-show", "✗", ["niet verschenen", "no-show"]),
    ("cancelled", "–", ["afgezegd", "cancelled"]),
    ("", "?", ["nog niet zeggen", "not yet"]),
];

/// What somebody had in a week that has passed and is not recorded: what recurs weekly, and the rest.
pub fn open<'a>(
    viewer: Viewer<'a>,
    person: &str,
    monday: NaiveDate,
) -> (Vec<&'a Placement>, Vec<&'a Placement>) {
    let open = passed(viewer, person, monday).filter(|one| outcome(viewer, one).is_none());
    open.partition(|one| is_weekly(viewer, one))
}

/// What recurs weekly of a week that has passed, recorded or not.
pub fn weekly<'a>(
    viewer: Viewer<'a>,
    person: &str,
    monday: NaiveDate,
) -> impl Iterator<Item = &'a Placement> {
    passed(viewer, person, monday).filter(move |one| is_weekly(viewer, one))
}

fn passed<'a>(
    viewer: Viewer<'a>,
    person: &str,
    monday: NaiveDate,
) -> impl Iterator<Item = &'a Placement> {
    let passed = move |one: &&Placement| {
        let day = one.start.date();
        (0..7).contains(&(day - monday).num_days()) && day <= viewer.today()
    };
    viewer
        .meetings()
        .filter(passed)
        .filter(move |one| comes(one, person))
}

fn is_weekly(viewer: Viewer<'_>, one: &Placement) -> bool {
    let rule = viewer.snapshot.team.rule(&one.rule);
    rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)))
}

/// The page.
pub fn page(viewer: Viewer<'_>, person: &str, monday: NaiveDate) -> Sheet {
    let (weekly, once) = open(viewer, person, monday);
    let week = axis::week_name(monday);
    let body = html! {
        @if weekly.is_empty() && once.is_empty() {
            p.fine { (viewer.say("Alles van deze week is geregistreerd.", "All of this week is recorded.")) }
        }
        @if !weekly.is_empty() {
            form method="post" action=(viewer.at(&format!("/record/{week}"))) {
                (viewer.token)
                input type="hidden" name="person" value=(person);
                p.signs aria-hidden="true" { @for (_, sign, said) in &ANSWERS { span { b { (sign) } " " (viewer.say(said[0], said[1])) } } }
                @for one in &weekly { (question(viewer, one)) }
                p.send { button { (viewer.say("Deze week opslaan", "Save this week")) } }
            }
        }
        @if !once.is_empty() {
            h2 { (viewer.say("Eén voor één", "One by one")) }
            ul.list { @for one in &once {
                li { span.day { (viewer.lang.short_date(one.start.date())) } a.m href=(viewer.at_meeting(one.id.as_str())) { b { (Formatter::hours(one)) } " " (viewer.formatter().title(one)) } }
            } }
        }
        (steps(viewer, person, monday))
    };
    Sheet {
        title: format!("{} · {}", viewer.name(person), viewer.lang.week(monday)),
        body,
    }
}

fn steps(viewer: Viewer<'_>, person: &str, monday: NaiveDate) -> Markup {
    let at = |day: NaiveDate| {
        viewer.asking(
            &format!("/record/{}", axis::week_name(day)),
            "person",
            person,
        )
    };
    let near = [
        monday.checked_sub_days(Days::new(7)),
        monday.checked_add_days(Days::new(7)),
    ];
    html! {
        nav.steps aria-label=(viewer.say("Weken", "Weeks")) {
            @if let Some(before) = near[0] { a href=(at(before)) { "← " (viewer.say("vorige week", "week before")) } }
            @if let Some(after) = near[1].filter(|after| *after <= viewer.today()) { a href=(at(after)) { (viewer.say("volgende week", "week after")) " →" } }
        }
    }
}

/// One line for each: when, who, and what became of it; all of it in full for those who hear it.
fn question(viewer: Viewer<'_>, one: &Placement) -> Markup {
    let day = one.start.date();
    let of = one.case.as_ref().map(|case| case.as_str());
    html! {
        fieldset.tick {
            (since::carried_of(viewer, one.id.as_str()))
            legend {
                (viewer.lang.weekday(day)) " " (one.start.format("%H:%M")) " "
                b { (of.unwrap_or_else(|| one.title.get(viewer.lang))) }
                span.unseen { ", " (viewer.lang.date(day)) ", " (Formatter::hours(one)) " " (one.title.get(viewer.lang)) }
            }
            span.seg { @for (at, (value, sign, said)) in ANSWERS.iter().enumerate() {
                label {
                    input type="radio" name=(one.id) value=(value) checked[at == 0];
                    span { span.sign aria-hidden="true" { (sign) } span.word { (viewer.say(said[0], said[1])) } }
                }
            } }
        }
    }
}
