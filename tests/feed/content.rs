//! What feeds tell to whom: semantics 20, 21 and 28, and the levels of detail.

use cadans::feed::{Audience, Detail, audiences, export};
use cadans::ids::CaseCode;
use cadans::language::Lang;

use super::reading::{Part, events, parts};
use super::world::{self, day, feed, feed_of, key, person};

fn case(code: &str) -> Audience {
    Audience::Case(CaseCode::new(code))
}

fn at(body: &str, start: &str) -> Part {
    let mut found = events(body);
    found.retain(|event| event.value("DTSTART") == start);
    assert_eq!(found.len(), 1, "one event at {start} in {body}");
    found.remove(0)
}

fn starts(body: &str) -> Vec<String> {
    events(body)
        .iter()
        .map(|event| event.value("DTSTART").to_owned())
        .collect()
}

#[test]
fn everyone_sees_their_own() {
    assert_eq!(
        starts(&feed(&person("anna"))),
        [
            "20270105T160000",
            "20270108",
            "20270112T111500",
            "20270114T090000",
            "20270202T130000",
            "20270212",
            "20270326T153000",
            "20270328T120000",
            "20270329T083000",
        ]
    );
    assert_eq!(
        starts(&feed(&case("TIVO4"))),
        [
            "20270105T160000",
            "20270112T111500",
            "20270326T153000",
            "20270328T120000",
            "20270329T083000"
        ]
    );
    assert_eq!(starts(&feed(&case("BARO3"))), Vec::<String>::new());
    assert_eq!(
        starts(&feed(&person("ref-hoogeland"))),
        ["20270112T111500", "20270326T153000"]
    );
}

#[test]
fn the_team_feed_leaves_out_what_is_too_frequent() {
    assert_eq!(
        starts(&feed(&Audience::Team)),
        [
            "20270112T111500",
            "20270114T090000",
            "20270202T130000",
            "20270210T110000",
            "20270326T153000"
        ]
    );
}

#[test]
fn every_person_case_and_the_team_have_a_feed() {
    let names: Vec<String> = audiences(&world::second())
        .iter()
        .map(Audience::file_name)
        .collect();
    assert_eq!(
        names,
        [
            "anna.ics",
            "bram.ics",
            "chloe.ics",
            "ref-hoogeland.ics",
            "case-BARO3.ics",
            "case-TIVO4.ics",
            "team.ics"
        ]
    );
}

#[test]
fn staff_see_codes_and_names_others_kinds_and_roles() {
    let published = world::second();
    for (who, detail) in [
        (person("anna"), Detail::Code),
        (person("ref-hoogeland"), Detail::Type),
        (case("TIVO4"), Detail::Type),
        (Audience::Team, Detail::Type),
    ] {
        assert_eq!(Detail::default_for(&who, &published), detail);
    }
    let own = at(&feed(&person("anna")), "20270326T153000");
    assert_eq!(own.text("SUMMARY"), "Bespreking TIVO4");
    assert_eq!(
        own.text("DESCRIPTION"),
        "Wie: gezin, Anna (werker), Bram (gedragswetenschapper), verwijzer.\nBevestigd."
    );
    assert_eq!(own.text("LOCATION"), "noord");
    let other = at(&feed(&person("ref-hoogeland")), "20270326T153000");
    assert_eq!(other.text("SUMMARY"), "Bespreking");
    assert_eq!(
        other.text("DESCRIPTION"),
        "Wie: gezin, werker, gedragswetenschapper, verwijzer.\nBevestigd."
    );
    let group = at(&feed(&Audience::Team), "20270202T130000");
    assert_eq!(group.text("DESCRIPTION"), "Wie: 2 × werker.\nGepland.");
    let named = at(&feed(&person("chloe")), "20270202T130000");
    assert_eq!(
        named.text("DESCRIPTION"),
        "Wie: Anna (werker), Chloé (werker).\nKan er niet bij zijn: Bram (gedragswetenschapper).\nGepland."
    );
}

#[test]
fn covered_cases_are_named_to_staff_only() {
    let own = at(&feed(&person("bram")), "20270114T090000");
    assert!(own.text("DESCRIPTION").contains("Ook over: TIVO4, BARO3."));
    assert_eq!(own.get("LOCATION"), None);
    let team = at(&feed(&Audience::Team), "20270114T090000");
    assert!(!team.text("DESCRIPTION").contains("TIVO4"));
}

