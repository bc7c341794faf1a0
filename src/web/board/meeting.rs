//! One meeting, or something to hand in: what is known of it comes in; a page with everything that can be
//! done with it in one press goes out.

use maud::{Markup, html};

use super::since;
use super::viewer::{Sheet, Viewer};
use crate::app::Recorded;
use crate::app::is_duty;
use crate::plan::{Firmness, Placement};
use crate::records::{Happened, Meeting, Noted, State};
use crate::words::Formatter;

/// The meeting with this id, as planned or without a place, when the one who looks may see it.
pub fn known<'a>(viewer: Viewer<'a>, id: &str) -> Option<&'a Placement> {
    let known = viewer.snapshot.meeting(id)?;
    let owns = |person: &str| {
        let duties = viewer.snapshot.plan.iter().flat_map(|plan| &plan.duties);
        duties
            .into_iter()
            .any(|duty| duty.id == known.id && duty.owner == person)
    };
    (viewer.sees(known) || viewer.own().is_some_and(owns)).then_some(known)
}

/// A meeting where it now stands; `None` when it is in no calendar.
pub fn standing(viewer: Viewer<'_>, planned: &Placement) -> Option<Placement> {
    viewer.snapshot.standing(planned)
}

/// Whether a meeting fell through and nothing is to be planned for it, so that nothing can be explained.
pub fn is_over(viewer: Viewer<'_>, planned: &Placement) -> bool {
    standing(viewer, planned).is_none() && !book(viewer).is_open(planned)
}

/// The page in place of an explanation of such a meeting.
pub fn over(viewer: Viewer<'_>, planned: &Placement) -> Sheet {
    let body = html! {
        p.lead { (gone(viewer, planned)) }
        p { a href=(viewer.at_meeting(planned.id.as_str())) { (viewer.say("Terug naar de afspraak", "Back to the meeting")) } }
    };
    Sheet {
        title: viewer.formatter().title(planned),
        body,
    }
}

