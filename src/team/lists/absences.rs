//! Who is away: nothing comes in; the columns of the list go out.

use super::{Column, Holds, List, Need};
use crate::diagnostic::TeamFile;

/// The list.
pub static LIST: List = List {
    file: TeamFile::Absences,
    columns: &[&WHO, &FROM, &TO, &HOURS, &KIND],
};

/// Who is away.
pub static WHO: Column = Column {
    name: "who",
    heading: ["wie", "who"],
    need: Need::Always,
    holds: Holds::PersonOrCase,
    about: ["wie er niet is", "who is away"],
};

/// First day.
pub static FROM: Column = Column {
    name: "from",
    heading: ["eerste dag", "first day"],
    need: Need::Always,
    holds: Holds::Day,
    about: ["eerste dag", "first day"],
};

/// Last day.
pub static TO: Column = Column {
    name: "to",
    heading: ["laatste dag", "last day"],
    need: Need::Always,
    holds: Holds::Day,
    about: ["laatste dag", "last day"],
};

/// Only these hours of each day; blank: the whole day.
pub static HOURS: Column = Column {
    name: "hours",
    heading: ["uren", "hours"],
    need: Need::Optional,
    holds: Holds::Hours,
    about: [
        "alleen deze uren van elke dag; leeg: de hele dag",
        "only these hours of each day; blank: the whole day",
    ],
};

/// `leave`, `training` or another word.
pub static KIND: Column = Column {
    name: "kind",
    heading: ["soort", "kind"],
    need: Need::Optional,
    holds: Holds::Text,
    about: [
        "`leave`, `training` of een ander woord",
        "`leave`, `training` or another word",
    ],
};
