//! A meeting that a time is asked for: how it stands, or a meeting that is fixed, comes in; who comes, by resource, and
//! what its series asks goes out.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Timetable, Who};
use crate::ids::{CaseCode, OccurrenceId, PersonId, RuleId, SeriesId};
use crate::series::{Cast, Instance, Requirement, ResourceKind, Series, Standing};
use crate::team::Team;

/// A meeting that a time is asked for.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its id; `None` of one that is only thought of.
    pub id: Option<OccurrenceId>,
    /// Its series; `None` of an appointment outside the rules.
    pub series: Option<SeriesId>,
    /// Its rule (empty outside the rules).
    pub rule: RuleId,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// Length in minutes.
    pub minutes: u32,
    /// Those who come: resource and who that is.
    pub people: Vec<(usize, Who)>,
    /// Where, an index into `Instance::places`.
    pub place: Option<usize>,
    /// First day it may be held, for what is held once.
    pub from: Option<NaiveDate>,
    /// Last day on time.
    pub due: Option<NaiveDate>,
    /// Where it stands now.
    pub stands: Option<NaiveDateTime>,
    /// Which of the fixed meetings it is, when it is one.
    pub fixed: Option<usize>,
}

impl Meeting {
    /// One of the fixed meetings, by index.
    pub fn of_fixed(team: &Team, instance: &Instance, at: usize) -> Option<Self> {
        let fixed = instance.fixed.get(at)?;
        let who = |(index, role): &(usize, String)| {
            let id = name(team, instance, *index, fixed.case.as_ref());
            let role = role.clone();
            (*index, Who { id, role })
        };
        Some(Self {
            fixed: Some(at),
            id: fixed.id.clone(),
            series: fixed.id.as_ref().map(OccurrenceId::series),
            rule: fixed.rule.clone().unwrap_or_else(|| RuleId::new("")),
            case: fixed.case.clone(),
            minutes: fixed.minutes,
            people: fixed.people.iter().map(who).collect(),
            place: fixed.place,
            from: None,
            due: None,
            stands: Some(fixed.start),
        })
    }
}

impl<'a> Timetable<'a> {
    /// A meeting as it stands in a calendar, with the first day it may be held and its due date where it has them.
    pub fn meeting(
        &self,
        standing: &Standing,
        from: Option<NaiveDate>,
        due: Option<NaiveDate>,
    ) -> Meeting {
        let people = standing.people.iter().filter_map(|(id, role)| {
            let who = Who {
                id: id.clone(),
                role: role.clone(),
            };
            Some((self.resource(id)?, who))
        });
        let own = self.pieces(&standing.series).next();
        Meeting {
            id: Some(standing.id.clone()),
            series: Some(standing.series.clone()),
            rule: standing.rule.clone(),
            case: standing.case.clone(),
            minutes: standing.minutes,
            people: people.collect(),
            place: match own {
                Some(series) => series.place,
                None => self.place(standing),
            },
            from,
            due,
            stands: Some(standing.start),
            fixed: None,
        }
    }

