//! One meeting, or something to hand in: what is known of it comes in; a page with everything that can be
//! done with it in one press goes out.

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

/// Whether a meeting fell through and nothing is to be planned for it, so that nothing can be explained.
pub fn is_over(look: Look<'_>, planned: &Placement) -> bool {
    standing(look, planned).is_none() && !book(look).is_open(planned)
}

/// The page in place of an explanation of such a meeting.
pub fn over(look: Look<'_>, planned: &Placement) -> Sheet {
    let body = html! {
        p.lead { (gone(look, planned)) }
        p { a href=(look.at_meeting(planned.id.as_str())) { (look.say("Terug naar de afspraak", "Back to the meeting")) } }
    };
    Sheet {
        title: look.aloud().title(planned),
        body,
    }
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
    let first = match look.is_unrecorded(shown) {
        true => Some(aloud.to_record()),
        false => aloud.firmness(shown.status),
    };
    let remarks = first.map(str::to_owned).into_iter().chain(aloud.by(shown));
    let remarks = remarks.collect::<Vec<_>>().join(" · ");
    html! {
        p.lead {
            @if is_duty(shown) { (look.say("In te leveren, uiterlijk", "To hand in, by")) " " b { (look.lang.date(shown.start.date())) } }
            @else if stands { b { (look.lang.date(shown.start.date())) } ", " (Aloud::hours(shown)) @if let Some(place) = &shown.place { " · " (place) } }
            @else { (gone(look, shown)) }
        }
        @if stands && !remarks.is_empty() && !is_duty(shown) { p.late[shown.due.is_some_and(|due| due < shown.start.date())] { (remarks) } }
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

/// That a meeting is in no calendar, and what must still be done.
fn gone(look: Look<'_>, shown: &Placement) -> Markup {
    html! {
        (look.say("Stond in de agenda op", "It was in the calendar on")) " " (look.aloud().moment(shown.start)) ". "
        @if !book(look).is_open(shown) { (look.say("Dat ging niet door; er hoeft niets meer gepland te worden.", "It fell through, and nothing is to be planned for it.")) }
        @else {
            b.late[shown.due.is_some_and(|due| due < look.today())] {
                (look.say("Moet nog gepland worden", "Still to be planned"))
                @if let Some(due) = shown.due { ", " (look.say("uiterlijk", "by")) " " (look.lang.date(due)) }
                "."
            }
        }
    }
}

/// Whether letting it go is among what can be done with it.
pub fn lets_go(look: Look<'_>, shown: &Placement) -> bool {
    let ahead = look.today() < shown.start.date();
    ahead && look.may_change(shown) && book(look).is_open(shown) && !is_duty(shown)
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
        if lets_go(look, shown) {
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
            @if open && !duty && moves { a.button href=(look.at(&format!("/move/{id}"))) { @if stands { (look.say("Verzetten", "Move")) } @else { (look.say("Kies een tijd", "Choose a time")) } } }
            @for (deed, label) in buttons { button name="deed" value=(deed) { (label) } }
            @if !duty && stands { a.button href=(look.at(&format!("/why/{id}"))) { (look.say("Waarom hier?", "Why here?")) } }
            @else if !duty && open { a.button href=(look.at(&format!("/why/{id}"))) { (look.say("Wat kan er nog?", "What is still possible?")) } }
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
