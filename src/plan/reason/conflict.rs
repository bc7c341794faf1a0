//! The smallest explanation: what stands in the way of a meeting comes out as a set of which
//! nothing can be taken away, beside the cheapest way out of it.

use std::collections::BTreeSet;

use super::room::{Block, Room, Spot};
use crate::series::ResourceKind;

/// Why a meeting has no place among the days that can be thought of.
pub(super) struct Conflict {
    /// What stands in the way; without any one of these the others would leave room.
    pub blocks: BTreeSet<Block>,
    /// The fewest things to give up so that it fits, and where it fits then.
    pub way_out: Option<(Vec<Block>, Spot)>,
}

/// The shorter of two explanations: what people's hours alone explain, or what their meetings do.
pub(super) fn conflict(room: &Room) -> Conflict {
    let all = room.blocks();
    let by_hours = needed(room, all.iter());
    let by_meetings = needed(room, all.iter().rev());
    let blocks = if by_meetings.len() < by_hours.len() {
        by_meetings
    } else {
        by_hours
    };
    Conflict {
        way_out: way_out(room, &blocks, &all),
        blocks,
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

/// One thing, else two, to give up. Whatever makes room gives up one thing of every conflict, so
/// the first is sought in this one.
fn way_out(
    room: &Room,
    blocks: &BTreeSet<Block>,
    all: &BTreeSet<Block>,
) -> Option<(Vec<Block>, Spot)> {
    let by_price = |list: &BTreeSet<Block>| {
        let mut list: Vec<Block> = list.iter().copied().collect();
        list.retain(|block| price(room, *block).is_some());
        list.sort_by_key(|block| (price(room, *block), *block));
        list
    };
    let firsts = by_price(blocks);
    for block in &firsts {
        if let Some(spot) = room.fits(&BTreeSet::from([*block])) {
            return Some((vec![*block], spot));
        }
    }
    let seconds = by_price(all);
    for first in &firsts {
        for second in seconds.iter().filter(|second| *second != first) {
            if let Some(spot) = room.fits(&BTreeSet::from([*first, *second])) {
                return Some((vec![*first, *second], spot));
            }
        }
    }
    None
}

/// How dear it is to give something up; `None` when it cannot be asked.
fn price(room: &Room, block: Block) -> Option<u32> {
    let kind = |who: usize| room.instance().resources[who].kind;
    match block {
        Block::Hours(who) => Some(match kind(who) {
            ResourceKind::Staff => 0,
            ResourceKind::External => 1,
            ResourceKind::Family => 2,
        }),
        Block::Maximum(_) => Some(3),
        Block::Meetings(_) => Some(4),
        Block::Times => Some(5),
        Block::Spacing => Some(6),
        Block::Away(_) => Some(7),
        Block::NotInTeam(_) => None,
    }
}
