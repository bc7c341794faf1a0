//! A week confirmed on one screen: what recurs weekly for somebody, has passed and is not recorded comes in; a
//! form in which all of it is held unless said otherwise goes out.

use chrono::{Days, NaiveDate};
use maud::{Markup, html};

use super::axis;
use super::look::{Look, Sheet, comes};
use super::week::outcome;
use crate::pipeline::Aloud;
use crate::plan::Placement;
use crate::rules::Demand;

/// The answers: the sign a narrow screen has room for, and how they are said.
pub const ANSWERS: [(&str, &str, [&str; 2]); 4] = [
    ("held", "✓", ["gehouden", "held"]),
    ("no-show", "✗", ["niet verschenen", "no-show"]),
    ("cancelled", "–", ["vervallen", "cancelled"]),
    ("", "?", ["nog niet zeggen", "not yet"]),
];

/// What somebody had in a week that has passed and is not recorded: what recurs weekly, and the rest.
pub fn open<'a>(
    look: Look<'a>,
    person: &str,
    monday: NaiveDate,
) -> (Vec<&'a Placement>, Vec<&'a Placement>) {
    let passed = |one: &&Placement| {
        let day = one.start.date();
        (0..7).contains(&(day - monday).num_days()) && day <= look.today()
    };
    let own = look
        .meetings()
        .filter(passed)
        .filter(|one| comes(one, person));
    let open = own.filter(|one| outcome(look, one).is_none());
    open.partition(|one| {
        let rule = look.sight.team.rule(&one.rule);
        rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)))
    })
}

/// The page.
pub fn page(look: Look<'_>, person: &str, monday: NaiveDate) -> Sheet {
    let (weekly, once) = open(look, person, monday);
    let week = axis::week_name(monday);
    let body = html! {
        @if weekly.is_empty() && once.is_empty() {
            p.fine { (look.say("Alles van deze week is genoteerd.", "All of this week is recorded.")) }
        }
        @if !weekly.is_empty() {
            form method="post" action=(look.at(&format!("/record/{week}"))) {
                (look.token)
                input type="hidden" name="person" value=(person);
                p.signs aria-hidden="true" { @for (_, sign, said) in &ANSWERS { span { b { (sign) } " " (look.say(said[0], said[1])) } } }
                @for one in &weekly { (question(look, one)) }
                p.send { button { (look.say("Leg deze week vast", "Record this week")) } }
            }
        }
        @if !once.is_empty() {
            h2 { (look.say("Eén voor één", "One by one")) }
            ul.list { @for one in &once {
                li { span.day { (look.lang.short_date(one.start.date())) } a.m href=(look.at_meeting(one.id.as_str())) { b { (Aloud::hours(one)) } " " (look.aloud().title(one)) } }
            } }
        }
        (steps(look, person, monday))
    };
    Sheet {
        title: format!("{} · {}", look.name(person), look.lang.week(monday)),
        body,
    }
}

fn steps(look: Look<'_>, person: &str, monday: NaiveDate) -> Markup {
    let at = |day: NaiveDate| look.at(&format!("/record/{}?person={person}", axis::week_name(day)));
    let near = [
        monday.checked_sub_days(Days::new(7)),
        monday.checked_add_days(Days::new(7)),
    ];
    html! {
        nav.steps aria-label=(look.say("Weken", "Weeks")) {
            @if let Some(before) = near[0] { a href=(at(before)) { "← " (look.say("vorige week", "week before")) } }
            @if let Some(after) = near[1].filter(|after| *after <= look.today()) { a href=(at(after)) { (look.say("volgende week", "week after")) " →" } }
        }
    }
}

/// One line for each: when, who, and what became of it; all of it in full for those who hear it.
fn question(look: Look<'_>, one: &Placement) -> Markup {
    let day = one.start.date();
    let of = one.case.as_ref().map(|case| case.as_str());
    html! {
        fieldset.tick {
            legend {
                (look.lang.weekday(day)) " " (one.start.format("%H:%M")) " "
                b { (of.unwrap_or_else(|| one.title.get(look.lang))) }
                span.unseen { ", " (look.lang.date(day)) ", " (Aloud::hours(one)) " " (one.title.get(look.lang)) }
            }
            span.seg { @for (at, (value, sign, said)) in ANSWERS.iter().enumerate() {
                label {
                    input type="radio" name=(one.id) value=(value) checked[at == 0];
                    span { span.sign aria-hidden="true" { (sign) } span.word { (look.say(said[0], said[1])) } }
                }
            } }
        }
    }
}
