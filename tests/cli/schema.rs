//! The schemas: every shipped rule file and every example's settings keep to them, and what the reader does not know
//! they do not know either.

use std::path::Path;

use cadans::diagnostic::{Diagnostics, Sources};
use cadans::document::{Table, Value, read_toml};
use serde_json::{Value as Json, json};

use crate::program::Place;

fn schema(of: &str) -> Json {
    let place = Place::with_examples();
    let said = place.expect(&format!("schema {of}"), 0);
    serde_json::from_str(&said.out).expect("a schema")
}

fn read(text: &str) -> Json {
    let mut faults = Diagnostics::default();
    let root = read_toml(
        &mut Sources::default(),
        "file.toml",
        text.as_bytes(),
        &mut faults,
    );
    assert!(faults.is_empty(), "{text}");
    as_json(&root.table)
}

fn as_json(table: &Table) -> Json {
    let value = |value: &Value| plain(value);
    let entries = table.entries.iter();
    entries
        .map(|entry| (entry.key.clone(), value(&entry.node.value)))
        .collect()
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Bool(truth) => json!(truth),
        Value::Date(day) => json!(day.to_string()),
        Value::List(nodes) => nodes.iter().map(|node| plain(&node.value)).collect(),
        Value::Table(table) => as_json(table),
    }
}

/// What of a value a schema does not take: the words of JSON Schema that these schemas use, but for patterns, which
/// the judges look at.
fn breaches(schema: &Json, value: &Json, at: &str) -> Vec<String> {
    if let Some(kinds) = schema["anyOf"].as_array() {
        let any = kinds
            .iter()
            .any(|kind| breaches(kind, value, at).is_empty());
        return if any {
            Vec::new()
        } else {
            vec![format!("{at}: none of the kinds")]
        };
    }
    if let Some(words) = schema["enum"].as_array() {
        let known = words.contains(value);
        return if known {
            Vec::new()
        } else {
            vec![format!("{at}: {value}")]
        };
    }
    match (schema["type"].as_str(), value) {
        (None, _) | (Some("string"), Json::String(_)) | (Some("boolean"), Json::Bool(_)) => {
            Vec::new()
        }
        (Some("integer"), Json::Number(number)) => {
            let number = number.as_i64();
            let fits = schema["minimum"].as_i64() <= number && number <= schema["maximum"].as_i64();
            if fits {
                Vec::new()
            } else {
                vec![format!("{at}: {value}")]
            }
        }
        (Some("array"), Json::Array(items)) => {
            let each = items.iter().enumerate();
            each.flat_map(|(nth, item)| breaches(&schema["items"], item, &format!("{at}[{nth}]")))
                .collect()
        }
        (Some("object"), Json::Object(_)) => of_table(schema, value, at),
        (Some(kind), _) => vec![format!("{at}: no {kind}")],
    }
}

fn of_table(schema: &Json, value: &Json, at: &str) -> Vec<String> {
    let entries = value.as_object().expect("a table").iter();
    let mut found: Vec<String> = entries
        .flat_map(|(key, value)| {
            let at = format!("{at}.{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Json::Null, Json::Bool(false)) => vec![format!("{at}: no such key")],
                (Json::Null, Json::Null) => Vec::new(),
                (Json::Null, others) => breaches(others, value, &at),
                (known, _) => breaches(known, value, &at),
            }
        })
        .collect();
    let required = schema["required"].as_array().into_iter().flatten();
    let missing = required.filter(|key| value.get(key.as_str().expect("a key")).is_none());
    found.extend(missing.map(|key| format!("{at}: no {key}")));
    found
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let paths = paths.into_iter().map(|path| match path.is_dir() {
        true => path.join("team.toml"),
        false => path,
    });
    let wanted = paths.filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending));
    wanted
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a text");
            (path.display().to_string(), text)
        })
        .collect()
}

#[test]
fn every_shipped_rule_file_keeps_to_it() {
    let schema = schema("rules");
    let files = files("constraints", ".toml");
    assert!(files.len() >= 5, "{}", files.len());
    for (name, text) in files {
        assert_eq!(
            breaches(&schema, &read(&text), ""),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn the_settings_of_every_example_keep_to_it() {
    let schema = schema("team");
    let files = files("examples", "team.toml");
    assert!(files.len() >= 4, "{}", files.len());
    for (name, text) in files {
        assert_eq!(
            breaches(&schema, &read(&text), ""),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

/// Whatever the reader calls an unknown key, a wrong value or a wrong type.
#[test]
fn what_the_reader_refuses_it_refuses() {
    let rules = schema("rules");
    for (text, at) in [
        ("[rules.a]\nduratoin = \"60m\"", ".rules.a.duratoin"),
        ("[rules.a]\nkind = \"milstone\"", ".rules.a.kind"),
        ("[rules.a]\nper_week = 90", ".rules.a.per_week"),
        ("[rules.a.window]\nform = \"2w\"", ".rules.a.window.form"),
        ("[rules.a]\nlegal = \"yes\"", ".rules.a.legal"),
        (
            "[[rules.a.variants]]\nfase = \"start\"",
            ".rules.a.variants[0].fase",
        ),
        (
            "[rules.a.when.prefer]\nuren = \"09:00-10:00\"",
            ".rules.a.when.prefer.uren",
        ),
        ("[phases.a]\nlenght = \"3w\"", ".phases.a.lenght"),
        (
            "[choices.a.options.b]\nsets = {}",
            ".choices.a.options.b.sets",
        ),
    ] {
        let found = breaches(&rules, &read(text), "");
        assert!(
            found.len() == 1 && found[0].starts_with(at),
            "{text}: {found:?}"
        );
    }
    let team = schema("team");
    for (text, at) in [
        ("[people.anna]\nrole = [\"worker\"]", ".people.anna.role"),
        ("[quality]\nslot = 3", ".quality.slot"),
        (
            "[[overlays]]\nrule = \"iag.visit\"\nmunicipalty = \"A\"",
            ".overlays[0].municipalty",
        ),
        (
            "[rules.\"iag.visit\"]\nperweek = 2",
            ".rules.iag.visit.perweek",
        ),
    ] {
        let found = breaches(&team, &read(text), "");
        assert!(
            found.iter().any(|one| one.starts_with(at)),
            "{text}: {found:?}"
        );
    }
    let missing = breaches(&team, &read("name = \"Team\""), "");
    assert!(
        missing.iter().any(|one| one == ": no \"programmes\""),
        "{missing:?}"
    );
}

/// Lengths have a form: minutes where minutes count, days where days do.
#[test]
fn lengths_have_their_form() {
    let rules = schema("rules");
    let rule = &rules["properties"]["rules"]["additionalProperties"]["properties"];
    let late = &rule["late_max"]["pattern"];
    assert_eq!(late, "^[0-9]{1,5}(h|d|wd|w|mo|y)$");
    let from = &rule["window"]["properties"]["from"]["pattern"];
    assert_eq!(from, "^[-+]?[0-9]{1,5}(h|d|wd|w|mo|y)$");
    assert_eq!(rule["gap"]["anyOf"][0]["enum"], json!(["team"]));
    for (amount, least) in [("per_week", "minimum"), ("hours_per_week", "pattern")] {
        let forms = rule[amount]["anyOf"].as_array().expect("several forms");
        let range = forms
            .iter()
            .find_map(|form| form["properties"]["target"].get(least));
        assert!(range.is_some(), "{amount}: {forms:?}");
    }
}
