//! Questions to a calendar: an answer comes in; what forbids a series a day, and what could be asked so that what
//! is left out finds a place, go out. Nothing is proven here: who asks solves again.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::super::assemble::placements as assembled;
use super::Calendar;
use super::change::{self, ChangeRequest};
use super::conflict::conflict;
use super::patience::Patience;
use super::phrase::Speaker;
use super::room::{Room, Spot};
use super::way_out::{Change, Offers, dear};
use crate::ids::OccurrenceId;
use crate::plan::occurrence::{self, Occurrence, missing};
use crate::plan::{Blocking, Cause, Plan, Why, Window, identity};
use crate::problem::Assignment;
use crate::series::{Instance, Requirement, ResourceKind};
use crate::time::SLOT_MINUTES;

/// Days that a window is tried to go on for.
const LATER: u64 = 28;

/// The meetings of an answer, to be asked about.
pub struct Outlook<'a> {
    instance: &'a Instance,
    occurrences: Vec<Occurrence<'a>>,
    ids: Vec<OccurrenceId>,
    calendar: Calendar<'a>,
}

/// Something to ask for, so that a meeting may find a place.
#[derive(Clone, Debug)]
pub struct Offer {
    /// All that has to change; `kind` as in [`super::super::WayOut`], and `capacity` (a daily
    /// maximum), `assignment` (somebody else takes a seat).
    pub changes: Vec<Blocking>,
    /// Where it seems to fit then; `None` when nothing need be held any more.
    pub start: Option<NaiveDateTime>,
    /// Its length in minutes there.
    pub minutes: u32,
    what: BTreeSet<Change>,
    asked: ChangeRequest,
    dear: u32,
}

impl Offer {
    /// The instance in which all of it is so.
    pub fn made(&self, instance: &Instance) -> Instance {
        let mut made = instance.clone();
        // Appointments go by their number: the last first.
        for what in self.what.iter().rev() {
            change::make(&mut made, self.asked, *what);
        }
        made
    }
}

impl<'a> Outlook<'a> {
    /// An outlook on an answer; ids go on as in `earlier` plans.
    pub fn new(instance: &'a Instance, answer: &'a Assignment, earlier: &[&Plan]) -> Self {
        let asked = occurrence::asked(instance, answer);
        let ids = identity::number(instance, &asked.occurrences, earlier);
        let placements = assembled(instance, &asked, &ids, earlier);
        let numbered: Vec<_> = ids.iter().zip(&asked.occurrences).collect();
        let calendar = Calendar::new(instance, &numbered, &placements);
        Self {
            instance,
            occurrences: asked.occurrences,
            ids,
            calendar,
        }
    }

    /// The series of an occurrence, by index.
    pub fn series(&self, id: &OccurrenceId) -> Option<usize> {
        let mut numbered = self.ids.iter().zip(&self.occurrences);
        let found = numbered.find(|(one, _)| *one == id);
        found.map(|(_, one)| one.series)
    }

    /// Why an occurrence is left out: in what way, and the smallest set of facts that leaves it without a
    /// place. `proven` says that no plan leaves out less.
    pub fn why(&self, id: &OccurrenceId, proven: bool) -> Option<(Why, Vec<Blocking>)> {
        let mut numbered = self.ids.iter().zip(&self.occurrences);
        let (_, left_out) = numbered.find(|(one, _)| *one == id)?;
        let why = super::explain(
            &self.calendar,
            left_out,
            proven,
            None,
            &Patience::new(&|| false),
        );
        Some((why.why, why.blocking))
    }

    /// The smallest set of facts that forbid a series a day; none when it has room there.
    pub fn forbids(&self, series: usize, day: NaiveDate) -> Vec<Blocking> {
        let one = Window { from: day, to: day };
        let room = Room::new(&self.calendar, series, one);
        if room.days.is_empty() {
            return Speaker::new(&room, &BTreeSet::new()).shut();
        }
        if room.fits(&BTreeSet::new()).is_some() {
            return Vec::new();
        }
        let blocks = conflict(&room, &Patience::new(&|| false));
        let speaker = Speaker::new(&room, &blocks);
        let said: Vec<Blocking> = blocks.iter().rev().map(|one| speaker.block(*one)).collect();
        if said.is_empty() {
            vec![speaker.rule(Cause::TooFewPeople)]
        } else {
            said
        }
    }

    /// What could be asked so that a left-out occurrence finds a place, cheapest first.
    pub fn offers(&self, id: &OccurrenceId, most: usize) -> Vec<Offer> {
        let mut numbered = self.ids.iter().zip(&self.occurrences);
        let Some((_, left_out)) =
            numbered.find(|(one, other)| *one == id && other.placed.is_none())
        else {
            return Vec::new();
        };
        let room = Room::new(&self.calendar, left_out.series, left_out.window);
        let mut offers: Vec<Offer> = Offers::default()
            .several(&room)
            .into_iter()
            .map(|way_out| offer(&room, left_out, way_out.changes, Some(way_out.spot)))
            .collect();
        offers.extend(self.later(left_out));
        offers.extend(self.longer_gap(&room, left_out));
        offers.extend(self.others_seated(&room, left_out));
        offers.extend(self.more_a_day(&room, left_out));
        offers.retain(|offer| !offer.what.is_empty());
        offers.sort_by_key(|offer| (offer.dear, offer.start));
        offers.truncate(most);
        offers
    }

