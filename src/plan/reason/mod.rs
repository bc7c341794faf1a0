//! Why an obligation has no place: a plan's calendar and a left-out occurrence come in; a sentence
//! that names people, days and rule, what blocks, and the cheapest way out go out.

mod beforehand;
mod calendar;
mod change;
mod conflict;
mod outlook;
mod person;
mod phrase;
mod room;
mod rule;
mod seen;
mod trial;
mod way_out;

use std::collections::BTreeSet;

use chrono::{Duration, NaiveTime};

pub(super) use self::calendar::Calendar;
use self::conflict::conflict;
pub use self::outlook::{Offer, Outlook};
use self::phrase::Speaker;
use self::room::{Room, Spot, planned};
use self::seen::Block;
pub(super) use self::way_out::Offers;
use self::way_out::WayOut;
use super::occurrence::Occurrence;
use super::words::{self, both};
use super::{Blocking, Window};
use crate::language::Lang;
use crate::plan;
use crate::rules::Text;
use crate::series::{Instance, ResourceKind, Series};

/// How many causes a sentence names; `blocking` has all of them.
const MOST_CAUSES: usize = 4;

/// The reason of one left-out occurrence.
pub(super) struct Reason {
    /// In one sentence.
    pub sentence: Text,
    /// What blocks, one by one.
    pub blocking: Vec<Blocking>,
    /// What would make room.
    pub way_out: Option<plan::WayOut>,
}

/// Explains why an occurrence has no place. `proven` says that no plan leaves out less; `offers` are the ways
/// out named so far, and this one joins them; without them none is named.
pub(super) fn explain(
    calendar: &Calendar,
    occurrence: &Occurrence,
    proven: bool,
    offers: Option<&mut Offers>,
) -> Reason {
    let room = Room::new(calendar, occurrence.series, occurrence.window);
    if room.days.is_empty() {
        return no_day(&room, occurrence.window);
    }
    let Some(offers) = offers else {
        return match room.fits(&BTreeSet::new()) {
            Some(fit) => has_room(&room, Some(fit), proven || !helps(&room, occurrence, fit)),
            None => blocked(&room, &conflict(&room), None, occurrence.window),
        };
    };
    let way_out = offers.cheapest(&room);
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
    let blocks = conflict(&room);
    blocked(&room, &blocks, way_out.as_ref(), occurrence.window)
}

/// Whether a meeting there makes up for what is left out: elsewhere in its window it leaves a gap
/// that asks for another.
fn helps(room: &Room, occurrence: &Occurrence, spot: Spot) -> bool {
    let day = room.instance().day(spot.day);
    occurrence.helps.from <= day && day <= occurrence.helps.to
}

/// `Evaluatie K7QX`.
fn subject(lang: Lang, instance: &Instance, series: &Series) -> String {
    let title = series.title.get(lang);
    let subject = match &series.case {
        Some(case) => case.as_str(),
        None => series.id.as_str().rsplit('/').next().unwrap_or_default(),
    };
    let person = instance.resources.iter().find(|one| one.id == subject);
    format!("{title} {}", person.map_or(subject, |one| &one.label))
}

fn spot(lang: Lang, instance: &Instance, spot: Spot) -> String {
    let minutes = spot.start * crate::time::SLOT_MINUTES;
    format!(
        "{} {}",
        words::dated(lang, instance.day(spot.day)),
        crate::time::clock(minutes)
    )
}

/// No day of the window can be thought of at all.
fn no_day(room: &Room, window: Window) -> Reason {
    let speaker = Speaker::new(room, &BTreeSet::new());
    let instance = room.instance();
    let (first, last) = planned(instance, window);
    let blocking = if first > last {
        vec![speaker.rule(both(|lang| {
            let said = lang.pick(
                "de termijn valt buiten de dagen die gepland worden",
                "the window lies outside the days that are planned",
            );
            said.to_owned()
        }))]
    } else {
        speaker.shut()
    };
    let sentence = both(|lang| {
        let causes: Vec<String> = blocking
            .iter()
            .map(|one| one.text.get(lang).to_owned())
            .collect();
        format!(
            "{}: {}",
            subject(lang, instance, room.series),
            if first > last {
                causes.join(", ")
            } else {
                format!(
                    "{} {}: {}",
                    lang.pick("geen bruikbare dag", "no usable day"),
                    words::between(lang, first, last),
                    causes.join(", ")
                )
            }
        )
    });
    Reason {
        sentence,
        blocking,
        way_out: None,
    }
}

