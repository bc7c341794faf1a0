//! Why an obligation has no place: a plan's calendar and a left-out occurrence come in; what
//! lacks, what blocks, and the cheapest way out go out, as data.

mod beforehand;
mod calendar;
mod change;
mod conflict;
mod full;
mod outlook;
mod patience;
mod person;
mod phrase;
mod room;
mod rule;
mod seen;
mod trial;
mod way_out;

use std::collections::BTreeSet;

pub(super) use self::calendar::Calendar;
use self::conflict::conflict;
pub use self::outlook::{Offer, Outlook};
pub(super) use self::patience::Patience;
use self::phrase::Speaker;
use self::room::{Room, Spot, planned};
use self::seen::Block;
pub(super) use self::way_out::Offers;
use self::way_out::WayOut;
use super::occurrence::Occurrence;
use super::{Blocking, Cause, Why, Window};
use crate::plan;

/// The reason of one left-out occurrence.
pub(super) struct Reason {
    /// In what way.
    pub why: Why,
    /// What blocks, one by one.
    pub blocking: Vec<Blocking>,
    /// What would make room.
    pub way_out: Option<plan::WayOut>,
}

/// Explains why an occurrence has no place. `proven` says that no plan leaves out less; `offers` are the ways
/// out named so far, and this one joins them; without them none is named. Where `patience` ends the reason says so.
pub(super) fn explain(
    calendar: &Calendar,
    occurrence: &Occurrence,
    proven: bool,
    offers: Option<&mut Offers>,
    patience: &Patience,
) -> Reason {
    if !patience.begin() {
        return Reason {
            why: Why::Unsought,
            blocking: Vec::new(),
            way_out: None,
        };
    }
    let room = Room::new(calendar, occurrence.series, occurrence.window);
    if room.days.is_empty() {
        return no_day(&room, occurrence.window);
    }
    let Some(offers) = offers else {
        return match room.fits(&BTreeSet::new()) {
            Some(fit) => has_room(&room, Some(fit), proven || !helps(&room, occurrence, fit)),
            None => {
                let blocks = conflict(&room, patience);
                blocked(&room, &blocks, None, occurrence.window, patience)
            }
        };
    };
    let way_out = offers.cheapest(&room, patience);
    if let Some(way_out) = &way_out {
        offers.take(&room, way_out);
    }
    if let Some(fit) = room.fits(&BTreeSet::new()) {
        let free = way_out.filter(|way_out| way_out.changes.is_empty());
        return match free {
            Some(way_out) => has_room(&room, Some(way_out.spot), proven),
            None if !helps(&room, occurrence, fit) => has_room(&room, Some(fit), true),
            None => has_room(&room, None, proven),
        };
    }
    let blocks = conflict(&room, patience);
    blocked(
        &room,
        &blocks,
        way_out.as_ref(),
        occurrence.window,
        patience,
    )
}

/// Whether a meeting there makes up for what is left out: elsewhere in its window it leaves a gap
/// that asks for another.
fn helps(room: &Room, occurrence: &Occurrence, spot: Spot) -> bool {
    let day = room.instance().day(spot.day);
    occurrence.helps.from <= day && day <= occurrence.helps.to
}

/// No day of the window can be thought of at all.
fn no_day(room: &Room, window: Window) -> Reason {
    let speaker = Speaker::new(room, &BTreeSet::new());
    let (from, to) = planned(room.instance(), window);
    if from > to {
        return Reason {
            why: Why::OutsideTerm,
            blocking: vec![speaker.rule(Cause::OutsideTerm)],
            way_out: None,
        };
    }
    Reason {
        why: Why::NoDay { from, to },
        blocking: speaker.shut(),
        way_out: None,
    }
}

/// There is a free place, but the plan is better (or was stopped) without it; `None` when another one that is
/// left out was told of it already.
fn has_room(room: &Room, at: Option<Spot>, proven: bool) -> Reason {
    let speaker = Speaker::new(room, &BTreeSet::new());
    let at = at.map(|at| speaker.moment(at));
    let cause = match (at, proven) {
        (None, _) => Cause::RoomNamed,
        (Some(at), true) => Cause::RoomCosts { at },
        (Some(at), false) => Cause::RoomUnfound { at },
    };
    Reason {
        why: Why::Room,
        blocking: vec![speaker.rule(cause)],
        way_out: None,
    }
}

fn blocked(
    room: &Room,
    blocks: &BTreeSet<Block>,
    way_out: Option<&WayOut>,
    window: Window,
    patience: &Patience,
) -> Reason {
    let speaker = Speaker::new(room, blocks);
    let (from, to) = planned(room.instance(), window);
    let named = blocks.iter().rev().map(|block| speaker.block(*block));
    let too_long = speaker.too_long().filter(|_| blocks.is_empty());
    let gave_up = patience.gave_up().then(|| speaker.rule(Cause::GaveUp));
    let mut blocking: Vec<Blocking> = gave_up.into_iter().chain(named).chain(too_long).collect();
    let about_people = |block: &Block| matches!(block, Block::Hours(_) | Block::Away(_));
    if blocks.iter().any(about_people) {
        blocking.extend(speaker.holidays());
    }
    Reason {
        why: Why::Blocked {
            lack: speaker.lacking(),
            from,
            to,
        },
        blocking,
        way_out: way_out.map(|way_out| offered(&speaker, way_out)),
    }
}

/// A way out as a plan keeps it.
fn offered(speaker: &Speaker, way_out: &WayOut) -> plan::WayOut {
    let changes = way_out.changes.iter();
    plan::WayOut {
        start: speaker.moment(way_out.spot),
        minutes: speaker.room.len * crate::time::SLOT_MINUTES,
        changes: changes.map(|change| speaker.change(*change)).collect(),
    }
}
