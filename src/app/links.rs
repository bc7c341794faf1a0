//! Secret feed addresses: whose and what for come in; a new address, shown once, goes out, or the old
//! one dies.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::most_detail;
use crate::error::Error;
use crate::feed::Detail;
use crate::ids::{CaseCode, PersonId};
use crate::store::{Access, AuditEvent, Link, Secret, USUAL_PURPOSE, Whose};
use crate::team::{Person, Team};

/// Days after which an address dies when nobody says so: two years. A new one is then a minute's work.
pub const USUAL_DAYS: u64 = 731;

/// Characters a purpose has at most.
const LONGEST_PURPOSE: usize = 40;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Whose calendar.
    pub whose: Whose,
    /// What for, in a word.
    pub purpose: String,
    /// How much it tells: `busy`, `type` or `code`; `None` for what is usual.
    pub detail: Option<String>,
    /// The last day it works; `None` for ever.
    pub expires: Option<NaiveDate>,
}

/// The last day of an address when nobody says so.
pub fn usual_expiry(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(USUAL_DAYS))
}

/// Makes an address. Its secret is shown by whoever calls, once, and kept nowhere.
///
/// # Errors
/// [`Error::Usage`] when there is no such reader, or one for this purpose works already; [`Error::Store`].
pub fn issue_link(
    team: &Team,
    store: &mut impl Access,
    new: NewLink,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(Link, Secret), Error> {
    is_known(team, &new.whose, today)?;
    is_purpose(&new.purpose)?;
    let most = most_detail(team);
    let asked = new.detail.as_deref().and_then(|name| name.parse().ok());
    if asked.is_some_and(|asked: Detail| most < asked) {
        let most = most.name();
        return Err(Error::usage(
            format!("dit team laat hoogstens `{most}` zien (max_detail in team.toml)"),
            format!("this team shows `{most}` at most (max_detail in team.toml)"),
        ));
    }
    if new.expires.is_some_and(|last| last < today) {
        return Err(Error::usage(
            "de laatste dag van het adres is al voorbij",
            "the last day of the address has passed already",
        ));
    }
    if working(store, &new.whose, Some(&new.purpose), today)?
        .next()
        .is_some()
    {
        let (whose, purpose) = (&new.whose, &new.purpose);
        return Err(Error::usage(
            format!(
                "{whose} heeft al een adres voor {purpose}; vervang het met `feed-link … rotate {whose}`, of geef een ander doel met --purpose"
            ),
            format!(
                "{whose} has an address for {purpose} already; replace it with `feed-link … rotate {whose}`, or name another --purpose"
            ),
        )
        .on_page(
            "Er is al een agendalink; vervang die hieronder.",
            "There is a calendar link already; replace it below.",
        ));
    }
    let (link, secret) = drawn(new, now)?;
    let what = AuditEvent::IssuedLink {
        link: link.short().to_owned(),
        whose: Some(link.whose.noted()),
    };
    store.keep_links(what, std::slice::from_ref(&link))?;
    Ok((link, secret))
}

/// Makes an address for each of several readers, for the usual purpose; in the place of one that works already, which
/// dies then. Whether all of them may have one is asked first, so that it is made for all or for none.
///
/// # Errors
/// As [`issue_link`].
pub fn issue_links(
    team: &Team,
    store: &mut impl Access,
    whose: &[Whose],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<(Link, Secret)>, Error> {
    whose
        .iter()
        .try_for_each(|whose| is_known(team, whose, today))?;
    let made = whose.iter().map(|whose| {
        let known = working(store, whose, Some(USUAL_PURPOSE), today)?.next();
        if known.is_some() {
            return rotate_link(store, whose, USUAL_PURPOSE, now, today);
        }
        let new = NewLink {
            whose: whose.clone(),
            purpose: USUAL_PURPOSE.to_owned(),
            detail: None,
            expires: usual_expiry(today),
        };
        issue_link(team, store, new, now, today)
    });
    made.collect()
}

/// Puts a new address in the place of one, which dies at once. An expiry that is still to come stays.
///
/// # Errors
/// [`Error::Usage`] when there is none; [`Error::Store`].
pub fn rotate_link(
    store: &mut impl Access,
    whose: &Whose,
    purpose: &str,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(Link, Secret), Error> {
    let old: Vec<Link> = store.links()?;
    let mut old: Vec<Link> = old
        .into_iter()
        .filter(|link| link.whose == *whose && link.purpose == purpose && link.revoked.is_none())
        .collect();
    let Some(last) = old.last().cloned() else {
        return Err(none(whose));
    };
    let (link, secret) = drawn(
        NewLink {
            whose: whose.clone(),
            purpose: purpose.to_owned(),
            detail: last.detail.clone(),
            expires: match last.expires {
                Some(day) if day <= today => usual_expiry(today),
                expires => expires,
            },
        },
        now,
    )?;
    for link in &mut old {
        link.revoked = Some(now);
    }
    let what = AuditEvent::RotatedLink {
        old: last.short().to_owned(),
        link: link.short().to_owned(),
        whose: Some(link.whose.noted()),
    };
    old.push(link.clone());
    store.keep_links(what, &old)?;
    Ok((link, secret))
}

/// Ends the addresses of a reader, for one purpose or all, and returns how many.
///
/// # Errors
/// [`Error::Usage`] when there is none; [`Error::Store`].
pub fn revoke_links(
    store: &mut impl Access,
    whose: &Whose,
    purpose: Option<&str>,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let mut ended = store.links()?;
    ended.retain(|link| {
        link.whose == *whose
            && purpose.is_none_or(|purpose| link.purpose == purpose)
            && link.revoked.is_none()
    });
    if ended.is_empty() {
        return Err(none(whose));
    }
    for link in &mut ended {
        link.revoked = Some(now);
    }
    let what = AuditEvent::RevokedLinks {
        links: ended.iter().map(|link| link.short().to_owned()).collect(),
        whose: Some(whose.noted()),
    };
    store.keep_links(what, &ended)?;
    Ok(ended.len())
}

fn drawn(new: NewLink, now: DateTime<Utc>) -> Result<(Link, Secret), Error> {
    let secret = Secret::for_feed()?;
    let link = Link {
        hash: secret.hash(),
        whose: new.whose,
        purpose: new.purpose,
        detail: new.detail,
        created: now,
        expires: new.expires,
        revoked: None,
    };
    Ok((link, secret))
}

fn working(
    store: &impl Access,
    whose: &Whose,
    purpose: Option<&str>,
    today: NaiveDate,
) -> Result<impl Iterator<Item = Link>, Error> {
    let mut links = store.links()?;
    links.retain(|link| {
        link.whose == *whose
            && purpose.is_none_or(|purpose| link.purpose == purpose)
            && link.works_on(today)
    });
    Ok(links.into_iter())
}

/// Whether there is such a reader in the team, who has not left it.
fn is_known(team: &Team, whose: &Whose, today: NaiveDate) -> Result<(), Error> {
    let here = |person: &&Person| person.until.is_none_or(|last| today <= last);
    let people = team.people.iter().filter(here);
    let people: BTreeSet<&PersonId> = people.map(|person| &person.id).collect();
    let cases: BTreeSet<&CaseCode> = team.cases.iter().map(|case| &case.code).collect();
    let known = match whose {
        Whose::Person(id) => people.contains(id),
        Whose::Case(code) => cases.contains(code),
        Whose::Team => true,
    };
    if known {
        return Ok(());
    }
    Err(Error::usage(
        format!(
            "`{whose}` is niet (meer) in het team; geef de sleutel van een persoon uit team.toml, case-CODE van een gezin, of team"
        ),
        format!(
            "`{whose}` is not in the team (any more); give the key of a person in team.toml, case-CODE of a family, or team"
        ),
    )
    .on_page("Kies iemand uit de lijst.", "Choose somebody from the list."))
}

fn is_purpose(text: &str) -> Result<(), Error> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !text.is_empty() && text.len() <= LONGEST_PURPOSE && text.chars().all(fits) {
        return Ok(());
    }
    Err(Error::usage(
        format!(
            "een doel is één woord van letters, cijfers en streepjes, hoogstens {LONGEST_PURPOSE}"
        ),
        format!("a purpose is one word of letters, digits and hyphens, {LONGEST_PURPOSE} at most"),
    ))
}

fn none(whose: &Whose) -> Error {
    Error::usage(
        format!("{whose} heeft geen adres dat werkt; maak er een met `feed-link … issue {whose}`"),
        format!("{whose} has no address that works; make one with `feed-link … issue {whose}`"),
    )
    .on_page(
        "Daar is geen agendalink voor die werkt.",
        "There is no calendar link for it that works.",
    )
}
