//! `schema`: nothing comes in; a JSON Schema of rule files or of `team.toml` goes out, made from what their own readers
//! ask for.

use serde_json::{Map, Value, json};

use super::args::SchemaOf;
use super::{FINE, print_json};
use crate::diagnostic::{Asked, AskedKey, EACH, Shape};
use crate::error::Error;
use crate::{rules, team};

/// Prints it.
pub(super) fn run(of: SchemaOf) -> Result<u8, Error> {
    print_json(&match of {
        SchemaOf::Rules => rules_schema(),
        SchemaOf::Team => team_schema(),
    })?;
    Ok(FINE)
}

/// Of a rule file. A file that extends another says only what differs, so that no key of it is required.
fn rules_schema() -> Value {
    let mut keys = rules::keys();
    with_whole_variants(&mut keys);
    headed("Cadans rule file", table(&keys, false))
}

/// Of a team. It lays keys over rules, and adds variants to them.
fn team_schema() -> Value {
    let (mut keys, mut programme) = (team::keys(), rules::keys());
    with_whole_variants(&mut programme);
    let rule = programme
        .keys
        .get("rules")
        .and_then(|rules| rules.inside.keys.get(EACH));
    let rule = rule.cloned().unwrap_or_default();
    let variant = rule
        .inside
        .keys
        .get("variants")
        .and_then(|all| all.inside.keys.get(EACH));
    let mut overlay = variant.cloned().unwrap_or_default();
    let named = AskedKey {
        shapes: vec![Shape::Text],
        ..AskedKey::default()
    };
    overlay.inside.keys.insert("rule".to_owned(), named);
    for (part, each) in [("rules", rule), ("overlays", overlay)] {
        let part = keys.keys.entry(part.to_owned()).or_default();
        part.inside.keys.insert(EACH.to_owned(), each);
    }
    let mut schema = table(&keys, true);
    // Of a rule a team says what differs.
    let of_rule = |part: &str, keys: &Asked| {
        let key = keys.keys.get(part)?;
        Some(value(key, false))
    };
    for part in ["rules", "overlays"] {
        if let Some(loose) = of_rule(part, &keys) {
            schema["properties"][part] = loose;
        }
    }
    headed("Cadans team.toml", schema)
}

/// A variant has a condition, and any key of its rule.
fn with_whole_variants(keys: &mut Asked) {
    let rules = keys.keys.get_mut("rules");
    let Some(rule) = rules.and_then(|rules| rules.inside.keys.get_mut(EACH)) else {
        return;
    };
    let mut own = rule.inside.keys.clone();
    own.remove("variants");
    let variants = rule.inside.keys.get_mut("variants");
    if let Some(variant) = variants.and_then(|all| all.inside.keys.get_mut(EACH)) {
        variant.inside.keys.extend(own);
    }
}

fn headed(title: &str, schema: Value) -> Value {
    let mut head = Map::new();
    let version = "https://json-schema.org/draft/2020-12/schema";
    head.insert("$schema".to_owned(), json!(version));
    head.insert("title".to_owned(), json!(title));
    if let Value::Object(schema) = schema {
        head.extend(schema);
    }
    Value::Object(head)
}

/// A table with its keys; of one whose names are free, what stands under each.
fn table(asked: &Asked, strict: bool) -> Value {
    if asked.keys.is_empty() {
        return json!({ "type": "object" });
    }
    let named = asked.keys.iter().filter(|(key, _)| *key != EACH);
    let properties: Map<String, Value> = named
        .clone()
        .map(|(key, asked)| (key.clone(), value(asked, strict)))
        .collect();
    let others = asked.keys.get(EACH).map(|each| table(&each.inside, strict));
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": others.unwrap_or(json!(false)),
    });
    let required: Vec<&String> = named
        .filter(|(_, asked)| asked.required)
        .map(|(key, _)| key)
        .collect();
    if strict && !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// What a key takes.
fn value(asked: &AskedKey, strict: bool) -> Value {
    let said = asked.shapes.iter().filter(|shape| **shape != Shape::Any);
    let mut kinds: Vec<Value> = said
        .map(|shape| kind(shape, &asked.inside, strict))
        .collect();
    match (kinds.pop(), kinds.is_empty()) {
        (None, _) => json!({}),
        (Some(only), true) => only,
        (Some(last), false) => {
            kinds.push(last);
            json!({ "anyOf": kinds })
        }
    }
}

fn kind(shape: &Shape, inside: &Asked, strict: bool) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Text | Shape::Date => json!({ "type": "string" }),
        Shape::Form(form) => json!({ "type": "string", "pattern": form }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Table => table(inside, strict),
        Shape::Tables => {
            let each = inside
                .keys
                .get(EACH)
                .map(|each| table(&each.inside, strict));
            json!({ "type": "array", "items": each.unwrap_or(json!({ "type": "object" })) })
        }
    }
}
