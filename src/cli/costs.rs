//! Where the cost of a plan comes from, for people and for programs: the split comes in; two short tables, or
//! the plan's JSON with the key `costs`, go out.

use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table, presets};
use serde::Serialize;

use super::summary::SHOWN;
use crate::ids::RuleId;
use crate::language::Lang;
use crate::plan::{Figures, PlanView};
use crate::series::cost::LAYERS;
use crate::series::quality;
use crate::team::Team;
use crate::verify::{Part, Split};
use crate::words::measures::{measure, part_name};

/// A plan's JSON with the split of its cost.
#[derive(Serialize)]
pub(super) struct WithCosts<'a> {
    #[serde(flatten)]
    plan: PlanView<'a>,
    costs: CostsView<'a>,
    people: &'a Figures,
}

#[derive(Serialize)]
struct CostsView<'a> {
    rules: Vec<PartView<'a>>,
    people: Vec<PartView<'a>>,
    /// The last layer by name of its part.
    quality: BTreeMap<&'static str, i64>,
}

#[derive(Serialize)]
struct PartView<'a> {
    id: &'a str,
    /// By name of the layer.
    layers: BTreeMap<&'static str, f64>,
}

/// The plan's view with the split added.
pub(super) fn with_plan<'a>(
    plan: PlanView<'a>,
    split: &'a Split,
    people: &'a Figures,
) -> WithCosts<'a> {
    let parts = |parts: &'a [Part]| parts.iter().map(view).collect();
    let costs = CostsView {
        rules: parts(&split.rules),
        people: parts(&split.people),
        quality: quality::Part::ALL
            .into_iter()
            .map(|part| (part.name(), split.quality.part(part)))
            .collect(),
    };
    WithCosts {
        plan,
        costs,
        people,
    }
}

fn view(part: &Part) -> PartView<'_> {
    PartView {
        id: &part.id,
        layers: LAYERS.into_iter().zip(part.layers).collect(),
    }
}

/// Both tables.
pub(super) fn write(team: &Team, split: &Split, lang: Lang) -> String {
    let rule = |id: &str| {
        let rule = team.rule(&RuleId::new(id));
        rule.map_or(id.to_owned(), |rule| rule.title.get(lang).to_owned())
    };
    let person = |id: &str| {
        let mut people = team.people.iter();
        let person = people.find(|person| person.id.as_str() == id);
        person.map_or(id.to_owned(), |person| person.name.clone())
    };
    let head = lang.pick("Wat het kost, per", "What it costs, by");
    let by_rule = lang.pick("regel", "rule");
    let by_person = lang.pick(
        "persoon (wat samen gebeurt, is gelijk verdeeld)",
        "person (what is done together is divided equally)",
    );
    format!(
        "\n{head} {by_rule}\n{}\n{head} {by_person}\n{}",
        table(&split.rules, rule, lang),
        table(&split.people, person, lang)
    ) + &parts(split, lang)
}

/// The dearest parts, what the others cost together, and the sum; layers that cost nobody anything are left away.
fn table(parts: &[Part], name: impl Fn(&str) -> String, lang: Lang) -> String {
    let used: Vec<usize> = (0..LAYERS.len())
        .filter(|layer| parts.iter().any(|part| part.layers[*layer] != 0.0))
        .collect();
    if used.is_empty() {
        return format!("  {}\n", lang.pick("niets", "nothing"));
    }
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    let titles = used
        .iter()
        .map(|layer| measure(LAYERS[*layer]).get(lang).to_owned());
    table.set_header([String::new()].into_iter().chain(titles));
    let mut row = |name: String, parts: &[Part]| {
        let sum = |layer: &usize| parts.iter().map(|part| part.layers[*layer]).sum::<f64>();
        let sums = used.iter().map(|layer| number(sum(layer)));
        table.add_row([name].into_iter().chain(sums));
    };
    let (dearest, others) = parts.split_at(parts.len().min(SHOWN));
    for part in dearest {
        row(name(&part.id), std::slice::from_ref(part));
    }
    if !others.is_empty() {
        let more = lang.pick("en nog {}", "and {} more");
        row(more.replace("{}", &others.len().to_string()), others);
    }
    row(lang.pick("samen", "together").to_owned(), parts);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    format!("{table}\n")
}

/// The points of quality by part, those that cost something.
fn parts(split: &Split, lang: Lang) -> String {
    let cost = |part: &quality::Part| split.quality.part(*part);
    let mut parts: Vec<_> = quality::Part::ALL
        .into_iter()
        .filter(|part| cost(part) != 0)
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(cost(part)));
    let line =
        |part: &quality::Part| format!("  {:>6}  {}\n", cost(part), part_name(*part).get(lang));
    let head = lang.pick(
        "Punten kwaliteit, per onderdeel",
        "Points of quality, by part",
    );
    format!("\n{head}\n{}", parts.iter().map(line).collect::<String>())
}

/// Whole where it is whole, else with one decimal.
fn number(cost: f64) -> String {
    let tenths = (10.0 * cost).round() / 10.0;
    match tenths.fract() == 0.0 {
        true => format!("{tenths:.0}"),
        false => format!("{tenths:.1}"),
    }
}
