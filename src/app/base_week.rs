//! Whose standing times there may be, and who comes to them: a snapshot comes in; each key with its people and place, day
//! by day, goes out. The rules are expanded once for half a year ahead, as for a plan.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Snapshot;
use crate::records::StandingKey;
use crate::series::timetable::{Meeting, Obstacle, Timetable, Who};
use crate::series::{
    self, Cast, Earlier, Instance, Keeps, Requirement, ResourceKind, Series, workdays,
};
use crate::team::Team;
use crate::time::{Slots, Term};

/// Days ahead that are looked at: two quarters.
const AHEAD: u64 = 26 * 7;

/// The rules of a team, expanded for half a year.
pub struct BaseWeek {
    team: Team,
    instance: Instance,
    now: NaiveDateTime,
}

/// Who meets at a key's standing times on a day.
#[derive(Clone, Debug)]
pub struct Company {
    /// Who comes, by resource: those without whom it cannot be, and all who are invited.
    pub people: Vec<(usize, Who)>,
    /// Where (index into `Instance::places`).
    pub place: Option<usize>,
}

impl BaseWeek {
    /// Reads what is ahead of a day, or of today when that is later.
    pub fn new(snapshot: &Snapshot, from: NaiveDate) -> Self {
        let first = from.max(snapshot.today);
        let term = Term {
            from: snapshot.today,
            to: first.checked_add_days(Days::new(AHEAD)).unwrap_or(first),
        };
        let earlier = Earlier::default();
        Self {
            instance: series::expand(&snapshot.team, term, snapshot.now, &earlier, &[]),
            team: snapshot.team.clone(),
            now: snapshot.now,
        }
    }

    /// Everybody who may have standing times, in order.
    pub fn keys(&self) -> BTreeSet<StandingKey> {
        let all = self.instance.series.iter();
        all.flat_map(|series| series.casts.iter().map(move |cast| (series, cast)))
            .filter_map(|(series, cast)| {
                let day = self.instance.index(cast.from.max(self.instance.first))?;
                self.instance.standing_key(series, day)
            })
            .collect()
    }

    /// The parts of series that keep a key's times, on a day.
    fn on(&self, key: &StandingKey, day: NaiveDate) -> impl Iterator<Item = (&Series, &Cast)> {
        let index = self.instance.index(day);
        let own = move |series: &&Series| {
            index.is_some_and(|index| {
                self.instance.standing_key(series, index).as_ref() == Some(key)
            })
        };
        self.instance
            .series
            .iter()
            .filter(own)
            .filter_map(move |series| Some((series, series.cast_on(day)?)))
    }

    /// The days that are looked at, from one on.
    pub fn days(&self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let days = (0..self.instance.day_count()).map(|index| self.instance.day(index));
        days.filter(move |day| from <= *day)
    }

    /// The first day of a key.
    pub fn first_day(&self, key: &StandingKey) -> Option<NaiveDate> {
        self.days(self.instance.first)
            .find(|day| self.on(key, *day).next().is_some())
    }

    /// A series of a key, for its length and its rule.
    pub fn series(&self, key: &StandingKey, from: NaiveDate) -> Option<&Series> {
        let mut days = self.days(from);
        days.find_map(|day| self.on(key, day).next().map(|(series, _)| series))
    }

    /// How a key keeps its times.
    pub fn keeps(&self, key: &StandingKey) -> Option<Keeps> {
        let series = self.series(key, self.instance.first)?;
        series.standing.as_ref().map(|standard| standard.keeps)
    }

    /// The most meetings that a week asks for, of a weekly series.
    pub fn most_a_week(&self, key: &StandingKey) -> Option<u32> {
        let own = (self.instance.series.iter()).filter(|series| key.series() == Some(&series.id));
        let weeks = own.filter_map(|series| match &series.requirement {
            Requirement::Weekly(weekly) => weekly.weeks.iter().map(|week| week.count).max(),
            _ => None,
        });
        weeks.max()
    }

    /// Weeks between two meetings of a rhythm, aimed at; 1 of what is weekly.
    pub fn rhythm(&self, key: &StandingKey, from: NaiveDate) -> u32 {
        match self.series(key, from).map(|series| &series.requirement) {
            Some(Requirement::Cadence(cadence)) => (cadence.target / 7).max(1),
            _ => 1,
        }
    }

    /// Who meets on a day; of a pair the two.
    pub fn company(&self, key: &StandingKey, day: NaiveDate) -> Option<Company> {
        let (series, cast) = self.on(key, day).next()?;
        let case = series.case.as_ref().map(|code| code.as_str());
        let seats = cast.seats.iter().filter_map(|seat| match seat.any_of[..] {
            [only] => Some((only, &seat.role)),
            _ => None,
        });
        let invited = cast.invited.iter().flat_map(|invited| &invited.members);
        let all = seats.chain(invited.map(|(who, role)| (*who, role)));
        let people = all.filter_map(|(index, role)| {
            let resource = self.instance.resources.get(index)?;
            let id = match (resource.kind, case) {
                (ResourceKind::Family, Some(code)) => code.to_owned(),
                _ => resource.id.clone(),
            };
            let role = role.clone();
            Some((index, Who { id, role }))
        });
        Some(Company {
            people: people.collect(),
            place: series.place,
        })
    }

    /// What the hours of those who come, and of the rule, have against a time of a day; and who is away that day.
    pub fn hours_against(
        &self,
        key: &StandingKey,
        at: NaiveDateTime,
        minutes: u32,
    ) -> Vec<Obstacle> {
        let Some((series, _)) = self.on(key, at.date()).next() else {
            return Vec::new();
        };
        let Some(company) = self.company(key, at.date()) else {
            return Vec::new();
        };
        let meeting = Meeting {
            id: None,
            series: Some(series.id.clone()),
            rule: series.rule.clone(),
            case: series.case.clone(),
            minutes,
            people: company.people,
            place: company.place,
            from: None,
            due: None,
            stands: None,
            fixed: None,
        };
        let timetable = Timetable::new(&self.team, &self.instance, self.now);
        let mut found = timetable.obstacles(&meeting, at);
        found.retain(|one| {
            matches!(
                one,
                Obstacle::Hours(_) | Obstacle::Times | Obstacle::Away(_) | Obstacle::FreeDay(..)
            )
        });
        found
    }

    /// Minutes of travel between two places.
    pub fn way(&self, from: Option<usize>, to: Option<usize>) -> u32 {
        self.instance.way(from, to)
    }

    /// The breaks of somebody, by index, on a day.
    pub fn breaks(&self, who: usize, day: NaiveDate) -> Slots {
        let day = self.instance.index(day);
        day.map_or(Slots::EMPTY, |day| self.instance.breaks(who, day))
    }

    /// The first day that changed standing times have when nobody gives one: the team's notice after today.
    pub fn first_after_notice(&self) -> NaiveDate {
        let today = self.now.date();
        workdays(&self.team, today).step(today, self.team.notice.standing, false)
    }

    /// Ids of those who come to a key from a day on: people, and a family's code.
    pub fn who(&self, key: &StandingKey, from: NaiveDate) -> Vec<String> {
        if let StandingKey::Pair(one, other) = key {
            return vec![one.clone(), other.clone()];
        }
        let mut days = self.days(from);
        let company = days.find_map(|day| self.company(key, day));
        let people = company.map_or_else(Vec::new, |company| company.people);
        people.into_iter().map(|(_, who)| who.id).collect()
    }
}
