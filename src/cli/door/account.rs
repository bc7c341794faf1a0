//! `account`: who may log in. Passwords come from the keyboard or the standard input, never from the
//! command line, which others can see.

use std::io::{BufRead as _, BufReader, IsTerminal as _, Read as _};

use chrono::Utc;

use super::args::{AccountArguments, AccountCommand};
use super::links::NEAR;
use crate::app;
use crate::cli::{Context, FINE, print, print_json, same};
use crate::error::Error;
use crate::ids::PersonId;
use crate::language::Lang;
use crate::store::{Access, Account, Role, Unmade};
use crate::team::Team;
use crate::web::{self, NotAnAccount};

/// The longest line that is read for a password. What is longer is judged as any password.
const MOST_BYTES: u64 = 10_000;

/// Runs a command on accounts.
pub(crate) fn run(context: &Context, request: &AccountArguments) -> Result<u8, Error> {
    let team = context.team_quietly(&request.team)?;
    let lang = context.lang(&team);
    let open = || context.store(&request.team, &team);
    let there = || match context.store_if_there(&request.team, &team)? {
        Some(store) => Ok::<_, Error>(store.accounts()?),
        None => Ok(Vec::new()),
    };
    match &request.what {
        AccountCommand::Add {
            name,
            role,
            person,
            link,
        } => {
            let person = app::person_of(&team, name, *role, person.as_deref())?;
            if *link {
                let account = web::without_password(name, *role, person, Utc::now());
                let account = account.map_err(|NotAnAccount(text)| Error::Usage(text.into()))?;
                app::add_account(&mut open()?, &account)?;
                return show_link(context, &team, &mut open()?, name);
            }
            if there()?.iter().any(|known| known.name == *name) {
                return Err(app::known_already(name));
            }
            let account = made(name, *role, person, lang)?;
            app::add_account(&mut open()?, &account)?;
            said(context, lang, &account)
        }
        AccountCommand::Password { name } => {
            let known = there()?.into_iter().find(|known| known.name == *name);
            let known = known.ok_or_else(|| app::no_account(name))?;
            let account = made(name, known.role, known.person, lang)?;
            open()?.keep_account(&account)?;
            said(context, lang, &account)
        }
        AccountCommand::Link { name } => show_link(context, &team, &mut open()?, name),
        AccountCommand::Role { name, role } => {
            let account = app::change_role(&team, &mut open()?, name, *role)?;
            said(context, lang, &account)
        }
        AccountCommand::Remove { name } => {
            if !there()?.iter().any(|known| known.name == *name) {
                return Err(app::no_account(name));
            }
            app::end_account(&mut open()?, name)?;
            if context.json() {
                print_json(&serde_json::json!({ "removed": name }))?;
            } else {
                print(&format!(
                    "{} {name}\n",
                    lang.pick("verwijderd:", "removed:")
                ))?;
            }
            Ok(FINE)
        }
        AccountCommand::List => list(context, lang, &there()?),
    }
}

/// An account with a password that was asked for.
fn made(name: &str, role: Role, person: Option<PersonId>, lang: Lang) -> Result<Account, Error> {
    let password = password(lang)?;
    let account = web::hashed(name, role, person, &password, Utc::now());
    account.map_err(|NotAnAccount(text)| Error::Usage(text.into()))
}

/// Makes a link by which the owner chooses a password, and shows it, once.
fn show_link(context: &Context, team: &Team, store: &mut Unmade, name: &str) -> Result<u8, Error> {
    let (reset, secret) = app::password_link(store, name, context.now())?;
    let base = store.base_url()?.unwrap_or_else(|| NEAR.to_owned());
    let address = format!("{base}{}", web::password_path(&team.id, &secret));
    if context.json() {
        print_json(&serde_json::json!({
            "name": name, "until": reset.until, "address": address,
        }))?;
        return Ok(FINE);
    }
    print(&match context.lang(team) {
        Lang::Nl => format!(
            "{address}\n\nMet deze link kiest {name} zelf een wachtwoord. Hij werkt één keer, 24 uur lang, en wordt maar één keer getoond.\n"
        ),
        Lang::En => format!(
            "{address}\n\nWith this link {name} chooses a password. It works once, for 24 hours, and is shown only once.\n"
        ),
    })?;
    Ok(FINE)
}

fn password(lang: Lang) -> Result<String, Error> {
    let cannot = |cause: std::io::Error| {
        Error::usage(
            format!("er is geen wachtwoord te lezen: {cause}"),
            format!("no password can be read: {cause}"),
        )
    };
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        let input = std::io::stdin().lock().take(MOST_BYTES);
        BufReader::new(input).read_line(&mut line).map_err(cannot)?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    let ask = |nl, en| rpassword::prompt_password(lang.pick(nl, en)).map_err(cannot);
    let first = ask("Wachtwoord: ", "Password: ")?;
    if first != ask("Nog een keer: ", "Once more: ")? {
        return Err(Error::usage(
            "de twee wachtwoorden zijn niet gelijk; er is niets veranderd",
            "the two passwords differ; nothing was changed",
        ));
    }
    Ok(first)
}

fn said(context: &Context, lang: Lang, account: &Account) -> Result<u8, Error> {
    if context.json() {
        print_json(&shown(account))?;
    } else {
        let (name, role) = (&account.name, account.role.name());
        print(&format!(
            "{} {name} ({role})\n",
            lang.pick("klaar:", "done:")
        ))?;
    }
    Ok(FINE)
}

fn shown(account: &Account) -> serde_json::Value {
    serde_json::json!({
        "name": account.name, "role": account.role.name(), "person": account.person, "since": account.since,
    })
}

fn list(context: &Context, lang: Lang, accounts: &[Account]) -> Result<u8, Error> {
    if context.json() {
        let all: Vec<_> = accounts.iter().map(shown).collect();
        print_json(&all)?;
        return Ok(FINE);
    }
    if accounts.is_empty() {
        return Err(same(
            lang.pick(
                "er zijn nog geen accounts; maak er een met `account … add NAAM --role lead`",
                "there are no accounts yet; make one with `account … add NAME --role lead`",
            )
            .to_owned(),
        ));
    }
    let line = |account: &Account| {
        let person = account.person.as_ref().map_or("", PersonId::as_str);
        format!("{:<20} {:<8} {person}\n", account.name, account.role.name())
    };
    print(&accounts.iter().map(line).collect::<String>())?;
    Ok(FINE)
}
