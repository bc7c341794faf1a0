//! When, how often, after what: the keys of each kind of rule come in, a [`Demand`] goes out.

use super::hours::Day;
use super::names::Names;
use super::{
    Cadence, Cap, Demand, Duty, First, Gap, Milestone, Mode, Per, Points, Repeat, amount, anchor,
    calendar,
};
use crate::diagnostic::{Add, ProgrammeFault, RuleFault, Shape};
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
        Kind::Cadence => rhythm(rule, subject, names),
        Kind::Weekly => amount::weekly(rule).map(Demand::Weekly),
        Kind::Duty => duty(rule, subject.per, names).map(Demand::Duty),
        Kind::Stay => {
            let weekdays = weekdays(rule);
            let capacity = rule.required_text("capacity")?.to_owned();
            Some(Demand::Stay { capacity, weekdays })
        }
        Kind::Cap => cap(rule, names).map(Demand::Cap),
    }
}

/// The days under `weekdays`; every day when not given.
fn weekdays(rule: &mut Reader<'_, '_>) -> [bool; 7] {
    let given = rule.has("weekdays");
    let mut days = [!given; 7];
    for word in rule.list_of_text("weekdays") {
        if let Some(Day(day)) = word.parse::<Day>(rule.faults) {
            days[day] = true;
        }
    }
    days
}

fn milestone(rule: &mut Reader<'_, '_>, per: &Per, names: &Names<'_>) -> Option<Milestone> {
    let anchor = anchor::required(rule, "anchor", per, names);
    let due = rule.offset("due");
    let due = rule.required("due", due, Add::Due("due = \"6w\""));
    let (from, target) = window(rule, due);
    let late_max = rule.days("late_max").unwrap_or(Period::weeks(4));
    let rollover = rollover(rule);
    let legal = rule.boolean("legal").unwrap_or_default();
    let several = at(rule);
    let repeat = match several {
        Some(_) if rule.has("repeat") => {
            rule.report(RuleFault::AtAndRepeat);
            None
        }
        Some(at) => Some(at),
        None => repeat(rule),
    };
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
            let unordered = RuleFault::WindowUnordered {
                first: first_key.to_owned(),
                first_at: first.to_string(),
                then: then_key.to_owned(),
                then_at: then.to_string(),
            };
            table.faults.report(table.place(first_key), unordered);
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

/// `at = ["4w", "11w"]`: one at each of these distances from the anchor.
fn at(rule: &mut Reader<'_, '_>) -> Option<Repeat> {
    let words = rule.list_of_text("at");
    let mut listed: Vec<Period> = Vec::new();
    for word in &words {
        let length = word.parse::<Period>(rule.faults)?;
        let rises = listed
            .last()
            .is_none_or(|last| last.nominal_days() < length.nominal_days());
        if length.unit == Unit::Minutes || !rises || listed.len() == Points::MOST {
            rule.faults.report(
                word.span,
                RuleFault::NoPoint {
                    read: word.text.clone(),
                    most: Points::MOST as u32,
                },
            );
            return None;
        }
        listed.push(length);
    }
    let mut points = [None; Points::MOST];
    points
        .iter_mut()
        .zip(&listed)
        .for_each(|(point, length)| *point = Some(*length));
    (!listed.is_empty()).then_some(Repeat {
        points: Points::At(points),
        before_end: Period::days(0),
        count_min: 0,
        case_dates: false,
    })
}

fn repeat(rule: &mut Reader<'_, '_>) -> Option<Repeat> {
    let mut table = rule.inside("repeat")?;
    let every = table.days("every");
    let every = table.required("every", every, Add::Line("every = \"26w\"".to_owned()));
    if every.is_some_and(|every| every.nominal_days() == 0) {
        let span = table.place("every");
        table.faults.report(span, RuleFault::RepeatsAtOnce);
    }
    let before_end = table.days("before_end").unwrap_or(Period::days(0));
    let count_min = table.integer("count_min", 0, 100).unwrap_or_default();
    let case_dates = table.boolean("case_dates").unwrap_or_default();
    table.finish();
    Some(Repeat {
        points: Points::Every(every?),
        before_end,
        count_min,
        case_dates,
    })
}

/// A rhythm, that counts from meeting to meeting or follows the calendar.
fn rhythm(rule: &mut Reader<'_, '_>, subject: &Subject<'_>, names: &Names<'_>) -> Option<Demand> {
    let of_calendar = calendar::OF_CALENDAR
        .map(|key| rule.has(key))
        .contains(&true);
    match (rule.has("gap"), rule.has("every")) {
        (true, _) if of_calendar => rule.report(RuleFault::TwoRhythms),
        (false, false) => {
            let owner = rule.what();
            rule.lacks(&["gap", "every"], RuleFault::NoRhythm { owner });
        }
        _ => {}
    }
    if rule.faults.listens() {
        calendar::read(rule, subject.per);
    }
    match of_calendar {
        true => calendar::read(rule, subject.per).map(Demand::Milestone),
        false => cadence(rule, subject, names).map(Demand::Cadence),
    }
}

/// A rhythm. `gap = "team"` stands for one that the team must give: a fault unless the rule is off.
fn cadence(rule: &mut Reader<'_, '_>, subject: &Subject<'_>, names: &Names<'_>) -> Option<Cadence> {
    rule.takes("gap", Shape::OneOf(vec!["team".to_owned()]));
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
    let first = first(rule);
    Some(Cadence {
        gap: gap?,
        first,
        start: start?,
        until,
        count_max,
    })
}

/// How far the first lies from what the rhythm starts from: three lengths in whole days, in order.
fn first(rule: &mut Reader<'_, '_>) -> Option<First> {
    let mut table = rule.inside("first")?;
    let mut days = |key: &str, else_days: Option<u32>| {
        let length = table.period(key);
        let Some(length) = length else {
            if !table.has(key) && else_days.is_none() {
                table.required(key, length, Add::Line(format!("{key} = \"2w\"")));
            }
            return else_days;
        };
        whole_days(&mut table, key, length, 0)
    };
    let from = days("from", Some(0));
    let due = days("due", None);
    let target = days("target", due);
    let mut ordered = true;
    for (low_key, low, high_key, high) in [
        ("from", from, "target", target),
        ("target", target, "due", due),
    ] {
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            ordered = false;
            let unordered = RuleFault::GapUnordered {
                low: low_key.to_owned(),
                low_days: low,
                high: high_key.to_owned(),
                high_days: high,
            };
            table.faults.report(table.place(low_key), unordered);
        }
    }
    table.finish();
    Some(First {
        from: from?,
        target: target?,
        due: due.filter(|_| ordered)?,
    })
}

