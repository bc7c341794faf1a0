//! The standing times in force: a plan and the record book come in; its rows with what was said since, and whether a
//! meeting is held at its standing time, go out. Planning, `show`, the board and the record book read them here.

use chrono::NaiveDate;

use super::{BaseWeek, Recorded, Snapshot};
use crate::ids::PersonId;
use crate::plan::{Placement, Plan};
use crate::records::{StandingKey, StandingRow, in_force, row_on};
use crate::rules::Demand;
use crate::team::Team;

impl Recorded<'_> {
    /// The rows in force: those of a plan (none without one), as people have set, freed and agreed to them since. Where
    /// care has ended rows end too; a pause keeps them.
    pub fn standing_rows(self, plan: Option<&Plan>) -> Vec<StandingRow> {
        let (rows, since) = plan.map_or((Vec::new(), 0), |plan| {
            (plan.standing.clone(), plan.entries)
        });
        let mut rows = in_force(rows, since, self.ledger);
        rows.retain_mut(|row| {
            let Some(last) = self.ended(&row.key) else {
                return true;
            };
            if row.to.is_none_or(|to| last < to) {
                row.to = Some(last);
            }
            row.from <= last
        });
        rows
    }

    /// The last day of a family's care, when the book says it.
    fn ended(self, key: &StandingKey) -> Option<NaiveDate> {
        let series = key.series()?;
        let code = family_of(series.subject());
        let key = (code.to_owned(), series.rule().programme().to_owned());
        self.ledger.ends.get(&key).map(|noted| noted.what.last)
    }
}

/// The code in the subject of a family's series, which carries a number after it for a second colleague.
pub fn family_of(subject: &str) -> &str {
    subject.strip_suffix("-2").unwrap_or(subject)
}

/// Whose standing times a meeting keeps, of a rule that has them.
fn key_of(team: &Team, meeting: &Placement) -> Option<StandingKey> {
    let rule = team.rule(&meeting.rule).filter(|rule| rule.standing)?;
    if !rule.bundle || matches!(rule.demand, Demand::Weekly(_)) {
        return Some(StandingKey::Series(meeting.series.clone()));
    }
    let colleague = |id: &&String| {
        let known = team.person(&PersonId::new(id.as_str()));
        known.is_some_and(|person| !person.external)
    };
    let people = meeting.participants.iter().map(|who| &who.id);
    let mut colleagues = people.filter(colleague);
    let (one, other) = (colleagues.next()?, colleagues.next()?);
    Some(StandingKey::pair(one, other))
}

/// A row in force, with the ids of those who come.
#[derive(Clone, Debug)]
pub struct RowWithPeople {
    /// The row.
    pub row: StandingRow,
    /// Who comes: people by id, a family by its code.
    pub people: Vec<String>,
}

impl Snapshot {
    /// The day that standing times are told of: today, or the first day planned when that is still to come.
    pub fn standing_day(&self) -> NaiveDate {
        let first = self.plan.as_ref().map(|plan| plan.term.from);
        first.map_or(self.today, |first| first.max(self.today))
    }

    /// The rows in force on that day and those that begin later, with who comes.
    pub fn base_week(&self) -> &[RowWithPeople] {
        self.base_week.get_or_init(|| {
            let day = self.standing_day();
            let week = BaseWeek::new(self, day);
            let ahead = self.standing.iter();
            let ahead = ahead.filter(|row| row.to.is_none_or(|to| day <= to));
            ahead
                .map(|row| RowWithPeople {
                    people: week.who(&row.key, row.from.max(day)),
                    row: row.clone(),
                })
                .collect()
        })
    }

    /// Whether a meeting is held at another time than its standing one; not where none is in force.
    pub fn is_off_standing(&self, meeting: &Placement) -> bool {
        let day = meeting.start.date();
        let key = key_of(&self.team, meeting);
        let row = key.and_then(|key| row_on(&self.standing, &key, day));
        let Some(row) = row.filter(|row| !row.slots.is_empty()) else {
            return false;
        };
        let start = meeting.start.time();
        row.on(day).is_none_or(|slot| match row.key {
            StandingKey::Series(_) => slot.start != start,
            StandingKey::Pair(..) => {
                let into = (start - slot.start).num_minutes();
                into < 0 || i64::from(slot.minutes) < into + i64::from(meeting.minutes)
            }
        })
    }
}
