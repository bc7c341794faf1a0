//! When, how often, after what: the keys of each kind of rule come in, a [`Demand`] goes out.

use super::names::Names;
use super::{
    Amount, Cadence, Cap, Demand, Duty, Gap, Milestone, Mode, Per, Repeat, Weekly, anchor,
};
use crate::document::{Reader, Value};
use crate::ids::RuleId;
use crate::time::{Offset, Period, Rollover, Unit};

/// The kinds of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Milestone,
    Cadence,
    Weekly,
    Duty,
    Stay,
    Cap,
}

impl Kind {
    /// Their names.
    pub const ALL: [(&str, Self); 6] = [
        ("milestone", Self::Milestone),
        ("cadence", Self::Cadence),
        ("weekly", Self::Weekly),
        ("duty", Self::Duty),
        ("stay", Self::Stay),
        ("cap", Self::Cap),
    ];

    /// Whether people meet for it.
    pub fn meets(self) -> bool {
        matches!(self, Self::Milestone | Self::Cadence | Self::Weekly)
    }
}

/// What is known of a rule before its demand is read.
pub(super) struct Subject<'r> {
    /// Its id.
    pub id: &'r RuleId,
    /// What each series is about.
    pub per: &'r Per,
    /// The mode it gives, if any.
    pub mode: Option<Mode>,
}

/// Reads what `kind` asks for. A cadence that the team must give is read as it is in a rule that
/// is off; see [`cadence`].
pub(super) fn read(
    rule: &mut Reader<'_, '_>,
    kind: Kind,
    subject: &Subject<'_>,
    names: &Names<'_>,
) -> Option<Demand> {
    match kind {
        Kind::Milestone => milestone(rule, subject.per, names).map(Demand::Milestone),
        Kind::Cadence => cadence(rule, subject, names).map(Demand::Cadence),
        Kind::Weekly => weekly(rule).map(Demand::Weekly),
        Kind::Duty => duty(rule, subject.per, names).map(Demand::Duty),
        Kind::Stay => {
            let capacity = rule.required_text("capacity")?.to_owned();
            Some(Demand::Stay { capacity })
        }
        Kind::Cap => cap(rule, names).map(Demand::Cap),
    }
}

fn milestone(rule: &mut Reader<'_, '_>, per: &Per, names: &Names<'_>) -> Option<Milestone> {
    let anchor = anchor::required(rule, "anchor", per, names);
    let due = rule.offset("due");
    let due = rule.required(
        "due",
        due,
        "add the last day on time, from the anchor: due = \"6w\"",
    );
    let (from, target) = window(rule, due);
    let late_max = rule.period("late_max").unwrap_or(Period::weeks(4));
    let rollover = rollover(rule);
    let legal = rule.boolean("legal").unwrap_or_default();
    let repeat = repeat(rule);
    Some(Milestone {
        anchor: anchor?,
        from,
        target: target?,
        due: due?,
        late_max,
        rollover,
        legal,
        repeat,
    })
}

/// First day and day aimed at, which lie before `due` in this order.
fn window(rule: &mut Reader<'_, '_>, due: Option<Offset>) -> (Offset, Option<Offset>) {
    let Some(mut table) = rule.inside("window") else {
        let from = due.filter(|due| days(*due) < 0).unwrap_or(Offset::ZERO);
        return (from, due);
    };
    let from = table.offset("from").unwrap_or(Offset::ZERO);
    let target = table.offset("target").or(due);
    for (first_key, first, then_key, then) in [
        ("from", Some(from), "target", target),
        ("target", target, "due", due),
    ] {
        if let (Some(first), Some(then)) = (first, then)
            && days(first) > days(then)
        {
            let span = table.place(first_key);
            table.faults.error(
                "target-outside-window",
                span,
                format!("`{first_key}` ({first}) lies after `{then_key}` ({then})"),
                "make from <= target <= due",
            );
            break;
        }
    }
    table.finish();
    (from, target)
}

/// An offset in nominal days, negative before the anchor.
fn days(offset: Offset) -> i64 {
    let days = i64::from(offset.period.nominal_days());
    if offset.before { -days } else { days }
}

fn rollover(rule: &mut Reader<'_, '_>) -> Rollover {
    let options = [
        ("none", Rollover::None),
        ("previous_working_day", Rollover::PreviousWorkingDay),
        ("next_working_day", Rollover::NextWorkingDay),
    ];
    rule.one_of("rollover", &options).unwrap_or_default()
}

fn repeat(rule: &mut Reader<'_, '_>) -> Option<Repeat> {
    let mut table = rule.inside("repeat")?;
    let every = table.period("every");
    let every = table.required("every", every, "add every = \"26w\"");
    if every.is_some_and(|every| every.nominal_days() == 0) {
        let span = table.place("every");
        let message = "a repetition needs some days between";
        let help = "write every = \"26w\"";
        table.faults.error("out-of-range", span, message, help);
    }
    let before_end = table.period("before_end").unwrap_or(Period::days(0));
    let count_min = table.integer("count_min", 0, 100).unwrap_or_default();
    let case_dates = table.boolean("case_dates").unwrap_or_default();
    table.finish();
    Some(Repeat {
        every: every?,
        before_end,
        count_min,
        case_dates,
    })
}

