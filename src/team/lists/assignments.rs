//! Who does what: nothing comes in; the columns of the list go out.

use super::{Column, Holds, List, Need};
use crate::diagnostic::TeamFile;

/// The list.
pub static LIST: List = List {
    file: TeamFile::Assignments,
    columns: &[&SUBJECT, &ROLE, &PERSON, &FROM, &TO, &KIND],
};

/// `programme/CODE` where a code stands in two.
pub static SUBJECT: Column = Column {
    name: "subject",
    heading: ["voor wie", "for whom"],
    need: Need::Always,
    holds: Holds::Subject,
    about: [
        "`programma/CODE` waar een code in twee programma's staat",
        "`programme/CODE` where a code stands in two",
    ],
};

/// A role of the programme that the person holds.
pub static ROLE: Column = Column {
    name: "role",
    heading: ["rol", "role"],
    need: Need::Always,
    holds: Holds::Role,
    about: [
        "een rol van het programma die de collega heeft",
        "a role of the programme that the person holds",
    ],
};

/// Who does it.
pub static PERSON: Column = Column {
    name: "person",
    heading: ["wie", "who"],
    need: Need::Always,
    holds: Holds::Person,
    about: ["wie het doet", "who does it"],
};

/// First day; blank: always.
pub static FROM: Column = Column {
    name: "from",
    heading: ["vanaf", "from"],
    need: Need::Optional,
    holds: Holds::Day,
    about: ["eerste dag; leeg: altijd al", "first day; blank: always"],
};

/// Last day; blank: to the end.
pub static TO: Column = Column {
    name: "to",
    heading: ["tot en met", "until"],
    need: Need::Optional,
    holds: Holds::Day,
    about: [
        "laatste dag; leeg: tot het eind",
        "last day; blank: to the end",
    ],
};

/// Blank: `lead`; `second` comes beside, `substitute` takes the place while it holds.
pub static KIND: Column = Column {
    name: "kind",
    heading: ["soort", "kind"],
    need: Need::Optional,
    holds: Holds::OneOf(&["lead", "second", "substitute"]),
    about: [
        "leeg: `lead`; `second` komt ernaast, `substitute` vervangt zolang het geldt",
        "blank: `lead`; `second` comes beside, `substitute` takes the place while it holds",
    ],
};
