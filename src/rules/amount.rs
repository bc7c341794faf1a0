//! How much a week: the keys of a weekly rule come in, a [`Weekly`] goes out.

use super::{Amount, Bounds, Weekly};
use crate::diagnostic::{Add, RuleFault, Shape};
use crate::document::{Reader, Value};

/// The most meetings a week.
const TIMES: u32 = 50;
/// The minutes of a week.
const WEEK: u32 = 7 * 24 * 60;

/// Reads how much a week, in meetings or in hours: one number, or a least, one aimed at and a most.
pub(super) fn weekly(rule: &mut Reader<'_, '_>) -> Option<Weekly> {
    let times = measured(rule, &MEETINGS);
    rule.takes("hours_per_week", Shape::OneOf(vec!["case".to_owned()]));
    let minutes = match rule.node("hours_per_week").map(|node| &node.value) {
        Some(Value::Text(text)) if text == "case" => Some((Amount::CaseMinutes, None)),
        _ => measured(rule, &HOURS),
    };
    let owner = rule.what();
    match (rule.has("per_week"), rule.has("hours_per_week")) {
        (true, true) => {
            let span = rule.place("hours_per_week");
            rule.faults.report(span, RuleFault::TwoAmounts { owner });
        }
        (false, false) => {
            let none = RuleFault::UnclearAmount { owner };
            rule.lacks(&["per_week", "hours_per_week"], none);
        }
        _ => {}
    }
    let at_least = rule.boolean("at_least").unwrap_or_default();
    let (amount, bounds) = times.or(minutes)?;
    if at_least && bounds.is_some() {
        let (span, owner) = (rule.place("at_least"), rule.what());
        rule.faults.report(span, RuleFault::TwoFloors { owner });
    }
    Some(Weekly {
        amount,
        bounds,
        at_least,
    })
}

/// A key that says how much.
struct Measure {
    key: &'static str,
    read: fn(&mut Reader<'_, '_>, &str) -> Option<u32>,
    amount: fn(u32) -> Amount,
    said: fn(u32) -> String,
    examples: [&'static str; 3],
}

const MEETINGS: Measure = Measure {
    key: "per_week",
    read: |reader, key| reader.integer(key, 1, TIMES),
    amount: Amount::Times,
    said: |times| times.to_string(),
    examples: ["min = 1", "target = 2", "max = 3"],
};

const HOURS: Measure = Measure {
    key: "hours_per_week",
    read: hours,
    amount: Amount::Minutes,
    said: |minutes| match minutes % 60 {
        0 => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    },
    examples: ["min = \"3h\"", "target = \"4h\"", "max = \"5h\""],
};

fn hours(reader: &mut Reader<'_, '_>, key: &str) -> Option<u32> {
    let minutes = reader.minutes(key)?;
    let fits = (1..=WEEK).contains(&minutes);
    if !fits {
        let span = reader.place(key);
        reader.faults.report(span, RuleFault::HoursOfWeek);
    }
    fits.then_some(minutes)
}

/// One number, or a table of three.
fn measured(rule: &mut Reader<'_, '_>, of: &Measure) -> Option<(Amount, Option<Bounds>)> {
    let value = rule.node(of.key).map(|node| &node.value);
    let range = matches!(value, Some(Value::Table(_)));
    if range || (value.is_none() && rule.faults.listens()) {
        let found = bounded(rule, of);
        if range {
            return found;
        }
    }
    (of.read)(rule, of.key).map(|number| ((of.amount)(number), None))
}

/// `{ min, target, max }`, in this order.
fn bounded(rule: &mut Reader<'_, '_>, of: &Measure) -> Option<(Amount, Option<Bounds>)> {
    let mut table = rule.inside(of.key)?;
    let keys = ["min", "target", "max"];
    let numbers = [0, 1, 2].map(|at| {
        let number = (of.read)(&mut table, keys[at]);
        table.required(keys[at], number, Add::Line(of.examples[at].to_owned()))
    });
    let mut ordered = true;
    for at in [1, 2] {
        if let (Some(low), Some(high)) = (numbers[at - 1], numbers[at])
            && low > high
        {
            ordered = false;
            let unordered = RuleFault::AmountUnordered {
                low: keys[at - 1].to_owned(),
                low_is: (of.said)(low),
                high: keys[at].to_owned(),
                high_is: (of.said)(high),
            };
            table.faults.report(table.place(keys[at - 1]), unordered);
        }
    }
    table.finish();
    let [min, target, max] = numbers;
    let bounds = Bounds {
        min: min?,
        max: max.filter(|_| ordered)?,
    };
    Some(((of.amount)(target?), Some(bounds)))
}
