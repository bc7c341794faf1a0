//! What keeps a meeting where it stands, by the record book: what is known of the meeting comes in; which deed it was
//! goes out.

use crate::explain::KeptBy;
use crate::plan::Placement;
use crate::records::{Added, Ledger, Reply, State};

/// What keeps a meeting; `None` when planning may move it.
pub fn kept_by(ledger: &Ledger, placement: &Placement) -> Option<KeptBy> {
    let known = ledger.meeting(&placement.id)?;
    let outcome = known.outcome().map(|noted| noted.what.record.state);
    let own = |added: &&Added| added.id.as_ref() == Some(&placement.id);
    let mut added = ledger.added.iter().map(|noted| &noted.what);
    let agreed = added.find(own).map(|added| added.start);
    let confirmed = matches!(known.reply, Reply::Confirmed(..));
    match (known.pinned.is_some(), confirmed) {
        _ if outcome == Some(State::Held) => Some(KeptBy::Held),
        (false, false) => None,
        (true, _) if known.pinned == agreed => Some(KeptBy::Agreed),
        (true, true) => Some(KeptBy::PinnedAndConfirmed),
        (true, false) => Some(KeptBy::Pinned),
        (false, true) => Some(KeptBy::Confirmed),
    }
}
