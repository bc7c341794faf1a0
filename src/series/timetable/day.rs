//! The obstacles of one day: those who come with their hours, absences and other meetings, and what the rule asks.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::meeting::seating;
use super::{Meeting, Obstacle, Other, Span, Timetable, Who};
use crate::rules::{Demand, Notice};
use crate::series::{Cast, Closed, Fixed, Requirement, Resource, ResourceKind, Series, notice};
use crate::time::{SLOT_MINUTES, Slots, monday_of};

impl Timetable<'_> {
    /// What keeps those who come.
    pub(super) fn people(&self, meeting: &Meeting, at: NaiveDateTime, found: &mut Vec<Obstacle>) {
        let paused = found.iter().any(|one| matches!(one, Obstacle::Paused(_)));
        for (index, who) in &meeting.people {
            let Some(resource) = self.instance.resources.get(*index) else {
                continue;
            };
            let silent = paused && resource.kind == ResourceKind::Family;
            if !silent {
                found.extend(self.presence(*index, resource, who, meeting, at));
            }
            self.meetings(*index, who, meeting, at, found);
            self.beside_offers(*index, who, meeting, at, found);
            if resource.kind == ResourceKind::Staff {
                found.extend(self.rest(*index, who, meeting, at));
            }
            found.extend(self.full(*index, resource, who, meeting, at.date()));
        }
    }

    /// Why somebody is not there at that time.
    fn presence(
        &self,
        index: usize,
        resource: &Resource,
        who: &Who,
        meeting: &Meeting,
        at: NaiveDateTime,
    ) -> Option<Obstacle> {
        let day = self.instance.index(at.date())?;
        let needed = needed(meeting, at);
        if needed.minus(*resource.free.get(day)?).is_empty() {
            return None;
        }
        let away = resource.away.get(day).copied().unwrap_or_default();
        Some(match resource.closed.get(&day) {
            Some(Closed::NotInTeam) => Obstacle::NotInTeam(who.clone()),
            _ if !needed.and(away).is_empty() => Obstacle::Away(who.clone()),
            _ if self.is_offered(index, at, meeting) => Obstacle::Offered(who.clone()),
            Some(Closed::Holiday(name)) => Obstacle::FreeDay(who.clone(), name.clone()),
            _ => Obstacle::Hours(who.clone()),
        })
    }

    /// The other meetings of somebody that leave no time for it.
    fn meetings(
        &self,
        index: usize,
        who: &Who,
        meeting: &Meeting,
        at: NaiveDateTime,
        found: &mut Vec<Obstacle>,
    ) {
        let own = Span::of(at, meeting.minutes, meeting.place);
        let breaks = self.breaks_on(index, at.date());
        for other in self.of(index, meeting, Some(at.date())) {
            let span = Span::of(other.start, other.minutes, other.place);
            let way = self.instance.way(meeting.place, other.place);
            if own.overlaps(span) {
                found.push(Obstacle::Busy(who.clone(), told(other)));
            } else if !own.leaves_room(span, way, Slots::EMPTY) {
                found.push(Obstacle::Travel(who.clone(), told(other), way));
            } else if !own.leaves_room(span, way, breaks) {
                found.push(Obstacle::Break(who.clone(), told(other), way));
            }
        }
    }

    /// Somebody's breaks on a day.
    pub(super) fn breaks_on(&self, index: usize, day: NaiveDate) -> Slots {
        let day = self.instance.index(day);
        day.map_or(Slots::EMPTY, |day| self.instance.breaks(index, day))
    }

    /// The evening before or the morning after that leaves somebody too little rest.
    fn rest(
        &self,
        index: usize,
        who: &Who,
        meeting: &Meeting,
        at: NaiveDateTime,
    ) -> Option<Obstacle> {
        let least = Duration::minutes(i64::from(self.instance.rest));
        let until = at + minutes(meeting.minutes);
        let day = at.date();
        let before = self.of(index, meeting, day.pred_opt());
        let after = self.of(index, meeting, day.succ_opt());
        let mut near = before
            .filter(|one| at - end(one) < least)
            .chain(after.filter(|one| one.start - until < least));
        let one = near.next()?;
        Some(Obstacle::Rest(who.clone(), told(one), self.instance.rest))
    }

    fn full(
        &self,
        index: usize,
        resource: &Resource,
        who: &Who,
        meeting: &Meeting,
        day: NaiveDate,
    ) -> Option<Obstacle> {
        let most = resource.max_per_day?;
        let has = self.of(index, meeting, Some(day)).count() + self.offered_on(index, meeting, day);
        (has >= most as usize).then(|| Obstacle::Full(who.clone(), most))
    }

    /// Somebody's other meetings on a day.
    fn of(
        &self,
        index: usize,
        meeting: &Meeting,
        day: Option<NaiveDate>,
    ) -> impl Iterator<Item = &Fixed> {
        let comes = move |one: &&Fixed| one.people.iter().any(|(who, _)| *who == index);
        self.others(meeting, day).filter(comes)
    }

    /// What the rule asks of the day and hour.
    pub(super) fn rule(&self, meeting: &Meeting, at: NaiveDateTime, found: &mut Vec<Obstacle>) {
        let day = at.date();
        if let Some(from) = meeting.from.filter(|from| day < *from) {
            found.push(Obstacle::Early(from));
        }
        if let Some(due) = meeting.due.filter(|due| *due < day) {
            found.push(Obstacle::Late(due));
        }
        let Some(id) = &meeting.series else { return };
        let refused = |(series, start): &(crate::ids::SeriesId, NaiveDateTime)| {
            series == id
                && *start < at + minutes(meeting.minutes)
                && at < *start + minutes(meeting.minutes)
        };
        if self.team.refused.iter().any(refused) {
            found.push(Obstacle::Refused);
        }
        found.extend(self.spacing(meeting, day));
        let Some(series) = self.piece(meeting, day) else {
            self.of_the_rule(meeting, at, found);
            return;
        };
        if !found.contains(&Obstacle::Refused) && !self.allows(series, meeting, at) {
            found.push(Obstacle::Times);
        }
        self.cast_of(series, meeting, day, found);
        found.extend(self.in_time(series.notice, meeting, at));
    }

    fn allows(&self, series: &Series, meeting: &Meeting, at: NaiveDateTime) -> bool {
        let Some(allowed) = self
            .instance
            .index(at.date())
            .and_then(|day| series.allowed.get(day))
        else {
            return true;
        };
        let start = Span::of(at, 0, None).from / SLOT_MINUTES;
        let fixed = series.fixed_start.is_none_or(|fixed| fixed == start);
        // A day on which the same is held already is empty: that is said as what it is.
        let taken = allowed.is_empty() && self.spacing(meeting, at.date()).is_some();
        fixed && (taken || needed(meeting, at).minus(*allowed).is_empty())
    }

    /// Another of the same series that is too near.
    fn spacing(&self, meeting: &Meeting, day: NaiveDate) -> Option<Obstacle> {
        let id = meeting.series.as_ref()?;
        let pieces: Vec<&Series> = self.pieces(id).collect();
        let own = pieces.iter().filter_map(|one| match &one.requirement {
            Requirement::Cadence(cadence) => Some(cadence),
            _ => None,
        });
        let rhythm = own
            .clone()
            .find(|own| own.from <= day && day <= own.to)
            .or(own.clone().next());
        // Of a series that has all it asks for no part is left: then its rule says what it is.
        let demand = self.team.rule(&meeting.rule).map(|rule| &rule.demand);
        let demand = demand.filter(|_| pieces.is_empty());
        let once = |one: &&Series| matches!(one.requirement, Requirement::Milestone(_));
        if pieces.iter().any(once) || matches!(demand, Some(Demand::Milestone(_))) {
            return None;
        }
        let least = match (rhythm, demand) {
            (Some(cadence), _) => cadence.min.max(1),
            (None, Some(Demand::Cadence(cadence))) => cadence.gap.min.max(1),
            (None, _) => 1,
        };
        let held = rhythm.filter(|cadence| cadence.held);
        if let Some(first) = held.filter(|first| first.follows.is_none()) {
            let (anchor, min) = (first.anchor, first.first_gap().min);
            if (day - anchor).num_days().abs() < i64::from(min) {
                return Some(Obstacle::Spacing(anchor, min));
            }
        }
        let own = |one: &&Fixed| one.id.as_ref().is_some_and(|one| one.is_of(id));
        let near = self.fixed.values().flatten().copied().filter(own);
        let near = near.filter(|one| meeting.id.is_none() || one.id != meeting.id);
        let offered = self.offers.iter().filter(own);
        let offered = offered.filter(|one| one.id != meeting.id);
        let days = near.chain(offered).map(|one| one.start.date());
        let too_near = days
            .filter(|other| (*other - day).num_days().abs() < i64::from(least))
            .min_by_key(|other| (*other - day).num_days().abs());
        if let Some(other) = too_near {
            return Some(Obstacle::Spacing(other, least));
        }
        self.week_full(meeting, &pieces, day)
    }

    /// A weekly meeting in another week than its own, which has all it asks for.
    fn week_full(&self, meeting: &Meeting, pieces: &[&Series], day: NaiveDate) -> Option<Obstacle> {
        let own_week = meeting
            .stands
            .is_some_and(|at| monday_of(at.date()) == monday_of(day));
        let weekly = pieces
            .iter()
            .any(|one| matches!(one.requirement, Requirement::Weekly(_)));
        let rule = self.team.rule(&meeting.rule);
        let by_rule = rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)));
        let weekly = weekly || (pieces.is_empty() && by_rule);
        let asked = self.piece(meeting, day).is_some();
        let planned = self.instance.index(day).is_some();
        (weekly && planned && !own_week && !asked).then_some(Obstacle::WeekFull)
    }

    /// What the rule alone asks of a meeting that no part of its series asks for: its hours, its days and its notice.
    fn of_the_rule(&self, meeting: &Meeting, at: NaiveDateTime, found: &mut Vec<Obstacle>) {
        let Some(rule) = self.team.rule(&meeting.rule) else {
            found.extend(
                self.out_of_rhythm(meeting, at.date())
                    .then_some(Obstacle::Times),
            );
            return;
        };
        let weekday = at.date().weekday().num_days_from_monday() as usize;
        let hours = rule.when.allowed.get(weekday).copied().unwrap_or_default();
        let outside = !needed(meeting, at).minus(hours).is_empty();
        if !found.contains(&Obstacle::Refused)
            && (outside || self.out_of_rhythm(meeting, at.date()))
        {
            found.push(Obstacle::Times);
        }
        found.extend(self.in_time(notice(Some(rule), self.team), meeting, at));
    }

    /// Whether a rhythm is kept on other days only: it has begun later or ended by then.
    fn out_of_rhythm(&self, meeting: &Meeting, day: NaiveDate) -> bool {
        let Some(id) = &meeting.series else {
            return false;
        };
        let mut pieces = self.pieces(id).peekable();
        let asked = pieces.peek().is_some() && self.instance.index(day).is_some();
        let rhythm = |one: &Series| matches!(one.requirement, Requirement::Cadence(_));
        asked && pieces.all(rhythm) && self.spacing(meeting, day).is_none()
    }

    /// The first moment of which all who come learn in time, when that is later. Where it stands they know of it.
    fn in_time(&self, notice: Notice, meeting: &Meeting, at: NaiveDateTime) -> Option<Obstacle> {
        let people = meeting.people.iter().map(|(who, _)| *who);
        let first = self.instance.earliest_start(notice, people);
        (at < first && self.now <= at && meeting.stands != Some(at))
            .then_some(Obstacle::Notice(first))
    }

    /// What those who come lack to be the company that the rule asks for on a day.
    fn cast_of(
        &self,
        series: &Series,
        meeting: &Meeting,
        day: NaiveDate,
        found: &mut Vec<Obstacle>,
    ) {
        let Some(cast) = series.cast_on(day) else {
            found.push(Obstacle::Unassigned);
            return;
        };
        let stood = meeting.stands.and_then(|at| series.cast_on(at.date()));
        if let Some(stood) = stood.filter(|stood| !std::ptr::eq(*stood, cast)) {
            self.taken_over(stood, cast, meeting, found);
        }
        let Some(invited) = &cast.invited else { return };
        let member = |who: &usize| invited.members.iter().any(|(one, _)| one == who);
        let come = meeting.people.iter().filter(|(who, _)| member(who)).count();
        if come < invited.quorum {
            found.push(Obstacle::Quorum(come, invited.quorum));
        }
    }

    /// Who of those who come has handed over by that day, and who has taken over.
    fn taken_over(&self, stood: &Cast, cast: &Cast, meeting: &Meeting, found: &mut Vec<Obstacle>) {
        let come: Vec<usize> = meeting.people.iter().map(|(who, _)| *who).collect();
        let (before, now) = (seating(stood, &come), seating(cast, &come));
        let sits = |seats: &[Option<usize>], who: usize| seats.contains(&Some(who));
        let gone = meeting.people.iter();
        let gone = gone.filter(|(who, _)| sits(&before, *who) && !sits(&now, *who));
        found.extend(gone.map(|(_, who)| Obstacle::NotAssigned(who.clone())));
        let empty = cast.seats.iter().zip(&now).filter(|(_, who)| who.is_none());
        found.extend(empty.filter_map(|(seat, _)| {
            let new = seat.any_of.iter().find(|who| !sits(&now, **who))?;
            Some(Obstacle::Lacks(self.named(*new, &seat.role, meeting)))
        }));
    }
}

/// The slots a meeting takes.
fn needed(meeting: &Meeting, at: NaiveDateTime) -> Slots {
    let own = Span::of(at, meeting.minutes, None);
    Slots::touching(own.from, own.to.min(24 * 60))
}

fn minutes(count: u32) -> Duration {
    Duration::minutes(i64::from(count))
}

fn end(one: &Fixed) -> NaiveDateTime {
    one.start + minutes(one.minutes)
}

fn told(one: &Fixed) -> Other {
    Other {
        id: one.id.clone(),
        title: one.title.clone(),
        case: one.case.clone(),
        start: one.start,
        end: end(one),
    }
}
