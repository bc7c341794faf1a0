//! Why an obligation has no place: a plan's calendar and a left-out occurrence come in; a sentence
//! that names people, days and rule, what blocks, and the cheapest way out go out.

mod calendar;
mod conflict;
mod person;
mod phrase;
mod room;
mod rule;

use std::collections::BTreeSet;

pub(super) use self::calendar::Calendar;
use self::conflict::{Conflict, conflict};
use self::phrase::Speaker;
use self::room::{Block, Room, Spot, planned};
use super::occurrence::Occurrence;
use super::words::{self, both};
use super::{Blocking, Window};
use crate::language::Lang;
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
}

/// Explains why an occurrence has no place. `proven` says that no plan leaves out less.
pub(super) fn explain(calendar: &Calendar, occurrence: &Occurrence, proven: bool) -> Reason {
    let room = Room::new(calendar, occurrence.series, occurrence.window);
    if room.days.is_empty() {
        return no_day(&room, occurrence.window);
    }
    match room.fits(&BTreeSet::new()) {
        Some(spot) => has_room(&room, spot, proven || !helps(&room, occurrence, spot)),
        None => {
            let mut conflict = conflict(&room);
            let useful = |(_, spot): &(_, Spot)| helps(&room, occurrence, *spot);
            conflict.way_out = conflict.way_out.filter(useful);
            blocked(&room, &conflict, occurrence.window)
        }
    }
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
    Reason { sentence, blocking }
}

/// There is a free place, but the plan is better (or was stopped) without it.
fn has_room(room: &Room, at: Spot, proven: bool) -> Reason {
    let instance = room.instance();
    let said = |lang: Lang| {
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
    }
}

fn blocked(room: &Room, conflict: &Conflict, window: Window) -> Reason {
    let speaker = Speaker::new(room, &conflict.blocks);
    let instance = room.instance();
    let (first, last) = planned(instance, window);
    let mut blocking: Vec<Blocking> = conflict
        .blocks
        .iter()
        .rev()
        .map(|block| speaker.block(*block))
        .collect();
    let about_people = |block: &Block| matches!(block, Block::Hours(_) | Block::Away(_));
    if conflict.blocks.iter().any(about_people) {
        blocking.extend(speaker.holidays());
    }
    let sentence = both(|lang| {
        format!(
            "{}: {}: {} {}{}",
            subject(lang, instance, room.series),
            causes(lang, &blocking),
            speaker.lacking(lang),
            words::between(lang, first, last),
            way_out(lang, &speaker, conflict),
        )
    });
    Reason { sentence, blocking }
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

fn way_out(lang: Lang, speaker: &Speaker, conflict: &Conflict) -> String {
    let Some((blocks, at)) = &conflict.way_out else {
        return String::new();
    };
    let ways: Vec<String> = blocks
        .iter()
        .map(|block| speaker.given_up(lang, *block))
        .collect();
    let at = spot(lang, speaker.room.instance(), *at);
    match lang {
        Lang::Nl => format!("; het past wel op {at} als {}", words::list(lang, &ways)),
        Lang::En => format!("; it fits on {at} if {}", words::list(lang, &ways)),
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
