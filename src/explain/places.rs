//! The best place of a day: a meeting and all that stands come in; the cheapest place that leaves all else where
//! it is, and its price, go out.

use chrono::NaiveDate;

use super::alternatives::About;
use super::price::Price;
use crate::plan::{Placement, moved};
use crate::problem::{Candidate, Placed};
use crate::series::timetable::Span;
use crate::time::{SLOT_MINUTES, Slots};
use crate::verify::weigh;

impl About<'_> {
    /// The cheapest place on a day while all others stay.
    pub(super) fn best_on(&self, day: NaiveDate) -> Option<(Placement, Price)> {
        let index = self.instance().index(day)?;
        let others = self.scene.others(self.placed);
        let ways = self
            .candidates
            .iter()
            .filter(|one| one.day == index)
            .filter_map(|one| self.earliest(one, &others))
            .filter_map(|placed| {
                let placement = moved(self.instance(), self.placement, &placed);
                Some((self.price(&placement)?, placement))
            });
        let best = ways.min_by_key(|(price, placement)| (price.layers, placement.start));
        best.map(|(price, placement)| (placement, price))
    }

    /// The cheapest start of a candidate that leaves the others where they are, other than where it stands.
    fn earliest(&self, candidate: &Candidate, others: &[Placed]) -> Option<Placed> {
        let beside: Vec<&Placed> = others
            .iter()
            .filter(|one| one.day == candidate.day)
            .filter(|one| one.people.iter().any(|who| candidate.people.contains(who)))
            .collect();
        let at = |start: u32| Placed {
            series: candidate.series,
            day: candidate.day,
            start,
            len: candidate.len,
            people: candidate.people.clone(),
        };
        let starts = candidate.starts.iter().flat_map(|class| class.slots.iter());
        starts
            .map(at)
            .filter(|one| one != self.placed)
            .find(|one| beside.iter().all(|other| self.apart(one, other)))
    }

    /// Whether somebody can be in both, the way between them included.
    fn apart(&self, one: &Placed, other: &Placed) -> bool {
        let span = |placed: &Placed| Span {
            from: placed.start * SLOT_MINUTES,
            to: (placed.start + placed.len) * SLOT_MINUTES,
            place: self
                .instance()
                .series
                .get(placed.series)
                .and_then(|one| one.place),
        };
        let both = one.people.iter().filter(|who| other.people.contains(who));
        let breaks = both.fold(Slots::EMPTY, |all, who| {
            all.or(self.instance().breaks(*who, one.day))
        });
        let (one, other) = (span(one), span(other));
        let way = self.instance().way(one.place, other.place);
        one.leaves_room(other, way, breaks)
    }

    /// What the calendar costs more when the meeting stands there; `None` when that breaks something.
    fn price(&self, placement: &Placement) -> Option<Price> {
        let scene = self.scene;
        let mut plan = scene.now.clone();
        let there = plan
            .placements
            .iter_mut()
            .find(|one| one.id == placement.id)?;
        *there = placement.clone();
        let after = weigh(self.instance(), &plan);
        let sound = after
            .broken
            .iter()
            .all(|one| scene.weighed.broken.contains(one));
        sound.then(|| Price::between(self.instance(), &scene.weighed, &after))
    }
}