/// A rhythm. `gap = "team"` stands for one that the team must give: a fault unless the rule is off.
fn cadence(rule: &mut Reader<'_, '_>, subject: &Subject<'_>, names: &Names<'_>) -> Option<Cadence> {
    let gap = match rule.node("gap").map(|node| &node.value) {
        Some(Value::Text(text)) if text == "team" && subject.mode == Some(Mode::Off) => {
            Some(Gap::NONE)
        }
        Some(Value::Text(text)) if text == "team" => {
            needs_choice(rule, subject.id);
            None
        }
        _ => gap(rule),
    };
    let start = anchor::or_start(rule, "start", subject.per, names);
    let until = anchor::until(rule, "until");
    let count_max = rule.integer("count_max", 1, 1000);
    Some(Cadence {
        gap: gap?,
        start: start?,
        until,
        count_max,
    })
}

fn needs_choice(rule: &mut Reader<'_, '_>, id: &RuleId) {
    let span = rule.place("gap");
    let what = rule.what().to_owned();
    rule.faults.error(
        "rule-needs-choice",
        span,
        format!("{what} has no rhythm of its own: the team must give one"),
        format!(
            "in team.toml under [rules.\"{id}\"] write gap = {{ min = \"1w\", target = \"2w\", \
             max = \"2w\", limit = \"3w\" }}, or mode = \"off\""
        ),
    );
}

/// Four lengths in whole days, in order.
fn gap(rule: &mut Reader<'_, '_>) -> Option<Gap> {
    let table = rule.table("gap");
    let help = "add gap = { min = \"2w\", target = \"3w\", max = \"3w\", limit = \"4w\" }";
    rule.required("gap", table, help)?;
    let mut table = rule.inside("gap")?;
    let lengths = ["min", "target", "max", "limit"].map(|key| {
        let length = table.period(key);
        let length =
            table.required(key, length, "every rhythm gives min, target, max and limit")?;
        let whole = matches!(length.unit, Unit::Days | Unit::Weeks);
        let days = whole
            .then(|| length.nominal_days())
            .filter(|days| (1..=2000).contains(days));
        if days.is_none() {
            let span = table.place(key);
            table.faults.error(
                "bad-period",
                span,
                format!("`{key}` is {length}, and a gap counts whole days"),
                "write days or weeks, like \"21d\" or \"3w\", at least a day",
            );
        }
        days
    });
    let mut ordered = true;
    for (pair, keys) in
        lengths
            .windows(2)
            .zip([("min", "target"), ("target", "max"), ("max", "limit")])
    {
        if let &[Some(low), Some(high)] = pair
            && low > high
        {
            ordered = false;
            let span = table.place(keys.0);
            table.faults.error(
                "unordered",
                span,
                format!(
                    "`{}` is {low} days, longer than `{}` of {high}",
                    keys.0, keys.1
                ),
                "make min <= target <= max <= limit",
            );
        }
    }
    table.finish();
    let [min, target, max, limit] = lengths;
    Some(Gap {
        min: min?,
        target: target?,
        max: max?,
        limit: limit.filter(|_| ordered)?,
    })
}

fn weekly(rule: &mut Reader<'_, '_>) -> Option<Weekly> {
    let times = rule.integer("per_week", 1, 50);
    let minutes = match rule.node("hours_per_week").map(|node| &node.value) {
        Some(Value::Text(text)) if text == "case" => Some(Amount::CaseMinutes),
        _ => rule.minutes("hours_per_week").map(Amount::Minutes),
    };
    if rule.has("per_week") == rule.has("hours_per_week") {
        let message = format!("{} does not say how much a week", rule.what());
        let help = "give either per_week = 2 or hours_per_week = \"4h\" (or \"case\")";
        rule.error("unclear-amount", message, help);
    }
    if matches!(minutes, Some(Amount::Minutes(0 | 10_081..))) {
        let span = rule.place("hours_per_week");
        let message = "a week has more than 0 and at most 168 hours";
        let help = "write hours_per_week = \"4h\"";
        rule.faults.error("out-of-range", span, message, help);
    }
    let at_least = rule.boolean("at_least").unwrap_or_default();
    Some(Weekly {
        amount: times.map(Amount::Times).or(minutes)?,
        at_least,
    })
}

fn duty(rule: &mut Reader<'_, '_>, per: &Per, names: &Names<'_>) -> Option<Duty> {
    let owner = role(rule, "owner", names);
    let anchor = anchor::required(rule, "anchor", per, names);
    let due = rule.offset("due");
    let due = rule.required(
        "due",
        due,
        "add the last day on time, from the anchor: due = \"-1w\"",
    );
    let rollover = rollover(rule);
    let legal = rule.boolean("legal").unwrap_or_default();
    let items = rule.list_of_text("items");
    Some(Duty {
        owner: owner?,
        anchor: anchor?,
        due: due?,
        rollover,
        legal,
        items: items.into_iter().map(|word| word.text).collect(),
    })
}

fn cap(rule: &mut Reader<'_, '_>, names: &Names<'_>) -> Option<Cap> {
    let role = role(rule, "role", names);
    let cases = rule.integer("cases", 1, 1000);
    let cases = rule.required(
        "cases",
        cases,
        "add how many for a full contract: cases = 5",
    );
    let pro_rata = rule.boolean("pro_rata").unwrap_or_default();
    Some(Cap {
        role: role?,
        cases: cases?,
        pro_rata,
    })
}

/// The role under `key`, which must be given and exist.
fn role(rule: &mut Reader<'_, '_>, key: &str, names: &Names<'_>) -> Option<String> {
    let word = rule.word(key);
    let word = rule.required(key, word, &format!("name a role: {key} = \"…\""))?;
    names.role(&word, rule.faults)
}
