//! Who reads a feed and how much it tells: audiences and levels of detail.

use std::collections::BTreeSet;

use crate::ids::{CaseCode, PersonId};
use crate::plan::{Entry, Published};

/// Who reads a feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// A person, of the team or outside it: the meetings they are in and the duties they owe.
    Person(PersonId),
    /// A case: the meetings about it or with its family.
    Case(CaseCode),
    /// The team: every meeting but those of rules too frequent for it.
    Team,
}

/// How much a feed tells; each level tells more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// That there is something.
    Busy,
    /// What kind of meeting, where, and who comes by role.
    Type,
    /// The case's code and the names of colleagues too.
    Code,
}

impl Detail {
    /// What a reader is shown unless the team decides otherwise: staff see codes in their own
    /// feed, everyone else sees kinds of meetings.
    pub fn default_for(who: &Audience, published: &Published) -> Self {
        match who {
            Audience::Person(_) if who.is_of_team(published) => Self::Code,
            _ => Self::Type,
        }
    }

    /// Its name: `busy`, `type` or `code`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Type => "type",
            Self::Code => "code",
        }
    }
}

impl std::str::FromStr for Detail {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "busy" => Ok(Self::Busy),
            "type" => Ok(Self::Type),
            "code" => Ok(Self::Code),
            other => Err(format!("`{other}` is no detail: write busy, type or code")),
        }
    }
}

impl Audience {
    /// The name of the feed's file: `anna.ics`, `case-K7QX.ics`, `team.ics`.
    pub fn file_name(&self) -> String {
        match self {
            Self::Person(id) => format!("{id}.ics"),
            Self::Case(code) => format!("case-{code}.ics"),
            Self::Team => "team.ics".to_owned(),
        }
    }

    /// Whether the reader is a colleague, or all of them; families and people outside the team are none.
    pub(super) fn is_of_team(&self, published: &Published) -> bool {
        match self {
            Self::Person(id) => published.team.staff.contains_key(id.as_str()),
            Self::Case(_) => false,
            Self::Team => true,
        }
    }

    /// Whether a meeting as it stands is for this reader.
    pub(super) fn attends(&self, entry: &Entry) -> bool {
        let placement = &entry.placement;
        let takes_part = |id: &str| placement.participants.iter().any(|person| person.id == id);
        match self {
            Self::Person(id) => takes_part(id.as_str()),
            Self::Case(code) => placement.case.as_ref() == Some(code) || takes_part(code.as_str()),
            Self::Team => entry.in_team_feed,
        }
    }

    /// The reader's id among participants; the team has none.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Person(id) => Some(id.as_str()),
            Self::Case(code) => Some(code.as_str()),
            Self::Team => None,
        }
    }
}

/// Those who handed over a duty. A duty that nobody had yet was its role's; roles have no feed.
fn handed_over(published: &Published) -> impl Iterator<Item = &String> {
    let role = |id: &str| published.team.roles.values().any(|of| of.contains_key(id));
    published
        .duties
        .iter()
        .flat_map(|entry| &entry.life.departed)
        .map(|departed| &departed.participant)
        .filter(move |id| !role(id))
}

/// Everyone who has a feed of this revision: people, cases, the team; in order. Who was in it
/// and is no more has one that takes back what they knew; whether they still read it is not asked here.
pub fn audiences(published: &Published) -> BTreeSet<Audience> {
    let team = &published.team;
    let meetings = || published.entries.iter().map(|entry| &entry.placement);
    let mut cases = team.cases.clone();
    cases.extend(meetings().filter_map(|meeting| meeting.case.clone()));
    let left = published
        .entries
        .iter()
        .flat_map(|entry| &entry.life.departed)
        .map(|departed| &departed.participant);
    let people = meetings()
        .flat_map(|meeting| &meeting.participants)
        .map(|person| &person.id)
        .chain(left)
        .chain(handed_over(published))
        .chain(team.staff.keys())
        .chain(&team.outside)
        .filter(|id| !cases.contains(&CaseCode::new(id.as_str())))
        .map(|id| Audience::Person(PersonId::new(id)))
        .collect::<BTreeSet<_>>();
    people
        .into_iter()
        .chain(cases.iter().cloned().map(Audience::Case))
        .chain([Audience::Team])
        .collect()
}