    /// A milestone's window goes on to the first day with room.
    fn later(&self, left_out: &Occurrence) -> Option<Offer> {
        left_out.due?;
        let window = Window {
            from: left_out.window.to.succ_opt()?,
            to: left_out.window.to.checked_add_days(Days::new(LATER))?,
        };
        let room = Room::new(&self.calendar, left_out.series, window);
        let spot = room.fits(&BTreeSet::new())?;
        let until = BTreeSet::from([Change::Until(self.instance.day(spot.day))]);
        Some(offer(&room, left_out, until, Some(spot)))
    }

    /// A rhythm's gap may be so long that less is left out.
    fn longer_gap(&self, room: &Room, left_out: &Occurrence) -> Option<Offer> {
        let Requirement::Cadence(cadence) = &room.series.requirement else {
            return None;
        };
        let held = self.calendar.days(left_out.series);
        let leaves_out = |limit| {
            let wider = crate::series::Cadence { limit, ..*cadence };
            missing(self.instance, left_out.series, &wider, held)
        };
        let now = leaves_out(cadence.limit);
        let longer = cadence.limit + 1..=2 * cadence.limit;
        let limit = longer.into_iter().find(|limit| leaves_out(*limit) < now)?;
        let gap = BTreeSet::from([Change::Gap(limit)]);
        Some(offer(room, left_out, gap, None))
    }

    /// Somebody takes a seat who takes the same one under the same rule elsewhere.
    fn others_seated(&self, room: &Room, left_out: &Occurrence) -> Vec<Offer> {
        let instance = self.instance;
        let own = &room.series.casts;
        let seats = own.first().map_or(&[][..], |cast| &cast.seats);
        let mut offers = Vec::new();
        for (nth, seat) in seats.iter().enumerate() {
            for who in colleagues(instance, room.series, &seat.role) {
                if own
                    .iter()
                    .any(|cast| super::seen::people(cast).contains(&who))
                {
                    continue;
                }
                let mut changed = instance.clone();
                let series = &mut changed.series[left_out.series];
                let casts = series.casts.iter_mut();
                casts
                    .filter_map(|cast| cast.seats.get_mut(nth))
                    .for_each(|seat| seat.any_of.push(who));
                let what = Change::TakesOver(nth, who);
                offers.extend(self.with(&changed, left_out, what));
            }
        }
        offers
    }

    /// Somebody has one meeting more in a day than their maximum.
    fn more_a_day(&self, room: &Room, left_out: &Occurrence) -> Vec<Offer> {
        let seen = room.open.iter().flat_map(|day| &day.people);
        let full: BTreeSet<usize> = seen.filter(|one| one.full).map(|one| one.who).collect();
        let offer = |who: usize| {
            let mut changed = self.instance.clone();
            let resource = &mut changed.resources[who];
            resource.max_per_day = resource.max_per_day.map(|most| most + 1);
            self.with(&changed, left_out, Change::Maximum(who))
        };
        full.into_iter().filter_map(offer).collect()
    }

    /// One change, when it makes room all by itself.
    fn with(&self, changed: &Instance, left_out: &Occurrence, what: Change) -> Option<Offer> {
        let calendar = self.calendar.in_another(changed);
        let there = Room::new(&calendar, left_out.series, left_out.window);
        let spot = there.fits(&BTreeSet::new())?;
        Some(offer(&there, left_out, BTreeSet::from([what]), Some(spot)))
    }
}

/// Everybody but families who takes this role under the rule of a series.
fn colleagues(instance: &Instance, series: &crate::series::Series, role: &str) -> BTreeSet<usize> {
    let of_rule = instance.series.iter().filter(|one| one.rule == series.rule);
    let seats = of_rule
        .flat_map(|one| &one.casts)
        .flat_map(|cast| &cast.seats);
    let holders = seats
        .filter(|seat| seat.role == role)
        .flat_map(|seat| &seat.any_of);
    let of_team = |who: &&usize| instance.resources[**who].kind == ResourceKind::Staff;
    holders.filter(of_team).copied().collect()
}

fn offer(room: &Room, left_out: &Occurrence, what: BTreeSet<Change>, spot: Option<Spot>) -> Offer {
    let speaker = Speaker::new(room, &BTreeSet::new());
    let instance = room.instance();
    let anywhere = Spot {
        day: instance.index(left_out.window.from).unwrap_or_default(),
        start: 0,
    };
    let said = |change: &Change| speaker.asked(*change, spot);
    let start = spot.map(|spot| speaker.moment(spot));
    Offer {
        changes: what.iter().map(said).collect(),
        start,
        minutes: room.len * SLOT_MINUTES,
        dear: dear(room, &what),
        asked: ChangeRequest {
            series: left_out.series,
            spot: spot.unwrap_or(anywhere),
            len: room.len,
            due: left_out.due,
        },
        what,
    }
}
