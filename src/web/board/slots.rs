//! The choice of a time: times at which all of a meeting can come in, or, where there are none, the nearest days and
//! who is in the way; a button for each, and a field for another time, go out.

use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use super::look::{Look, Sheet};
use crate::pipeline::{ButOne, InTheWay, Times};
use crate::plan::Placement;
use crate::rules::Demand;
use crate::time::monday_of;

/// What is chosen for.
pub struct Choice<'a> {
    /// Where the choice is sent.
    pub action: &'a str,
    /// What is sent with it.
    pub hidden: &'a [(&'a str, &'a str)],
    /// The meeting.
    pub meeting: &'a Placement,
}

/// Times at which all can, each a button; and another time by hand.
pub fn slots(look: Look<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    let minutes = choice.meeting.minutes;
    html! {
        (last_days(look, choice.meeting))
        @if times.free.is_empty() { (none(look, choice, times)) }
        @else {
            h2 { (look.say("Tijden waarop iedereen kan", "Times at which all can")) " (" (minutes) " min)" }
            (days(look, choice, &times.free))
        }
        (others(look, choice, times))
        h2 { (look.say("Een andere tijd", "Another time")) }
        form.pick method="post" action=(look.at(choice.action)) {
            (fields(look, choice))
            label { (look.say("Dag en tijd", "Day and time")) " " input type="datetime-local" name="at" step="900" required; }
            button { (look.say("Kies deze tijd", "Choose this time")) }
        }
    }
}

fn fields(look: Look<'_>, choice: &Choice<'_>) -> Markup {
    html! { (look.token) @for (name, value) in choice.hidden { input type="hidden" name=(name) value=(value); } }
}

/// The last day on time, and the last one at all.
fn last_days(look: Look<'_>, meeting: &Placement) -> Markup {
    let last = meeting.window.to;
    html! { @if let Some(due) = meeting.due { p {
        (look.say("Laatste dag op tijd:", "Last day in time:")) " " b { (look.lang.date(due)) } "."
        @if due < last { " " (look.say("Laatste dag die nog kan:", "Last day at all:")) " " (look.lang.date(last)) "." }
    } } }
}

/// That there is no time at which all can on the days the meeting belongs on.
fn none(look: Look<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    html! {
        p { (when(look, choice.meeting)) " " (look.say("is er geen tijd waarop iedereen kan.", "there is no time at which all can."))
            @if times.beyond.is_empty() && times.but_one.is_empty() { " " (look.say("Kies zelf een tijd, of plan opnieuw.", "Choose a time yourself, or plan again.")) }
        }
    }
}

/// The nearest days outside those it belongs on, and who could make room.
fn others(look: Look<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    let minutes = choice.meeting.minutes;
    html! {
        @if !times.beyond.is_empty() {
            h2 { (look.say("Later of eerder kan iedereen", "All can later or sooner")) " (" (minutes) " min)" }
            (days(look, choice, &times.beyond))
        }
        @if !times.but_one.is_empty() {
            h2 { (look.say("Als één iemand ruimte maakt", "If one makes room")) " (" (minutes) " min)" }
            form method="post" action=(look.at(choice.action)) {
                (fields(look, choice))
                ul.slots { @for one in &times.but_one { (but_one(look, one, choice.meeting)) } }
            }
        }
    }
}

/// On which days it belongs, with a capital; the last one was said above when it has a due date.
fn when(look: Look<'_>, meeting: &Placement) -> String {
    let window = meeting.window;
    let to = meeting.due.map_or(window.to, |due| due.max(window.to));
    if to <= look.today() {
        return look
            .say("De komende vier weken", "In the next four weeks")
            .to_owned();
    }
    if is_weekly(look, meeting) {
        return format!("{} {}", look.say("In", "In"), look.lang.week(to));
    }
    if meeting.due.is_some() {
        return look.say("Tot en met die dag", "Until that day").to_owned();
    }
    let until = look.say("Tot en met", "Until");
    format!("{until} {}", look.lang.date(to))
}

