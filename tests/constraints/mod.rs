//! The rule files beside their README: what the files say must stand in its tables, and what the
//! tables name must be in the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cadans::diagnostic::{Diagnostics, Sources, Span};
use cadans::document::Word;
use cadans::rules::{Adjustments, OnlyBuiltin, Pick, Programme, load};

const README: &str = include_str!("../../constraints/README.md");

/// A programme as built in; the one thing only a team can say is said.
fn programme(id: &str) -> Programme {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let file = sources.add("team.toml", "");
    let word = |text: &str| Word {
        text: text.to_owned(),
        span: Span {
            file,
            start: 0,
            end: 0,
        },
    };
    let mut team = Adjustments::default();
    if id.starts_with("iag") {
        team.choices.push(Pick {
            choice: word("team_meeting_rhythm"),
            option: word("none"),
        });
    }
    let loaded = load(&OnlyBuiltin, &word(id), &team, &mut sources, &mut faults);
    assert_eq!(
        faults.render(&sources, cadans::language::Lang::En, false),
        "",
        "{id}"
    );
    loaded.expect("it loads without a fault")
}

/// The README between a heading and the next one that is as high or higher.
fn section(heading: &str) -> &'static str {
    let (_, rest) = README.split_once(heading).expect("the heading is there");
    let hashes = heading.split(' ').next().unwrap_or_default();
    let next = format!("\n{hashes} ");
    rest.split(&next)
        .next()
        .and_then(|part| part.split("\n---").next())
        .unwrap_or(rest)
}

/// What stands between backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The line numbers in the first column of a section's table.
fn lines(section: &str) -> BTreeSet<u32> {
    let cells = section.lines().filter_map(|row| row.split('|').nth(1));
    let parts = cells.flat_map(|cell| cell.split(','));
    parts
        .filter_map(|part| {
            let (first, last) = part.trim().split_once('-').unwrap_or((part, part));
            Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
        })
        .flatten()
        .collect()
}

#[test]
fn every_rule_phase_and_choice_stands_in_the_tables() {
    let names = quoted(README);
    for id in [
        "iag",
        "iag-manual-short",
        "gezinsopname",
        "mst",
        "families-first",
    ] {
        let programme = programme(id);
        for rule in &programme.rules {
            let name = rule.id.name();
            let part = format!("{name}.");
            let named = names.iter().any(|n| *n == name || n.starts_with(&part));
            assert!(named, "{id}: rule {name}");
        }
        for phase in &programme.phases {
            assert!(
                names.contains(&*format!("phases.{}", phase.id)),
                "{id}: {}",
                phase.id
            );
        }
        for choice in &programme.choices {
            assert!(
                names.contains(&*format!("choices.{}", choice.id)),
                "{id}: {}",
                choice.id
            );
        }
    }
}

#[test]
fn every_line_a_rule_cites_stands_in_the_tables() {
    let tables = [
        ("S1", lines(section("### S1, IAG"))),
        ("S2", lines(section("### S2, Gezinsopname"))),
    ];
    for id in ["iag", "gezinsopname"] {
        let programme = programme(id);
        let rules = programme.rules.iter().map(|rule| &rule.source);
        let phases = programme.phases.iter().map(|phase| &phase.source);
        for source in rules.chain(phases) {
            for (document, table) in &tables {
                let Some(line) = source.strip_prefix(&format!("{document}:")) else {
                    continue;
                };
                let line = line.parse().expect("a line");
                assert!(table.contains(&line), "{id}: {source}");
            }
        }
    }
}

#[test]
fn what_the_tables_name_is_in_the_files() {
    let programmes = ["iag", "gezinsopname", "mst", "families-first"].map(programme);
    let has = |part: &str, name: &str| {
        programmes.iter().any(|programme| match part {
            "choices" => programme.choices.iter().any(|choice| choice.id == name),
            _ => programme.phases.iter().any(|phase| phase.id == name),
        })
    };
    for name in quoted(section("## Sentence by sentence")) {
        if let Some((part @ ("choices" | "phases"), name)) = name.split_once('.') {
            assert!(has(part, name), "{part}.{name}");
        }
    }
    for contradiction in 1..=18 {
        let about = format!("C{contradiction}");
        let mut choices = programmes.iter().flat_map(|programme| &programme.choices);
        assert!(choices.any(|choice| choice.about == about), "{about}");
    }
}

/// Every test of the project, by the name of its function.
fn tests_in(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests_in(&path, names);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let text = fs::read_to_string(&path).expect("a text");
            let of = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("fn "));
            names.extend(of.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())));
        }
    }
}

#[test]
fn every_statement_has_a_rule_and_a_test_or_says_why_none() {
    let mut known = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    tests_in(&folder, &mut known);
    let mut counts = Vec::new();
    for heading in ["### S1, IAG", "### S2, Gezinsopname"] {
        let rows = section(heading).lines().filter(|row| row.starts_with("| "));
        let mut counted = 0;
        for row in rows.skip(1) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [_, _, _, rule, tests, _] = cells[..] else {
                panic!("five bars: {row}")
            };
            let tests = quoted(tests);
            assert_eq!(rule.starts_with("none"), tests.is_empty(), "{row}");
            counted += usize::from(!tests.is_empty());
            for test in tests {
                assert!(known.contains(test), "no test is called {test}");
            }
        }
        counts.push(counted);
    }
    let said = format!("({} of S1, {} of S2)", counts[0], counts[1]);
    assert!(README.contains(&said), "{said}");
}
