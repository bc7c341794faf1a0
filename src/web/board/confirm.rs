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

/// The answers, and how they are said.
pub const ANSWERS: [(&str, [&str; 2]); 4] = [
    ("held", ["gehouden", "held"]),
    ("no-show", ["niet verschenen", "no-show"]),
    ("cancelled", ["vervallen", "cancelled"]),
    ("", ["nog niet zeggen", "not yet"]),
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
        (steps(look, person, monday))
        @if weekly.is_empty() && once.is_empty() {
            p.fine { (look.say("Alles van deze week is genoteerd.", "All of this week is recorded.")) }
        }
        @if !weekly.is_empty() {
            form method="post" action=(look.at(&format!("/record/{week}"))) {
                (look.token)
                input type="hidden" name="person" value=(person);
                @for one in &weekly { (question(look, one)) }
                p { button { (look.say("Leg deze week vast", "Record this week")) } }
            }
        }
        @if !once.is_empty() {
            h2 { (look.say("Eén voor één", "One by one")) }
            ul.list { @for one in &once {
                li { span.day { (look.lang.short_date(one.start.date())) } a.m href=(look.at_meeting(one.id.as_str())) { b { (Aloud::hours(one)) } " " (look.aloud().title(one)) } }
            } }
        }
    };
    Sheet {
        title: format!(
            "{} · week {}",
            look.name(person),
            week.rsplit_once('W').map_or("", |(_, number)| number)
        ),
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

fn question(look: Look<'_>, one: &Placement) -> Markup {
    html! {
        fieldset {
            legend { (look.lang.short_date(one.start.date())) " " (Aloud::hours(one)) " · " (look.aloud().title(one)) }
            @for (at, (value, said)) in ANSWERS.iter().enumerate() {
                label { input type="radio" name=(one.id) value=(value) checked[at == 0]; " " (look.say(said[0], said[1])) }
            }
        }
    }
}
