//! What keeps a meeting where it stands, by the record book: what is known of the meeting comes in; which deed it was,
//! in words, goes out.

use crate::language::Text;
use crate::plan::Placement;
use crate::records::{Added, Ledger, Reply, State};

/// A deed that keeps a meeting where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was held.
    Held,
    /// It was agreed outside the plan.
    Agreed,
    /// It was pinned.
    Pinned,
    /// Those who were asked said yes.
    Confirmed,
    /// They said yes, and it was pinned.
    PinnedAndConfirmed,
}

impl Kept {
    /// What keeps a meeting; `None` when planning may move it.
    pub fn of(ledger: &Ledger, placement: &Placement) -> Option<Self> {
        let known = ledger.meeting(&placement.id)?;
        let outcome = known.outcome().map(|noted| noted.what.record.state);
        let own = |added: &&Added| added.id.as_ref() == Some(&placement.id);
        let mut added = ledger.added.iter().map(|noted| &noted.what);
        let agreed = added.find(own).map(|added| added.start);
        let confirmed = matches!(known.reply, Reply::Confirmed(..));
        match (known.pinned.is_some(), confirmed) {
            _ if outcome == Some(State::Held) => Some(Self::Held),
            (false, false) => None,
            (true, _) if known.pinned == agreed => Some(Self::Agreed),
            (true, true) => Some(Self::PinnedAndConfirmed),
            (true, false) => Some(Self::Pinned),
            (false, true) => Some(Self::Confirmed),
        }
    }

    /// That it keeps the meeting.
    pub fn said(self) -> Text {
        let (nl, en) = match self {
            Self::Held => ("is gehouden", "was held"),
            Self::Agreed => ("is zo afgesproken", "was agreed so"),
            Self::Pinned => ("is vastgezet", "was pinned"),
            Self::Confirmed => ("is bevestigd", "was confirmed"),
            Self::PinnedAndConfirmed => ("is bevestigd en vastgezet", "was confirmed and pinned"),
        };
        Text::new(
            format!("Deze afspraak {nl} en blijft staan."),
            format!("This meeting {en} and stays."),
        )
    }

    /// Whether letting it go sets it free again.
    pub fn lets_go(self) -> bool {
        self != Self::Held
    }
}
