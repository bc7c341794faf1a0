//! Accounts: who may have one, whose it is and what of it may change come in; the account as it is to be, or a link to
//! choose its password by, go out.

use chrono::{DateTime, Utc};

use crate::error::Error;
use crate::ids::PersonId;
use crate::store::{Access, Account, Reset, Resets, Role, Secret};
use crate::team::Team;

/// Who of the team an account is: whom somebody names, else the person whose key is its name. A worker must be somebody.
///
/// # Errors
/// [`Error::Usage`].
pub fn person_of(
    team: &Team,
    name: &str,
    role: Role,
    asked: Option<&str>,
) -> Result<Option<PersonId>, Error> {
    let key = PersonId::new(asked.unwrap_or(name));
    let known = team.people.iter().any(|person| person.id == key);
    match (known, asked, role) {
        (true, ..) => Ok(Some(key)),
        (false, Some(_), _) | (false, None, Role::Worker) => Err(Error::usage(
            format!("`{key}` is niemand in team.toml; zeg met --person wie het is"),
            format!("`{key}` is nobody in team.toml; say with --person who it is"),
        )),
        (false, None, _) => Ok(None),
    }
}

/// The account of a name.
///
/// # Errors
/// [`Error::Usage`] when there is none; [`Error::Store`].
pub fn account(store: &impl Access, name: &str) -> Result<Account, Error> {
    let mut accounts = store.accounts()?.into_iter();
    let found = accounts.find(|known| known.name == name);
    found.ok_or_else(|| no_account(name))
}

/// That there is no such account.
pub fn no_account(name: &str) -> Error {
    Error::usage(
        format!("er is geen account {name}"),
        format!("there is no account {name}"),
    )
}

/// Keeps a new account.
///
/// # Errors
/// [`Error::Usage`] when there is one of this name; [`Error::Store`].
pub fn add_account(store: &mut impl Access, account: &Account) -> Result<(), Error> {
    let name = &account.name;
    match store.accounts()?.iter().any(|known| known.name == *name) {
        true => Err(known_already(name)),
        false => Ok(store.keep_account(account)?),
    }
}

/// That there is such an account.
pub fn known_already(name: &str) -> Error {
    Error::usage(
        format!(
            "er is al een account {name}; een nieuw wachtwoord gaat met `account … password {name}`"
        ),
        format!(
            "there is an account {name} already; a new password goes with `account … password {name}`"
        ),
    )
}

/// Gives an account another role.
///
/// # Errors
/// [`Error::Usage`] when there is none, when a worker would be nobody of the team, or nobody would lead any more;
/// [`Error::Store`].
pub fn change_role(
    team: &Team,
    store: &mut impl Access,
    name: &str,
    role: Role,
) -> Result<Account, Error> {
    let mut account = account(store, name)?;
    if role != Role::Lead {
        leaves_a_lead(store, name)?;
    }
    if account.person.is_none() {
        account.person = person_of(team, name, role, None)?;
    }
    account.role = role;
    store.keep_account(&account)?;
    Ok(account)
}

/// Ends an account; whoever is logged in with it is out.
///
/// # Errors
/// [`Error::Usage`] when there is none; [`Error::Store`].
pub fn end_account(store: &mut impl Access, name: &str) -> Result<(), Error> {
    account(store, name)?;
    Ok(store.remove_account(name)?)
}

/// That somebody else leads: without a lead nobody could make one on the board.
///
/// # Errors
/// [`Error::Usage`]; [`Error::Store`].
pub fn leaves_a_lead(store: &impl Access, name: &str) -> Result<(), Error> {
    let accounts = store.accounts()?;
    let leads = |account: &&Account| account.role == Role::Lead;
    let mut leads = accounts.iter().filter(leads);
    match leads.clone().any(|one| one.name == name) && leads.all(|one| one.name == name) {
        false => Ok(()),
        true => Err(Error::usage(
            format!("{name} is de enige teamleider; maak eerst een ander account teamleider"),
            format!("{name} is the only lead; make another account lead first"),
        )),
    }
}

/// A link by which the owner of an account chooses a password. Its secret is shown by whoever calls, once.
///
/// # Errors
/// [`Error::Usage`] when there is no such account; [`Error::Store`].
pub fn password_link(
    store: &mut (impl Access + Resets),
    name: &str,
    now: DateTime<Utc>,
) -> Result<(Reset, Secret), Error> {
    let account = account(store, name)?;
    let secret = Secret::for_password()?;
    let reset = Reset {
        name: account.name,
        hash: secret.hash(),
        until: now + Reset::LASTS,
    };
    store.keep_reset(&reset)?;
    Ok((reset, secret))
}
