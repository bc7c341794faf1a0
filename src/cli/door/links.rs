//! `feed-link`: secret feed addresses are made, replaced, ended and listed. An address is shown once.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::args::{FeedLinkArguments, FeedLinkCommand};
use crate::app::{self, NewLink};
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::language::Lang;
use crate::store::{Access, Link, Memory, Secret, Turn, USUAL_PURPOSE, Whose};
use crate::team::Team;
use crate::words::invitation;

/// Where the server is when nobody has said so.
pub(super) const NEAR: &str = "http://127.0.0.1:8080";

/// Runs a command on feed addresses.
pub(crate) fn run(context: &Context, request: &FeedLinkArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let open = || context.store(&request.team, &team);
    let there = || context.store_if_there(&request.team, &team);
    let (now, today) = (context.now(), context.today());
    match &request.what {
        FeedLinkCommand::Issue {
            all: true,
            base_url,
            ..
        } => issue_all(context, &team, &mut open()?, base_url.as_deref()),
        FeedLinkCommand::Issue {
            person,
            purpose,
            detail,
            expires,
            base_url,
            ..
        } => {
            let new = NewLink {
                whose: person.as_deref().unwrap_or_default().into(),
                purpose: purpose.clone(),
                detail: detail.map(|detail| detail.name().to_owned()),
                expires: last_day(expires.as_deref(), today)?,
            };
            let mut store = open()?;
            let made = app::issue_link(&team, &mut store, new, now, today)?;
            show(context, &team, &store, base_url.as_deref(), &made)
        }
        FeedLinkCommand::Rotate {
            person,
            purpose,
            base_url,
        } => {
            let whose = person.as_str().into();
            // Without a store there is none to replace, and nothing is made.
            let Some(mut store) = there()? else {
                let none = &mut Memory::new();
                app::rotate_link(none, &whose, purpose, now, today)?;
                return Ok(FINE);
            };
            let made = app::rotate_link(&mut store, &whose, purpose, now, today)?;
            show(context, &team, &store, base_url.as_deref(), &made)
        }
        FeedLinkCommand::Revoke { person, purpose } => {
            let whose = person.as_str().into();
            let ended = match there()? {
                Some(mut store) => app::revoke_links(&mut store, &whose, purpose.as_deref(), now),
                None => app::revoke_links(&mut Memory::new(), &whose, purpose.as_deref(), now),
            }?;
            if context.json() {
                print_json(&serde_json::json!({ "revoked": ended }))?;
            } else {
                let said = context.lang(&team).pick("ingetrokken", "revoked");
                print(&format!("{ended} {said}\n"))?;
            }
            Ok(FINE)
        }
        FeedLinkCommand::List { person } => {
            let whose = person.as_deref().map(Whose::from);
            let mut links = match there()? {
                Some(store) => store.links()?,
                None => Vec::new(),
            };
            links.retain(|link| whose.as_ref().is_none_or(|whose| link.whose == *whose));
            list(context, &request.team, &team, &links)
        }
    }
}

fn last_day(asked: Option<&str>, today: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    match asked {
        None => Ok(app::usual_expiry(today)),
        Some("never") => Ok(None),
        Some(day) => day.parse().map(Some).map_err(|_| {
            Error::usage(
                format!("`{day}` is geen dag; schrijf 2027-12-31, of never"),
                format!("`{day}` is no day; write 2027-12-31, or never"),
            )
        }),
    }
}

/// Shows a new address, once.
fn show(
    context: &Context,
    team: &Team,
    store: &impl Access,
    base_url: Option<&str>,
    (link, secret): &(Link, Secret),
) -> Result<u8, Error> {
    let page = page(store, base_url, secret)?;
    if context.json() {
        print_json(&as_json(link, &page))?;
        return Ok(FINE);
    }
    let lang = context.lang(team);
    let last = link.expires.map(|day| lang.date(day));
    let last = last.unwrap_or_else(|| lang.pick("onbeperkt", "no end").to_owned());
    print(&match lang {
        Lang::Nl => format!(
            "{page}.ics\n\nHulp bij het abonneren, en de dag van vandaag:\n{page}\n\nVoor {} ({}), geldig: {last}. Wie \
             dit adres heeft, ziet deze agenda; geef het alleen aan wie het hoort te hebben. Het wordt maar één \
             keer getoond.\n",
            link.whose, link.purpose
        ),
        Lang::En => format!(
            "{page}.ics\n\nHelp to subscribe, and today's day:\n{page}\n\nFor {} ({}), valid until: {last}. Whoever \
             has this address sees this calendar; give it only to whom it belongs. It is shown only once.\n",
            link.whose, link.purpose
        ),
    })?;
    Ok(FINE)
}

