//! How long a meeting lasts: a length, bounds, a sum over cases or a table by group size.

use std::collections::BTreeMap;

use super::{Combine, Duration};
use crate::diagnostic::{Add, KeyFault, ProgrammeFault, RuleFault, Shape};
use crate::document::{Reader, Value};
use crate::time::SLOT_MINUTES;

/// The longest meeting in minutes: a day.
const DAY: u32 = 24 * 60;

impl Duration {
    /// `minutes` long, always.
    pub(super) fn flat(minutes: u32) -> Self {
        Self {
            min: minutes,
            target: minutes,
            max: minutes,
            tolerance: 0,
            per_case: 0,
            combine: Combine::Sum,
            split_max: None,
            by_size: BTreeMap::new(),
        }
    }
}

/// The duration under `key`; `None` when absent or faulty.
pub(super) fn read(rule: &mut Reader<'_, '_>, key: &str) -> Option<Duration> {
    rule.takes(key, Shape::Form("^[0-9]{1,5}(m|h)$"));
    match &rule.node(key)?.value {
        Value::Text(_) => length(rule, key).map(Duration::flat),
        Value::Table(_) => {
            let mut reader = rule.inside(key)?;
            let duration = table(&mut reader);
            reader.finish();
            duration
        }
        _ => {
            let (span, key, owner) = (rule.place(key), key.to_owned(), rule.what());
            rule.faults.report(span, KeyFault::NoLength { key, owner });
            None
        }
    }
}

fn table(reader: &mut Reader<'_, '_>) -> Option<Duration> {
    let tolerance = length(reader, "tolerance").unwrap_or_default();
    let duration = form(reader)?;
    Some(Duration {
        tolerance,
        ..duration
    })
}

/// The one form that a table has.
fn form(reader: &mut Reader<'_, '_>) -> Option<Duration> {
    let given = ["min", "target", "max", "flat", "per_case"].map(|key| reader.has(key));
    let bounds = ["min", "target", "max"].map(|key| length(reader, key));
    let flat = length(reader, "flat");
    let per_case = length(reader, "per_case");
    let options = [("sum", Combine::Sum), ("max", Combine::Max)];
    let combine = reader.one_of("combine", &options);
    let split_max = length(reader, "split_max");
    let by_size = reader.has("by_size");
    let forms = [
        given[..3].contains(&true),
        given[3..].contains(&true),
        by_size,
    ];
    if forms.iter().filter(|given| **given).count() != 1 {
        let owner = reader.what();
        let keys = ["min", "target", "max", "flat", "per_case", "by_size"];
        reader.lacks(&keys, RuleFault::UnclearDuration { owner });
        return None;
    }
    if by_size {
        return sizes(reader);
    }
    if let Some(flat) = flat.or(per_case.map(|_| 0)) {
        return Some(Duration {
            per_case: per_case.unwrap_or_default(),
            combine: combine.unwrap_or(Combine::Sum),
            split_max,
            ..Duration::flat(flat)
        });
    }
    let [min, target, max] = bounds;
    let target = reader.required("target", target, Add::Target("target = \"90m\""))?;
    let (min, max) = (min.unwrap_or(target), max.unwrap_or(target));
    if min > target || target > max {
        let lengths = format!("{min}m, {target}m, {max}m");
        let owner = reader.what();
        reader.report(ProgrammeFault::LengthUnordered { owner, lengths });
        return None;
    }
    Some(Duration {
        min,
        max,
        ..Duration::flat(target)
    })
}

/// `{ by_size = { "4" = "90m", "6" = "120m" } }`: from that size on.
fn sizes(reader: &mut Reader<'_, '_>) -> Option<Duration> {
    let mut rows = reader.inside("by_size")?;
    let mut by_size = BTreeMap::new();
    for key in rows.keys() {
        let minutes = length(&mut rows, &key.text);
        match key.text.parse::<u32>() {
            Ok(size @ 1..=100) => {
                by_size.extend(minutes.map(|minutes| (size, minutes)));
            }
            _ => {
                let read = key.text;
                rows.faults.report(key.span, RuleFault::NoSize { read });
            }
        }
    }
    let least = by_size.values().copied().min();
    let most = by_size.values().copied().max();
    if least.is_none() {
        rows.report(RuleFault::NoSizes);
    }
    Some(Duration {
        max: most?,
        by_size,
        ..Duration::flat(least?)
    })
}

/// A length in whole quarters of an hour, up to a day.
fn length(reader: &mut Reader<'_, '_>, key: &str) -> Option<u32> {
    let minutes = reader.minutes(key)?;
    let fits = minutes % SLOT_MINUTES == 0 && (SLOT_MINUTES..=DAY).contains(&minutes);
    if !fits {
        let (span, key) = (reader.place(key), key.to_owned());
        reader
            .faults
            .report(span, RuleFault::OffTheQuarter { key, minutes });
    }
    fits.then_some(minutes)
}
