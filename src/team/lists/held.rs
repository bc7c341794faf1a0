//! What was held before: nothing comes in; the columns of the list go out.

use super::{Column, Holds, List, Need};
use crate::diagnostic::TeamFile;

/// The list.
pub static LIST: List = List {
    file: TeamFile::Held,
    columns: &[&RULE, &SUBJECT, &DATE, &START, &MINUTES, &STATE, &PRESENT],
};

/// What it was.
pub static RULE: Column = Column {
    name: "rule",
    heading: ["regel", "rule"],
    need: Need::Always,
    holds: Holds::Rule,
    about: ["wat het was", "what it was"],
};

/// As of appointments made elsewhere.
pub static SUBJECT: Column = Column {
    name: "subject",
    heading: ["over wie", "about whom"],
    need: Need::Always,
    holds: Holds::Subject,
    about: [
        "zoals bij afspraken van buiten",
        "as of appointments made elsewhere",
    ],
};

/// The day; only days up to today count.
pub static DATE: Column = Column {
    name: "date",
    heading: ["dag", "day"],
    need: Need::Always,
    holds: Holds::Day,
    about: [
        "de dag; alleen dagen tot en met vandaag tellen",
        "the day; only days up to today count",
    ],
};

/// Any minute.
pub static START: Column = Column {
    name: "start",
    heading: ["begin", "start"],
    need: Need::Optional,
    holds: Holds::Time,
    about: ["elke minuut mag", "any minute"],
};

/// How long.
pub static MINUTES: Column = Column {
    name: "minutes",
    heading: ["minuten", "minutes"],
    need: Need::Optional,
    holds: Holds::Minutes,
    about: ["hoe lang", "how long"],
};

/// Blank: `held`; `waived` counts as held.
pub static STATE: Column = Column {
    name: "state",
    heading: ["hoe het ging", "state"],
    need: Need::Optional,
    holds: Holds::OneOf(&["held", "no-show", "postponed", "cancelled", "waived"]),
    about: [
        "leeg: `held`; `waived` telt als doorgegaan",
        "blank: `held`; `waived` counts as held",
    ],
};

/// People by key; the family and people outside the team by role.
pub static PRESENT: Column = Column {
    name: "present",
    heading: ["wie erbij was", "who was there"],
    need: Need::Optional,
    holds: Holds::People,
    about: [
        "collega's met hun sleutel; het gezin en mensen van buiten met hun rol",
        "people by key; the family and people outside the team by role",
    ],
};
