//! The choice of a time: times at which all of a meeting can come in, or, where there are none, the nearest days and
//! who is in the way; a button for each, and a field for another time, go out.

use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use super::since;
use super::viewer::{Sheet, Viewer};
use crate::app::{ButOne, InTheWay, Times};
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
pub fn slots(viewer: Viewer<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    let minutes = choice.meeting.minutes;
    html! {
        (last_days(viewer, choice.meeting))
        @if times.free.is_empty() { (none(viewer, choice, times)) }
        @else {
            h2 { (viewer.say("Tijden waarop iedereen kan", "Times at which all can")) " (" (minutes) " min)" }
            (days(viewer, choice, &times.free))
        }
        (others(viewer, choice, times))
        h2 { (viewer.say("Een andere tijd", "Another time")) }
        form.pick method="post" action=(viewer.at(choice.action)) {
            (fields(viewer, choice))
            label { (viewer.say("Dag en tijd", "Day and time")) " " input type="datetime-local" name="at" step="900" required; }
            button { (viewer.say("Kies deze tijd", "Choose this time")) }
        }
    }
}

fn fields(viewer: Viewer<'_>, choice: &Choice<'_>) -> Markup {
    html! { (viewer.token) @for (name, value) in choice.hidden { input type="hidden" name=(name) value=(value); } }
}

/// The last day on time, and the last one at all.
fn last_days(viewer: Viewer<'_>, meeting: &Placement) -> Markup {
    let last = meeting.window.to;
    html! { @if let Some(due) = meeting.due { p {
        (viewer.say("Uiterste datum:", "Due date:")) " " b { (viewer.lang.date(due)) } "."
        @if due < last { " " (viewer.say("Laatste dag die nog kan:", "Last day at all:")) " " (viewer.lang.date(last)) "." }
    } } }
}

/// That there is no time at which all can on the days the meeting belongs on.
fn none(viewer: Viewer<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    html! {
        p { (when(viewer, choice.meeting)) " " (viewer.say("is er geen tijd waarop iedereen kan.", "there is no time at which all can."))
            @if times.beyond.is_empty() && times.but_one.is_empty() { " " (viewer.say("Kies zelf een tijd, of plan opnieuw.", "Choose a time yourself, or plan again.")) }
        }
    }
}

/// The nearest days outside those it belongs on, and who could make room.
fn others(viewer: Viewer<'_>, choice: &Choice<'_>, times: &Times) -> Markup {
    let minutes = choice.meeting.minutes;
    html! {
        @if !times.beyond.is_empty() {
            h2 { (viewer.say("Later of eerder kan iedereen", "All can later or sooner")) " (" (minutes) " min)" }
            (days(viewer, choice, &times.beyond))
        }
        @if !times.but_one.is_empty() {
            h2 { (viewer.say("Als één iemand ruimte maakt", "If one makes room")) " (" (minutes) " min)" }
            form method="post" action=(viewer.at(choice.action)) {
                (fields(viewer, choice))
                ul.slots { @for one in &times.but_one { (but_one(viewer, one, choice.meeting)) } }
            }
        }
    }
}

/// On which days it belongs, with a capital; the last one was said above when it has a due date.
fn when(viewer: Viewer<'_>, meeting: &Placement) -> String {
    let window = meeting.window;
    let to = meeting.due.map_or(window.to, |due| due.max(window.to));
    if to <= viewer.today() {
        return viewer
            .say("De komende vier weken", "In the next four weeks")
            .to_owned();
    }
    if is_weekly(viewer, meeting) {
        return format!("{} {}", viewer.say("In", "In"), viewer.lang.week(to));
    }
    if meeting.due.is_some() {
        return viewer
            .say("Tot en met die dag", "Until that day")
            .to_owned();
    }
    let until = viewer.say("Tot en met", "Until");
    format!("{until} {}", viewer.lang.date(to))
}

