//! The door: the server, the accounts that may log in, and secret feed addresses.

mod account;
pub mod args;
mod links;
mod serve;

pub(super) use self::account::run as account;
pub(super) use self::links::run as feed_link;
pub(super) use self::serve::run as serve;
