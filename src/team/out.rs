//! Who is out for weeks, ill say: a team's absences come in; the days on which somebody is asked for nothing go out.

use chrono::NaiveDate;

use super::{Absence, Away, AwayKind, Team};
use crate::ids::PersonId;
use crate::time::{Pauses, Term};

/// Days in a row from which somebody who is away is out. Shorter absences are planned around.
const AWAY: i64 = 14;

/// The same of leave and training, which are known beforehand: longer than holidays are.
const LEAVE: i64 = 28;

/// Days between two absences that do not end one: a weekend.
const WEEKEND: i64 = 2;

impl Team {
    /// The days on which somebody is out for weeks: nothing is asked of them, and what comes back for them counts on
    /// when they do.
    pub fn out(&self, person: &PersonId) -> Pauses {
        let theirs =
            |one: &&Absence| one.slots.is_none() && one.who == Away::Person(person.clone());
        let theirs = self.absences.iter().filter(theirs);
        let mut out = Pauses::NONE;
        for (kinds, least) in [(&[AwayKind::Away][..], AWAY), (&ANY, LEAVE)] {
            let of_kind = theirs.clone().filter(|one| kinds.contains(&one.kind));
            let days = of_kind.map(|one| Term {
                from: one.from,
                to: one.to,
            });
            let long = joined(days.collect()).into_iter();
            for days in long.filter(|days| (days.to - days.from).num_days() + 1 >= least) {
                out.add(days.from, days.to);
            }
        }
        out
    }

    /// Whether somebody, by id, is out on a day.
    pub fn is_out(&self, id: &str, day: NaiveDate) -> bool {
        let mut people = self.people.iter();
        let person = people.find(|person| person.id.as_str() == id);
        person.is_some_and(|person| self.out(&person.id).has(day))
    }
}

/// All that keeps people away.
const ANY: [AwayKind; 3] = [AwayKind::Away, AwayKind::Leave, AwayKind::Training];

/// Stretches with those that follow at once, or after a weekend, as one.
fn joined(mut days: Vec<Term>) -> Vec<Term> {
    days.sort_by_key(|one| one.from);
    let mut all: Vec<Term> = Vec::new();
    for one in days {
        match all.last_mut() {
            Some(last) if (one.from - last.to).num_days() <= WEEKEND + 1 => {
                last.to = last.to.max(one.to);
            }
            _ => all.push(one),
        }
    }
    all
}