fn but_one(viewer: Viewer<'_>, one: &ButOne, meeting: &Placement) -> Markup {
    let family = viewer
        .snapshot
        .team
        .cases
        .iter()
        .any(|case| case.code.as_str() == one.who);
    let name = match viewer.name(&one.who) {
        _ if family => format!("{} {}", viewer.say("het gezin", "family"), one.who),
        name => name.to_owned(),
    };
    html! {
        li {
            span.day {
                @if one.asked { (viewer.say("Vraag", "Ask")) " " (name) ", " (viewer.say("buiten de opgegeven tijden", "outside the times they gave")) }
                @else { (viewer.say("Als", "If")) " " (name) " " (viewer.say("iets anders verzet", "moves something else")) }
            }
            span.row { @for (at, has) in &one.times {
                button name="at" value=(at.format("%Y-%m-%dT%H:%M")) { (viewer.lang.short_date(at.date())) " " (at.format("%H:%M")) span.unseen { " – " (until(*at, meeting.minutes)) } }
                @if meeting.due.is_some_and(|due| due < at.date()) { i.flag.late { (viewer.say("te laat", "late")) } }
                @if let Some(InTheWay { title, case }) = has { small {
                    (viewer.say("dan", "then")) " " (title.get(viewer.lang))
                    @if let Some(case) = case.as_ref().filter(|case| viewer.sees_case(case.as_str())) { " " (case) }
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
fn days(viewer: Viewer<'_>, choice: &Choice<'_>, times: &[NaiveDateTime]) -> Markup {
    html! {
        form method="post" action=(viewer.at(choice.action)) {
            (fields(viewer, choice))
            ul.slots { @for day in times.chunk_by(|one, next| one.date() == next.date()) { (day_of_slots(viewer, day, choice.meeting)) } }
        }
    }
}

/// The times of one day, a button each.
fn day_of_slots(viewer: Viewer<'_>, times: &[NaiveDateTime], meeting: &Placement) -> Markup {
    let day = times.first().map(NaiveDateTime::date);
    html! {
        @if let Some(day) = day { li {
            @let late = meeting.due.is_some_and(|due| due < day);
            span.day { (viewer.lang.date(day)) @if late { " " i.flag.late { (viewer.say("te laat", "late")) } } @else if let Some(other) = other_week(viewer, meeting, day) { " " i.flag { (other) } } }
            span.row { @for at in times {
                button name="at" value=(at.format("%Y-%m-%dT%H:%M")) { (at.format("%H:%M")) span.unseen { " – " (until(*at, meeting.minutes)) ", " (viewer.lang.date(day)) } }
            } }
        } }
    }
}

/// That a day lies in another week than the one a weekly meeting belongs to.
fn other_week(viewer: Viewer<'_>, meeting: &Placement, day: NaiveDate) -> Option<String> {
    let other = is_weekly(viewer, meeting) && monday_of(day) != monday_of(meeting.window.to);
    other.then(|| viewer.lang.week(day))
}

fn is_weekly(viewer: Viewer<'_>, meeting: &Placement) -> bool {
    let rule = viewer.snapshot.team.rule(&meeting.rule);
    rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)))
}

/// The page on which a meeting gets another time.
pub fn move_page(viewer: Viewer<'_>, planned: &Placement, times: &Times, stands: bool) -> Sheet {
    let id = planned.id.as_str();
    let choice = Choice {
        action: "/move",
        hidden: &[("id", id), ("of", &since::state(viewer.snapshot, id))],
        meeting: planned,
    };
    let body = html! {
        p { @if stands { (viewer.say("Nu", "Now")) ": " (viewer.formatter().moment(planned.start)) ". " } (viewer.say("Alleen deze afspraak verandert; iedereen ziet het meteen in de eigen agenda.", "Only this meeting changes; everybody sees it at once in their own calendar.")) }
        (slots(viewer, &choice, times))
        p { a href=(viewer.at_meeting(id)) { @if stands { (viewer.say("Laat staan", "Leave it")) } @else { (viewer.say("Terug naar de afspraak", "Back to the meeting")) } } }
    };
    Sheet {
        title: format!(
            "{} {}",
            viewer.formatter().title(planned),
            match stands {
                true => viewer.say("verzetten", "to another time"),
                false => viewer.say("op een nieuwe tijd", "at a new time"),
            }
        ),
        body,
    }
}