#[test]
fn busy_tells_only_that_there_is_something() {
    let body = feed_of(&world::second(), &person("anna"), Detail::Busy);
    for event in events(&body) {
        assert!(["Bezet", "VERVALLEN: Bezet"].contains(&event.text("SUMMARY").as_str()));
        assert_eq!(
            (event.get("DESCRIPTION"), event.get("LOCATION")),
            (None, None)
        );
        assert_ne!(
            event.value("DTSTART").len(),
            8,
            "nobody is busy with a duty"
        );
    }
    assert_eq!(parts(&body)[0].text("NAME"), "Proefteam; Noord, \\ west");
    for word in ["TIVO4", "Anna", "Bespreking", "noord,"] {
        assert!(!body.contains(word), "{word}");
    }
}

#[test]
fn a_proposal_is_tentative_and_says_so() {
    let event = at(&feed(&case("TIVO4")), "20270112T111500");
    assert_eq!(event.value("STATUS"), "TENTATIVE");
    assert!(
        event
            .text("DESCRIPTION")
            .contains("Voorstel: nog niet bevestigd.")
    );
    assert!(
        event
            .text("SUMMARY")
            .starts_with("Bespreking, ronde 1; \"vóór\" de zomer \\ met")
    );
}

#[test]
fn duties_are_whole_days_of_their_owner_and_stand_with_meetings() {
    let body = feed(&person("anna"));
    let duty = at(&body, "20270108");
    assert_eq!(duty.text("SUMMARY"), "Verslag TIVO4");
    assert_eq!(
        duty.text("DESCRIPTION"),
        "CBCL, kort, brief\nWettelijke termijn."
    );
    let near = at(&body, "20270112T111500").text("DESCRIPTION");
    assert!(
        near.ends_with("Te doen: Verslag, uiterlijk 8 januari 2027."),
        "{near}"
    );
    assert!(
        !at(&body, "20270326T153000")
            .text("DESCRIPTION")
            .contains("Verslag")
    );
    let colleague = at(&feed(&person("bram")), "20270112T111500");
    assert!(
        !colleague.text("DESCRIPTION").contains("Verslag"),
        "another's duty"
    );
}

#[test]
fn what_is_cancelled_says_so_for_its_grace() {
    let published = world::second();
    let on = |today: &str| {
        export(
            &published,
            &person("anna"),
            Detail::Code,
            Lang::Nl,
            day(today),
            &key(),
        )
        .expect("a feed")
    };
    let event = at(&on("2027-04-12"), "20270329T083000");
    assert_eq!(event.text("SUMMARY"), "VERVALLEN: Bezoek TIVO4");
    assert_eq!(event.value("STATUS"), "CANCELLED");
    assert!(
        event
            .text("DESCRIPTION")
            .ends_with("Vervallen op 18 december 2026.")
    );
    assert!(!starts(&on("2027-04-13")).contains(&"20270329T083000".to_owned()));
}

#[test]
fn whoever_left_sees_it_cancelled_and_others_see_it_live() {
    let gone = at(&feed(&person("bram")), "20270210T110000");
    assert_eq!(gone.value("STATUS"), "CANCELLED");
    assert_eq!(gone.value("SEQUENCE"), "1");
    assert_eq!(
        gone.text("DESCRIPTION"),
        "Uw deelname is vervallen op 18 december 2026."
    );
    let live = at(&feed(&person("chloe")), "20270210T110000");
    assert_eq!(
        (live.value("STATUS"), live.value("UID")),
        ("CONFIRMED", gone.value("UID"))
    );
    let handed_over = at(&feed(&person("chloe")), "20270212");
    assert_eq!(handed_over.text("SUMMARY"), "VERVALLEN: Verslag BARO3");
    assert_eq!(
        at(&feed(&person("anna")), "20270212").value("SEQUENCE"),
        "1"
    );
}

#[test]
fn english_is_english() {
    let body = export(
        &world::second(),
        &person("anna"),
        Detail::Code,
        Lang::En,
        day(world::TODAY),
        &key(),
    )
    .expect("a feed");
    assert!(body.contains("PRODID:-//Cadans//Cadans 0.1//EN"));
    let event = at(&body, "20270112T111500");
    assert_eq!(
        event.text("SUMMARY"),
        "Review, round 1; \"before\" summer TIVO4"
    );
    assert_eq!(
        event.text("DESCRIPTION"),
        "Who: family, Anna (worker), Bram (behavioural scientist), referrer.\nProposed: not yet \
         confirmed.\nTo do: Report, by 8 January 2027."
    );
}
