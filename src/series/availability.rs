//! Who is free when. People with their patterns, families with their times, absences and holidays
//! come in; free slots and breaks for each day, and why a day has none, go out.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::asking::Asking;
use super::calendar::Calendar;
use super::care::Care;
use super::{Closed, Resource, ResourceKind};
use crate::rules::Text;
use crate::team::{Absence, Away, Pattern, Person, Team};
use crate::time::{BREAK_SLOTS, Slots, Term, WITHOUT_BREAK_SLOTS, monday_of};

/// The free time of people and families on each of the days.
pub(super) struct Availability<'a> {
    /// The team.
    pub team: &'a Team,
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// The days that are planned.
    pub days: Term,
}

impl Availability<'_> {
    /// A person as a resource.
    pub fn person(&self, person: &Person) -> Resource {
        let absences = self.absences(|who| *who == Away::Person(person.id.clone()));
        let (free, closed) = self.each_day(|day| self.person_on(person, &absences, day));
        let ask = Asking {
            availability: self,
            person,
            absences: &absences,
            out: self.team.out(&person.id),
        };
        Resource {
            id: person.id.as_str().to_owned(),
            label: person.name.clone(),
            kind: if person.external {
                ResourceKind::External
            } else {
                ResourceKind::Staff
            },
            away: self.away(&absences),
            free,
            closed,
            askable: self.days.days().map(|day| ask.on(day)).collect(),
            breaks: self
                .days
                .days()
                .map(|day| self.breaks(person, day))
                .collect(),
            max_per_day: person.max_per_day,
            irregular: !person.standing,
        }
    }

    /// The family of these cases as one resource: it can be met when each of its cases can.
    pub fn family(&self, key: &str, cares: &[&Care<'_>]) -> Resource {
        let absences = self.absences(|who| {
            let of_family = |care: &&Care<'_>| *who == Away::Family(care.case.code.clone());
            cares.iter().any(of_family)
        });
        let hours = |day: NaiveDate| {
            let given = cares.iter().filter_map(|care| care.case.hours.as_ref());
            let given = given.map(|hours| hours.on(day)).reduce(Slots::and);
            given.unwrap_or(self.team.office[weekday(day)])
        };
        let (free, closed) = self.each_day(|day| {
            let hours = hours(day);
            if let Some(away) = away_all_day(&absences, day) {
                return Err(away);
            }
            if hours.is_empty() {
                return Err(Closed::NoHours);
            }
            without(hours, &absences, day)
        });
        let askable = self.days.days().map(|day| {
            if away_all_day(&absences, day).is_some() {
                return hours(day);
            }
            without(Slots::ALL, &absences, day).unwrap_or_default()
        });
        let askable = askable.collect();
        let codes: Vec<&str> = cares.iter().map(|care| care.case.code.as_str()).collect();
        Resource {
            id: key.to_owned(),
            label: codes.join(" + "),
            kind: ResourceKind::Family,
            away: self.away(&absences),
            free,
            closed,
            askable,
            breaks: vec![Slots::EMPTY; self.days.days().count()],
            max_per_day: None,
            irregular: false,
        }
    }

    /// The breaks of a colleague's own hours.
    fn breaks(&self, person: &Person, day: NaiveDate) -> Slots {
        if person.external {
            return Slots::EMPTY;
        }
        breaks_of(hours(person, &self.team.office, day))
    }

    fn absences(&self, concerns: impl Fn(&Away) -> bool) -> Vec<&Absence> {
        let absences = self.team.absences.iter();
        absences.filter(|absence| concerns(&absence.who)).collect()
    }

    /// What absences take of each day; a time that is only offered is none.
    fn away(&self, absences: &[&Absence]) -> Vec<Slots> {
        let on = |day: NaiveDate| {
            let then = absences.iter().filter(|a| a.from <= day && day <= a.to);
            let then = then.filter(|a| !a.is_offer());
            then.fold(Slots::EMPTY, |all, one| {
                all.or(one.slots.unwrap_or(Slots::ALL))
            })
        };
        self.days.days().map(on).collect()
    }

    fn each_day(
        &self,
        on: impl Fn(NaiveDate) -> Result<Slots, Closed>,
    ) -> (Vec<Slots>, BTreeMap<usize, Closed>) {
        let mut closed = BTreeMap::new();
        let slots = |(index, day)| {
            on(day).unwrap_or_else(|why| {
                closed.insert(index, why);
                Slots::EMPTY
            })
        };
        let free = self.days.days().enumerate().map(slots).collect();
        (free, closed)
    }

    fn person_on(
        &self,
        person: &Person,
        absences: &[&Absence],
        day: NaiveDate,
    ) -> Result<Slots, Closed> {
        if !person.in_team(day) {
            return Err(Closed::NotInTeam);
        }
        let mut hours = hours(person, &self.team.office, day);
        let away = away_all_day(absences, day);
        if hours.is_empty() {
            return Err(away.unwrap_or(Closed::NoHours));
        }
        if let Some(why) = self.holiday(person, day) {
            return Err(Closed::Holiday(why));
        }
        if let Some(away) = away {
            return Err(away);
        }
        for protected in person
            .protected
            .iter()
            .filter(|pattern| holds(pattern, day))
        {
            hours = hours.minus(protected.week[weekday(day)]);
        }
        if hours.is_empty() {
            return Err(Closed::NoHours);
        }
        without(hours, absences, day)
    }

    /// The holiday or closure that keeps a person from working on `day`.
    pub(super) fn holiday(&self, person: &Person, day: NaiveDate) -> Option<Text> {
        if person.swaps.iter().any(|(worked, _)| *worked == day) {
            return None;
        }
        if let Some((worked, _)) = person.swaps.iter().find(|(_, off)| *off == day) {
            let name = self.calendar.free.get(worked);
            return Some(Text {
                nl: format!(
                    "vrij in ruil voor {}",
                    name.map_or("een feestdag", |n| &n.nl)
                ),
                en: format!(
                    "off in exchange for {}",
                    name.map_or("a holiday", |n| &n.en)
                ),
            });
        }
        if let Some(name) = self.calendar.free.get(&day) {
            return Some(name.clone());
        }
        let closure = self.team.closures.get(&day).filter(|_| !person.external)?;
        Some(Text {
            nl: closure.clone(),
            en: closure.clone(),
        })
    }
}

