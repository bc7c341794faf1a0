//! The commands that write in the record book: what really happened, what was agreed, what changed
//! for a family. Arguments come in; entries, all or none, go into the store, and what subscribers
//! see follows.

pub(super) mod args;
mod bulk;
mod cases;
mod list;
mod offer;
mod open;
mod record;
mod replies;
mod standing;

pub(super) use self::cases::{close, extend, pause};
pub(super) use self::list::{correct, list};
pub(super) use self::offer::{choose, propose};
pub(super) use self::record::run as record;
pub(super) use self::replies::{add, confirm, pin, refuse, unpin};
pub(super) use self::standing::run as standing;
