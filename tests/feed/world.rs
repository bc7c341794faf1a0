//! A small invented team with two revisions of a calendar, in which a meeting moves, one goes, one
//! loses a participant, and texts hold every awkward character.

use std::collections::{BTreeMap, BTreeSet};

use cadans::feed::{Audience, Detail, UidKey, export};
use cadans::ids::{CaseCode, OccurrenceId, PersonId, RuleId};
use cadans::language::{Lang, Text};
use cadans::plan::{
    Duty, Firmness, Masthead, Participant, Placement, Plan, Published, Status, Window,
};
use cadans::time::Term;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

pub fn text(nl: &str, en: &str) -> Text {
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

pub fn key() -> UidKey {
    UidKey::new([7; 32])
}

pub fn person(id: &str) -> Audience {
    Audience::Person(PersonId::new(id))
}

pub fn masthead() -> Masthead {
    let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect()
    };
    let roles = [
        ("family", "gezin", "family"),
        ("worker", "werker", "worker"),
        ("scientist", "gedragswetenschapper", "behavioural scientist"),
        ("referrer", "verwijzer", "referrer"),
    ];
    let roles = roles.map(|(role, nl, en)| (role.to_owned(), text(nl, en)));
    Masthead {
        id: "proef".to_owned(),
        name: "Proefteam; Noord, \\ west".to_owned(),
        domain: "proef.example".to_owned(),
        lang: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        staff: map(&[("anna", "Anna"), ("bram", "Bram"), ("chloe", "Chloé")]),
        outside: BTreeSet::from(["ref-hoogeland".to_owned()]),
        cases: BTreeSet::from([CaseCode::new("TIVO4"), CaseCode::new("BARO3")]),
        roles: BTreeMap::from([("proef".to_owned(), BTreeMap::from(roles))]),
        too_frequent: BTreeSet::from([RuleId::new("proef.home")]),
    }
}

/// A meeting of `proef.<rule>`; people as `id:role`, families by their case code.
pub fn meeting(rule: &str, subject: &str, ordinal: u32, start: &str, people: &[&str]) -> Placement {
    let rule = RuleId::of("proef", rule);
    let series = rule.series(subject);
    let participants: Vec<Participant> = people
        .iter()
        .map(|person| {
            let (id, role) = person.split_once(':').expect("id:role");
            Participant {
                id: id.to_owned(),
                role: role.to_owned(),
            }
        })
        .collect();
    let start = time(start);
    Placement {
        id: series.occurrence(ordinal),
        series,
        programme: "proef".to_owned(),
        case: subject
            .starts_with(|c: char| c.is_ascii_uppercase())
            .then(|| CaseCode::new(subject)),
        title: text("Bespreking", "Review"),
        start,
        minutes: 60,
        participants,
        absent: Vec::new(),
        place: Some("noord".to_owned()),
        window: Window {
            from: start.date(),
            to: start.date(),
        },
        due: None,
        status: Firmness::Planned,
        covers: Vec::new(),
        rule,
    }
}

pub fn duty(subject: &str, owner: &str, due: &str) -> Duty {
    let rule = RuleId::of("proef", "report");
    Duty {
        id: rule.series(subject).occurrence(1),
        rule,
        title: text("Verslag", "Report"),
        case: Some(CaseCode::new(subject)),
        owner: owner.to_owned(),
        due: day(due),
        legal: true,
        items: vec!["CBCL, kort".to_owned(), "brief".to_owned()],
    }
}

pub fn plan(revision: u32, placements: Vec<Placement>, duties: Vec<Duty>) -> Plan {
    Plan {
        team: "proef".to_owned(),
        revision,
        term: Term {
            from: day("2027-01-01"),
            to: day("2027-03-31"),
        },
        entries: 0,
        today: day("2026-12-15"),
        now: None,
        zone: "Europe/Amsterdam".to_owned(),
        status: Status::Optimal,
        objective: 0,
        bound: 0,
        gap: 0.0,
        seconds: 0.0,
        layers: Vec::new(),
        placements,
        left_out: Vec::new(),
        duties,
        stays: Vec::new(),
        loads: Vec::new(),
        standing: Vec::new(),
        chosen: None,
        notes: Vec::new(),
    }
}

