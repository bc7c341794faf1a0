//! The guide for a programme of one's own: its files plan as they stand on the page, and each of its recipes can be
//! added to them.

use std::fs;
use std::path::Path;

use super::pages::Page;
use crate::program::{Ended, Place};

const RULES: &str = "my-team/constraints/steun.toml";
const TODAY: [&str; 2] = ["--today", "2026-12-15"];

/// Each block of a page: the heading it stands under, the file named right before it, its kind and its text.
struct Block<'p> {
    heading: &'p str,
    file: Option<&'p str>,
    kind: &'p str,
    text: String,
}

fn blocks(page: &Page) -> Vec<Block<'_>> {
    let (mut blocks, mut heading, mut before) = (Vec::new(), "", "");
    let mut open: Option<Block<'_>> = None;
    for line in page.text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.push_str(&format!("{line}\n")),
            (None, Some(kind)) => {
                let file = before
                    .strip_prefix('`')
                    .and_then(|one| one.strip_suffix("`:"));
                let text = String::new();
                open = Some(Block {
                    heading,
                    file,
                    kind,
                    text,
                });
            }
            (None, None) => {
                heading = line.strip_prefix("### ").unwrap_or(heading);
                before = if line.is_empty() { before } else { line };
            }
        }
    }
    blocks
}

/// A folder with the files of the page.
fn written(blocks: &[Block<'_>]) -> Place {
    let place = Place::with_examples();
    let files = blocks
        .iter()
        .filter_map(|block| Some((block.file?, &block.text)));
    for (name, text) in files {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    place
}

fn run(place: &Place, line: &str) -> Ended {
    place.run(line.split(' ').chain(TODAY))
}

#[test]
fn its_files_plan_as_they_stand_there() {
    let page = Page::read("docs/programme.md");
    let place = written(&blocks(&page));
    let said = run(&place, "validate my-team");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let planned = run(&place, "plan my-team --term 2027Q1 --limit 5 --format json");
    assert_eq!(planned.code, 0, "{}", planned.err);
    let plan: serde_json::Value = serde_json::from_str(&planned.out).expect("a plan");
    assert_eq!(plan["status"], "optimal");
    assert_eq!(plan["counts"]["left_out"], 0);
    assert!(
        plan["counts"]["placed"].as_u64() > Some(15),
        "{}",
        plan["counts"]
    );
    let lines = fs::read_to_string(place.path().join(RULES)).expect("the rule file");
    assert!(lines.lines().count() < 30, "it is a short programme");
}

#[test]
fn each_recipe_can_be_added() {
    let page = Page::read("docs/programme.md");
    let blocks = blocks(&page);
    let recipes = || {
        blocks
            .iter()
            .filter(|block| block.kind == "toml" && block.file.is_none())
    };
    assert_eq!(recipes().count(), 11, "one for each shape of sentence");
    for recipe in recipes() {
        let place = written(&blocks);
        add(&place, &recipe.text);
        let planned = run(&place, "plan my-team --term 2027Q2 --limit 5 --format json");
        assert!(
            [0, 4].contains(&planned.code),
            "{}: {}",
            recipe.heading,
            planned.err
        );
        let names = recipe
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("[rules."));
        for name in names {
            let rule = format!("steun.{}", name.trim_end_matches(']'));
            let told = run(&place, &format!("explain my-team {rule} --lang nl"));
            assert_eq!(told.code, 0, "{}: {}", recipe.heading, told.err);
            assert!(told.out.lines().nth(1) == Some(&rule), "{}", told.out);
        }
    }
}

#[test]
fn all_recipes_together_make_a_programme() {
    let page = Page::read("docs/programme.md");
    let blocks = blocks(&page);
    let place = written(&blocks);
    for recipe in blocks
        .iter()
        .filter(|block| block.kind == "toml" && block.file.is_none())
    {
        add(&place, &recipe.text);
    }
    let planned = run(&place, "plan my-team --term 2027Q1 --limit 5 --format json");
    let plan: serde_json::Value = serde_json::from_str(&planned.out).expect("a plan");
    let placements = plan["placements"].as_array().expect("meetings");
    for rule in [
        "visit",
        "review",
        "talk",
        "closing",
        "supervision",
        "guidance",
    ] {
        let id = format!("steun.{rule}");
        assert!(
            placements.iter().any(|one| one["rule"] == id.as_str()),
            "{rule}"
        );
    }
}

fn add(place: &Place, text: &str) {
    let path = place.path().join(Path::new(RULES));
    let rules = fs::read_to_string(&path).expect("the rule file");
    fs::write(path, format!("{rules}\n{text}")).expect("written");
}
