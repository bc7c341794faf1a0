//! Whom to call: near changes and a reader come in; a list with a button for each, until it is done,
//! goes out.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::found::Found;
use crate::feed::{Audience, Detail};
use crate::language::Lang;
use crate::plan::{Placement, Published, Urgent};

/// The changes that a reader must know of, or tell others of.
pub fn of_reader(found: &Found, local: NaiveDateTime) -> Vec<&Urgent> {
    let Some(published) = &found.seen.published else {
        return Vec::new();
    };
    let own = match &found.who {
        Audience::Person(id) => id.as_str(),
        Audience::Case(code) => code.as_str(),
        Audience::Team => return Vec::new(),
    };
    let staff = published.team.staff.contains_key(own);
    let attends: BTreeSet<_> = published
        .entries
        .iter()
        .map(|entry| &entry.placement)
        .filter(|meeting| takes_part(meeting, own))
        .map(|meeting| &meeting.id)
        .collect();
    let mut all = found.seen.to_call(local);
    all.retain(|one| {
        let outside = !published.team.staff.contains_key(&one.participant);
        one.participant == own || staff && outside && attends.contains(&one.id)
    });
    all
}

fn takes_part(meeting: &Placement, id: &str) -> bool {
    meeting.participants.iter().any(|person| person.id == id)
}

/// The list; nothing when there is nobody to call. `address` is the page's own path.
pub fn view(
    lang: Lang,
    found: &Found,
    published: &Published,
    all: &[&Urgent],
    address: &str,
) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    html! {
        section class="card call" aria-labelledby="call" {
            h2 id="call" { (lang.pick("Let op: kort tevoren gewijzigd", "Mind: changed at short notice")) }
            p { (lang.pick(
                "Een agenda op een telefoon kan een dag achterlopen. Bel wie hieronder staat, of laat weten dat u het zag.",
                "A calendar on a telephone may lag a day behind. Call those below, or say that you have seen it.",
            )) }
            ul {
                @for one in all {
                    li {
                        (sentence(lang, found, published, one))
                        form method="post" action={(address) "/known"} {
                            input type="hidden" name="id" value=(one.id);
                            input type="hidden" name="participant" value=(one.participant);
                            button { (done(lang, found, one)) }
                        }
                    }
                }
            }
        }
    }
}

fn done(lang: Lang, found: &Found, one: &Urgent) -> &'static str {
    if found.is_reader(&one.participant) {
        lang.pick("Gezien", "StoreView")
    } else {
        lang.pick("Gebeld", "Called")
    }
}

/// `Bel gezin: Overleg van di 9 feb 10:00 gaat naar wo 10 feb 11:00.`
fn sentence(lang: Lang, found: &Found, published: &Published, one: &Urgent) -> Markup {
    let entry = published
        .entries
        .iter()
        .find(|entry| entry.placement.id == one.id);
    let meeting = entry.map(|entry| &entry.placement);
    let title = meeting.map_or("", |meeting| match found.detail {
        Detail::Busy => lang.pick("Bezet", "Busy"),
        _ => meeting.title.get(lang),
    });
    let who = meeting.map_or(String::new(), |meeting| {
        let person = meeting
            .participants
            .iter()
            .find(|person| person.id == one.participant);
        let role = person.and_then(|person| published.team.role(&meeting.programme, &person.role));
        let role = role.map_or(String::new(), |role| role.get(lang).to_owned());
        match &meeting.case {
            Some(code) if found.detail == Detail::Code => format!("{role} {code}"),
            _ => role,
        }
    });
    let at = |start: NaiveDateTime| {
        format!(
            "{} {}",
            lang.short_date(start.date()),
            start.format("%H:%M")
        )
    };
    html! {
        @if !found.is_reader(&one.participant) {
            b { (lang.pick("Bel", "Call")) " " (who.trim()) ": " }
        }
        (title) " "
        @match (one.was, one.now) {
            (Some(was), Some(now)) => { (lang.pick("van", "of")) " " span class="gone" { (at(was)) } " " (lang.pick("gaat naar", "moves to")) " " b { (at(now)) } "." }
            (None, Some(now)) => { (lang.pick("is nieuw:", "is new:")) " " b { (at(now)) } "." }
            (Some(was), None) => { (lang.pick("van", "of")) " " span class="gone" { (at(was)) } " " b { (lang.pick("gaat niet door", "does not take place")) } "." }
            (None, None) => {}
        }
    }
}
