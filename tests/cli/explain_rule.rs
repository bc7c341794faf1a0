//! What a rule asks, in words and as data.

use crate::program::Place;

const NOORD: &str = "examples/iag-noord";
const VELUWE: &str = "examples/gezinsopname-veluwe";

fn explained(team: &str, rule: &str, lang: &str) -> String {
    let place = Place::with_examples();
    let line = format!("explain {team} {rule} --today 2026-12-15 --lang {lang}");
    place.expect(&line, 0).out
}

#[test]
fn who_how_often_and_since_when() {
    let said = explained(NOORD, "iag.supervision", "nl");
    let mut lines = said.lines();
    assert_eq!(
        lines.next(),
        Some("Elke IAG’er heeft eens per drie weken “Werkbegeleiding”.")
    );
    assert_eq!(lines.next(), Some("iag.supervision"));
    for line in [
        "  Wie         IAG’er en gedragswetenschapper",
        "  Duur        60 minuten",
        "  Dagen       tussen twee liggen ten minste twee weken en hoogstens drie weken; \
         na vier weken geldt er een als overgeslagen",
        "  Eerste      telt vanaf de eerste dag in het team",
        "  Zwaarte     verplicht",
    ] {
        assert!(said.lines().any(|one| one == line), "{line}\n{said}");
    }
    assert!(
        said.contains("  constraints/iag.toml (ingebouwd): title, kind, "),
        "{said}"
    );
}

#[test]
fn each_kind_has_its_sentence() {
    for (team, rule, sentence) in [
        (
            NOORD,
            "iag.visit",
            "Each family has “Family visit” twice a week.",
        ),
        (
            NOORD,
            "iag.interim_evaluation",
            "Each family has “Interim evaluation” after every 26 weeks, counted from the start of care.",
        ),
        (
            NOORD,
            "iag.caseload",
            "Each IAG worker has at most five families at once, pro rata of the contract.",
        ),
        (
            NOORD,
            "iag.interim_report",
            "Each family has “Interim evaluation report”: the IAG worker hands it in, \
             one week before “Interim evaluation” at the latest.",
        ),
        (
            VELUWE,
            "gezinsopname.stay",
            "Each family has “Stay in a family home”: a place of `home` for as long as care lasts.",
        ),
    ] {
        let said = explained(team, rule, "en");
        assert_eq!(said.lines().next(), Some(sentence));
    }
}

#[test]
fn what_a_team_lays_over_it_is_told_with_its_file() {
    let said = explained(VELUWE, "gezinsopname.treatment", "en");
    let variant = "\nIn the phase “Guidance and treatment” and for family ZEBI8\n  \
                   Each family has “Treatment” at least eight hours a week.\n";
    assert!(said.contains(variant), "{said}");
    let own = "  examples/gezinsopname-veluwe/team.toml: mode, variants\n";
    assert!(said.ends_with(own), "{said}");
}

#[test]
fn as_data() {
    let place = Place::with_examples();
    let line = format!("explain {VELUWE} gezinsopname.treatment --format json --today 2026-12-15");
    let view: serde_json::Value =
        serde_json::from_str(&place.expect(&line, 0).out).expect("an object");
    assert_eq!(view["rule"], "gezinsopname.treatment");
    assert_eq!(view["kind"], "weekly");
    assert_eq!(view["per"], "case");
    assert_eq!(view["severity"], "soft");
    assert_eq!(view["mode"], "plan");
    assert_eq!(view["source"], "S2:65");
    assert_eq!(view["variants"][0]["when"]["phase"], "treatment");
    assert_eq!(view["variants"][0]["when"]["case"], "ZEBI8");
    assert_eq!(view["layers"][0]["built_in"], true);
    assert_eq!(
        view["layers"][1]["keys"],
        serde_json::json!(["mode", "variants"])
    );
    let facts = view["facts"].as_array().expect("facts");
    let who = facts
        .iter()
        .find(|fact| fact["about"] == "who")
        .expect("who");
    assert_eq!(who["nl"], "gezin; een van: behandelaar");
}
