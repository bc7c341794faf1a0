//! Explanations of the example team as its lead reads them, and that doing what they say works.

use std::io::Write as _;

use crate::program::Place;

const NOORD: &str = "examples/iag-noord";
const TODAY: &str = "--today 2026-12-15";

/// The example team with its scientist ill for two weeks, planned for those: quickly, and proven.
fn planned() -> Place {
    let place = Place::with_examples();
    append(&place, "absences.csv", "ruben,2027-02-08,2027-02-21,,ill");
    plan(&place);
    place
}

fn append(place: &Place, file: &str, line: &str) {
    let path = place.path().join(NOORD).join(file);
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(path)
        .expect("a list");
    writeln!(file, "{line}").expect("a line written");
}

/// The number of required meetings left out.
fn plan(place: &Place) -> usize {
    let without = "--without visit --without family_consultation --without supervision --without intervision \
                   --without team_meeting";
    let line =
        format!("plan {NOORD} --from 2027-02-08 --to 2027-02-21 {TODAY} {without} --format json");
    let plan: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 4).out).expect("a plan");
    assert_eq!(plan["status"], "optimal");
    plan["left_out"].as_array().expect("a list").len()
}

fn explained(place: &Place, occurrence: &str, lang: &str) -> String {
    place
        .expect(
            &format!("explain {NOORD} {occurrence} {TODAY} --lang {lang}"),
            0,
        )
        .out
}

#[test]
fn what_is_left_out_and_what_helps() {
    let place = planned();
    let id = "iag.plan_review/LISU5/01";
    insta::assert_snapshot!(explained(&place, id, "nl"), @"
    Behandelplanbespreking LISU5 · niet ingepland (verplicht)
    iag.plan_review/LISU5/01 · revisie 1 (concept)

    Wat er gevraagd wordt
      Had moeten plaatsvinden tussen di 12 januari en ma 8 maart.
      Bewezen: geen planning laat er minder weg.

    Waarom niet
      Behandelplanbespreking LISU5: Ruben is afwezig van 8 t/m 21 februari: geen gezamenlijke dag tussen 8 en 21 februari

    Wat helpt (nagerekend)
      1. als Saskia die keer invalt voor Ruben: dan op ma 8 feb 15:45; verder verschuift niets
    ");
    insta::assert_snapshot!(explained(&place, id, "en"), @r"
    Treatment plan review LISU5 · not planned (required)
    iag.plan_review/LISU5/01 · revision 1 (draft)

    What is asked for
      It should have been between Tue 12 January and Mon 8 March.
      Proven: no plan leaves out less.

    Why not
      Treatment plan review LISU5: Ruben is away from 8 to 21 February: no common day between 8 and 21 February

    What helps (tried out)
      1. if Saskia stands in for Ruben that time: then on Mon 8 Feb 15:45; nothing else moves
    ");
}

#[test]
fn what_is_planned_and_what_another_day_costs() {
    let place = planned();
    let id = "iag.closing_meeting/TUGO6/01";
    insta::assert_snapshot!(explained(&place, id, "nl"), @"
    Afrondingsgesprek TUGO6 · di 9 februari 2027 16:00-17:00 · gezin TUGO6, Femke, Saskia, verwijzer
    iag.closing_meeting/TUGO6/01 · revisie 1 (concept)

    Waarom hier
      Kan van zo 3 januari tot en met ma 8 maart.
      Uiterste datum zo 31 januari: dit wordt 9 dagen te laat.
      Bedoeld is do 28 januari: 12 dagen ernaast.

    Wat het elders kost, als al het andere blijft staan
      ma 8 feb          kan niet: Verwijzer Heidemeer B biedt dan geen tijd
      wo 10 feb         kan niet: Verwijzer Heidemeer B biedt dan geen tijd
      do 11 feb  11:15  kan als Tussentijdse evaluatie MUVA5 (do 11 feb 11:15 → di 9 feb 16:00) verschuift: kost 2 dagen te laat en 3 punten bij Afrondingsgesprek; kost 3 punten bij Tussentijdse evaluatie; scheelt 2 dagen te laat bij Tussentijdse evaluatie
      vr 12 feb         kan niet: Verwijzer Heidemeer B biedt dan geen tijd
      ma 15 feb         kan niet: Verwijzer Heidemeer B biedt dan geen tijd
    ");
    insta::assert_snapshot!(explained(&place, id, "en"), @"
    Closing meeting TUGO6 · Tue 9 February 2027 16:00-17:00 · family TUGO6, Femke, Saskia, referrer
    iag.closing_meeting/TUGO6/01 · revision 1 (draft)

    Why here
      It may be held from Sun 3 January to Mon 8 March.
      Due Sun 31 January: this will be 9 days late.
      Aimed at Thu 28 January: 12 days off.

    What another place costs while all else stays
      Mon 8 Feb         impossible: Verwijzer Heidemeer B offers no time then
      Wed 10 Feb        impossible: Verwijzer Heidemeer B offers no time then
      Thu 11 Feb 11:15  possible if Interim evaluation MUVA5 (Thu 11 Feb 11:15 → Tue 9 Feb 16:00) moves: costs 2 days late and 3 points of quality of Closing meeting; costs 3 points of quality of Interim evaluation; saves 2 days late of Interim evaluation
      Fri 12 Feb        impossible: Verwijzer Heidemeer B offers no time then
      Mon 15 Feb        impossible: Verwijzer Heidemeer B offers no time then
    ");
}

#[test]
fn what_stands_says_why() {
    let place = planned();
    insta::assert_snapshot!(explained(&place, "agreed/2027-01-26-1300/01", "nl"), @"
    scholingsoverleg met de opleiding · di 26 januari 2027 13:00-14:30 · Imre, Saskia
    agreed/2027-01-26-1300/01 · revisie 1 (concept)

    Waarom hier
      Deze afspraak is buiten Cadans gemaakt en blijft staan.
    ");
}

#[test]
fn somebody_stands_in_as_was_said() {
    let place = planned();
    let id = "iag.plan_review/LISU5/01";
    let line = format!("explain {NOORD} {id} {TODAY} --format json");
    let before: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
    assert_eq!(before["state"], "left_out");
    let ways = before["ways_out"].as_array().expect("a list");
    let kind = |way: &&serde_json::Value| way["changes"][0]["kind"] == "assignment";
    let way = ways.iter().find(kind).expect("somebody may stand in");
    let who = way["changes"][0]["who"].as_str().expect("a person");
    let start = way["placement"]["start"].as_str().expect("a start");
    let day = &start[..10];
    let were = plan(&place);
    append(
        &place,
        "assignments.csv",
        &format!("LISU5,scientist,{who},{day},{day},substitute"),
    );
    assert_eq!(plan(&place), were - 1);
    let after: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
    assert_eq!(after["state"], "placed");
    assert_eq!(after["placement"]["start"], start);
}

#[test]
fn a_left_out_meeting_is_found_by_any_day_it_should_have_been_on() {
    let place = planned();
    for words in [
        "plan_review LISU5",
        "LISU5 2027-02-12",
        "iag.plan_review/LISU5/01",
    ] {
        let arguments = [
            "explain",
            NOORD,
            words,
            "--today",
            "2026-12-15",
            "--format",
            "json",
        ];
        let ended = place.run(arguments);
        assert!(
            ended.out.contains("\"iag.plan_review/LISU5/01\""),
            "{words}: {}",
            ended.err
        );
    }
    place.expect(&format!("explain {NOORD} nobody {TODAY}"), 2);
}
