//! Of tables and their keys: missing, unknown, of the wrong kind.

use super::{catalogue, level};
use crate::diagnostic::owner::{Add, Owner, ValueKind, Wanted};
use crate::diagnostic::spelling::Hint;
use crate::time::PeriodFault;

catalogue! {
    /// What is wrong with a key of a table.
    KeyFault

    "missing-key" Missing {
        key: String = "due", owner: Owner = Owner::Rule("talk".to_owned()), add: Add = Add::Due("due = \"6w\""),
    }
        nl "{owner} heeft geen `{key}`" => "{add}"
        en "{owner} has no `{key}`" => "{add}";

    "missing-key" OverlayWithoutRule
        nl "deze aanpassing heeft geen `rule`" => "zet erbij: rule = \"<programma>.<regel>\""
        en "this overlay has no `rule`" => "add rule = \"<programme>.<rule>\"";

    "unknown-key" Unknown { key: String = "duratoin", owner: Owner = Owner::Rule("talk".to_owned()), hint: Hint = "duration" }
        nl "{owner} heeft geen sleutel `{key}`" => "{hint}"
        en "{owner} has no key `{key}`" => "{hint}";

    "wrong-type" WrongType {
        key: String = "legal", owner: Owner = Owner::Rule("talk".to_owned()),
        found: ValueKind = ValueKind::Text, wanted: Wanted = Wanted::Bool,
    }
        nl "`{key}` van {owner} is {found}" => "schrijf {wanted}"
        en "`{key}` of {owner} is {found}" => "write {wanted}";

    "bad-period" NoWorkingDays { key: String = "notice", owner: Owner = Owner::Rule("talk".to_owned()), most: u32 = 60 }
        nl "`{key}` van {owner} is geen aantal werkdagen tot en met {most}"
            => "schrijf werkdagen, zoals \"10wd\"; \"0wd\" is geen"
        en "`{key}` of {owner} is no number of working days up to {most}"
            => "write working days, like \"10wd\"; \"0wd\" is none";

    "wrong-type" NoLength { key: String = "duration", owner: Owner = Owner::Rule("talk".to_owned()) }
        nl "`{key}` van {owner} is geen duur"
            => "schrijf \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} of {{ by_size }}"
        en "`{key}` of {owner} is no length"
            => "write \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} or {{ by_size }}";

    "empty-text" Empty { key: String = "title", owner: Owner = Owner::Rule("talk".to_owned()) }
        nl "`{key}` van {owner} is leeg" => "schrijf iets tussen de aanhalingstekens"
        en "`{key}` of {owner} is empty" => "write something between the quotes";

    "unknown-value" UnknownValue {
        key: String = "kind", owner: Owner = Owner::Rule("talk".to_owned()),
        read: String = "milstone", hint: Hint = "milestone",
    }
        nl "`{key}` van {owner} kan niet `{read}` zijn" => "{hint}"
        en "`{key}` of {owner} cannot be `{read}`" => "{hint}";

    "out-of-range" OutOfRange {
        key: String = "per_week", owner: Owner = Owner::Rule("talk".to_owned()),
        number: i64 = 90, least: u32 = 1, most: u32 = 50,
    }
        nl "`{key}` van {owner} is {number}" => "schrijf een heel getal van {least} tot {most}"
        en "`{key}` of {owner} is {number}" => "write a whole number from {least} to {most}";

    "bad-period" LongerThanHours { key: String = "duration", owner: Owner = Owner::Rule("talk".to_owned()) }
        nl "`{key}` van {owner} is langer dan uren" => "schrijf minuten of uren, zoals \"90m\" of \"2h\""
        en "`{key}` of {owner} is longer than hours" => "write minutes or hours, like \"90m\" or \"2h\"";

    "bad-period" MinutesForDays {
        key: String = "from", owner: Owner = Owner::Key("window".to_owned(), Box::new(Owner::Rule("talk".to_owned()))),
        read: String = "3m", months: String = "3mo",
    }
        nl "`{key}` van {owner} is {read}: dat zijn minuten, en hier tellen dagen"
            => "schrijf \"{months}\" als maanden zijn bedoeld; anders dagen of weken, zoals \"21d\" of \"3w\""
        en "`{key}` of {owner} is {read}, which is minutes, and this counts days"
            => "write \"{months}\" if months are meant, else days or weeks, like \"21d\" or \"3w\"";

    "bad-period" NoNumber { read: String = "een uur" }
        nl "`{read}` heeft geen heel getal"
            => "schrijf een lengte als \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\""
        en "`{read}` has no whole number" => "write a length like \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\"";

    "bad-period" NoUnit { read: String = "2 weken" }
        nl "`{read}` heeft geen eenheid: m, h, d, wd, w, mo of y"
            => "schrijf een lengte als \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\""
        en "`{read}` has no unit out of m, h, d, wd, w, mo, y"
            => "write a length like \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\"";

    "bad-period" TooLong { read: String = "999999w" }
        nl "`{read}` is langer dan welk programma ook"
            => "schrijf een lengte als \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\""
        en "`{read}` is longer than any programme"
            => "write a length like \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\"";
}

impl From<PeriodFault> for crate::diagnostic::Fault {
    fn from(fault: PeriodFault) -> Self {
        Self::KeyFault(match fault {
            PeriodFault::NoNumber(read) => KeyFault::NoNumber { read },
            PeriodFault::NoUnit(read) => KeyFault::NoUnit { read },
            PeriodFault::TooLong(read) => KeyFault::TooLong { read },
        })
    }
}
