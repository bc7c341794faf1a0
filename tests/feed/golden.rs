//! Golden feeds, byte for byte, and 9: the same bytes from another process, elsewhere and later.
//! `CADANS_BLESS=1 cargo test --test stages feed::golden` writes them anew. The foreign judges read them
//! too, with `plan.json` beside them.

use std::path::Path;
use std::process::Command;
use std::{env, fs, thread, time::Duration};

use cadans::feed::{Audience, Detail, export};
use cadans::ids::CaseCode;
use cadans::language::Lang;
use cadans::time::zone;
use serde_json::{Value, json};

use super::world::{self, day, feed, feed_of, key, person};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/golden");

fn golden(name: &str, body: &str) {
    let path = Path::new(FOLDER).join(name);
    if env::var_os("CADANS_BLESS").is_some() {
        fs::write(&path, body).expect("written");
    }
    let expected = fs::read_to_string(&path).expect("a golden file");
    assert_eq!(body, expected, "{name}");
}

#[test]
fn feeds_are_golden() {
    for who in [
        person("anna"),
        person("bram"),
        person("chloe"),
        person("ref-hoogeland"),
        Audience::Case(CaseCode::new("TIVO4")),
        Audience::Case(CaseCode::new("BARO3")),
        Audience::Team,
    ] {
        golden(&who.file_name(), &feed(&who));
    }
}

#[test]
fn other_details_and_languages_are_golden() {
    let published = world::second();
    golden(
        "other/anna-busy.ics",
        &feed_of(&published, &person("anna"), Detail::Busy),
    );
    let english = export(
        &published,
        &person("anna"),
        Detail::Type,
        Lang::En,
        day(world::TODAY),
        &key(),
    );
    golden("other/anna-type-en.ics", &english.expect("a feed"));
}

/// The plan of the golden feeds in the form of `plan --format json`, for the judges.
#[test]
fn the_plan_of_the_golden_feeds_is_golden() {
    let plan = world::second_plan();
    let zone = zone::named(&plan.zone).expect("a zone");
    let placements: Vec<Value> = plan
        .placements
        .iter()
        .map(|placement| {
            json!({
                "id": placement.id,
                "rule": placement.rule,
                "case": placement.case,
                "title": placement.title,
                "start": zone::instant(zone, placement.start).to_rfc3339(),
                "end": zone::instant(zone, placement.end()).to_rfc3339(),
                "participants": placement.participants,
                "status": placement.status,
            })
        })
        .collect();
    let duties: Vec<Value> = plan
        .duties
        .iter()
        .map(|duty| json!({"id": duty.id, "owner": duty.owner, "due": duty.due, "title": duty.title}))
        .collect();
    let body = json!({"team": plan.team, "placements": placements, "duties": duties});
    let text = serde_json::to_string_pretty(&body).expect("json") + "\n";
    golden("plan.json", &text);
}

const OUT: &str = "CADANS_FEED_OUT";

/// Run by the test below in a process of its own.
#[test]
fn child_writes_a_feed() {
    if let Some(path) = env::var_os(OUT) {
        fs::write(path, feed(&person("anna"))).expect("written");
    }
}

#[test]
fn bytes_depend_on_no_clock_no_zone_and_no_language_of_the_machine() {
    let here = feed(&person("anna"));
    thread::sleep(Duration::from_millis(2100));
    let folder = tempfile::tempdir().expect("a folder");
    for (zone, lang) in [
        ("Pacific/Auckland", "ar_EG.UTF-8"),
        ("America/Los_Angeles", "C"),
    ] {
        let path = folder.path().join("feed.ics");
        let status = Command::new(env::current_exe().expect("this test"))
            .args(["feed::golden::child_writes_a_feed", "--exact"])
            .env(OUT, &path)
            .env("TZ", zone)
            .env("LANG", lang)
            .env("LC_ALL", lang)
            .output()
            .expect("a run");
        assert!(status.status.success());
        assert_eq!(fs::read_to_string(&path).expect("a feed"), here, "{zone}");
    }
}
