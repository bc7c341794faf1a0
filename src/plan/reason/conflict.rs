//! The smallest explanation: what stands in the way of a meeting comes out as a set of which
//! nothing can be taken away.

use std::collections::BTreeSet;

use super::room::{Block, Room};

/// What stands in the way; without any one of these the others would leave room. The shorter of two
/// explanations: what people's hours alone explain, or what their meetings do.
pub(super) fn conflict(room: &Room) -> BTreeSet<Block> {
    let all = room.blocks();
    let by_hours = needed(room, all.iter());
    let by_meetings = needed(room, all.iter().rev());
    if by_meetings.len() < by_hours.len() {
        by_meetings
    } else {
        by_hours
    }
}

/// Drops one requirement at a time, in this order: what can be dropped without making room explains
/// nothing.
fn needed<'a>(room: &Room, order: impl Iterator<Item = &'a Block>) -> BTreeSet<Block> {
    let mut dropped = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for block in order {
        dropped.insert(*block);
        if room.fits(&dropped).is_some() {
            dropped.remove(block);
            needed.insert(*block);
        }
    }
    needed
}
