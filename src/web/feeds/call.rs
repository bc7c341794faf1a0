//! Whom to call: near changes and a reader come in; a list of them, each until it was told, goes out.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::found::Found;
use crate::feed::{self, Audience, Detail};
use crate::language::Lang;
use crate::plan::{Placement, Published, Urgent};

/// The changes that a reader must know of, or tell others of: whom else a meeting is with is no business of who sees
/// only when somebody is busy.
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
        let calls = staff && outside && found.detail > Detail::Busy;
        one.participant == own || calls && attends.contains(&one.id)
    });
    all
}

fn takes_part(meeting: &Placement, id: &str) -> bool {
    meeting.participants.iter().any(|person| person.id == id)
}

/// The list; nothing when nothing changed so late. It shows no more than the address does, and asks nothing: that
/// somebody was told is said on the board, by who logged in there.
pub fn view(lang: Lang, found: &Found, published: &Published, all: &[&Urgent]) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    html! {
        section class="card call" aria-labelledby="call" {
            h2 id="call" { (lang.pick("Let op: kort tevoren gewijzigd", "Consequence: changed at short notice")) }
            p { (lang.pick(
                "Een agenda op een telefoon kan een dag achterlopen.",
                "A calendar on a telephone may lag a day behind.",
            )) }
            ul { @for one in all { li { (sentence(lang, found, published, one)) } } }
        }
    }
}

/// `Bel gezin: Overleg van di 9 feb 10:00 gaat naar wo 10 feb 11:00.`
fn sentence(lang: Lang, found: &Found, published: &Published, one: &Urgent) -> Markup {
    let mut entries = published.entries.iter().map(|entry| &entry.placement);
    let meeting = entries.find(|meeting| meeting.id == one.id);
    let title = meeting.map_or(String::new(), |meeting| {
        feed::title_of(meeting, published, &found.who, found.detail, lang)
    });
    let role = meeting.and_then(|meeting| {
        let mut people = meeting.participants.iter();
        let person = people.find(|person| person.id == one.participant)?;
        published.team.role(&meeting.programme, &person.role)
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
            b { (lang.pick("Bel", "Call")) @if let Some(role) = role { " " (role.get(lang)) } ": " }
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