fn needs_choice(rule: &mut Reader<'_, '_>, id: &RuleId) {
    let span = rule.place("gap");
    let (owner, id) = (rule.what(), id.to_string());
    rule.faults
        .report(span, ProgrammeFault::NeedsRhythm { owner, id });
}

/// The days of a length that a rhythm counts in, at least so many.
fn whole_days(table: &mut Reader<'_, '_>, key: &str, length: Period, least: u32) -> Option<u32> {
    let whole = matches!(length.unit, Unit::Days | Unit::Weeks);
    let days = whole
        .then(|| length.nominal_days())
        .filter(|days| (least..=2000).contains(days));
    if days.is_none() {
        let (key, length) = (key.to_owned(), length.to_string());
        let span = table.place(&key);
        table
            .faults
            .report(span, RuleFault::GapNotInDays { key, length });
    }
    days
}

/// Four lengths in whole days, in order.
fn gap(rule: &mut Reader<'_, '_>) -> Option<Gap> {
    let mut table = rule.inside("gap")?;
    let lengths = ["min", "target", "max", "limit"].map(|key| {
        let length = table.days(key);
        let length = table.required(key, length, Add::Rhythm)?;
        whole_days(&mut table, key, length, 1)
    });
    let [free, grace] =
        ["free", "grace"].map(|key| table.days(key).map_or(0, Period::nominal_days));
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
            let unordered = RuleFault::GapUnordered {
                low: keys.0.to_owned(),
                low_days: low,
                high: keys.1.to_owned(),
                high_days: high,
            };
            table.faults.report(table.place(keys.0), unordered);
        }
    }
    table.finish();
    let [min, target, max, limit] = lengths;
    Some(Gap {
        min: min?,
        target: target?,
        max: max?,
        limit: limit.filter(|_| ordered)?,
        free: free.min(limit?.saturating_sub(target?)),
        grace: grace.min(limit?.saturating_sub(max?)),
    })
}

fn duty(rule: &mut Reader<'_, '_>, per: &Per, names: &Names<'_>) -> Option<Duty> {
    let owner = role(rule, "owner", names);
    let anchor = anchor::required(rule, "anchor", per, names);
    let due = rule.offset("due");
    let due = rule.required("due", due, Add::Due("due = \"-1w\""));
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
    let cases = rule.required("cases", cases, Add::Cases("cases = 5"));
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
    let word = rule.required(key, word, Add::Role(key.to_owned()))?;
    names.role(&word, rule.faults)
}
