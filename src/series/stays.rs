//! Stays in the few units of a capacity. Cases come in by the day they ask for; units, and the
//! first day that is really free, go out. Everything anchored on the start of care follows.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::availability::weekday;
use super::care::Care;
use super::world::Draft;
use super::{Note, Stay};
use crate::rules::{Demand, Mode, Programme, Rule};
use crate::team::{Case, Team};
use crate::time::Term;

/// The cases with the starts that their stays allow, and the stays.
pub(super) struct Lodging<'a> {
    /// Every case, moved where it had to.
    pub cares: Vec<Care<'a>>,
    /// The stays that touch the plan.
    pub stays: Vec<Stay>,
    /// What moved.
    pub notes: Vec<Note>,
}

/// Gives each case with a stay a unit, first come, first served. When none is free on the day asked
/// for, the stay begins at the first release; one that has begun already is not moved.
pub(super) fn lodge<'a>(
    team: &'a Team,
    plan: Term,
    today: NaiveDate,
    without: &[String],
) -> Lodging<'a> {
    let mut lodging = Lodging {
        cares: cares(team),
        stays: Vec::new(),
        notes: Vec::new(),
    };
    for (capacity, units) in &team.capacities {
        let days_of = |at: &usize| {
            let mut rules = lodging.cares[*at].programme.rules.iter();
            rules.find_map(|rule| begins_on(rule, capacity, without))
        };
        let mut guests: Vec<(usize, [bool; 7])> = (0..lodging.cares.len())
            .filter_map(|at| Some((at, days_of(&at)?)))
            .collect();
        let mut asked = BTreeMap::new();
        for (at, _) in &guests {
            asked.insert(*at, lodging.remember(*at, team, today));
        }
        guests.sort_by_key(|(at, _)| lodging.cares[*at].case.start);
        let mut free_from: BTreeMap<&String, NaiveDate> = BTreeMap::new();
        for (at, weekdays) in guests {
            let guest = Guest {
                at,
                weekdays,
                asked: asked[&at].0,
                published: asked[&at].1,
            };
            lodging.assign(guest, capacity, units, &mut free_from, plan, today);
        }
    }
    lodging.succeed(today);
    lodging
}

/// Every case as its stay, or the case it continues, lets it begin; and the stays that touch some days.
pub fn lodged(team: &Team, days: Term, today: NaiveDate) -> (Vec<Case>, Vec<Stay>) {
    let lodging = lodge(team, days, today, &[]);
    let cases = lodging.cares.into_iter().map(|care| care.case);
    (cases.collect(), lodging.stays)
}

