//! The smallest explanation: what stands in the way of a meeting comes out as a set of facts than which no
//! smaller one leaves it without a place; one of which nothing can be taken away, once patience ends.

use std::collections::BTreeSet;

use super::patience::Patience;
use super::room::Room;
use super::seen::Block;

/// What stands in the way: with these alone there is no place, and no fewer facts do that. Of several sets of
/// the same size the one that people can help least.
///
/// Each way of making room gives up some fact of every explanation. So the cheapest set that meets all ways known
/// so far is sought; while there is room although only that set stands in the way, that is one more way.
pub(super) fn conflict(room: &Room, patience: &Patience) -> BTreeSet<Block> {
    let all = room.blocks();
    let mut ways: Vec<BTreeSet<Block>> = Vec::new();
    loop {
        let standing = cheapest_meeting(&ways, patience);
        if patience.gave_up() {
            return irreducible(room, &all);
        }
        match way(room, &all, &standing, patience) {
            Some(way) => ways.push(way),
            None => return standing,
        }
    }
}

/// A smallest set of facts that makes room when given up, none of them `standing`; `None` when none does.
fn way(
    room: &Room,
    all: &BTreeSet<Block>,
    standing: &BTreeSet<Block>,
    patience: &Patience,
) -> Option<BTreeSet<Block>> {
    let mut given_up: BTreeSet<Block> = all.difference(standing).copied().collect();
    room.fits(&given_up)?;
    for block in given_up.clone().iter().rev() {
        if !patience.look() {
            break;
        }
        given_up.remove(block);
        if room.fits(&given_up).is_none() {
            given_up.insert(*block);
        }
    }
    Some(given_up)
}

/// The cheapest set with a fact of each way.
fn cheapest_meeting(ways: &[BTreeSet<Block>], patience: &Patience) -> BTreeSet<Block> {
    let mut best: Option<(u32, BTreeSet<Block>)> = None;
    meet(ways, &mut BTreeSet::new(), &mut best, patience);
    best.map(|(_, set)| set).unwrap_or_default()
}

/// Adds a fact of the smallest way that none of `chosen` is in, each in turn.
fn meet(
    ways: &[BTreeSet<Block>],
    chosen: &mut BTreeSet<Block>,
    best: &mut Option<(u32, BTreeSet<Block>)>,
    patience: &Patience,
) {
    if !patience.step() {
        return;
    }
    let cost: u32 = chosen.iter().map(price).sum();
    let open = ways.iter().filter(|way| way.is_disjoint(chosen));
    let Some(open) = open.min_by_key(|way| way.len()) else {
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            *best = Some((cost, chosen.clone()));
        }
        return;
    };
    for block in open.iter().rev() {
        let bound = best.as_ref().map(|(least, _)| *least);
        if bound.is_some_and(|least| cost + price(block) >= least) {
            continue;
        }
        chosen.insert(*block);
        meet(ways, chosen, best, patience);
        chosen.remove(block);
    }
}

/// One for each fact; among as many, what people cannot help is told first.
fn price(block: &Block) -> u32 {
    1000 + match block {
        Block::Hours(_) | Block::Away(_) => 0,
        Block::NotInTeam(_) | Block::Notice(_) => 1,
        Block::Times => 2,
        Block::Spacing => 3,
        Block::Maximum(_) => 4,
        Block::Meetings(_) => 5,
    }
}

/// Drops one fact at a time: what can be dropped without making room explains nothing.
fn irreducible(room: &Room, all: &BTreeSet<Block>) -> BTreeSet<Block> {
    let mut dropped = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for block in all {
        dropped.insert(*block);
        if room.fits(&dropped).is_some() {
            dropped.remove(block);
            needed.insert(*block);
        }
    }
    needed
}
