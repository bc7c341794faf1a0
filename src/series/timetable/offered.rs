//! Times that are kept free because they are offered: whoever comes to a meeting, and a time, come in; whether an offer
//! of another meeting leaves room for it goes out. Any offer may be taken, so each counts as if it were held.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::{Meeting, Obstacle, Span, Timetable, Who};
use crate::ids::{CaseCode, OccurrenceId, SeriesId};
use crate::rules::Place;
use crate::series::{Fixed, FixedBy};
use crate::time::Slots;

impl Timetable<'_> {
    /// The team's offers as meetings.
    pub(super) fn offered(&self) -> Vec<Fixed> {
        let offers = self.team.offers.iter();
        let each = offers.flat_map(|offer| offer.slots.iter().map(move |start| (offer, *start)));
        let meeting = each.map(|(offer, start)| {
            let series = offer.id.series();
            let people = offer.people.iter();
            let people = people.filter_map(|id| Some((self.resource(id)?, String::new())));
            Fixed {
                id: Some(offer.id.clone()),
                rule: Some(series.rule()),
                case: None,
                title: crate::language::Text::default(),
                start,
                minutes: offer.minutes,
                people: people.collect(),
                place: self.place_of(&series),
                milestone: None,
                why: FixedBy::Agreed,
                conflicts: Vec::new(),
            }
        });
        meeting.collect()
    }

    /// Where a series is held: at the office, or where else its family is met.
    fn place_of(&self, series: &SeriesId) -> Option<usize> {
        match self.team.rule(&series.rule())?.place {
            Place::Remote => None,
            Place::Office => Some(0),
            Place::Family => {
                let own = |case: &Option<CaseCode>| {
                    case.as_ref()
                        .is_some_and(|case| case.as_str() == series.subject())
                };
                let asked = self.instance.series.iter().filter(|one| own(&one.case));
                let asked = asked.filter_map(|one| one.place);
                let stand = self.instance.fixed.iter().filter(|one| own(&one.case));
                let mut all = asked.chain(stand.filter_map(|one| one.place));
                all.find(|place| *place != 0)
            }
        }
    }

    /// Whether a time is kept free for another meeting of somebody, by whole slots as it is kept.
    pub(super) fn is_offered(&self, index: usize, at: NaiveDateTime, meeting: &Meeting) -> bool {
        let slots = |start, minutes| {
            let span = Span::of(start, minutes, None);
            Slots::touching(span.from, span.to.min(24 * 60))
        };
        let taken = slots(at, meeting.minutes);
        let mut offers = self.offers_of(index, meeting);
        offers.any(|one| {
            let kept = slots(one.start, one.minutes);
            one.start.date() == at.date() && !kept.and(taken).is_empty()
        })
    }

    /// The offers of somebody's other meetings.
    fn offers_of(&self, index: usize, meeting: &Meeting) -> impl Iterator<Item = &Fixed> {
        let comes = move |one: &&Fixed| one.people.iter().any(|(who, _)| *who == index);
        let id = meeting.id.clone();
        let offers = self.offers.iter().filter(move |one| one.id != id);
        offers.filter(comes)
    }

    /// An offer that would leave somebody no time for the way, or no rest.
    pub(super) fn beside_offers(
        &self,
        index: usize,
        who: &Who,
        meeting: &Meeting,
        at: NaiveDateTime,
        found: &mut Vec<Obstacle>,
    ) {
        let said = Obstacle::Offered(who.clone());
        let own = Span::of(at, meeting.minutes, meeting.place);
        let until = at + Duration::minutes(i64::from(meeting.minutes));
        let least = match self.is_staff(who) {
            true => Duration::minutes(i64::from(self.instance.rest)),
            false => Duration::zero(),
        };
        let clashes = |one: &Fixed| {
            let end = one.start + Duration::minutes(i64::from(one.minutes));
            if one.start.date() == at.date() {
                let way = self.instance.way(meeting.place, one.place);
                let breaks = self.breaks_on(index, at.date());
                return !own.leaves_room(Span::of(one.start, one.minutes, one.place), way, breaks);
            }
            let apart = (one.start.date() - at.date()).num_days();
            (apart == -1 && at - end < least) || (apart == 1 && one.start - until < least)
        };
        if !found.contains(&said) && self.offers_of(index, meeting).any(clashes) {
            found.push(said);
        }
    }

    /// How many other meetings somebody may have on a day if offers are taken.
    pub(super) fn offered_on(&self, index: usize, meeting: &Meeting, day: NaiveDate) -> usize {
        let offers = self.offers_of(index, meeting);
        let then = offers.filter(|one| one.start.date() == day);
        let ids: std::collections::BTreeSet<Option<&OccurrenceId>> =
            then.map(|one| one.id.as_ref()).collect();
        ids.len()
    }
}