/// The breaks between these hours.
fn breaks_of(hours: Slots) -> Slots {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
        return Slots::EMPTY;
    };
    let span = last + 1 - first;
    if span <= WITHOUT_BREAK_SLOTS {
        return Slots::EMPTY;
    }
    let gaps = Slots::run(first, span).minus(hours).runs().into_iter();
    gaps.filter(|(_, len)| *len >= BREAK_SLOTS)
        .fold(Slots::EMPTY, |all, (from, len)| {
            all.or(Slots::run(from, len))
        })
}

/// The hours of the last listed pattern that holds on `day`; office hours for whoever has none.
pub(super) fn hours(person: &Person, office: &[Slots; 7], day: NaiveDate) -> Slots {
    if person.patterns.is_empty() {
        return office[weekday(day)];
    }
    let holding = |pattern: &&Pattern| holds(pattern, day);
    let last = person.patterns.iter().rev().find(holding);
    last.map_or(Slots::EMPTY, |pattern| pattern.week[weekday(day)])
}

/// Whether a pattern holds on `day`. Alternate weeks are counted in Mondays from the week of its
/// first day, never by week number: a year may have 53 weeks.
pub(super) fn holds(pattern: &Pattern, day: NaiveDate) -> bool {
    let begun = pattern.from.is_none_or(|from| from <= day);
    let ended = pattern.to.is_some_and(|to| to < day);
    let own_week = pattern.every <= 1
        || pattern.from.is_some_and(|from| {
            let weeks = (monday_of(day) - monday_of(from)).num_weeks();
            weeks.rem_euclid(i64::from(pattern.every)) == 0
        });
    begun && !ended && own_week
}

/// The absence that takes a whole day, worked or not: asking for other hours does not help then.
pub(super) fn away_all_day(absences: &[&Absence], day: NaiveDate) -> Option<Closed> {
    let mut on = absences.iter().filter(|a| a.from <= day && day <= a.to);
    let whole = on.find(|absence| absence.slots.is_none())?;
    Some(Closed::Away(whole.kind))
}

/// What absences leave of a day's hours.
pub(super) fn without(
    hours: Slots,
    absences: &[&Absence],
    day: NaiveDate,
) -> Result<Slots, Closed> {
    let mut left = hours;
    for absence in absences.iter().filter(|a| a.from <= day && day <= a.to) {
        left = left.minus(absence.slots.unwrap_or(Slots::ALL));
        if left.is_empty() {
            return Err(Closed::Away(absence.kind));
        }
    }
    Ok(left)
}

/// Index of a day in a week, Monday first.
pub(super) fn weekday(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}
