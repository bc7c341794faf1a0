//! A folder of rule files in memory, and what loading it gives.

use std::collections::BTreeMap;

use cadans::diagnostic::{Diagnostics, Sources, Span};
use cadans::document::{Table, Word, read_toml};
use cadans::rules::{Adjusted, Adjustments, Files, Found, Pick, Programme, load};

/// Rule files by path below `constraints/`.
#[derive(Default)]
pub struct Folder(pub BTreeMap<String, String>);

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let owned = |(name, text): &(&str, &str)| (name.to_string(), text.to_string());
        Self(files.iter().map(owned).collect())
    }
}

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Found> {
        Some(Found {
            builtin: false,
            shown: name.to_owned(),
            bytes: Ok(self.0.get(name)?.clone().into_bytes()),
        })
    }

    fn ids(&self, folder: &str, ending: &str) -> Vec<String> {
        let names = self.0.keys();
        let id = |name: &String| Some(name.strip_prefix(folder)?.strip_suffix(ending)?.to_owned());
        names.filter_map(id).collect()
    }
}

/// A word in a team file of its own.
pub fn word(sources: &mut Sources, text: &str) -> Word {
    let file = sources.add("team.toml", text);
    Word {
        text: text.to_owned(),
        span: Span {
            file,
            start: 0,
            end: text.len(),
        },
    }
}

/// A team's adjustments in the shape of `team.toml`, names without the programme.
#[derive(Default)]
pub struct Team<'a> {
    pub choices: &'a [(&'a str, &'a str)],
    pub rules: &'a [(&'a str, &'a str)],
    pub overlays: &'a [(&'a str, &'a str)],
}

/// Loads `id`: the programme, and every fault as text.
pub fn load_with(files: &dyn Files, id: &str, team: &Team<'_>) -> (Option<Programme>, String) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let id = word(&mut sources, id);
    let picks = team.choices.iter().map(|(choice, option)| Pick {
        choice: word(&mut sources, choice),
        option: word(&mut sources, option),
    });
    let choices = picks.collect();
    let mut table = |name: &str, text: &str| -> (Word, Table) {
        let rule = word(&mut sources, name);
        let root = read_toml(&mut sources, "team.toml", text.as_bytes(), &mut faults);
        (rule, root.table)
    };
    let mut adjusted = |list: &[(&str, &str)]| -> Vec<Adjusted> {
        let read = |(name, text): &(&str, &str)| table(name, text);
        list.iter()
            .map(read)
            .map(|(rule, table)| Adjusted { rule, table })
            .collect()
    };
    let (rules, overlays) = (adjusted(team.rules), adjusted(team.overlays));
    let adjustments = Adjustments {
        choices,
        rules,
        overlays,
    };
    let programme = load(files, &id, &adjustments, &mut sources, &mut faults);
    (
        programme,
        faults.render(&sources, cadans::language::Lang::En, false),
    )
}

/// What every rule file of these tests begins with.
pub const HEAD: &str = r#"
[programme]
id = "test"
title = { nl = "Proef", en = "Trial" }
length = { min = "20w", target = "24w", max = "52w" }
[sources]
D1 = "Description of the trial"
[roles.family]
title = { nl = "gezin", en = "family" }
kind = "family"
[roles.worker]
title = { nl = "werker", en = "worker" }
kind = "staff"
[roles.expert]
title = { nl = "deskundige", en = "expert" }
kind = "staff"
[phases.only]
title = { nl = "enige", en = "only" }
length = { min = "20w", target = "24w", max = "52w" }
source = "D1:1"
"#;

/// A sound rule to count from.
pub const FIRST: &str = r#"
[rules.first]
title = { nl = "eerste", en = "first" }
kind = "milestone"
source = "D1:2"
who = { all = ["family", "worker"] }
duration = "60m"
anchor = "care_start"
due = "2w"
"#;

/// The faults of a file `test.toml`: the head and `text`.
pub fn faults_of(text: &str) -> String {
    whole_faults(&format!("{HEAD}{text}"))
}

/// The faults of a file `test.toml` given whole.
pub fn whole_faults(text: &str) -> String {
    load_with(
        &Folder::with(&[("test.toml", text)]),
        "test",
        &Team::default(),
    )
    .1
}
