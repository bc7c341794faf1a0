//! One meeting, or something to hand in: what is known of it comes in; a page with everything that can be
//! done with it in one press goes out.

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::look::{Look, Sheet};
use crate::pipeline::desk::is_duty;
use crate::pipeline::{Aloud, Recorded};
use crate::plan::{Firmness, Placement};
use crate::records::{Happened, Meeting, Noted, State};

/// The meeting with this id, as planned, when the one who looks may see it.
pub fn known<'a>(look: Look<'a>, id: &str) -> Option<&'a Placement> {
    let known = look
        .sight
        .meetings
        .iter()
        .find(|one| one.id.as_str() == id)?;
    let owns = |person: &str| {
        let duties = look.sight.plan.iter().flat_map(|plan| &plan.duties);
        duties
            .into_iter()
            .any(|duty| duty.id == known.id && duty.owner == person)
    };
    (look.sees(known) || look.own().is_some_and(owns)).then_some(known)
}

/// A meeting where it now stands; `None` when it is in no calendar.
pub fn standing(look: Look<'_>, planned: &Placement) -> Option<Placement> {
    book(look).now(planned)
}

fn book(look: Look<'_>) -> Recorded<'_> {
    Recorded {
        team: &look.sight.filed,
        ledger: &look.sight.ledger,
    }
}

/// The page.
pub fn page(look: Look<'_>, planned: &Placement) -> Sheet {
    let now = standing(look, planned);
    let shown = now.as_ref().unwrap_or(planned);
    let known = look.sight.ledger.meeting(&planned.id);
    let body = html! {
        (facts(look, shown, now.is_some()))
        @if *look.may != super::May::Read { (deeds(look, shown, known, now.is_some())) }
        @if let Some(known) = known { (past(look, known, look.may_tell(shown))) }
        p { small { (look.say("Kenmerk", "Id")) ": " code { (planned.id) } } }
    };
    Sheet {
        title: look.aloud().title(shown),
        body,
    }
}

fn facts(look: Look<'_>, shown: &Placement, stands: bool) -> Markup {
    let aloud = look.aloud();
    let rule = look.sight.team.rule(&shown.rule);
    let remarks = aloud.remarks(shown);
    html! {
        p.lead {
            @if is_duty(shown) { (look.say("In te leveren, uiterlijk", "To hand in, by")) " " b { (look.lang.date(shown.start.date())) } }
            @else if stands { b { (look.lang.date(shown.start.date())) } ", " (Aloud::hours(shown)) @if let Some(place) = &shown.place { " · " (place) } }
            @else { (look.say("Staat niet meer in de agenda; was gepland op", "No longer in the calendar; it was planned on")) " " (aloud.moment(shown.start)) }
        }
        @if !remarks.is_empty() && !is_duty(shown) { p.late[shown.due.is_some_and(|due| due < shown.start.date())] { (remarks) } }
        @if !shown.participants.is_empty() {
            ul.people { @for who in &shown.participants { li { (aloud.role(&shown.programme, &who.role)) @let name = aloud.name(&shown.programme, who); @if name != aloud.role(&shown.programme, &who.role) { ": " b { (name) } } } } }
        }
        @if !shown.absent.is_empty() {
            p { (look.say("Kan niet komen:", "Cannot come:")) " " @for who in &shown.absent { (aloud.name(&shown.programme, who)) " " } }
        }
        p {
            @if let Some(case) = shown.case.as_ref().filter(|case| look.sees_case(case.as_str())) {
                a href=(look.at_case(case.as_str())) { (look.say("Gezin", "Family")) " " (case) } " · "
            }
            @if let Some(rule) = rule { small { (look.say("Regel", "Rule")) ": " (rule.title.get(look.lang)) " (" (rule.source) ")" } }
        }
    }
}

/// What can be done in one press: a button each.
fn deeds(look: Look<'_>, shown: &Placement, known: Option<&Meeting>, stands: bool) -> Markup {
    let open = book(look).is_open(shown) && look.may_tell(shown);
    let past = shown.start.date() <= look.today();
    let id = shown.id.as_str();
    let fixed = known.and_then(Meeting::fixed_start).is_some();
    let duty = is_duty(shown);
    let moves = look.may_change(shown);
    let mut buttons: Vec<(&str, &str)> = Vec::new();
    if open && duty {
        buttons.push(("held", look.say("Ingeleverd", "Handed in")));
    }
    if open && !duty && past && stands {
        buttons.push(("held", look.say("Gehouden", "Held")));
        buttons.push(("no-show", look.say("Niet verschenen", "No-show")));
    }
    if open && !duty && stands {
        buttons.push(("postponed", look.say("Uitstellen", "Put off")));
        buttons.push(("cancelled", look.say("Vervalt", "Cancel")));
        if moves && !past && shown.status == Firmness::Proposed {
            buttons.push(("confirm", look.say("Bevestigd", "Confirmed")));
            buttons.push(("refuse", look.say("Afgewezen", "Refused")));
        }
        if moves && !past {
            buttons.push(match fixed {
                true => ("unpin", look.say("Losmaken", "Let go")),
                false => ("pin", look.say("Vastzetten", "Pin")),
            });
        }
    }
    html! {
        form.choose method="post" action=(look.at("/act")) {
            (look.token)
            input type="hidden" name="id" value=(id);
            @if open && !duty && moves { a.button href=(look.at(&format!("/move/{id}"))) { (look.say("Verzetten", "Move")) } }
            @for (deed, label) in buttons { button name="deed" value=(deed) { (label) } }
            @if !duty { a.button href=(look.at(&format!("/why/{id}"))) { (look.say("Waarom hier?", "Why here?")) } }
        }
        @if open && *look.may == super::May::All { (waiver(look, id)) }
    }
}

/// Only the lead waives, with a reason.
fn waiver(look: Look<'_>, id: &str) -> Markup {
    html! {
        details {
            summary { (look.say("Vrijstellen", "Waive")) }
            form method="post" action=(look.at("/act")) {
                (look.token)
                input type="hidden" name="id" value=(id);
                label { (look.say("Reden, zonder namen", "Reason, without names")) " " input name="reason" required maxlength="200"; }
                " " button name="deed" value="waived" { (look.say("Vrijstellen", "Waive")) }
            }
        }
    }
}

/// What became of it, the last line with a way to take it back for who may.
fn past(look: Look<'_>, known: &Meeting, may: bool) -> Markup {
    let last = known.trail.last().and_then(|noted| noted.stamp.as_ref());
    html! {
        @if !known.trail.is_empty() {
            h2 { (look.say("Wat ervan kwam", "What became of it")) }
            ul { @for noted in &known.trail { li { (told(look, noted)) } } }
        }
        @if let Some(stamp) = last.filter(|_| may) {
            form method="post" action=(look.at("/correct")) {
                (look.token)
                input type="hidden" name="entry" value=(stamp.number);
                button.plain { (look.say("Dat was een vergissing: trek het in", "That was a mistake: take it back")) }
            }
        }
    }
}

fn told(look: Look<'_>, noted: &Noted<Happened>) -> Markup {
    let record = &noted.what.record;
    let by = noted.stamp.as_ref().and_then(|stamp| stamp.by.as_deref());
    html! {
        b { (look.aloud().state(record.state)) } " " (look.lang.short_date(record.day))
        @if let Some(start) = record.start { " " (start.format("%H:%M")) }
        @if let (State::Held, Some(minutes)) = (record.state, record.minutes) { ", " (minutes) " min" }
        @if let Some(reason) = &noted.what.reason { " (" (reason) ")" }
        @if let Some(by) = by { " · " (look.aloud().who(by)) }
    }
}

/// Times at which all can, each a button; and another time by hand.
pub fn slots(
    look: Look<'_>,
    action: &str,
    hidden: &[(&str, &str)],
    times: &[NaiveDateTime],
    minutes: u32,
    due: Option<chrono::NaiveDate>,
) -> Markup {
    let fields = html! { (look.token) @for (name, value) in hidden { input type="hidden" name=(name) value=(value); } };
    html! {
        @if let Some(due) = due { p { (look.say("Uiterlijk", "By")) " " b { (look.lang.date(due)) } } }
        @if times.is_empty() { p { (look.say("Er is geen tijd waarop iedereen kan. Kies zelf een tijd, of plan opnieuw.", "There is no time at which all can. Choose a time yourself, or plan again.")) } }
        @else {
            h2 { (look.say("Tijden waarop iedereen kan", "Times at which all can")) " (" (minutes) " min)" }
            form method="post" action=(look.at(action)) {
                (fields)
                ul.slots { @for day in times.chunk_by(|one, next| one.date() == next.date()) { (day_of_slots(look, day, minutes, due)) } }
            }
        }
        h2 { (look.say("Een andere tijd", "Another time")) }
        form.pick method="post" action=(look.at(action)) {
            (fields)
            label { (look.say("Dag en tijd", "Day and time")) " " input type="datetime-local" name="at" step="900" required; }
            button { (look.say("Kies deze tijd", "Choose this time")) }
        }
    }
}

/// The times of one day, a button each.
fn day_of_slots(
    look: Look<'_>,
    times: &[NaiveDateTime],
    minutes: u32,
    due: Option<chrono::NaiveDate>,
) -> Markup {
    let day = times.first().map(NaiveDateTime::date);
    html! {
        @if let Some(day) = day { li {
            @let late = due.is_some_and(|due| due < day);
            span.day { (look.lang.date(day)) @if late { " " i.flag.late { (look.say("te laat", "late")) } } }
            span.row { @for at in times {
                @let until = *at + chrono::Duration::minutes(i64::from(minutes));
                button name="at" value=(at.format("%Y-%m-%dT%H:%M")) { (at.format("%H:%M")) span.unseen { " – " (until.format("%H:%M")) ", " (look.lang.date(day)) } }
            } }
        } }
    }
}

/// The page on which a meeting gets another time.
pub fn move_page(look: Look<'_>, planned: &Placement, times: &[NaiveDateTime]) -> Sheet {
    let id = planned.id.as_str();
    let body = html! {
        p { (look.say("Nu", "Now")) ": " (look.aloud().moment(planned.start)) ". " (look.say("Alleen deze afspraak verandert; iedereen ziet het meteen in de eigen agenda.", "Only this meeting changes; everybody sees it at once in their own calendar.")) }
        (slots(look, "/move", &[("id", id)], times, planned.minutes, planned.due))
        p { a href=(look.at_meeting(id)) { (look.say("Laat staan", "Leave it")) } }
    };
    Sheet {
        title: format!(
            "{} {}",
            look.aloud().title(planned),
            look.say("verzetten", "to another time")
        ),
        body,
    }
}
