//! The passports of the data: every stage adds a segment to an id and none loses one
//! (rule `programme.rule` → series `programme.rule/anna` → meeting `programme.rule/anna/07`).

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text as it is; the loaders have judged its characters.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A rule of a programme: `<programme>.<rule>`.
    RuleId
);
id!(
    /// A person of the team or outside it, as keyed in `team.toml`.
    PersonId
);
id!(
    /// A family in care, by random code only.
    CaseCode
);
id!(
    /// A rule applied to one subject: `<rule id>/<subject>`.
    SeriesId
);
id!(
    /// One meeting of a series: `<series id>/<ordinal>`, ordinals from 01.
    OccurrenceId
);

impl RuleId {
    /// The id of `rule` in `programme`.
    pub fn of(programme: &str, rule: &str) -> Self {
        Self(format!("{programme}.{rule}"))
    }

    /// The programme's part of the id.
    pub fn programme(&self) -> &str {
        self.0
            .split_once('.')
            .map_or("", |(programme, _)| programme)
    }

    /// The rule's own name, without the programme.
    pub fn name(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(_, name)| name)
    }

    /// The series of this rule for `subject`.
    pub fn series(&self, subject: &str) -> SeriesId {
        SeriesId(format!("{}/{subject}", self.0))
    }
}

impl SeriesId {
    /// The rule applied.
    pub fn rule(&self) -> RuleId {
        RuleId(
            self.0
                .split_once('/')
                .map_or(&*self.0, |(rule, _)| rule)
                .to_owned(),
        )
    }

    /// The subject it is applied to: a case code, a person or group; empty when the id has none.
    pub fn subject(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, subject)| subject)
    }

    /// The occurrence with this ordinal; ordinals start at 1.
    pub fn occurrence(&self, ordinal: u32) -> OccurrenceId {
        OccurrenceId(format!("{}/{ordinal:02}", self.0))
    }
}

impl OccurrenceId {
    /// The id of the series this occurrence belongs to.
    pub fn series(&self) -> SeriesId {
        SeriesId(
            self.0
                .rsplit_once('/')
                .map_or(self.0.clone(), |(series, _)| series.to_owned()),
        )
    }

    /// Whether it belongs to this series. Asked of every meeting, so that nothing is copied for it.
    pub fn is_of(&self, series: &SeriesId) -> bool {
        let rest = self.0.strip_prefix(series.0.as_str());
        rest.is_some_and(|rest| match rest.strip_prefix('/') {
            Some(ordinal) => !ordinal.contains('/'),
            None => rest.is_empty() && !self.0.contains('/'),
        })
    }

    /// The subject of its series; empty when the id has none.
    pub fn subject(&self) -> &str {
        let series = self
            .0
            .rsplit_once('/')
            .map_or(&*self.0, |(series, _)| series);
        series.split_once('/').map_or("", |(_, subject)| subject)
    }

    /// The ordinal within the series, when the id has one.
    pub fn ordinal(&self) -> Option<u32> {
        self.0
            .rsplit_once('/')
            .and_then(|(_, ordinal)| ordinal.parse().ok())
    }
}
