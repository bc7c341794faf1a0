//! Who still reads: a team and its record book come in; whether a person or a family still has
//! anything to read on a day goes out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Days, NaiveDate};

use super::ledger;
use crate::error::Error;
use crate::feed::{self, Audience, Detail};
use crate::ids::{CaseCode, PersonId};
use crate::plan::{GRACE_DAYS, Placement, Published};
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
        let has_meetings = |code: &CaseCode| {
            published.is_some_and(|of| {
                lately(of, today).any(|one| subjects(one).any(|id| id == code.as_str()))
            })
        };
        self.answers(who, today, has_meetings)
    }

    /// All who read a publication.
    pub fn readers(&self, published: &Published, today: NaiveDate) -> BTreeSet<Audience> {
        // Of years of families each would look through all meetings.
        let known: HashSet<&str> = lately(published, today).flat_map(subjects).collect();
        let mut all = feed::audiences(published);
        all.retain(|who| self.answers(who, today, |code| known.contains(code.as_str())));
        all
    }

    fn answers(
        &self,
        who: &Audience,
        today: NaiveDate,
        has_meetings: impl Fn(&CaseCode) -> bool,
    ) -> bool {
        match who {
            Audience::Team => true,
            Audience::Person(id) => self.has(id, today),
            Audience::Case(code) => {
                self.families.get(code).is_some_and(|last| today <= *last) || has_meetings(code)
            }
        }
    }
}

/// The meetings to come, and those that a feed may still have to take back.
fn lately(published: &Published, today: NaiveDate) -> impl Iterator<Item = &Placement> {
    let since = today.checked_sub_days(Days::new(GRACE_DAYS));
    let since = since.unwrap_or(today);
    let meetings = published.entries.iter().map(|entry| &entry.placement);
    meetings.filter(move |meeting| since <= meeting.start.date())
}

/// Whom a meeting is about, and who comes: families by their code.
fn subjects(meeting: &Placement) -> impl Iterator<Item = &str> {
    let case = meeting.case.iter().map(CaseCode::as_str);
    case.chain(meeting.participants.iter().map(|who| who.id.as_str()))
}
