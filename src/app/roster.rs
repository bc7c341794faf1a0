//! Who still reads: a team and its record book come in; whether a person or a family still has
//! anything to read on a day goes out.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::ledger;
use crate::error::Error;
use crate::feed::{Audience, Detail};
use crate::ids::{CaseCode, PersonId};
use crate::plan::{GRACE_DAYS, Published};
use crate::store::Store;
use crate::team::Team;

/// The most that a team's feeds and addresses tell.
pub fn most_detail(team: &Team) -> Detail {
    let most = team.max_detail.and_then(|name| name.parse().ok());
    most.unwrap_or(Detail::Code)
}

/// The people of a team, and its families.
pub struct Roster {
    /// The last day of each; `None` for who has none.
    people: BTreeMap<PersonId, Option<NaiveDate>>,
    /// The last day of care of each.
    families: BTreeMap<CaseCode, NaiveDate>,
    /// The most that anything shows of a meeting.
    most: Detail,
}

impl Roster {
    /// Those of a team.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn read(team: &Team, store: &dyn Store, today: NaiveDate) -> Result<Self, Error> {
        let team = team.with(&ledger(team, store, None)?, today);
        let mut families = BTreeMap::new();
        for case in &team.cases {
            let last = team
                .programme(&case.programme)
                .map(|programme| case.last_day(programme));
            let known = families.entry(case.code.clone()).or_insert(NaiveDate::MIN);
            *known = last.unwrap_or(NaiveDate::MAX).max(*known);
        }
        let people = team.people.iter();
        Ok(Self {
            people: people.map(|one| (one.id.clone(), one.until)).collect(),
            most: most_detail(&team),
            families,
        })
    }

    /// So much detail, when the team allows it, else as much as it does.
    pub fn detail(&self, asked: Detail) -> Detail {
        asked.min(self.most)
    }

    /// Whether a person has not left: the last day is theirs, the next is not. Who has yet to come may look around.
    pub fn has(&self, person: &PersonId, today: NaiveDate) -> bool {
        let until = self.people.get(person);
        until.is_some_and(|until| until.is_none_or(|last| today <= last))
    }

    /// Whether an address of this reader is answered. A family's is as long as it is in care; after that as long as a
    /// meeting of theirs is to come or was not long ago, so that what falls away leaves their calendar, too.
    pub fn reads(&self, who: &Audience, published: Option<&Published>, today: NaiveDate) -> bool {
        match who {
            Audience::Team => true,
            Audience::Person(id) => self.has(id, today),
            Audience::Case(code) => {
                self.families.get(code).is_some_and(|last| today <= *last)
                    || published.is_some_and(|of| has_meetings(of, code, today))
            }
        }
    }
}

/// Whether a family has meetings, or had some that a feed may still have to take back.
fn has_meetings(published: &Published, code: &CaseCode, today: NaiveDate) -> bool {
    let since = today
        .checked_sub_days(Days::new(GRACE_DAYS))
        .unwrap_or(today);
    let meetings = published.entries.iter().map(|entry| &entry.placement);
    let mut late = meetings.filter(|meeting| since <= meeting.start.date());
    late.any(|meeting| {
        let comes = |id: &str| meeting.participants.iter().any(|who| who.id == id);
        meeting.case.as_ref() == Some(code) || comes(code.as_str())
    })
}