fn but_one(look: Look<'_>, one: &ButOne, meeting: &Placement) -> Markup {
    let family = look
        .sight
        .team
        .cases
        .iter()
        .any(|case| case.code.as_str() == one.who);
    let name = match look.name(&one.who) {
        _ if family => format!("{} {}", look.say("het gezin", "family"), one.who),
        name => name.to_owned(),
    };
    html! {
        li {
            span.day {
                @if one.asked { (look.say("Vraag", "Ask")) " " (name) ", " (look.say("buiten de opgegeven tijden", "outside the times they gave")) }
                @else { (look.say("Als", "If")) " " (name) " " (look.say("iets anders verzet", "moves something else")) }
            }
            span.row { @for (at, has) in &one.times {
                button name="at" value=(at.format("%Y-%m-%dT%H:%M")) { (look.lang.short_date(at.date())) " " (at.format("%H:%M")) span.unseen { " – " (until(*at, meeting.minutes)) } }
                @if meeting.due.is_some_and(|due| due < at.date()) { i.flag.late { (look.say("te laat", "late")) } }
                @if let Some(InTheWay { title, case }) = has { small {
                    (look.say("dan", "then")) " " (title.get(look.lang))
                    @if let Some(case) = case.as_ref().filter(|case| look.sees_case(case.as_str())) { " " (case) }
                } }
            } }
        }
    }
}

fn until(at: NaiveDateTime, minutes: u32) -> String {
    let until = at + chrono::Duration::minutes(i64::from(minutes));
    until.format("%H:%M").to_string()
}

/// Times by day.
fn days(look: Look<'_>, choice: &Choice<'_>, times: &[NaiveDateTime]) -> Markup {
    html! {
        form method="post" action=(look.at(choice.action)) {
            (fields(look, choice))
            ul.slots { @for day in times.chunk_by(|one, next| one.date() == next.date()) { (day_of_slots(look, day, choice.meeting)) } }
        }
    }
}

/// The times of one day, a button each.
fn day_of_slots(look: Look<'_>, times: &[NaiveDateTime], meeting: &Placement) -> Markup {
    let day = times.first().map(NaiveDateTime::date);
    html! {
        @if let Some(day) = day { li {
            @let late = meeting.due.is_some_and(|due| due < day);
            span.day { (look.lang.date(day)) @if late { " " i.flag.late { (look.say("te laat", "late")) } } @else if let Some(other) = other_week(look, meeting, day) { " " i.flag { (other) } } }
            span.row { @for at in times {
                button name="at" value=(at.format("%Y-%m-%dT%H:%M")) { (at.format("%H:%M")) span.unseen { " – " (until(*at, meeting.minutes)) ", " (look.lang.date(day)) } }
            } }
        } }
    }
}

/// That a day lies in another week than the one a weekly meeting belongs to.
fn other_week(look: Look<'_>, meeting: &Placement, day: NaiveDate) -> Option<String> {
    let other = is_weekly(look, meeting) && monday_of(day) != monday_of(meeting.window.to);
    other.then(|| look.lang.week(day))
}

fn is_weekly(look: Look<'_>, meeting: &Placement) -> bool {
    let rule = look.sight.team.rule(&meeting.rule);
    rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)))
}

/// The page on which a meeting gets another time.
pub fn move_page(look: Look<'_>, planned: &Placement, times: &Times, stands: bool) -> Sheet {
    let id = planned.id.as_str();
    let choice = Choice {
        action: "/move",
        hidden: &[("id", id)],
        meeting: planned,
    };
    let body = html! {
        p { @if stands { (look.say("Nu", "Now")) ": " (look.aloud().moment(planned.start)) ". " } (look.say("Alleen deze afspraak verandert; iedereen ziet het meteen in de eigen agenda.", "Only this meeting changes; everybody sees it at once in their own calendar.")) }
        (slots(look, &choice, times))
        p { a href=(look.at_meeting(id)) { @if stands { (look.say("Laat staan", "Leave it")) } @else { (look.say("Terug naar de afspraak", "Back to the meeting")) } } }
    };
    Sheet {
        title: format!(
            "{} {}",
            look.aloud().title(planned),
            match stands {
                true => look.say("verzetten", "to another time"),
                false => look.say("op een nieuwe tijd", "at a new time"),
            }
        ),
        body,
    }
}