impl Lodging<'_> {
    /// Moves a case that continues another to the day the other ends, if it would begin before; one that
    /// has begun already is not moved.
    fn succeed(&mut self, today: NaiveDate) {
        for at in 0..self.cares.len() {
            let case = self.cares[at].case.clone();
            let others = self
                .cares
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            let before = others
                .filter(|(_, care)| case.follows.as_ref() == Some(&care.case.code))
                .map(|(_, care)| care.last)
                .max();
            if let Some(end) = before.filter(|end| *end > case.start && case.start > today) {
                self.cares[at] = self.cares[at].moved_to(end);
                self.notes.push(Note::CaseMoved {
                    case: case.code.clone(),
                    from: end,
                    asked: case.start,
                });
            }
        }
    }

    /// Lets a case whose own day has come begin on the day to which its stay was moved in the published calendar, while
    /// its own day is the same; gives its own day, and the one it was moved to. Before that a home may still be left sooner.
    fn remember(
        &mut self,
        at: usize,
        team: &Team,
        today: NaiveDate,
    ) -> (NaiveDate, Option<NaiveDate>) {
        let case = &self.cares[at].case;
        let asked = case.start;
        let moved = team.lodged.iter().find(|one| {
            one.case == case.code && one.programme == case.programme && one.asked == asked
        });
        let moved = moved.map(|one| one.from);
        if let Some(from) = moved.filter(|_| asked <= today) {
            self.cares[at] = self.cares[at].moved_to(from);
        }
        (asked, moved)
    }

    fn assign<'u>(
        &mut self,
        guest: Guest,
        capacity: &str,
        units: &'u [String],
        free_from: &mut BTreeMap<&'u String, NaiveDate>,
        plan: Term,
        today: NaiveDate,
    ) {
        let Guest {
            at,
            weekdays,
            asked: first_asked,
            published,
        } = guest;
        let asked = self.cares[at].case.start;
        let free_on = |unit: &String| free_from.get(unit).copied().unwrap_or(NaiveDate::MIN);
        let free = units.iter().find(|unit| free_on(unit) <= asked);
        let first = free.or_else(|| units.iter().min_by_key(|unit| free_on(unit)));
        let release = match first.map(free_on).filter(|free| *free > asked) {
            Some(free) => admission(free, weekdays),
            None => asked,
        };
        let mut known = asked > first_asked;
        let mut unit = first;
        if release > asked && asked <= today {
            unit = None;
            self.note_full(at, capacity);
        } else if release > asked {
            self.cares[at] = self.cares[at].moved_to(release);
            known = published == Some(release);
            if release > plan.to {
                unit = None;
            }
            self.note_moved(at, capacity, first_asked);
        } else if known {
            self.note_moved(at, capacity, first_asked);
        }
        let care = &self.cares[at];
        let (from, to) = (care.case.start, care.last);
        if let Some(unit) = first.filter(|_| release <= asked || asked > today) {
            free_from.insert(unit, to.max(free_on(unit)));
        }
        let touches = (from <= plan.to && to >= plan.from) || plan.has(first_asked);
        if touches {
            self.stays.push(Stay {
                case: care.case.code.clone(),
                capacity: capacity.to_owned(),
                unit: unit.cloned(),
                from,
                to,
                asked: first_asked,
                known,
            });
        }
    }

    fn note_moved(&mut self, at: usize, capacity: &str, asked: NaiveDate) {
        let case = &self.cares[at].case;
        self.notes.push(Note::StayMoved {
            case: case.code.clone(),
            capacity: capacity.to_owned(),
            asked,
            from: case.start,
        });
    }

    fn note_full(&mut self, at: usize, capacity: &str) {
        let case = &self.cares[at].case;
        self.notes.push(Note::StayWithoutUnit {
            case: case.code.clone(),
            capacity: capacity.to_owned(),
            from: case.start,
        });
    }
}

/// Every case under a programme the team has.
fn cares(team: &Team) -> Vec<Care<'_>> {
    let of = |case: &crate::team::Case| -> Option<&Programme> { team.programme(&case.programme) };
    team.cases
        .iter()
        .filter_map(|case| Some(Care::new(case.clone(), of(case)?)))
        .collect()
}

/// A case that asks for a stay.
#[derive(Clone, Copy)]
struct Guest {
    /// Its index.
    at: usize,
    /// On which days of the week it may begin when it has to move.
    weekdays: [bool; 7],
    /// The day it asks for.
    asked: NaiveDate,
    /// The day it was moved to in the published calendar.
    published: Option<NaiveDate>,
}

/// The first day from one on, on which admissions are made.
fn admission(from: NaiveDate, weekdays: [bool; 7]) -> NaiveDate {
    let week = from.iter_days().take(7);
    week.into_iter()
        .find(|day| weekdays[weekday(*day)])
        .unwrap_or(from)
}

/// On which days of the week a stay begins, of a rule that asks for this capacity.
fn begins_on(rule: &Rule, wanted: &str, without: &[String]) -> Option<[bool; 7]> {
    let named = |name: &String| name == rule.id.as_str() || name == rule.id.name();
    let Demand::Stay { capacity, weekdays } = &rule.demand else {
        return None;
    };
    let asks = capacity == wanted && rule.mode != Mode::Off && !without.iter().any(named);
    asks.then_some(*weekdays)
}

/// Says where the municipality's decision ends before care is meant to.
pub(super) fn note_decisions(cares: &[Care<'_>], plan: Term, draft: &mut Draft) {
    for care in cares {
        let (last, intended) = (care.last, care.intended);
        if last < intended && last <= plan.to && intended >= plan.from && care.case.start <= plan.to
        {
            draft.note(Note::DecisionEndsBeforeCare {
                case: care.case.code.clone(),
                last,
                intended,
            });
        }
    }
}
