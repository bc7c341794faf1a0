//! A team whose store was written while plans had eight layers (`rhythm` and `preferences` in place of `quality`): a
//! published plan, and a draft of a month later. It is never made anew.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::Place;

/// The team `t` with its old store.
fn old_team() -> Place {
    let place = Place::with_examples();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/eight-layers");
    let team = place.path().join("t");
    let store = team.join(".cadans");
    fs::create_dir_all(&store).expect("a folder");
    for (from, to) in [(&old, &team), (&old.join("store"), &store)] {
        for entry in fs::read_dir(from).expect("the old folder") {
            let entry = entry.expect("an entry");
            if entry.path().is_file() {
                fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
            }
        }
    }
    place
}

const TODAY: &str = "--today 2027-01-18";

fn json(place: &Place, line: &str) -> Value {
    let said = place.expect(&format!("{line} --format json"), 0).out;
    serde_json::from_str(&said).expect("JSON")
}

/// Names and values of the layers.
fn layers(plan: &Value) -> Vec<(&str, i64)> {
    let layers = plan["layers"].as_array().expect("layers").iter();
    let one = |layer: &'_ Value| layer["value"].as_i64().expect("a number");
    layers
        .map(|layer| (layer["name"].as_str().expect("a name"), one(layer)))
        .collect()
}

#[test]
fn plans_of_eight_layers_are_shown_as_they_were_stored() {
    let place = old_team();
    let published = json(&place, &format!("show t {TODAY}"));
    assert_eq!(published["revision"], 1);
    let draft = json(&place, &format!("show t --revision 2 {TODAY}"));
    let old = [
        ("hard_left_out", 0),
        ("frozen", 4),
        ("soft_left_out", 5),
        ("late_days", 0),
        ("moves", 2),
        ("move_cost", 36),
        ("rhythm", 27),
        ("preferences", 136),
    ];
    assert_eq!(layers(&draft), old);
    for lang in ["nl", "en"] {
        place.expect(&format!("show t --week 2027-W05 {TODAY} --lang {lang}"), 0);
        place.expect(
            &format!("show t --revision 2 --person anna {TODAY} --lang {lang}"),
            0,
        );
    }
    let diff = place.expect("diff t --lang en", 0).out;
    assert!(
        diff.contains("revision 1 → 2 · 1 with other people, 2 cancelled"),
        "{diff}"
    );
}

#[test]
fn a_team_of_before_is_planned_again_and_told_what_changed() {
    let place = old_team();
    let plan = json(&place, &format!("plan t --term 2027Q1 {TODAY} --limit 5"));
    assert_eq!(plan["revision"], 3);
    let layers = layers(&plan);
    assert_eq!(layers.len(), 7);
    assert_eq!(layers[6].0, "quality");
    let diff = place.expect("diff t 2 3 --lang en", 0).out;
    assert!(diff.contains("revision 2 → 3"), "{diff}");
    place.expect(&format!("publish t {TODAY}"), 0);
    place.expect(&format!("check t {TODAY}"), 0);
    place.expect(&format!("feeds t --out feeds {TODAY}"), 0);
}

#[test]
fn its_store_goes_out_and_in_with_the_old_names() {
    let place = old_team();
    place.expect("store export t --out kept.jsonl", 0);
    let kept = fs::read_to_string(place.path().join("kept.jsonl")).expect("text");
    for name in ["rhythm", "preferences"] {
        assert!(kept.contains(&format!("\"name\":\"{name}\"")), "{name}");
    }
    let before = json(&place, &format!("show t --revision 2 {TODAY}"));
    fs::remove_dir_all(place.path().join("t/.cadans")).expect("lost");
    place.expect("store import t kept.jsonl", 0);
    assert_eq!(
        json(&place, &format!("show t --revision 2 {TODAY}")),
        before
    );
}
