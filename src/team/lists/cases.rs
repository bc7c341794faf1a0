//! Families in care: nothing comes in; the columns of their list go out.

use super::{Column, Holds, List, Need};
use crate::diagnostic::TeamFile;

/// The list.
pub static LIST: List = List {
    file: TeamFile::Cases,
    columns: &[
        &CODE,
        &PROGRAMME,
        &START,
        &END,
        &FAMILY,
        &MUNICIPALITY,
        &DECISION_START,
        &DECISION_END,
        &EVALUATIONS,
        &PHASES,
        &ZONE,
        &HOURS,
        &FIRST_WEEK,
        &FLAGS,
        &FOLLOWS,
    ],
};

/// Random letters and digits, never a name; such as K7QX.
pub static CODE: Column = Column {
    name: "code",
    heading: ["code", "code"],
    need: Need::Always,
    holds: Holds::Code,
    about: [
        "willekeurige letters en cijfers, nooit een naam; zoals K7QX",
        "random letters and digits, never a name; such as K7QX",
    ],
};

/// A code may stand once in each programme.
pub static PROGRAMME: Column = Column {
    name: "programme",
    heading: ["programma", "programme"],
    need: Need::Always,
    holds: Holds::Programme,
    about: [
        "een code mag in elk programma één keer voorkomen",
        "a code may stand once in each programme",
    ],
};

/// First day of care.
pub static START: Column = Column {
    name: "start",
    heading: ["begin", "start"],
    need: Need::Always,
    holds: Holds::Day,
    about: ["eerste dag in zorg", "first day of care"],
};

/// Last day of care, when it is another than the phases say.
pub static END: Column = Column {
    name: "end",
    heading: ["einde", "end"],
    need: Need::Optional,
    holds: Holds::Day,
    about: [
        "laatste dag in zorg, als die anders is dan de fasen zeggen",
        "last day of care, when it is another than the phases say",
    ],
};

/// The same for siblings, so that their meetings never collide.
pub static FAMILY: Column = Column {
    name: "family",
    heading: ["familie", "siblings"],
    need: Need::Optional,
    holds: Holds::Code,
    about: [
        "hetzelfde voor broers en zussen, zodat hun afspraken niet botsen",
        "the same for siblings, so that their meetings never collide",
    ],
};

/// For rules that differ by municipality.
pub static MUNICIPALITY: Column = Column {
    name: "municipality",
    heading: ["gemeente", "municipality"],
    need: Need::Optional,
    holds: Holds::Text,
    about: [
        "waar een regel per gemeente anders kan zijn",
        "for rules that differ by municipality",
    ],
};

/// First day of the municipality's decision.
pub static DECISION_START: Column = Column {
    name: "decision_start",
    heading: ["beschikking vanaf", "decision from"],
    need: Need::Optional,
    holds: Holds::Day,
    about: [
        "eerste dag van de beschikking",
        "first day of the municipality's decision",
    ],
};

/// Last day of the decision; nothing is planned after it.
pub static DECISION_END: Column = Column {
    name: "decision_end",
    heading: ["beschikking tot en met", "decision until"],
    need: Need::Optional,
    holds: Holds::Day,
    about: [
        "laatste dag van de beschikking; daarna wordt niets gepland",
        "last day of the decision; nothing is planned after it",
    ],
};

/// Days on which the municipality wants an evaluation.
pub static EVALUATIONS: Column = Column {
    name: "evaluations",
    heading: ["evaluaties", "evaluations"],
    need: Need::Optional,
    holds: Holds::Days,
    about: [
        "dagen waarop de gemeente een evaluatie wil",
        "days on which the municipality wants an evaluation",
    ],
};

/// Phases of another length.
pub static PHASES: Column = Column {
    name: "phases",
    heading: ["fasen", "phases"],
    need: Need::Optional,
    holds: Holds::Phases,
    about: [
        "fasen die langer of korter duren",
        "phases of another length",
    ],
};

/// Where the family lives; blank: as if at the office.
pub static ZONE: Column = Column {
    name: "zone",
    heading: ["reisgebied", "travel zone"],
    need: Need::Optional,
    holds: Holds::Zone,
    about: [
        "waar het gezin woont; leeg: alsof het op kantoor is",
        "where the family lives; blank: as if at the office",
    ],
};

/// When the family can; blank: office hours.
pub static HOURS: Column = Column {
    name: "hours",
    heading: ["uren", "hours"],
    need: Need::Optional,
    holds: Holds::Week,
    about: [
        "wanneer het gezin kan; leeg: kantooruren; weken die elkaar afwisselen met | ertussen",
        "when the family can; blank: office hours; weeks in turn with | between them",
    ],
};

/// A day of a week that has the first of the hours in turn.
pub static FIRST_WEEK: Column = Column {
    name: "first_week",
    heading: ["eerste week", "first week"],
    need: Need::Optional,
    holds: Holds::Day,
    about: [
        "een dag in een week met de eerste uren, als weken elkaar afwisselen; leeg: de week waarin de zorg begint",
        "a day of a week that has the first hours, when weeks come in turn; blank: the week in which care begins",
    ],
};

/// Marks that rules may ask for.
pub static FLAGS: Column = Column {
    name: "flags",
    heading: ["kenmerken", "flags"],
    need: Need::Optional,
    holds: Holds::Words,
    about: [
        "waar regels naar kunnen vragen",
        "marks that rules may ask for",
    ],
};

/// The case that this one continues under another programme.
pub static FOLLOWS: Column = Column {
    name: "follows",
    heading: ["vervolg op", "continues"],
    need: Need::Optional,
    holds: Holds::Code,
    about: [
        "het gezin dat hier onder een ander programma verdergaat",
        "the case that this one continues under another programme",
    ],
};
