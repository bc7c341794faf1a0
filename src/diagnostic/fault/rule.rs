//! Of one rule: what it refers to, whom it invites, when, how long.

use super::{catalogue, level};
use crate::diagnostic::argument::Cited;
use crate::diagnostic::owner::Owner;
use crate::diagnostic::spelling::Hint;

catalogue! {
    /// What is wrong with a rule.
    RuleFault

    "unknown-role" UnknownRole { read: String = "wroker", hint: Hint = "worker" }
        nl "geen rol heet `{read}`" => "{hint}"
        en "no role is called `{read}`" => "{hint}";

    "unknown-rule" UnknownRule { programme: String = "own", read: String = "tlak", hint: Hint = "talk" }
        nl "geen regel van {programme} heet `{read}`" => "{hint}"
        en "no rule of {programme} is called `{read}`" => "{hint}";

    "unknown-phase" UnknownPhase { read: String = "oly", hint: Hint = "only" }
        nl "geen fase heet `{read}`" => "{hint}"
        en "no phase is called `{read}`" => "{hint}";

    "unknown-anchor" AnchorPhase { read: String = "oly", hint: Hint = "only" }
        nl "geen fase heet `{read}`" => "{hint}"
        en "no phase is called `{read}`" => "{hint}";

    "unknown-anchor" AnchorDate { read: String = "declnied", hint: Hint = "declined" }
        nl "[dates] heeft geen `{read}`" => "{hint}"
        en "[dates] has no `{read}`" => "{hint}";

    "unknown-anchor" NoAnchor { read: String = "care_strat", hint: Hint = "care_start" }
        nl "`{read}` is geen datum en geen regel" => "{hint}"
        en "`{read}` is no date and no rule" => "{hint}";

    "unknown-anchor" OutsidePhase { read: String = "only@2", phase: String = "only" }
        nl "`{read}` wijst buiten de fase" => "schrijf phase:{phase}@0.5, met een getal van 0 tot 1"
        en "`{read}` points outside the phase" => "write phase:{phase}@0.5, with a number from 0 to 1";

    "anchor-of-another-subject" DateOfPerson { read: String = "person_since" }
        nl "`{read}` is een datum van een mens, en daar gaat deze regel niet over"
            => "kies een anker dat de `per` van de regel heeft, of een andere `per`"
        en "`{read}` is a date of a person, and this rule is not"
            => "choose an anchor that the rule's `per` has, or another `per`";

    "anchor-of-another-subject" DateOfCase { read: String = "care_start" }
        nl "`{read}` is een datum van een gezin, en daar gaat deze regel niet over"
            => "kies een anker dat de `per` van de regel heeft, of een andere `per`"
        en "`{read}` is a date of a case, and this rule is not"
            => "choose an anchor that the rule's `per` has, or another `per`";

    "anchor-of-another-subject" OtherSubject { rule: String = "report", target: String = "first" }
        nl "`{rule}` en `{target}` gaan niet over hetzelfde" => "geef beide dezelfde `per`"
        en "`{rule}` and `{target}` are not about the same subject" => "let both have the same `per`";

    "anchor-without-meeting" AnchorWithoutMeeting { rule: String = "second", target: String = "first" }
        nl "`{rule}` telt vanaf `{target}`, en dat kent geen afspraken om vanaf te tellen"
            => "kies een milestone of een cadence, of een datum"
        en "`{rule}` counts from `{target}`, which has no meetings to count from"
            => "choose a milestone or a cadence, or a date";

    "anchor-is-off" AnchorIsOff { rule: String = "second", target: String = "first" }
        nl "`{rule}` telt vanaf `{target}`, en dat staat uit"
            => "zet `{target}` aan, zet `{rule}` uit, of kies een ander anker"
        en "`{rule}` counts from `{target}`, which is off"
            => "switch `{target}` on, switch `{rule}` off, or choose another anchor";

    "refers-to-itself" RefersToItself { rule: String = "first" }
        nl "regel `{rule}` verwijst in `covers` of `distinct_from` naar zichzelf" => "noem een andere regel"
        en "rule `{rule}` refers to itself in `covers` or `distinct_from`" => "name another rule";

    "reserved-name" ReservedName { rule: String = "care_end" }
        nl "`{rule}` is een datum waar regels vanaf tellen; zo kan geen regel heten" => "geef de regel een andere naam"
        en "`{rule}` is a date that rules count from, so no rule can be called that" => "give the rule another name";

    "same-as-cycle" SameAsCycle { rule: String = "first" }
        nl "de deelnemers van `{rule}` zouden van zichzelf overgenomen worden" => "geef `who` voluit in een van deze regels"
        en "the people of `{rule}` are said to be their own" => "give `who` in full in one of these rules";

    "same-as-nobody" SameAsNobody { rule: String = "second" }
        nl "`{rule}` heeft geen `who` dat hier overgenomen kan worden"
            => "geef `all` en `any` voluit; varianten kunnen niets overnemen"
        en "`{rule}` has no `who` that could be borrowed here"
            => "give `all` and `any` in full; variants cannot borrow at all";

    "nobody-invited" NobodyInvited { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} nodigt niemand uit" => "zet erbij: who = {{ all = [\"…\"] }} met de rollen die komen"
        en "{owner} invites nobody" => "add who = {{ all = [\"…\"] }} with the roles that come";

    "nobody-invited" NoRoles { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} nodigt niemand uit" => "noem rollen in `all` of `any`"
        en "{owner} invites nobody" => "name roles in `all` or `any`";

    "forbidden-role" InvitesForbidden {
        owner: Owner = Owner::Rule("first".to_owned()), banned: String = "expert", role: String = "anyone",
        source: Cited = "D1:2 (Description)",
    }
        nl "{owner} nodigt `{banned}` uit, die hij ook uitsluit" => "laat `{role}` weg; de regel staat in {source}"
        en "{owner} invites `{banned}`, whom it forbids" => "leave `{role}` out; the rule stands in {source}";

    "duplicate-role" DuplicateRole { role: String = "worker", key: String = "all" }
        nl "`{role}` staat twee keer in `{key}`" => "haal er een weg"
        en "`{role}` stands twice in `{key}`" => "delete one";

    "subject-not-invited" SubjectNotInvited { role: String = "expert" }
        nl "de regel gaat over elke `{role}`, en die staat niet in `all`"
            => "zet \"{role}\" in `all`, of verander waar de regel over gaat"
        en "the rule is about each `{role}`, who is not in `all`"
            => "add \"{role}\" to `all`, or change what the rule is about";

    "size-without-group" SizeWithoutGroup
        nl "`min`, `max` en `quorum` zijn voor groepen en het team"
            => "haal het weg, of zeg per = \"group\" of per = \"team\""
        en "`min`, `max` and `quorum` are for groups and the team"
            => "delete it, or say per = \"group\" or per = \"team\"";

    "count-of-nobody" CountOfNobody
        nl "`count` zegt hoeveel van `any` er komen, en `any` noemt niemand" => "noem rollen in `any`, of haal `count` weg"
        en "`count` says how many of `any` come, and `any` names nobody" => "name roles in `any`, or delete `count`";

    "anyone-of-nobody" AnyoneOfNobody
        nl "`anyone` zegt dat iedereen met een rol van `any` mag, en `any` noemt niemand" => "noem rollen in `any`, of haal `anyone` weg"
        en "`anyone` says that whoever has a role of `any` will do, and `any` names nobody" => "name roles in `any`, or delete `anyone`";

    "optional-of-group" OptionalOfGroup
        nl "bij een groep of het team zegt `quorum` hoeveel er mogen missen"
            => "zet deze rollen in `all` en geef een `quorum`"
        en "of a group or the team `quorum` says how many may miss it"
            => "put these roles into `all` and give a `quorum`";

    "impossible-size" ImpossibleSize { low: String = "min", high: String = "max" }
        nl "`{low}` is groter dan `{high}`" => "geen groep kan beide hebben: verlaag `{low}` of verhoog `{high}`"
        en "`{low}` is larger than `{high}`" => "no group can have both: lower `{low}` or raise `{high}`";

    "needless-key" NeedlessKey { key: String = "of" }
        nl "`{key}` zegt niets bij deze `per`" => "`each` hoort bij per = \"case\", `of` bij per = \"person\""
        en "`{key}` says nothing with this `per`" => "`each` goes with per = \"case\", `of` with per = \"person\"";

    "target-outside-window" WindowUnordered {
        first: String = "target", first_at: String = "3w", then: String = "due", then_at: String = "2w",
    }
        nl "`{first}` ({first_at}) ligt na `{then}` ({then_at})" => "maak from <= target <= due"
        en "`{first}` ({first_at}) lies after `{then}` ({then_at})" => "make from <= target <= due";

    "unclear-points" AtAndRepeat
        nl "`at` noemt de dagen al, en `repeat` ook" => "laat er één staan: `at` voor een rij afstanden, `repeat` voor gelijke"
        en "`at` lists the points already, and `repeat` does, too" => "leave one: `at` for listed distances, `repeat` for equal ones";

    "unclear-points" NoPoint { read: String = "4m", most: u32 = 12 }
        nl "`{read}` kan niet in `at`: dat zijn afstanden in dagen, weken of maanden die oplopen, hoogstens {most}"
            => "schrijf bijvoorbeeld at = [\"4w\", \"11w\"]"
        en "`{read}` has no place in `at`: that lists rising distances in days, weeks or months, at most {most}"
            => "write at = [\"4w\", \"11w\"], for instance";

    "out-of-range" RepeatsAtOnce
        nl "tussen herhalingen moeten dagen liggen" => "schrijf every = \"26w\""
        en "a repetition needs some days between" => "write every = \"26w\"";

    "bad-period" GapNotInDays { key: String = "min", length: String = "36h" }
        nl "`{key}` is {length}, en een ritme telt in hele dagen"
            => "schrijf dagen of weken, zoals \"21d\" of \"3w\", ten minste een dag"
        en "`{key}` is {length}, and a gap counts whole days"
            => "write days or weeks, like \"21d\" or \"3w\", at least a day";

    "unordered" GapUnordered { low: String = "min", low_days: u32 = 21, high: String = "target", high_days: u32 = 14 }
        nl "`{low}` is {low_days} dagen, langer dan `{high}` van {high_days}" => "maak min <= target <= max <= limit"
        en "`{low}` is {low_days} days, longer than `{high}` of {high_days}" => "make min <= target <= max <= limit";

    "missing-key" NoRhythm { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} zegt niet hoe vaak"
            => "zet erbij: gap = {{ min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }}, of every = \"1mo\" met bijvoorbeeld on = \"first mon\""
        en "{owner} does not say how often"
            => "add: gap = {{ min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }}, or every = \"1mo\" with, say, on = \"first mon\"";

    "two-rhythms" TwoRhythms
        nl "`gap` telt vanaf de vorige keer, en `every` volgt de kalender: een regel heeft er één van"
            => "laat er één staan: `gap`, of `every` met `on`"
        en "`gap` counts from the last time, and `every` follows the calendar: a rule has one of them"
            => "leave one: `gap`, or `every` with `on`";

    "two-rhythms" OfAnotherRhythm { key: String = "start" }
        nl "`{key}` hoort bij `gap`, en `every` volgt de kalender" => "haal `{key}` weg"
        en "`{key}` goes with `gap`, and `every` follows the calendar" => "delete `{key}`";

    "out-of-range" NoPartOfYear { read: String = "5w" }
        nl "`every` is {read}, en een jaar bestaat niet uit een heel aantal van zulke delen vanaf 1 januari"
            => "schrijf \"1mo\", \"2mo\", \"3mo\", \"4mo\", \"6mo\" of \"1y\"; weken staan in `gap`"
        en "`every` is {read}, and a year does not fall into such parts from 1 January on"
            => "write \"1mo\", \"2mo\", \"3mo\", \"4mo\", \"6mo\" or \"1y\"; weeks stand in `gap`";

    "out-of-range" NoNthWeekday { read: String = "fifth mon", most: u32 = 4 }
        nl "`{read}` is geen dag die elke keer bestaat"
            => "schrijf `first`, `second` … of `last` en een weekdag, hoogstens de {most}e, zoals \"first mon\" of \"last fri\""
        en "`{read}` is no day that is there every time"
            => "write `first`, `second` … or `last` and a weekday, at most number {most}, like \"first mon\" or \"last fri\"";

    "out-of-range" NoWithin { read: String = "2mo" }
        nl "`within` is {read}, en zegt hoeveel dagen naast de dag van `on` ook goed zijn"
            => "schrijf dagen of weken, minder dan `every`, zoals \"3d\"; zonder `on` is elke dag goed"
        en "`within` is {read}, and says how many days beside that of `on` are as good"
            => "write days or weeks, less than `every`, like \"3d\"; without `on` any day will do";

    "another-kind" AnotherKind { owner: Owner = Owner::Variant(Box::new(Owner::Rule("first".to_owned()))) }
        nl "{owner} is een ander soort regel: de ene keer is niet met de andere te vergelijken"
            => "laat hem dezelfde `kind` houden, en `gap` of `every` zoals de regel zelf; anders wordt het een eigen regel met mode = \"off\" en deze voorwaarde"
        en "{owner} is a rule of another kind: the one does not go on where the other stops"
            => "let it keep the rule's `kind`, and `gap` or `every` as the rule itself; else make it a rule of its own with mode = \"off\" and this condition";

    "unclear-amount" UnclearAmount { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} zegt niet hoeveel per week"
            => "geef of per_week = 2, of hours_per_week = \"4h\" (of \"case\")"
        en "{owner} does not say how much a week"
            => "give either per_week = 2 or hours_per_week = \"4h\" (or \"case\")";

    "unclear-amount" TwoAmounts { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} zegt twee keer hoeveel per week: in `per_week` en in `hours_per_week`"
            => "laat er één staan: `per_week` telt afspraken, `hours_per_week` uren"
        en "{owner} says twice how much a week: in `per_week` and in `hours_per_week`"
            => "leave one: `per_week` counts meetings, `hours_per_week` hours";

    "unclear-amount" TwoFloors { owner: Owner = Owner::Rule("first".to_owned()) }
        nl "{owner} zegt twee keer wat het minste is: in `at_least` en in `min`"
            => "haal `at_least` weg: `min` is het minste"
        en "{owner} says twice what the least is: in `at_least` and in `min`"
            => "remove `at_least`: `min` is the least";

    "unordered" AmountUnordered { low: String = "min", low_is: String = "5", high: String = "target", high_is: String = "4" }
        nl "`{low}` is {low_is}, meer dan `{high}` van {high_is}" => "maak min <= target <= max"
        en "`{low}` is {low_is}, more than `{high}` of {high_is}" => "make min <= target <= max";

    "more-than-days" MoreThanDays { owner: Owner = Owner::Rule("first".to_owned()), times: u32 = 5, days: usize = 3 }
        nl "{owner} vraagt {times} afspraken per week, hoogstens één per dag, en past op {days} dagen"
            => "sta in `when` meer dagen toe (`weekdays`, `hours`), of verlaag `per_week`"
        en "{owner} asks for {times} meetings a week, at most one a day, and fits on {days} days"
            => "allow more days in `when` (`weekdays`, `hours`), or lower `per_week`";

    "out-of-range" HoursOfWeek
        nl "een week heeft meer dan 0 en hoogstens 168 uur" => "schrijf hours_per_week = \"4h\""
        en "a week has more than 0 and at most 168 hours" => "write hours_per_week = \"4h\"";

    "unclear-duration" UnclearDuration { owner: Owner = Owner::Key("duration".to_owned(), Box::new(Owner::Rule("first".to_owned()))) }
        nl "{owner} is niet één manier om een duur te geven"
            => "schrijf \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} of {{ by_size }}"
        en "{owner} is not one way of giving a length"
            => "write \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} or {{ by_size }}";

    "unclear-duration" NoSizes
        nl "geen grootte heeft een duur"
            => "schrijf \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} of {{ by_size }}"
        en "no size has a length"
            => "write \"60m\", {{ min, target, max }}, {{ flat, per_case, combine }} or {{ by_size }}";

    "out-of-range" NoSize { read: String = "four" }
        nl "`{read}` is geen groepsgrootte" => "schrijf de grootte vanaf waar de duur geldt, van \"1\" tot \"100\""
        en "`{read}` is no group size" => "write the size from which the length holds, from \"1\" to \"100\"";

    "off-the-quarter" OffTheQuarter { key: String = "duration", minutes: u32 = 50 }
        nl "`{key}` is {minutes} minuten, en afspraken duren hele kwartieren"
            => "schrijf een veelvoud van 15 minuten, hoogstens een dag"
        en "`{key}` is {minutes} minutes, and meetings last whole quarters of an hour"
            => "write a multiple of 15 minutes, at most a day";

    "never-preferred" NeverPreferred
        nl "geen van de tijden die de voorkeur hebben is toegestaan" => "geef de voorkeur aan uren die zijn toegestaan"
        en "none of the times preferred is allowed" => "prefer some of the hours allowed";

    "out-of-range" NoShare { read: String = "200%" }
        nl "`{read}` is geen aandeel" => "schrijf een aandeel van \"1%\" tot \"100%\""
        en "`{read}` is no share" => "write a share from \"1%\" to \"100%\"";

    "never-fits" NeverFits { minutes: u32 = 120, owner: Owner = Owner::Rule("first".to_owned()) }
        nl "een afspraak van {minutes} minuten past op geen dag van {owner}"
            => "maak `hours` of `weekdays` ruimer, of de afspraak korter"
        en "a meeting of {minutes} minutes fits on no day of {owner}"
            => "widen `hours` or `weekdays`, or shorten the meeting";

    "variant-never-holds" ConditionOfCase {
        owner: Owner = Owner::Variant(Box::new(Owner::Rule("first".to_owned()))),
        key: String = "phase", per: String = "person",
    }
        nl "{owner} geldt nooit: `{key}` gaat over een gezin, en de regel is er per `{per}`"
            => "haal `{key}` weg, of kies een voorwaarde die bij `{per}` past (person, flag van een collega, tenure_under, contract_under, region of employer)"
        en "{owner} never holds: `{key}` is of a case, and the rule is per `{per}`"
            => "delete `{key}`, or choose a condition that fits `{per}` (person, a colleague’s flag, tenure_under, contract_under, region or employer)";

    "variant-never-holds" [Warning] NeverHolds { owner: Owner = Owner::Variant(Box::new(Owner::Rule("first".to_owned()))) }
        nl "{owner} geldt nooit: een latere geldt ook altijd wanneer deze geldt, en de laatste telt"
            => "zet deze erachter, maak de voorwaarde van de latere nauwer, of haal er een weg"
        en "{owner} never holds: a later one holds whenever this one does, and the last one counts"
            => "move this one behind it, narrow the later one's condition, or delete one";

    "no-condition" NoCondition { owner: Owner = Owner::Variant(Box::new(Owner::Rule("first".to_owned()))) }
        nl "{owner} heeft geen voorwaarde"
            => "zeg wanneer hij geldt (phase, tenure_under, contract_under, municipality, person, case, flag, region of employer), of verander de regel zelf"
        en "{owner} has no condition"
            => "say when it holds (phase, tenure_under, contract_under, municipality, person, case, flag, region or employer), or change the rule itself";
}
