//! Who looked into a family's file, in words that can be read to that family: the lines of the audit trail about it come
//! in; who looked how often and what changed go out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use super::audit::read;
use super::routes::{Parts, part};
use super::viewer::Viewer;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::store::{Account, AuditEvent, AuditKind, Note};
use crate::time::zone::{self, Tz};
use crate::web::{AppState, Page, Refusal, User};
use crate::words::Formatter;

/// Changes listed at most, the latest.
const MOST: usize = 200;

/// Its page.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/looked/{code}", get(show))
}

/// The way to it from a family's page.
pub(super) fn link(viewer: Viewer<'_>, code: &str) -> Markup {
    let address = viewer.at(&format!("/looked/{code}"));
    html! { p { a href=(address) { (viewer.say("Wie keek in dit dossier?", "Who looked into this file?")) } } }
}

/// What one of those who looked did.
#[derive(Default)]
struct Looker {
    days: BTreeSet<NaiveDate>,
    last: Option<NaiveDateTime>,
    what: BTreeMap<String, usize>,
}

async fn show(user: User, Path(parts): Parts) -> Result<Page, Refusal> {
    let code = CaseCode::new(part(&parts, "code")?);
    let team = user.office.team();
    let (own, known) = (
        code.clone(),
        team.cases.iter().any(|case| case.code == code),
    );
    let wanted = move |note: &Note| {
        let about = note.case.as_deref() == Some(own.as_str());
        about || note.case.is_none() && note.what.kind() == AuditKind::Look
    };
    let all = read(&user, AuditEvent::SawWhoLooked, Some(&code), wanted).await?;
    let (about, overviews): (Vec<&Note>, Vec<&Note>) =
        all.iter().partition(|note| note.case.is_some());
    if about.is_empty() && !known {
        return Err(Refusal::NotFound);
    }
    let (looks, deeds): (Vec<&Note>, Vec<&Note>) = about
        .into_iter()
        .partition(|note| note.what.kind() == AuditKind::Look);
    let formatter = Formatter::whole(&team, user.lang);
    let say = |nl: &'static str, en: &'static str| user.lang.pick(nl, en);
    let body = html! {
        p { (say(
            "Dit staat in het logboek over dit gezin. Ieder die een pagina over het gezin opent, wordt genoteerd vóór hij die ziet.",
            "This is what the audit trail says about this family. Everybody who opens a page about it is noted before they see it.",
        )) }
        h2 { (say("Wie keek in het dossier", "Who looked into the file")) }
        (lookers(&user, formatter, &looks, say("Niemand.", "Nobody."), true))
        h2 { (say("Wat er is vastgelegd of gewijzigd", "What was recorded or changed")) }
        (changes(&user, formatter, &deeds))
        h2 { (say("Overzichten waarin dit gezin kan hebben gestaan", "Overviews in which this family may have stood")) }
        p.quiet { (say("Week, kwartaal, lijsten en bestanden over alle gezinnen: wie daar keek, zocht niet naar dit gezin.", "Week, quarter, lists and files about all families: whoever looked there did not look for this one.")) }
        (lookers(&user, formatter, &overviews, say("Niemand.", "Nobody."), false))
    };
    let title = match user.lang {
        Lang::Nl => format!("Wie keek in het dossier van {code}"),
        Lang::En => format!("Who looked into the file of {code}"),
    };
    Ok(Page::new(&user, "/audit", &title, body))
}

/// A sentence for each who looked.
fn lookers(
    user: &User,
    formatter: Formatter<'_>,
    notes: &[&Note],
    nobody: &str,
    in_full: bool,
) -> Markup {
    let zone = user.office.zone();
    let all = gathered(notes, zone, formatter);
    html! {
        @if all.is_empty() { p { (nobody) } }
        @else { ul.list { @for (by, looker) in &all { li {
            b { (who(user, formatter, by)) } " " (often(user.lang, looker))
            @if in_full { ": " (looker.what.iter().map(|(what, times)| match times {
                1 => what.clone(),
                times => format!("{what} ({times}×)"),
            }).collect::<Vec<_>>().join(", ")) }
            "."
        } } } }
    }
}

fn gathered(notes: &[&Note], zone: Tz, formatter: Formatter<'_>) -> BTreeMap<String, Looker> {
    let mut all: BTreeMap<String, Looker> = BTreeMap::new();
    for note in notes {
        let looker = all.entry(note.by.clone().unwrap_or_default()).or_default();
        if let Some(at) = note.at {
            let local = zone::local(zone, at);
            looker.days.insert(local.date());
            looker.last = looker.last.max(Some(local));
        }
        *looker
            .what
            .entry(formatter.audited(&note.what))
            .or_default() += 1;
    }
    all
}

/// `keek op 3 dagen, het laatst op 19 januari 2027 om 14:02`.
fn often(lang: Lang, looker: &Looker) -> String {
    let days = looker.days.len();
    let last = looker
        .last
        .map(|at| (lang.date(at.date()), at.format("%H:%M")));
    match (lang, days, last) {
        (Lang::Nl, 1, Some((day, at))) => format!("keek op {day}, het laatst om {at}"),
        (Lang::Nl, _, Some((day, at))) => {
            format!("keek op {days} dagen, het laatst op {day} om {at}")
        }
        (Lang::En, 1, Some((day, at))) => format!("looked on {day}, last at {at}"),
        (Lang::En, _, Some((day, at))) => format!("looked on {days} days, last on {day} at {at}"),
        (Lang::Nl, _, None) => "keek".to_owned(),
        (Lang::En, _, None) => "looked".to_owned(),
    }
}

/// What was recorded or changed, the latest first.
fn changes(user: &User, formatter: Formatter<'_>, notes: &[&Note]) -> Markup {
    let day = |note: &Note| {
        let at = note.at.map(|at| zone::local(user.office.zone(), at));
        at.map_or(String::new(), |at| {
            format!("{} {}", user.lang.date(at.date()), at.format("%H:%M"))
        })
    };
    html! {
        @if notes.is_empty() { p { (user.lang.pick("Niets.", "Nothing.")) } }
        @else { ul.list { @for note in notes.iter().rev().take(MOST) { li {
            (day(note)) ": " b { (who(user, formatter, note.by.as_deref().unwrap_or_default())) } " " (formatter.audited(&note.what))
        } } } }
        @if notes.len() > MOST { p.quiet { "+ " (notes.len() - MOST) } }
    }
}

/// Who it is: the person behind an account, the holder of an address, or whoever works on the server.
fn who(user: &User, formatter: Formatter<'_>, by: &str) -> String {
    let lang = user.lang;
    if let Some(link) = by.strip_prefix("link ") {
        let holder = lang.pick("de houder van agendalink", "the holder of calendar link");
        return format!("{holder} {link}");
    }
    let account = user.seen.accounts.iter().find(|account| account.name == by);
    let named = |account: &Account| {
        let role = formatter.role_of_account(account.role.name());
        match &account.person {
            Some(person) => format!("{} ({role})", formatter.subject(person.as_str())),
            None => format!("{by} ({role})"),
        }
    };
    match account {
        Some(account) => named(account),
        None if by.is_empty() => lang.pick("onbekend", "unknown").to_owned(),
        None => {
            let server = lang.pick(
                "beheer, of een account dat er niet meer is",
                "administration, or an account that is no more",
            );
            format!("{by} ({server})")
        }
    }
}