fn book(viewer: Viewer<'_>) -> Recorded<'_> {
    Recorded {
        team: &viewer.snapshot.filed,
        ledger: &viewer.snapshot.ledger,
    }
}

/// The page.
pub fn page(viewer: Viewer<'_>, planned: &Placement) -> Sheet {
    let now = standing(viewer, planned);
    let shown = now.as_ref().unwrap_or(planned);
    let known = viewer.snapshot.ledger.meeting(&planned.id);
    let body = html! {
        (facts(viewer, shown, now.is_some()))
        @if *viewer.may != super::May::Read { (deeds(viewer, shown, known, now.is_some())) }
        @if let Some(known) = known { (past(viewer, planned.id.as_str(), known, now.as_ref(), viewer.may_tell(shown))) }
        p { small { (viewer.say("Kenmerk", "Id")) ": " code { (planned.id) } } }
    };
    Sheet {
        title: viewer.formatter().title(shown),
        body,
    }
}

fn facts(viewer: Viewer<'_>, shown: &Placement, stands: bool) -> Markup {
    let formatter = viewer.formatter();
    let rule = viewer.snapshot.team.rule(&shown.rule);
    let first = match (viewer.is_unrecorded(shown), book(viewer).outcome(shown)) {
        (true, _) => Some(formatter.to_record()),
        (_, Some(State::Held)) => None,
        _ => formatter.firmness(shown.status),
    };
    let remarks = first
        .map(str::to_owned)
        .into_iter()
        .chain(formatter.by(shown));
    let remarks = remarks.collect::<Vec<_>>().join(" · ");
    html! {
        p.lead {
            @if is_duty(shown) { (viewer.say("Te doen, uiterste datum", "To do, by")) " " b { (viewer.lang.date(shown.start.date())) } }
            @else if stands { b { (viewer.lang.date(shown.start.date())) } ", " (Formatter::hours(shown)) @if let Some(place) = &shown.place { " · " (place) } }
            @else { (gone(viewer, shown)) }
        }
        @if stands && !remarks.is_empty() && !is_duty(shown) { p.late[shown.due.is_some_and(|due| due < shown.start.date())] { (remarks) } }
        @if !shown.participants.is_empty() {
            ul.people { @for who in &shown.participants { li { (formatter.role(&shown.programme, &who.role)) @let name = formatter.attendee(shown, who); @if name != formatter.role(&shown.programme, &who.role) { ": " b { (name) } } } } }
        }
        @if !shown.absent.is_empty() {
            p { (viewer.say("Kan niet komen:", "Cannot come:")) " " @for who in &shown.absent { (formatter.name(&shown.programme, who)) " " } }
        }
        p {
            @if let Some(case) = shown.case.as_ref().filter(|case| viewer.sees_case(case.as_str())) {
                a href=(viewer.at_case(case.as_str())) { (viewer.say("Gezin", "Family")) " " (case) } " · "
            }
            @if let Some(rule) = rule { small { (viewer.say("Regel", "Rule")) ": " (rule.title.get(viewer.lang)) " (" (rule.source) ")" } }
        }
    }
}

/// That a meeting is in no calendar, and what must still be done.
fn gone(viewer: Viewer<'_>, shown: &Placement) -> Markup {
    html! {
        @let nowhere = viewer.snapshot.is_placeless(&shown.id);
        @if !nowhere { (viewer.say("Stond in de agenda op", "It was in the calendar on")) " " (viewer.formatter().moment(shown.start)) ". " }
        @if nowhere && !book(viewer).is_open(shown) { (viewer.say("Er hoeft niets meer gepland te worden.", "Nothing is to be planned for it any more.")) }
        @else if !book(viewer).is_open(shown) { (viewer.say("Dat ging niet door; er hoeft niets meer gepland te worden.", "It fell through, and nothing is to be planned for it.")) }
        @else {
            b.late[shown.due.is_some_and(|due| due < viewer.today())] {
                @match viewer.later_term(shown) {
                    Some(term) => { (viewer.say("Nog niet gepland", "Not planned yet")) " (" (term) ")" }
                    None => (viewer.say("Moet nog gepland worden", "Still to be planned")),
                }
                @if let Some(due) = shown.due { ", " (viewer.say("uiterlijk", "by")) " " (viewer.lang.date(due)) }
                "."
            }
        }
    }
}

/// Whether letting it go is among what can be done with it.
pub fn lets_go(viewer: Viewer<'_>, shown: &Placement) -> bool {
    let ahead = viewer.today() < shown.start.date();
    ahead && viewer.may_change(shown) && book(viewer).is_open(shown) && !is_duty(shown)
}

/// What can be done in one press: a button each.
fn deeds(viewer: Viewer<'_>, shown: &Placement, known: Option<&Meeting>, stands: bool) -> Markup {
    let open = book(viewer).is_open(shown) && viewer.may_tell(shown);
    let past = shown.start.date() <= viewer.today();
    let id = shown.id.as_str();
    let fixed = known.and_then(Meeting::fixed_start).is_some();
    let duty = is_duty(shown);
    let moves = viewer.may_change(shown);
    let mut buttons: Vec<(&str, &str)> = Vec::new();
    if open && duty {
        buttons.push(("held", viewer.say("Ingeleverd", "Handed in")));
    }
    if open && !duty && past && stands {
        buttons.push(("held", viewer.say("Doorgegaan", "Held")));
        buttons.push(("no-show", viewer.say("Niet verschenen", "No-show")));
    }
    if open && !duty && stands {
        buttons.push(("postponed", viewer.say("Uitgesteld", "Postponed")));
        buttons.push(("cancelled", viewer.say("Afgezegd", "Cancelled")));
        if moves && !past && shown.status == Firmness::Proposed {
            buttons.push(("confirm", viewer.say("Bevestigd", "Confirmed")));
            buttons.push(("refuse", viewer.say("Afgewezen", "Refused")));
        }
        if lets_go(viewer, shown) {
            buttons.push(match fixed {
                true => ("unpin", viewer.say("Losmaken", "Let go")),
                false => ("pin", viewer.say("Vastzetten", "Pin")),
            });
        }
    }
    html! {
        form.choose method="post" action=(viewer.at("/act")) {
            (viewer.token)
            input type="hidden" name="id" value=(id);
            (since::carried(viewer, id))
            @if open && !duty && moves { a.button href=(viewer.at(&format!("/move/{id}"))) { @if stands { (viewer.say("Verzetten", "Move")) } @else { (viewer.say("Kies een tijd", "Choose a time")) } } }
            @for (deed, label) in buttons { button name="deed" value=(deed) { (label) } }
            @if !duty && stands { a.button href=(viewer.at(&format!("/why/{id}"))) { (viewer.say("Waarom hier?", "Why here?")) } }
            @else if !duty && open { a.button href=(viewer.at(&format!("/why/{id}"))) { (viewer.say("Wat kan er nog?", "What is still possible?")) } }
        }
        @if open && *viewer.may == super::May::All { (waiver(viewer, id)) }
    }
}

/// Only the lead waives, with a reason.
fn waiver(viewer: Viewer<'_>, id: &str) -> Markup {
    html! {
        details {
            summary { (viewer.say("Laten vervallen met reden", "Waive")) }
            form method="post" action=(viewer.at("/act")) {
                (viewer.token)
                input type="hidden" name="id" value=(id);
                (since::carried(viewer, id))
                label { (viewer.say("Reden, zonder namen", "Reason, without names")) " " input name="reason" required maxlength="200"; }
                " " button name="deed" value="waived" { (viewer.say("Laten vervallen", "Waive")) }
            }
        }
    }
}

/// What became of it, the last line with a way to take it back for who may.
fn past(
    viewer: Viewer<'_>,
    id: &str,
    known: &Meeting,
    now: Option<&Placement>,
    may: bool,
) -> Markup {
    let last = known.trail.last().and_then(|noted| noted.stamp.as_ref());
    html! {
        @if !known.trail.is_empty() {
            h2 { (viewer.say("Wat ervan kwam", "What became of it")) }
            ul { @for (at, noted) in known.trail.iter().enumerate() { li { (told(viewer, noted, now.filter(|_| at + 1 == known.trail.len()))) } } }
        }
        @if let Some(stamp) = last.filter(|_| may) {
            form method="post" action=(viewer.at("/correct")) {
                (viewer.token)
                input type="hidden" name="entry" value=(stamp.number);
                (since::carried(viewer, id))
                button.plain { (viewer.say("Dat was een vergissing: trek het in", "That was a mistake: take it back")) }
            }
        }
    }
}

fn told(viewer: Viewer<'_>, noted: &Noted<Happened>, now: Option<&Placement>) -> Markup {
    let record = &noted.what.record;
    let now = now.map(|now| now.start);
    let rule = record.series.rule();
    let by = noted.stamp.as_ref().and_then(|stamp| stamp.by.as_deref());
    html! {
        b { (viewer.formatter().became(&rule, record.state, now)) } " " (viewer.short_date(record.day))
        @if let Some(start) = record.start { " " (start.format("%H:%M")) }
        @if let (State::Held, Some(minutes)) = (record.state, record.minutes) { ", " (minutes) " min" }
        @if let Some(reason) = &noted.what.reason { " (" (reason) ")" }
        @if let Some(by) = by { " · " (viewer.formatter().who(by)) }
    }
}
