//! Planning anew: on a copy of the example team something happens, and as little as possible moves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Ended, Place};

/// Plans the meetings of the quarter that are few enough to prove it in a second or so.
const PLAN: &str = "plan t --term 2027Q1 --without visit --format json --lang en";

/// What happens, as (file, lines to append or a text to replace), the day it is noticed, and what
/// must be true of the plan made then.
struct Event {
    what: &'static str,
    on: &'static str,
    files: Vec<(&'static str, Edit)>,
}

enum Edit {
    Append(String),
    Replace(&'static str, &'static str),
}

/// What came of it.
struct Outcome {
    moves: i64,
    proven: bool,
    diff: Value,
    ended: Ended,
}

/// The example, planned and published once, with its feeds in `before`.
fn published() -> Place {
    let place = Place::with_examples();
    fs::rename(
        place.path().join("examples/iag-noord"),
        place.path().join("t"),
    )
    .expect("t");
    place.expect(
        &format!("{PLAN} --today 2026-12-15 --limit 4 --publish --feeds before"),
        0,
    );
    place
}

impl Event {
    /// Makes it happen, plans anew and publishes, and puts the folder back as it was.
    fn happens(&self, place: &Place) -> Outcome {
        let team = place.path().join("t");
        let kept = place.path().join("kept");
        copy(&team, &kept);
        for (file, edit) in &self.files {
            let path = team.join(file);
            let text = fs::read_to_string(&path).expect("a file of the team");
            let text = match edit {
                Edit::Append(lines) => format!("{}\n{lines}\n", text.trim_end()),
                Edit::Replace(old, new) => {
                    assert!(text.contains(old), "{}: no `{old}` in {file}", self.what);
                    text.replacen(old, new, 1)
                }
            };
            fs::write(&path, text).expect("written");
        }
        let ended = place.run(
            format!(
                "{PLAN} --today {} --limit 8 --publish --feeds after",
                self.on
            )
            .split_whitespace(),
        );
        assert!([0, 4].contains(&ended.code), "{}: {}", self.what, ended.err);
        let plan: Value = serde_json::from_str(&ended.out).expect("a plan");
        let layers = plan["layers"].as_array().expect("layers");
        let moves = layers.iter().find(|layer| layer["name"] == "moves");
        let moves = moves.expect("a layer of moves");
        let line = format!("diff t 1 2 --format json --today {}", self.on);
        let diff = place.expect(&line, 0).out;
        let outcome = Outcome {
            moves: moves["value"].as_i64().expect("a number"),
            proven: moves["proven"] == true,
            diff: serde_json::from_str(&diff).expect("differences"),
            ended,
        };
        for (person, lines) in by_person(&outcome.diff) {
            let text = place
                .expect(&format!("diff t 1 2 --person {person}"), 0)
                .out;
            assert_eq!(text.matches("\n  ").count(), lines, "{}: {text}", self.what);
        }
        feeds_tell_it(place, &outcome, self.what);
        fs::remove_dir_all(&team).expect("removed");
        fs::remove_dir_all(place.path().join("after")).expect("removed");
        fs::rename(&kept, &team).expect("put back");
        outcome
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// How many lines each person's part has.
fn by_person(diff: &Value) -> BTreeMap<String, usize> {
    let people = diff["people"].as_array().expect("people").iter();
    people
        .map(|one| {
            let lines = one["changes"].as_array().expect("changes").len();
            (one["id"].as_str().expect("an id").to_owned(), lines)
        })
        .take(2)
        .collect()
}

impl Outcome {
    fn count(&self, kind: &str) -> i64 {
        self.diff["counts"][kind].as_i64().expect("a count")
    }

    /// Those whom changes concern.
    fn cases(&self) -> BTreeSet<&str> {
        let changes = self.diff["changes"].as_array().expect("changes").iter();
        changes
            .filter_map(|change| change["case"].as_str())
            .collect()
    }
}

/// Every entry by UID: its sequence, and whether it is cancelled (somewhere).
fn entries(folder: &Path) -> BTreeMap<String, (u32, bool)> {
    let mut entries: BTreeMap<String, (u32, bool)> = BTreeMap::new();
    for file in fs::read_dir(folder).expect("feeds") {
        let text = fs::read_to_string(file.expect("a feed").path()).expect("text");
        let text = text.replace("\r\n ", "");
        for event in text.split("BEGIN:VEVENT").skip(1) {
            let value = |name: &str| {
                let mut lines = event.lines();
                lines
                    .find_map(|line| line.strip_prefix(name))
                    .map(str::to_owned)
            };
            // What is due on a day is no meeting.
            if value("DTSTART;VALUE=DATE").is_some() {
                continue;
            }
            let sequence = value("SEQUENCE:").map_or(0, |n| n.parse().expect("a number"));
            let known = entries.entry(value("UID:").expect("a UID")).or_default();
            *known = (
                known.0.max(sequence),
                known.1 || event.contains("STATUS:CANCELLED"),
            );
        }
    }
    entries
}

/// Every entry keeps its UID, and exactly those that differ rise in SEQUENCE.
fn feeds_tell_it(place: &Place, outcome: &Outcome, what: &str) {
    let before = entries(&place.path().join("before"));
    let after = entries(&place.path().join("after"));
    let day = |uid: &&String| after.contains_key(*uid);
    let risen = before
        .keys()
        .filter(day)
        .filter(|uid| after[*uid].0 > before[*uid].0);
    let changed = ["moved", "people", "shape", "cancelled"].map(|kind| outcome.count(kind));
    assert_eq!(risen.count() as i64, changed.iter().sum::<i64>(), "{what}");
    let new = after.keys().filter(|uid| !before.contains_key(*uid));
    assert_eq!(new.count() as i64, outcome.count("new"), "{what}");
    assert!(
        before.keys().all(|uid| after.contains_key(uid)),
        "{what}: an entry vanished"
    );
}

#[test]
fn as_little_as_possible_moves_whatever_happens() {
    let place = published();

    let nothing = Event {
        what: "nothing",
        on: "2026-12-15",
        files: vec![],
    }
    .happens(&place);
    assert_eq!((nothing.moves, nothing.proven), (0, true));
    assert!(
        nothing.diff["changes"]
            .as_array()
            .expect("changes")
            .is_empty()
    );
    assert_eq!(nothing.ended.code, 0);

    let ill = Event {
        what: "a worker is ill for four weeks",
        on: "2027-01-08",
        files: vec![(
            "absences.csv",
            Edit::Append("anna,2027-01-11,2027-02-07,,ill".into()),
        )],
    };
    let ill = ill.happens(&place);
    assert!(ill.moves > 0 && ill.proven);
    // Meetings of groups go on without her.
    assert!(ill.count("people") > 0);
    // What is asked of nobody any more is cancelled and is no move.
    assert!(ill.moves <= ill.count("moved") + ill.count("cancelled"));

    let leaves = Event {
        what: "a scientist leaves and a substitute takes over",
        on: "2027-02-01",
        files: vec![
            (
                "absences.csv",
                Edit::Append("ruben,2027-02-15,2027-03-31,,left".into()),
            ),
            (
                "assignments.csv",
                Edit::Append(
                    ["anna", "bram", "emma", "gijs", "hanna", "joost"]
                        .map(|worker| format!("{worker},scientist,saskia,2027-02-15,,substitute"))
                        .join("\n"),
                ),
            ),
        ],
    };
    let leaves = leaves.happens(&place);
    assert!(leaves.count("people") > 0);

    let closes = Event {
        what: "a case closes early",
        on: "2027-01-15",
        files: vec![(
            "cases.csv",
            Edit::Replace("ZAFO2,iag,2026-09-14,,", "ZAFO2,iag,2026-09-14,2027-02-12,"),
        )],
    };
    let closes = closes.happens(&place);
    assert!(closes.count("cancelled") > 0 && closes.cases().contains("ZAFO2"));
    assert!(closes.moves <= 3 && closes.proven);

    let starts = Event {
        what: "a new case starts",
        on: "2027-01-15",
        files: vec![
            (
                "cases.csv",
                Edit::Append(
                    "NIKU2,iag,2027-02-01,,,Heidemeer,west,2027-02-01,2028-01-31,,,,,mon-fri am pm"
                        .into(),
                ),
            ),
            (
                "assignments.csv",
                Edit::Append(
                    "NIKU2,worker,imre,,,lead\nNIKU2,referrer,ref-heidemeer-a,,,lead".into(),
                ),
            ),
        ],
    };
    let starts = starts.happens(&place);
    assert!(starts.count("new") > 0 && starts.cases().contains("NIKU2"));
    assert_eq!((starts.count("cancelled"), starts.proven), (0, true));

    let longer = Event {
        what: "a rule asks for longer meetings",
        on: "2027-01-15",
        files: vec![(
            "team.toml",
            Edit::Append("[rules.\"iag.supervision\"]\nduration = \"75m\"".into()),
        )],
    };
    let longer = longer.happens(&place);
    assert!(longer.count("shape") > 0);
    assert_eq!(
        longer.moves,
        longer.count("moved") + longer.count("cancelled")
    );
}
