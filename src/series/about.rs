//! Whom a rule concerns: a rule comes in, the cases, people or groups it makes a series for go out.

use chrono::NaiveDate;

use super::care::Care;
use super::world::World;
use crate::ids::{CaseCode, SeriesId};
use crate::rules::{Per, Programme, Rule};
use crate::team::{AssignmentKind, Group, Person, Subject, Team};
use crate::time::Pauses;

/// The subject of one series.
#[derive(Clone, Debug)]
pub(super) struct About<'w> {
    /// The last segment of the series' id.
    pub key: String,
    /// Whose assignments say who comes.
    pub subject: Subject,
    /// The case, for rules per case.
    pub care: Option<&'w Care<'w>>,
    /// The person, for rules per person.
    pub person: Option<&'w Person>,
    /// The group, for rules per group.
    pub group: Option<&'w Group>,
    /// The days on which the person is out, for rules per person.
    pub out: Pauses,
    /// Whether this is the series of whoever is the case's second.
    pub second: bool,
    /// First day of care or in the team.
    pub from: NaiveDate,
    /// Last day of it.
    pub to: NaiveDate,
}

/// Everyone a rule makes a series for, in the order of the team's lists.
pub(super) fn of_rule<'w>(
    world: &'w World<'_>,
    programme: &Programme,
    rule: &Rule,
) -> Vec<About<'w>> {
    match &rule.per {
        Per::Case { each } => {
            let cares = world.cares.iter();
            cares
                .filter(|care| care.programme.id == programme.id)
                .flat_map(|care| {
                    let second = each.as_ref().and_then(|role| second(world, care, role));
                    [Some(case(care)), second].into_iter().flatten()
                })
                .collect()
        }
        Per::Person { of } => {
            let slot = programme.roles.get(of).map_or(&[][..], |role| &role.any_of);
            let holds = |role: &String| role == of || slot.contains(role);
            let people = world.team.people.iter();
            people
                .filter(|person| person.roles.iter().any(holds))
                .map(|person| about_person(person, world.team.out(&person.id)))
                .collect()
        }
        Per::Group => {
            let groups = world.team.groups.iter();
            groups
                .filter(|group| group.rule == rule.id)
                .map(about_group)
                .collect()
        }
        Per::Team => vec![about_team()],
    }
}

/// The subject of `rule` that belongs to another rule's: the same case, person or group.
pub(super) fn same<'w>(rule: &Rule, about: &About<'w>) -> Option<About<'w>> {
    match &rule.per {
        Per::Case { .. } => about.care.map(case),
        Per::Person { .. } => about
            .person
            .map(|person| about_person(person, about.out.clone())),
        Per::Group => about.group.map(about_group),
        Per::Team => (about.care.is_none() && about.person.is_none()).then(|| about.clone()),
    }
}

impl About<'_> {
    /// The id of the rule's series for this subject.
    pub fn series(&self, rule: &Rule) -> SeriesId {
        rule.id.series(&self.key)
    }

    /// The days on which its clock stands still: a family's pauses, and those on which a person is out.
    pub fn pauses(&self) -> &Pauses {
        self.care.map_or(&self.out, |care| &care.case.pauses)
    }

    /// The code of the case.
    pub fn code(&self) -> Option<CaseCode> {
        self.care.map(|care| care.case.code.clone())
    }

    /// Whether a meeting is asked for that may be held from a day and is due on another: of a case, by its care; of a
    /// person, while in the team.
    pub fn has_place(&self, from: NaiveDate, due: NaiveDate) -> bool {
        let of_care = |care: &Care<'_>| self.to >= care.last && care.has_place(from, due);
        from <= self.to || self.care.is_some_and(of_care)
    }

    /// The day on which to look up who does what: the nearest one in care or in the team.
    pub fn clamp(&self, day: NaiveDate) -> NaiveDate {
        day.min(self.to).max(self.from)
    }
}

fn case<'w>(care: &'w Care<'w>) -> About<'w> {
    About {
        key: care.case.code.as_str().to_owned(),
        subject: care.case.subject(),
        care: Some(care),
        person: None,
        group: None,
        out: Pauses::NONE,
        second: false,
        from: care.case.start,
        to: care.last,
    }
}

/// The series of the second in `role`, when the case ever has one.
fn second<'w>(world: &World<'_>, care: &'w Care<'w>, role: &str) -> Option<About<'w>> {
    let subject = care.case.subject();
    let seconds: Vec<_> = world
        .team
        .assignments
        .iter()
        .filter(|assignment| assignment.subject == subject && assignment.role == role)
        .filter(|assignment| assignment.kind == AssignmentKind::Second)
        .collect();
    let from = seconds.iter().map(|a| a.from.unwrap_or(NaiveDate::MIN));
    let to = seconds.iter().map(|a| a.to.unwrap_or(NaiveDate::MAX));
    let (from, to) = (from.min()?, to.max()?);
    Some(About {
        key: format!("{}-2", care.case.code),
        second: true,
        from: from.max(care.case.start),
        to: to.min(care.last),
        ..case(care)
    })
}

fn about_person(person: &Person, out: Pauses) -> About<'_> {
    About {
        key: person.id.as_str().to_owned(),
        subject: Subject::Person(person.id.clone()),
        care: None,
        person: Some(person),
        group: None,
        out,
        second: false,
        from: person.since.unwrap_or(NaiveDate::MIN),
        to: person.until.unwrap_or(NaiveDate::MAX),
    }
}

fn about_group(group: &Group) -> About<'_> {
    About {
        key: group.id.clone(),
        subject: Subject::Group(group.id.clone()),
        care: None,
        person: None,
        group: Some(group),
        out: Pauses::NONE,
        second: false,
        from: NaiveDate::MIN,
        to: NaiveDate::MAX,
    }
}

fn about_team<'w>() -> About<'w> {
    About {
        key: Team::WHOLE.to_owned(),
        subject: Subject::Group(Team::WHOLE.to_owned()),
        care: None,
        person: None,
        group: None,
        out: Pauses::NONE,
        second: false,
        from: NaiveDate::MIN,
        to: NaiveDate::MAX,
    }
}