pub const EVERYONE: [&str; 4] = [
    "TIVO4:family",
    "anna:worker",
    "bram:scientist",
    "ref-hoogeland:referrer",
];

/// The first revision.
pub fn first_plan() -> Plan {
    let mut review = meeting("review", "TIVO4", 1, "2027-01-13 10:00", &EVERYONE);
    review.status = Firmness::Proposed;
    review.title = text(
        "Bespreking, ronde 1; \"vóór\" de zomer \\ met uitloop — 老 👩‍👩‍👧 en een lange staart",
        "Review, round 1; \"before\" summer",
    );
    let mut closing = meeting("closing", "TIVO4", 1, "2027-03-26 15:30", &EVERYONE);
    closing.status = Firmness::Confirmed;
    let mut talk = meeting(
        "talk",
        "anna",
        7,
        "2027-01-14 09:00",
        &["anna:worker", "bram:scientist"],
    );
    talk.covers = vec![CaseCode::new("TIVO4"), CaseCode::new("BARO3")];
    talk.place = None;
    let mut circle = meeting(
        "circle",
        "kring",
        3,
        "2027-02-02 13:00",
        &["anna:worker", "chloe:worker"],
    );
    circle.absent.push(Participant {
        id: "bram".to_owned(),
        role: "scientist".to_owned(),
    });
    let home = |ordinal, start| {
        let mut home = meeting(
            "home",
            "TIVO4",
            ordinal,
            start,
            &["TIVO4:family", "anna:worker"],
        );
        home.title = text("Bezoek", "Call");
        home
    };
    let placements = vec![
        home(1, "2027-01-05 16:00"),
        review,
        talk,
        circle,
        meeting(
            "talk",
            "chloe",
            2,
            "2027-02-10 11:00",
            &["chloe:worker", "bram:scientist"],
        ),
        closing,
        home(2, "2027-03-28 12:00"),
        home(3, "2027-03-29 08:30"),
    ];
    plan(
        1,
        placements,
        vec![
            duty("TIVO4", "anna", "2027-01-08"),
            duty("BARO3", "chloe", "2027-02-12"),
        ],
    )
}

/// The second: the review moves, the call of 29 March goes, Bram leaves Chloé's talk, her report
/// becomes Anna's.
pub fn second_plan() -> Plan {
    let mut plan = first_plan();
    plan.revision = 2;
    for placement in &mut plan.placements {
        if placement.rule.name() == "review" {
            placement.start = time("2027-01-12 11:15");
        }
        if placement.id == OccurrenceId::new("proef.talk/chloe/02") {
            placement.participants.retain(|person| person.id != "bram");
        }
    }
    plan.placements
        .retain(|placement| placement.id.as_str() != "proef.home/TIVO4/03");
    plan.duties = vec![
        duty("TIVO4", "anna", "2027-01-08"),
        duty("BARO3", "anna", "2027-02-12"),
    ];
    plan
}

pub fn first() -> Published {
    Published::next(
        None,
        &first_plan(),
        masthead(),
        instant("2026-12-15T08:00:00Z"),
    )
}

pub fn second() -> Published {
    let at = instant("2026-12-18T16:20:05.75Z");
    Published::next(Some(&first()), &second_plan(), masthead(), at)
}

pub const TODAY: &str = "2026-12-20";

/// The feed of the second revision with the detail its reader gets by default.
pub fn feed(who: &Audience) -> String {
    let published = second();
    let detail = Detail::default_for(who, &published);
    feed_of(&published, who, detail)
}

pub fn feed_of(published: &Published, who: &Audience, detail: Detail) -> String {
    export(published, who, detail, Lang::Nl, day(TODAY), &key()).expect("a feed")
}