/// There is a free place, but the plan is better (or was stopped) without it; `None` when another one that is
/// left out was told of it already.
fn has_room(room: &Room, at: Option<Spot>, proven: bool) -> Reason {
    let instance = room.instance();
    let said = |lang: Lang| {
        let Some(at) = at else {
            let said = lang.pick(
                "de plaats die er nog is, is al bij een andere weggelaten afspraak genoemd",
                "the room there is was named for another meeting that is left out",
            );
            return said.to_owned();
        };
        let at = spot(lang, instance, at);
        match (lang, proven) {
            (Lang::Nl, true) => {
                format!("op {at} is er plaats, maar dan valt elders een afspraak uit")
            }
            (Lang::En, true) => {
                format!("there is room on {at}, but then another meeting has no place")
            }
            (Lang::Nl, false) => format!(
                "op {at} is er plaats, maar de berekening stopte voordat die gevonden was; \
                 plan opnieuw met meer tijd"
            ),
            (Lang::En, false) => format!(
                "there is room on {at}, but the calculation stopped before finding it; \
                 plan again with more time"
            ),
        }
    };
    let speaker = Speaker::new(room, &BTreeSet::new());
    Reason {
        sentence: both(|lang| format!("{}: {}", subject(lang, instance, room.series), said(lang))),
        blocking: vec![speaker.rule(both(said))],
        way_out: None,
    }
}

fn blocked(
    room: &Room,
    blocks: &BTreeSet<Block>,
    way_out: Option<&WayOut>,
    window: Window,
) -> Reason {
    let speaker = Speaker::new(room, blocks);
    let instance = room.instance();
    let (first, last) = planned(instance, window);
    let mut blocking: Vec<Blocking> = blocks
        .iter()
        .rev()
        .map(|block| speaker.block(*block))
        .collect();
    let about_people = |block: &Block| matches!(block, Block::Hours(_) | Block::Away(_));
    if blocks.iter().any(about_people) {
        blocking.extend(speaker.holidays());
    }
    let way_out = way_out.map(|way_out| offered(&speaker, way_out));
    let sentence = both(|lang| {
        format!(
            "{}: {}: {} {}{}",
            subject(lang, instance, room.series),
            causes(lang, &blocking),
            speaker.lacking(lang),
            words::between(lang, first, last),
            way_out
                .as_ref()
                .map_or(String::new(), |way_out| fits(lang, way_out)),
        )
    });
    Reason {
        sentence,
        blocking,
        way_out,
    }
}

/// The first of what blocks, and how much more there is.
fn causes(lang: Lang, blocking: &[Blocking]) -> String {
    let mut said: Vec<String> = blocking
        .iter()
        .take(MOST_CAUSES)
        .map(|one| one.text.get(lang).to_owned())
        .collect();
    if said.is_empty() {
        said.push(nobody(lang).to_owned());
    }
    let more = blocking.len().saturating_sub(MOST_CAUSES);
    if more > 0 {
        said.push(match lang {
            Lang::Nl => format!("en nog {more}"),
            Lang::En => format!("and {more} more"),
        });
    }
    said.join(", ")
}

/// A way out in words.
fn offered(speaker: &Speaker, way_out: &WayOut) -> plan::WayOut {
    let room = speaker.room;
    let Spot { day, start } = way_out.spot;
    let minutes = i64::from(start * crate::time::SLOT_MINUTES);
    let midnight = room.instance().day(day).and_time(NaiveTime::MIN);
    plan::WayOut {
        start: midnight + Duration::minutes(minutes),
        minutes: room.len * crate::time::SLOT_MINUTES,
        changes: way_out
            .changes
            .iter()
            .map(|change| speaker.change(*change))
            .collect(),
    }
}

/// `; het past wel op di 2 februari 09:00 als Anna dan kan`.
fn fits(lang: Lang, way_out: &plan::WayOut) -> String {
    let said = way_out.changes.iter();
    let ways: Vec<String> = said.map(|one| one.text.get(lang).to_owned()).collect();
    let ways = words::list(lang, &ways);
    let at = words::moment(lang, way_out.start);
    match lang {
        Lang::Nl => format!("; het past wel op {at} als {ways}"),
        Lang::En => format!("; it fits on {at} if {ways}"),
    }
}

fn nobody(lang: Lang) -> &'static str {
    lang.pick(
        "de rollen zijn niet door verschillende mensen te bezetten",
        "the roles cannot be taken by different people",
    )
}

/// `Bram`, `gezin K7QX`.
fn name(lang: Lang, instance: &Instance, who: usize) -> String {
    let resource = &instance.resources[who];
    match resource.kind {
        ResourceKind::Family => {
            format!("{} {}", lang.pick("gezin", "family"), resource.label)
        }
        ResourceKind::Staff | ResourceKind::External => resource.label.clone(),
    }
}