    /// The parts of a series that the instance asks for.
    pub(super) fn pieces(&self, id: &SeriesId) -> impl Iterator<Item = &'a Series> {
        let id = id.clone();
        self.instance.series.iter().filter(move |one| one.id == id)
    }

    /// The part of a meeting's series that covers a day: of what is held once, the one with its ordinal.
    pub(super) fn piece(&self, meeting: &Meeting, day: NaiveDate) -> Option<&'a Series> {
        let ordinal = meeting.id.as_ref().and_then(OccurrenceId::ordinal);
        let mut pieces = self.pieces(meeting.series.as_ref()?);
        pieces.find(|one| match &one.requirement {
            Requirement::Milestone(_) => ordinal.is_none_or(|own| own == one.first_ordinal),
            Requirement::Cadence(cadence) => (cadence.from..=cadence.to).contains(&day),
            Requirement::Weekly(weekly) => {
                let mut weeks = weekly.weeks.iter();
                weeks.any(|week| (week.from..=week.to).contains(&day))
            }
        })
    }

    /// The days of the timetable.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<'a> {
        let instance = self.instance;
        (0..instance.day_count()).map(move |index| instance.day(index))
    }

    /// Whether somebody is a colleague.
    pub fn is_staff(&self, who: &Who) -> bool {
        let known = self
            .resource(&who.id)
            .and_then(|index| self.instance.resources.get(index));
        known.is_some_and(|one| one.kind == ResourceKind::Staff)
    }

    /// Those who come to a meeting on a day: in each seat whoever comes already, else the first who may; and of the
    /// invited those who come already. `None` when the rule has nobody for a seat, or asks for none that day.
    pub fn company(&self, meeting: &Meeting, day: NaiveDate) -> Option<Vec<(usize, Who)>> {
        let series = self.piece(meeting, day)?;
        let cast = series.cast_on(day)?;
        let comes = |who: &usize| meeting.people.iter().any(|(known, _)| known == who);
        let named = |index: usize, role: &str| {
            let known = meeting.people.iter().find(|(known, _)| *known == index);
            let new = || self.named(index, role, meeting);
            (index, known.map_or_else(new, |(_, who)| who.clone()))
        };
        let come: Vec<usize> = meeting.people.iter().map(|(who, _)| *who).collect();
        let mut people = Vec::new();
        for (seat, taker) in cast.seats.iter().zip(seating(cast, &come)) {
            let new = || seat.any_of.iter().find(|who| !come.contains(who));
            let taker = taker.as_ref().or_else(new).or(seat.any_of.first())?;
            people.push(named(*taker, &seat.role));
        }
        let invited = cast.invited.iter().flat_map(|invited| &invited.members);
        let invited = invited.filter(|(who, _)| comes(who));
        people.extend(invited.map(|(who, role)| named(*who, role)));
        Some(people)
    }

    /// Somebody in a role of a meeting.
    pub(super) fn named(&self, index: usize, role: &str, meeting: &Meeting) -> Who {
        Who {
            id: name(self.team, self.instance, index, meeting.case.as_ref()),
            role: role.to_owned(),
        }
    }

    /// A participant as plans name them: a person, or a family by the code of a case.
    pub(super) fn resource(&self, id: &str) -> Option<usize> {
        let key = match self.team.person(&PersonId::new(id)) {
            Some(_) => id,
            None => {
                let mut cases = self.team.cases.iter();
                let case = cases.find(|case| case.code.as_str() == id);
                case.map_or(id, |case| &case.family)
            }
        };
        self.instance.resources.iter().position(|one| one.id == key)
    }

    /// The place a meeting stands at: where another of the same case is held (two families of one zone have two
    /// addresses of one name), else by name.
    fn place(&self, standing: &Standing) -> Option<usize> {
        let name = standing.place.as_ref()?;
        let of_case = |case: &Option<CaseCode>| case.is_some() && *case == standing.case;
        let asked = self.instance.series.iter().filter(|one| of_case(&one.case));
        let stand = self.instance.fixed.iter().filter(|one| of_case(&one.case));
        let own = asked.filter_map(|one| one.place);
        let mut own = own.chain(stand.filter_map(|one| one.place));
        let named = |place: &usize| self.instance.places.get(*place) == Some(name);
        own.find(named)
            .or_else(|| self.instance.places.iter().position(|known| known == name))
    }
}

/// Who of those who come takes each seat, so that as many as can be are taken.
pub(super) fn seating(cast: &Cast, come: &[usize]) -> Vec<Option<usize>> {
    let mut taken = vec![None; cast.seats.len()];
    for seat in 0..taken.len() {
        sit(cast, come, seat, &mut taken, &mut Vec::new());
    }
    taken
}

/// Finds somebody for a seat; whoever sits elsewhere may change seats (augmenting paths).
fn sit(
    cast: &Cast,
    come: &[usize],
    seat: usize,
    taken: &mut [Option<usize>],
    tried: &mut Vec<usize>,
) -> bool {
    let able = cast.seats.get(seat).map_or(&[][..], |one| &one.any_of);
    for who in able.iter().filter(|who| come.contains(who)) {
        if tried.contains(who) {
            continue;
        }
        tried.push(*who);
        let other = taken.iter().position(|one| *one == Some(*who));
        if other.is_none_or(|other| sit(cast, come, other, taken, tried)) {
            taken[seat] = Some(*who);
            return true;
        }
    }
    false
}

/// A resource as plans name it: a family by the meeting's case, or the first of its cases.
fn name(team: &Team, instance: &Instance, index: usize, case: Option<&CaseCode>) -> String {
    let Some(resource) = instance.resources.get(index) else {
        return String::new();
    };
    if resource.kind != ResourceKind::Family {
        return resource.id.clone();
    }
    let of_family = |code: &CaseCode| {
        let mut cases = team.cases.iter();
        cases.any(|one| one.code == *code && one.family == resource.id)
    };
    if let Some(case) = case.filter(|case| of_family(case)) {
        return case.to_string();
    }
    let mut cases = team.cases.iter();
    let first = cases.find(|one| one.family == resource.id);
    first.map_or_else(|| resource.label.clone(), |case| case.code.to_string())
}
