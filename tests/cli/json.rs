//! `--format json`: one object on stdout and nothing else, with the keys other programs rely on.

use serde_json::Value;

use super::{PLAN, new_team};

/// Keys of the plan that are never renamed.
const PLAN_KEYS: &str = "team revision term status objective bound gap seconds counts placements \
                         left_out layers duties stays";
const PLACEMENT_KEYS: &str = "id series rule programme case title start end participants place \
                              window due status";
const LEFT_OUT_KEYS: &str = "id rule case window reason blocking severity";

#[test]
fn a_plan_is_one_object_with_the_keys_of_the_contract() {
    let place = new_team();
    let ended = place.expect(&format!("{PLAN} --format json"), 0);
    let plan: Value = serde_json::from_str(&ended.out).expect("one JSON object");
    has(&plan, PLAN_KEYS);
    has(&plan["term"], "from to");
    has(&plan["counts"], "occurrences placed left_out");
    each(&plan["placements"], PLACEMENT_KEYS);
    each(&plan["left_out"], LEFT_OUT_KEYS);
    each(&plan["layers"], "name value bound proven");
    each(&plan["duties"], "id rule case owner due");
    for placement in plan["placements"].as_array().expect("a list") {
        has(&placement["title"], "nl en");
        has(&placement["window"], "from to");
        each(&placement["participants"], "id role");
        let start = placement["start"].as_str().expect("an instant");
        let zone = if start < "2027-03-28T02" {
            "+01:00"
        } else {
            "+02:00"
        };
        assert!(start.ends_with(zone), "{start} has the wrong offset");
    }
    costs_add_up(&plan);
    let status = plan["status"].as_str();
    assert!(matches!(status, Some("optimal" | "feasible")), "{status:?}");
    let count = |key: &str| plan[key].as_array().map_or(0, Vec::len);
    assert_eq!(plan["counts"]["placed"], count("placements"));
    assert_eq!(plan["counts"]["left_out"], count("left_out"));
}

/// What each rule costs, and each person, adds up to the layers.
#[track_caller]
fn costs_add_up(plan: &Value) {
    for way in ["rules", "people"] {
        each(&plan["costs"][way], "id layers");
        for layer in plan["layers"].as_array().expect("a list") {
            let name = layer["name"].as_str().expect("a name");
            let parts = plan["costs"][way].as_array().expect("a list");
            let parts = parts.iter().map(|part| &part["layers"][name]);
            let sum: f64 = parts.map(|part| part.as_f64().expect("a number")).sum();
            let whole = layer["value"].as_f64().expect("a number");
            assert!(
                (sum - whole).abs() < 1e-6,
                "{way}: {name} is {sum}, not {whole}"
            );
        }
    }
}

#[test]
fn the_tables_of_costs_end_with_what_the_plan_says() {
    let place = new_team();
    let ended = place.expect(&format!("{PLAN} --costs --lang en"), 0);
    let value = |line: &str| {
        let found = ended
            .out
            .lines()
            .find(|found| found.trim_start().starts_with(line));
        let found = found.unwrap_or_else(|| panic!("no line `{line}` in\n{}", ended.out));
        let words = found.split_whitespace().map(str::to_owned);
        words
            .filter(|word| word.parse::<f64>().is_ok())
            .collect::<Vec<_>>()
    };
    let quality = value("points of quality");
    let together: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| line.trim_start().starts_with("together"))
        .collect();
    assert_eq!(together.len(), 2, "{}", ended.out);
    for line in together {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words.last(), Some(&quality[0].as_str()), "{}", ended.out);
    }
}

#[test]
fn every_command_speaks_json() {
    let place = new_team();
    place.expect(&format!("{PLAN} --publish"), 0);
    for line in [
        "validate t",
        "publish t 1",
        "show t --person anna",
        "show t --case kemo3",
        "show t --week 2027-W05",
        "feeds t --out feeds",
        "diff t",
        "diff t 1 1 --person anna",
        "init u",
    ] {
        let ended = place.expect(&format!("{line} --format json --today 2026-12-15"), 0);
        let value: Result<Value, _> = serde_json::from_str(&ended.out);
        assert!(
            value.is_ok_and(|value| value.is_object()),
            "`{line}`:\n{}",
            ended.out
        );
    }
}

#[track_caller]
fn has(value: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(value.get(key).is_some(), "no key `{key}` in {value:#}");
    }
}

/// Every entry of a list that is not empty has the keys.
#[track_caller]
fn each(list: &Value, keys: &str) {
    let list = list.as_array().expect("a list");
    assert!(
        !list.is_empty(),
        "an empty list says nothing about `{keys}`"
    );
    for value in list {
        has(value, keys);
    }
}
