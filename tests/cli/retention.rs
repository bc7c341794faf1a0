//! `store retention`, `dossier` and `purge --due`: what need not be kept goes, in store and files alike, once its dossier
//! is kept elsewhere.

use std::fs;

use serde_json::Value;

use super::{PLAN, new_team};

#[test]
fn a_family_goes_a_year_after_its_last_obligation_and_its_dossier() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    place.expect(
        "record t --rule iag.visit --case kemo3 held --on 2027-01-05 --minutes 60 --present anna --today 2027-01-06",
        0,
    );
    let list = |today: &str| -> Vec<Value> {
        let line = format!("store retention t --format json --today {today}");
        serde_json::from_str(&place.expect(&line, 0).out).expect("JSON")
    };
    let cases = |today: &str| -> Vec<(String, bool)> {
        let all = list(today).into_iter().filter(|one| one["what"] == "case");
        all.map(|one| {
            (
                one["case"].as_str().expect("a code").to_owned(),
                one["ready"] == true,
            )
        })
        .collect()
    };
    assert_eq!(cases("2027-06-01"), []);
    // The decision of kemo3 ends on 30 August 2027, that of dilu7 two months later.
    assert_eq!(cases("2028-08-30"), []);
    assert_eq!(cases("2028-09-15"), [("kemo3".to_owned(), false)]);
    // Before it ends its dossier is not whole.
    place.expect(
        "store dossier t kemo3 --out early.json --today 2027-02-01",
        0,
    );
    assert_eq!(cases("2028-09-15"), [("kemo3".to_owned(), false)]);
    let said = place
        .expect("store purge t --due --today 2028-09-15", 0)
        .out;
    assert!(
        said.contains("Vernietigd: 0") && said.contains("1 wachten"),
        "{said}"
    );
    place.expect(
        "store dossier t kemo3 --out dossier.json --today 2028-09-14",
        0,
    );
    let text = fs::read_to_string(place.path().join("dossier.json")).expect("a file");
    let dossier: Value = serde_json::from_str(&text).expect("JSON");
    for part in [
        "cases",
        "assignments",
        "meetings",
        "records",
        "findings",
        "audit",
    ] {
        assert!(
            dossier[part]
                .as_array()
                .is_some_and(|rows| !rows.is_empty()),
            "{part}: {text}"
        );
    }
    assert_eq!(cases("2028-09-15"), [("kemo3".to_owned(), true)]);
    place.expect("store purge t --due --today 2028-09-15", 0);
    assert_eq!(cases("2028-09-15"), []);
    for list in [
        "cases.csv",
        "assignments.csv",
        "absences.csv",
        "agreed.csv",
        "held.csv",
    ] {
        let text = fs::read_to_string(place.path().join("t").join(list)).expect("a list");
        assert!(!text.contains("kemo3"), "{list}: {text}");
    }
    let exported = place.expect("store export t", 0).out;
    assert!(!exported.contains("kemo3"));
    // Anna's hours stay, without the code, for six years.
    assert!(
        exported.contains("hours/2027-01/anna/iag.visit"),
        "{exported}"
    );
    place.expect("validate t --today 2028-09-15", 0);
    place.expect("store dossier t kemo3", 2);
    let hours = |today: &str| {
        list(today)
            .iter()
            .filter(|one| one["what"] == "hours")
            .count()
    };
    assert_eq!((hours("2033-01-31"), hours("2033-03-01")), (0, 1));
    place.expect("store purge t --due --today 2033-03-01", 0);
    let exported = place.expect("store export t", 0).out;
    assert!(!exported.contains("hours/2027-01"), "{exported}");
}

#[test]
fn lines_of_the_trail_are_forgotten_after_five_years_or_what_the_team_says() {
    let place = new_team();
    place.expect("feed-link t issue anna", 0);
    let settings = place.path().join("t/team.toml");
    let text = fs::read_to_string(&settings).expect("text");
    fs::write(&settings, text + "\n[retention]\naudit = \"18mo\"\n").expect("written");
    let due = |today: &str| {
        place
            .expect(&format!("store retention t --today {today}"), 0)
            .out
    };
    // Lines are dated by the clock of the machine.
    let now = chrono::Utc::now().date_naive();
    let later = |months: u32| {
        now.checked_add_months(chrono::Months::new(months))
            .expect("a day")
    };
    assert!(!due(&later(17).to_string()).contains("logboek"));
    assert!(due(&later(19).to_string()).contains("logboek: 1 regels"));
    place.expect(&format!("store purge t --due --today {}", later(19)), 0);
    let exported = place.expect("store export t", 0).out;
    assert!(
        exported.contains("\"forgotten\"") && !exported.contains("issued-link"),
        "{exported}"
    );
    place.expect("feed-link t list", 0);
}

#[test]
fn reasons_of_absences_that_say_too_much_are_shown_to_nobody_and_purged() {
    let place = new_team();
    let list = place.path().join("t/absences.csv");
    fs::write(
        &list,
        "who,from,to,kind\nanna,2027-02-01,2027-02-05,griep\nbram,2027-02-01,2027-02-02,verlof\nanna,2027-03-01,2027-03-02,griep\n",
    )
    .expect("written");
    let shown = place.expect("show t --person anna --week 2027-W05 --today 2026-12-15", 2);
    assert!(!shown.err.contains("griep"));
    let due = place.expect("store retention t --today 2026-12-15", 2);
    assert!(due.err.contains("nog geen") || due.out.is_empty());
    place.expect(PLAN, 0);
    let due = place.expect("store retention t --today 2026-12-15", 0).out;
    assert!(
        due.contains("redenen van afwezigheid: 2") && !due.contains("griep"),
        "{due}"
    );
    place.expect("store purge t --due --today 2026-12-15", 0);
    let text = fs::read_to_string(&list).expect("text");
    assert!(!text.contains("griep") && text.contains("verlof"), "{text}");
    assert_eq!(text.matches("away").count(), 2, "{text}");
}

#[test]
fn a_team_may_say_how_much_is_shown_at_most() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    let feed = || {
        place.expect("feeds t --out feeds --today 2026-12-15", 0);
        fs::read_to_string(place.path().join("feeds/anna.ics")).expect("a feed")
    };
    assert!(feed().contains("kemo3"));
    let settings = place.path().join("t/team.toml");
    let text = fs::read_to_string(&settings).expect("text");
    let capped = text.replacen("lang = \"nl\"", "max_detail = \"type\"\nlang = \"nl\"", 1);
    assert_ne!(text, capped);
    fs::write(&settings, capped).expect("written");
    assert!(!feed().contains("kemo3"));
    let refused = place.expect("feed-link t issue anna --detail code", 2);
    assert!(refused.err.contains("max_detail"), "{}", refused.err);
    place.expect("feed-link t issue anna --detail busy", 0);
}
