//! Appointments made elsewhere: nothing comes in; the columns of their list go out.

use super::{Column, Holds, List, Need};
use crate::diagnostic::TeamFile;

/// The list.
pub static LIST: List = List {
    file: TeamFile::Agreed,
    columns: &[&RULE, &SUBJECT, &START, &MINUTES, &PEOPLE, &NOTE],
};

/// The rule it fulfils; blank: something outside the rules, which only takes time.
pub static RULE: Column = Column {
    name: "rule",
    heading: ["regel", "rule"],
    need: Need::Column,
    holds: Holds::Rule,
    about: [
        "welke regel het vervult; leeg: iets anders, dat alleen tijd kost",
        "the rule it fulfils; blank: something outside the rules, which only takes time",
    ],
};

/// Required with a rule; `CODE-2` is the series of a second, `team` the whole team.
pub static SUBJECT: Column = Column {
    name: "subject",
    heading: ["over wie", "about whom"],
    need: Need::Column,
    holds: Holds::Subject,
    about: [
        "nodig bij een regel; `CODE-2` is de reeks van een tweede, `team` het hele team",
        "required with a rule; `CODE-2` is the series of a second, `team` the whole team",
    ],
};

/// Day and time; need not lie on a quarter.
pub static START: Column = Column {
    name: "start",
    heading: ["begin", "start"],
    need: Need::Always,
    holds: Holds::Moment,
    about: [
        "dag en tijd; hoeft niet op een kwartier",
        "day and time; need not lie on a quarter",
    ],
};

/// Not past midnight.
pub static MINUTES: Column = Column {
    name: "minutes",
    heading: ["minuten", "minutes"],
    need: Need::Always,
    holds: Holds::Minutes,
    about: ["niet door middernacht", "not past midnight"],
};

/// Blank with a rule: those whom the rule asks for.
pub static PEOPLE: Column = Column {
    name: "people",
    heading: ["deelnemers", "people"],
    need: Need::Optional,
    holds: Holds::People,
    about: [
        "leeg bij een regel: wie de regel vraagt",
        "blank with a rule: those whom the rule asks for",
    ],
};

/// Of what is outside the rules.
pub static NOTE: Column = Column {
    name: "note",
    heading: ["titel", "title"],
    need: Need::Optional,
    holds: Holds::Text,
    about: [
        "van wat buiten de regels valt",
        "of what is outside the rules",
    ],
};