/// The address of a secret's page.
fn page(store: &impl Access, base_url: Option<&str>, secret: &Secret) -> Result<String, Error> {
    let base = match base_url {
        Some(base) => Some(base.trim_end_matches('/').to_owned()),
        None => store.base_url()?,
    };
    let base = base.unwrap_or_else(|| NEAR.to_owned());
    Ok(format!("{base}/f/{}", secret.text()))
}

fn as_json(link: &Link, page: &str) -> serde_json::Value {
    serde_json::json!({
        "person": link.whose.to_string(), "purpose": link.purpose, "detail": link.detail,
        "created": link.created, "expires": link.expires, "address": format!("{page}.ics"), "page": page,
    })
}

/// Makes an address for each colleague who has none, and shows what to mail them, once.
fn issue_all(
    context: &Context,
    team: &Team,
    store: &mut Turn,
    base_url: Option<&str>,
) -> Result<u8, Error> {
    let (now, today) = (context.now(), context.today());
    let known = store.links()?;
    let has = |whose: &Whose| {
        let mut known = known.iter();
        known.any(|link| {
            link.whose == *whose && link.purpose == USUAL_PURPOSE && link.works_on(today)
        })
    };
    let here = team
        .people
        .iter()
        .filter(|person| !person.external && person.until.is_none_or(|last| today <= last));
    let whose: Vec<Whose> = here
        .map(|person| Whose::Person(person.id.clone()))
        .filter(|whose| !has(whose))
        .collect();
    let made = app::issue_links(team, store, &whose, now, today)?;
    let mut all = Vec::new();
    let mut text = String::new();
    let lang = context.lang(team);
    for (link, secret) in &made {
        let page = page(store, base_url, secret)?;
        let Whose::Person(id) = &link.whose else {
            continue;
        };
        let name = team.person(id).map_or(id.as_str(), |person| &person.name);
        let mail = invitation(lang, &team.name, name, &page, link.expires);
        text += &format!("{}\n\n{}\n----\n\n", mail.subject, mail.body);
        all.push(as_json(link, &page));
    }
    if context.json() {
        print_json(&all)?;
    } else if made.is_empty() {
        let none = lang.pick("iedereen heeft al een adres", "everybody has an address");
        print(&format!("{none}\n"))?;
    } else {
        print(&text)?;
    }
    Ok(FINE)
}

fn list(context: &Context, folder: &Path, team: &Team, links: &[Link]) -> Result<u8, Error> {
    let fetched = context.disk(folder, team).fetches()?;
    let last = |link: &Link| -> Option<DateTime<Utc>> { fetched.get(&link.hash)?.at };
    if context.json() {
        let all: Vec<_> = links
            .iter()
            .map(|link| {
                serde_json::json!({
                    "id": link.short(), "person": link.whose.to_string(), "purpose": link.purpose,
                    "detail": link.detail, "created": link.created, "expires": link.expires,
                    "last_fetched": last(link), "revoked": link.revoked,
                })
            })
            .collect();
        print_json(&all)?;
        return Ok(FINE);
    }
    let lang = context.lang(team);
    let today = context.today();
    let line = |link: &Link| {
        let state = match (link.revoked, link.expires) {
            (Some(at), _) => format!(
                "{} {}",
                lang.pick("ingetrokken", "revoked"),
                lang.date(at.date_naive())
            ),
            (None, Some(day)) if day < today => {
                format!("{} {}", lang.pick("verlopen", "expired"), lang.date(day))
            }
            (None, Some(day)) => format!("{} {}", lang.pick("tot en met", "until"), lang.date(day)),
            (None, None) => lang.pick("onbeperkt", "no end").to_owned(),
        };
        let last = last(link).map_or_else(
            || lang.pick("nog nooit opgehaald", "never fetched").to_owned(),
            |at| {
                let fetched = lang.pick("opgehaald", "fetched");
                let day = lang.date(at.date_naive());
                format!("{fetched} {day} {}", at.format("%H:%M"))
            },
        );
        let whose = link.whose.to_string();
        format!("{:<16} {:<12} {state:<24} {last}\n", whose, link.purpose)
    };
    print(&links.iter().map(line).collect::<String>())?;
    Ok(FINE)
}
