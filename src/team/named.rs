//! Names for people: a key or an id of a team comes in, what it is called goes out.

use super::{Group, Person, Subject, Team};
use crate::diagnostic::{AnyOf, Named};
use crate::ids::{PersonId, RuleId, SeriesId};
use crate::rules::{Programme, Rule};

impl Person {
    /// Their name.
    pub(super) fn named(&self) -> Named {
        Named::plain(self.id.as_str(), &self.name)
    }
}

impl Group {
    /// Its title.
    pub(super) fn named(&self) -> Named {
        Named::plain(&self.id, &self.title)
    }
}

impl Team {
    /// A person's name.
    pub(super) fn named_person(&self, id: &PersonId) -> Named {
        let unknown = || Named::new(id.as_str(), Default::default());
        self.person(id).map_or_else(unknown, Person::named)
    }

    /// A role's title, from the first programme that has it.
    pub(super) fn named_role(&self, role: &str) -> Named {
        let mut programmes = self.programmes.iter();
        let title = programmes.find_map(|programme| programme.roles.get(role));
        Named::new(
            role,
            title.map(|role| role.title.clone()).unwrap_or_default(),
        )
    }

    /// The titles of roles of which one is enough.
    pub(super) fn named_roles<'r>(&self, roles: impl IntoIterator<Item = &'r String>) -> AnyOf {
        AnyOf(
            roles
                .into_iter()
                .map(|role| self.named_role(role))
                .collect(),
        )
    }

    /// The title of a rule.
    pub(super) fn named_rule(&self, id: &RuleId) -> Named {
        let unknown = || Named::new(id.as_str(), Default::default());
        self.rule(id).map_or_else(unknown, named_rule)
    }

    /// A case's code, a person's name, a group's title.
    pub(super) fn named_subject(&self, subject: &Subject) -> Named {
        match subject {
            Subject::Case(code, _) => Named::plain(code.as_str(), code.as_str()),
            Subject::Person(id) => self.named_person(id),
            Subject::Group(id) => self
                .group(id)
                .map_or_else(|| Named::plain(id, id), Group::named),
        }
    }

    /// What a series is called: its rule, and whom it is about.
    pub(super) fn named_series(&self, series: &SeriesId) -> Named {
        let (rule, subject) = (self.named_rule(&series.rule()), series.subject());
        match subject {
            Self::WHOLE => rule,
            subject => {
                let person = self.person(&PersonId::new(subject)).map(Person::named);
                let group = self.group(subject).map(Group::named);
                rule.with(
                    &person
                        .or(group)
                        .unwrap_or_else(|| Named::plain(subject, subject)),
                )
            }
        }
    }
}

/// The title of a rule.
pub(super) fn named_rule(rule: &Rule) -> Named {
    Named::new(rule.id.as_str(), rule.title.clone())
}

/// The title of a programme.
pub(super) fn named_programme(programme: &Programme) -> Named {
    Named::new(&programme.id, programme.title.clone())
}
