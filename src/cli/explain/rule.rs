//! `explain` of a rule: a rule of a team comes in; what it asks of whom and when, and where that stands, goes out.

use serde_json::{Map, Value, json};

use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::ids::RuleId;
use crate::language::{Lang, Text};
use crate::rules::{Condition, Demand, Layer, Mode, Per, Programme, Rule};
use crate::team::Team;
use crate::words::rule::{ToldFact, ToldRule, ToldVariant, told};

/// The rule that `words` is the id of.
pub(super) fn meant<'t>(team: &'t Team, words: &str) -> Option<(&'t Programme, &'t Rule)> {
    let rule = team.rule(&RuleId::new(words))?;
    Some((team.programme(rule.id.programme())?, rule))
}

/// Prints what it asks.
pub(super) fn run(
    context: &Context,
    team: &Team,
    (programme, rule): (&Programme, &Rule),
) -> Result<u8, Error> {
    let said = told(team, programme, rule);
    let layers = programme.layers.get(rule.id.name());
    let layers = layers.map(Vec::as_slice).unwrap_or_default();
    if context.json() {
        print_json(&view(team, programme, rule, &said, layers))?;
    } else {
        print(&text(rule, &said, layers, context.lang(team)))?;
    }
    Ok(FINE)
}

fn text(rule: &Rule, said: &ToldRule, layers: &[Layer], lang: Lang) -> String {
    let mut text = format!("{}\n{}\n\n", said.sentence.get(lang), rule.id);
    facts(&mut text, &said.facts, "  ", lang);
    for variant in &said.variants {
        let when = variant.when.get(lang);
        text.push_str(&format!("\n{}\n", capital(when)));
        let sentence = variant.sentence.as_ref().map(|one| one.get(lang));
        text.extend(sentence.map(|one| format!("  {one}\n")));
        facts(&mut text, &variant.facts, "  ", lang);
    }
    text.push_str(&format!(
        "\n{}\n",
        lang.pick("Waar het staat", "Where it stands")
    ));
    for layer in layers {
        let keys = layer.keys.join(", ");
        text.push_str(&format!("  {}: {keys}\n", layer.file.path(lang)));
    }
    text
}

fn facts(text: &mut String, facts: &[ToldFact], indent: &str, lang: Lang) {
    for fact in facts {
        let (label, said) = (fact.label.get(lang), fact.text.get(lang));
        text.push_str(&format!("{indent}{label:<11} {said}\n"));
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The object of `--format json`.
fn view(
    team: &Team,
    programme: &Programme,
    rule: &Rule,
    said: &ToldRule,
    layers: &[Layer],
) -> Value {
    let mode = match rule.mode {
        Mode::Plan => "plan",
        Mode::Reserve => "reserve",
        Mode::Off => "off",
    };
    let conditions = rule.variants.iter().map(|(condition, _)| condition);
    let variants = said.variants.iter().zip(conditions);
    json!({
        "team": team.id,
        "rule": rule.id,
        "programme": programme.id,
        "title": rule.title,
        "kind": kind(&rule.demand),
        "per": per(&rule.per),
        "mode": mode,
        "severity": rule.severity,
        "inferred": rule.inferred,
        "source": rule.source,
        "sentence": said.sentence,
        "facts": said.facts.iter().map(fact).collect::<Vec<_>>(),
        "variants": variants.map(|(one, condition)| variant(one, condition, programme)).collect::<Vec<_>>(),
        "layers": layers
            .iter()
            .map(|one| json!({ "file": one.file.shown, "built_in": one.file.builtin, "keys": one.keys }))
            .collect::<Vec<_>>(),
    })
}

fn kind(demand: &Demand) -> &'static str {
    match demand {
        Demand::Milestone(_) => "milestone",
        Demand::Cadence(_) => "cadence",
        Demand::Weekly(_) => "weekly",
        Demand::Duty(_) => "duty",
        Demand::Stay { .. } => "stay",
        Demand::Cap(_) => "cap",
    }
}

fn per(per: &Per) -> &'static str {
    match per {
        Per::Case { .. } => "case",
        Per::Person { .. } => "person",
        Per::Group => "group",
        Per::Team => "team",
    }
}

fn fact(fact: &ToldFact) -> Value {
    let Text { nl, en } = &fact.text;
    json!({ "about": fact.about, "nl": nl, "en": en })
}

fn variant(variant: &ToldVariant, condition: &Condition, programme: &Programme) -> Value {
    let phase = condition
        .phase
        .and_then(|phase| programme.phases.get(phase));
    let given = [
        ("phase", phase.map(|phase| phase.id.clone())),
        (
            "tenure_under",
            condition.tenure_under.map(|tenure| tenure.to_string()),
        ),
        (
            "contract_under",
            condition
                .contract_under
                .map(|minutes| format!("{minutes}m")),
        ),
        ("municipality", condition.municipality.clone()),
        ("person", condition.person.clone()),
        ("case", condition.case.clone()),
        ("flag", condition.flag.clone()),
        ("region", condition.region.clone()),
        ("employer", condition.employer.clone()),
    ];
    let given = given
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), json!(value?))));
    json!({
        "when": given.collect::<Map<_, _>>(),
        "text": variant.when,
        "sentence": variant.sentence,
        "facts": variant.facts.iter().map(fact).collect::<Vec<_>>(),
    })
}
