//! Accounts as they are made: a name and a password come in; an account with the password hashed, or
//! what is wrong with them, goes out.

use chrono::{DateTime, Utc};

use super::password;
use crate::ids::PersonId;
use crate::language::Text;
use crate::store::{Account, Role};

/// Characters a password has at least.
const SHORTEST: usize = 10;

/// Bytes a password has at most.
pub(super) const LONGEST: usize = 1000;

/// Characters a name has at most.
const LONGEST_NAME: usize = 40;

/// Why this can be no account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAccount(pub Text);

/// An account of which nobody has chosen the password yet, so that nobody logs in with it.
///
/// # Errors
/// [`NotAnAccount`] says what is wrong with the name.
pub fn without_password(
    name: &str,
    role: Role,
    person: Option<PersonId>,
    since: DateTime<Utc>,
) -> Result<Account, NotAnAccount> {
    is_name(name)?;
    Ok(Account {
        name: name.to_owned(),
        role,
        person,
        password: String::new(),
        since,
        second: None,
    })
}

/// An account with its password hashed.
///
/// # Errors
/// [`NotAnAccount`] says what is wrong with the name or the password.
pub fn hashed(
    name: &str,
    role: Role,
    person: Option<PersonId>,
    password: &str,
    since: DateTime<Utc>,
) -> Result<Account, NotAnAccount> {
    is_name(name)?;
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return wrong(
            format!(
                "een wachtwoord heeft ten minste {SHORTEST} tekens (een paar woorden achter elkaar zijn goed te onthouden)"
            ),
            format!(
                "a password has {SHORTEST} characters or more (a few words in a row are easy to keep in mind)"
            ),
        );
    }
    let Some(password) = password::hash(password) else {
        return wrong(
            "deze computer geeft geen willekeurige bytes".to_owned(),
            "this machine gives no random bytes".to_owned(),
        );
    };
    Ok(Account {
        name: name.to_owned(),
        role,
        person,
        password,
        second: None,
        since,
    })
}

fn is_name(name: &str) -> Result<(), NotAnAccount> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(fits) {
        return wrong(
            format!(
                "`{name}` kan geen accountnaam zijn; gebruik kleine letters, cijfers, - _ en ., hoogstens {LONGEST_NAME}"
            ),
            format!(
                "`{name}` can be no account name: use small letters, digits, - _ and ., {LONGEST_NAME} at most"
            ),
        );
    }
    Ok(())
}

fn wrong<T>(nl: String, en: String) -> Result<T, NotAnAccount> {
    Err(NotAnAccount(Text::new(nl, en)))
}
