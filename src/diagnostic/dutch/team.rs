//! Of `team.toml`: people, groups, hours, travel.

use super::Sentence;

pub(super) const SAID: &[Sentence] = &[
    (
        "name the folder that holds team.toml, or make one with `cadans init`",
        "noem de map waar team.toml in staat, of maak er een met `cadans init`",
    ),
    ("{} cannot be read: {}", "{} is niet te lezen: {}"),
    (
        "put a plain text file of at most 10 MB there that you may read, or take it away",
        "zet er een gewoon tekstbestand van hoogstens 10 MB neer dat u mag lezen, of haal het weg",
    ),
    ("it is a folder, not a file", "het is een map, geen bestand"),
    ("it is no plain file", "het is geen gewoon bestand"),
    ("it has {} MB", "het heeft {} MB"),
    (
        "`{}` cannot be the key of {}",
        "`{}` kan niet de sleutel zijn van {}",
    ),
    (
        "use lower-case letters, digits and hyphens, forty at most",
        "gebruik kleine letters, cijfers en streepjes, hoogstens veertig",
    ),
    (
        "team.toml names no people yet",
        "team.toml noemt nog geen mensen",
    ),
    (
        "add a table [people.<key>] for each colleague, or enter them on the board",
        "zet voor elke collega een tabel [people.<sleutel>], of vul ze in op het bord",
    ),
    (
        "`{}` is reserved for a feed of that name",
        "`{}` is al de naam van een agenda",
    ),
    (
        "choose another key, not `team` and not beginning with `case-`",
        "kies een andere sleutel, niet `team` en niet met `case-` vooraan",
    ),
    (
        "`{}` is the family's own role; nobody of the team holds it",
        "`{}` is de rol van het gezin zelf; niemand van het team heeft die",
    ),
    (
        "`{}` is a place any of several roles may take; nobody of the team holds it",
        "`{}` is een plaats voor een van meer rollen; niemand van het team heeft die",
    ),
    (
        "give a role of the programme that staff or externals hold",
        "geef een rol van het programma voor collega's of mensen van buiten",
    ),
    (
        "every {} weeks, counted from no date",
        "elke {} weken, zonder datum om vanaf te tellen",
    ),
    (
        "add `from`: the weeks are counted from the week of that day",
        "zet er `from` bij: de weken tellen vanaf de week van die dag",
    ),
    (
        "add hours = \"…\", or \"none\"",
        "zet er hours = \"…\" bij, of \"none\"",
    ),
    (
        "two patterns of {} hold from {}",
        "twee patronen van {} gelden vanaf {}",
    ),
    (
        "end the earlier one with `to` before the later one begins",
        "laat het eerste met `to` eindigen voordat het tweede begint",
    ),
    (
        "the contract of {} is {} a week; a full one is {} ({})",
        "het contract van {} is {} per week; een voltijds contract is {} ({})",
    ),
    (
        "correct `contract`, or leave it if that is what was agreed",
        "verbeter `contract`, of laat het staan als het zo is afgesproken",
    ),
    (
        "the hours of {} hold {} ({})",
        "de uren van {} hebben {} ({})",
    ),
    ("a day of {}, at most {}", "een dag van {}, hoogstens {}"),
    ("a week of {}, at most {}", "een week van {}, hoogstens {}"),
    ("{} of rest, at least {}", "{} rust, minstens {}"),
    (
        "shorten `hours`, or name another employer profile",
        "maak `hours` korter, of noem een ander werkgeversprofiel",
    ),
    (
        "{} is not a rule for groups",
        "{} is geen regel voor groepen",
    ),
    (
        "name a rule with `per = \"group\"`",
        "noem een regel met `per = \"group\"`",
    ),
    ("group {} has no members", "groep {} heeft geen leden"),
    (
        "add lines `{}` to assignments.csv",
        "zet regels `{}` in assignments.csv",
    ),
    (
        "{} holds the role {}, which {} forbids ({})",
        "{} heeft de rol {}, die {} niet toelaat ({})",
    ),
    (
        "take this person out of the group",
        "haal deze collega uit de groep",
    ),
    (
        "group {} has {} members on {}; {} asks for {} ({})",
        "groep {} heeft {} leden op {}; {} vraagt er {} ({})",
    ),
    (
        "group {} has {} members; {} asks for {} ({})",
        "groep {} heeft {} leden; {} vraagt er {} ({})",
    ),
    ("at least {}", "minstens {}"),
    (
        "add or remove members in assignments.csv, or adjust `who` in [rules] of team.toml",
        "zet er leden bij of haal er weg in assignments.csv, of pas `who` aan in [rules] van team.toml",
    ),
    (
        "no case is in programme {}",
        "geen gezin is in programma {}",
    ),
    (
        "add cases to cases.csv, or take the programme out of team.toml",
        "zet gezinnen in cases.csv, of haal het programma uit team.toml",
    ),
    ("{} plans nothing here: {}", "{} plant hier niets: {}"),
    ("nobody is {}", "niemand is {}"),
    ("no group is formed for it", "er is geen groep voor gemaakt"),
    (
        "nobody holds a role it invites",
        "niemand heeft een rol die erbij komt",
    ),
    (
        "add whom it is for, or switch it off: {}",
        "zet erbij voor wie het is, of zet het uit: {}",
    ),
    (
        "{} needs the capacity `{}`, which this team does not have",
        "{} heeft de capaciteit `{}` nodig, en dit team heeft die niet",
    ),
    (
        "list its units in team.toml: {}",
        "noem de plaatsen in team.toml: {}",
    ),
    (
        "`{}` is no IANA time zone",
        "`{}` is geen tijdzone van de IANA-lijst",
    ),
    (
        "`{}` cannot be the id of a team",
        "`{}` kan niet het kenmerk van een team zijn",
    ),
    (
        "add id = \"…\" of lower-case letters, digits and hyphens",
        "zet er id = \"…\" bij, van kleine letters, cijfers en streepjes",
    ),
    ("`{}` is no domain", "`{}` is geen domein"),
    (
        "write a name like team.example.org, in lower case",
        "schrijf een naam als team.example.org, in kleine letters",
    ),
    (
        "write a zone of the IANA list, like Europe/Amsterdam",
        "schrijf een zone van de IANA-lijst, zoals Europe/Amsterdam",
    ),
    ("`{}` is listed twice", "`{}` staat er twee keer"),
    ("zone `{}` is listed twice", "zone `{}` staat er twee keer"),
    ("delete one", "haal er een weg"),
    (
        "this overlay has no `rule`",
        "deze aanpassing heeft geen `rule`",
    ),
    (
        "`{}` does not say of which programme",
        "`{}` zegt niet van welk programma",
    ),
    (
        "write the name with its programme, in quotes: {}",
        "schrijf de naam met zijn programma, tussen aanhalingstekens: {}",
    ),
    ("[travel] has no `zones`", "[travel] heeft geen `zones`"),
    (
        "add zones = [\"<office>\", …], the office first",
        "zet er zones = [\"<kantoor>\", …] bij, het kantoor eerst",
    ),
    (
        "`{}` is said twice, differently",
        "`{}` staat er twee keer, verschillend",
    ),
    (
        "keep one: travel takes as long there as back",
        "houd er een: heen duurt het even lang als terug",
    ),
    ("`{}` does not name two zones", "`{}` noemt geen twee zones"),
    (
        "write two of `zones` with a hyphen between them ({})",
        "schrijf twee van `zones` met een streepje ertussen ({})",
    ),
    (
        "no travel time is given for {}",
        "er is geen reistijd voor {}",
    ),
    (
        "add each under [travel.between], as in `a-b = \"20m\"`",
        "zet elk onder [travel.between], zoals `a-b = \"20m\"`",
    ),
    (
        "{} to {} takes {} minutes, but by way of {} {}",
        "{} naar {} duurt {} minuten, maar over {} {}",
    ),
    (
        "shorten the direct way, or lengthen the others",
        "maak de rechte weg korter, of de andere langer",
    ),
    (
        "`{}` is no zone of [travel]",
        "`{}` is geen zone van [travel]",
    ),
    (
        "write mon, tue, wed, thu, fri, sat, sun (or ma, di, wo, do, vr, za, zo), as in `mon-tue,fri 08:30-12:30`",
        "schrijf ma, di, wo, do, vr, za, zo, zoals in `ma-di,vr 08:30-12:30`",
    ),
    (
        "write from-to on whole quarters of an hour, as in `08:30-12:30`, or am, pm, eve (o, m, a)",
        "schrijf van-tot op hele kwartieren, zoals `08:30-12:30`, of o, m, a (ochtend, middag, avond)",
    ),
    ("no hours are given", "er staan geen uren"),
    (
        "write hours as in `mon-thu 08:30-12:30 13:00-17:00`, or `none` for never",
        "schrijf uren als `ma-do 08:30-12:30 13:00-17:00`, of `none` voor nooit",
    ),
    ("hours without a day", "uren zonder dag"),
    ("days without hours", "dagen zonder uren"),
    ("`{}` is no day of the week", "`{}` is geen dag van de week"),
    ("`{}` runs backwards", "`{}` loopt achteruit"),
    ("`{}` is no range of hours", "`{}` is geen van-tot"),
    (
        "`{}` does not end after it begins",
        "`{}` eindigt niet na het begin",
    ),
    (
        "`{}` is not on a quarter of an hour",
        "`{}` is niet op een kwartier",
    ),
    // What a table or key is of.
    ("person `{}`", "collega `{}`"),
    ("group `{}`", "groep `{}`"),
    ("a pattern of {}", "een patroon van {}"),
    ("`swaps` of {}", "`swaps` van {}"),
    ("a person", "een collega"),
    ("a group", "een groep"),
    ("a programme", "een programma"),
    ("a case", "een gezin"),
];
