//! One rule: its table comes in, a judged [`Rule`] with its variants goes out.

use std::collections::BTreeMap;

use super::demand::{Kind, Subject};
use super::names::Names;
use super::title::title;
use super::{
    After, Amount, Demand, Duration, Mode, Per, Place, Rule, Severity, When, Who, demand, duration,
    notice, variant, when, who,
};
use crate::diagnostic::{Add, Diagnostics, Owner, RuleFault, Span};
use crate::document::{Reader, Table, Word};
use crate::ids::RuleId;
use crate::language::Text;
use crate::time::{Period, Slots};

/// The most that an absence may cost.
const MOST_POINTS: u32 = 1000;

/// Reads the rule `name`, which stands at `span`; `None` when it is too faulty to mean anything.
pub(super) fn read(
    name: &str,
    table: &Table,
    span: Span,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) -> Option<Rule> {
    let whole = read_one(name, table, span, names, faults);
    let mut variants = variant::read(name, table, span, names, faults);
    let whole = whole?;
    variants.retain(|(_, variant)| {
        let same = same_kind(&whole.demand, &variant.demand);
        if !same {
            let owner = Owner::Variant(Box::new(Owner::Rule(name.to_owned())));
            faults.report(span, RuleFault::AnotherKind { owner });
        }
        same
    });
    Some(Rule { variants, ..whole })
}

/// Whether one form of a rule can go on where the other stops.
fn same_kind(one: &Demand, other: &Demand) -> bool {
    let of_calendar = |demand: &Demand| match demand {
        Demand::Milestone(milestone) => milestone.is_of_calendar(),
        _ => false,
    };
    std::mem::discriminant(one) == std::mem::discriminant(other)
        && of_calendar(one) == of_calendar(other)
}

/// Reads a rule without its variants.
pub(super) fn read_one(
    name: &str,
    table: &Table,
    span: Span,
    names: &Names<'_>,
    faults: &mut Diagnostics,
) -> Option<Rule> {
    let id = RuleId::of(names.programme, name);
    let mut reader = Reader::new(table, span, Owner::Rule(name.to_owned()), faults);
    reader.has("variants");
    reader.boolean("enabled");
    let kind = reader.one_of("kind", &Kind::ALL);
    let kinds = "kind = \"milestone\", \"cadence\", \"weekly\", \"duty\", \"stay\" or \"cap\"";
    let kind = reader.required("kind", kind, Add::Line(kinds.to_owned()))?;
    let title = title(&mut reader, "title");
    let short = reader.text_pair("short").map(|(nl, en)| Text { nl, en });
    let source = names.source(&mut reader);
    let severity = severity(&mut reader);
    let inferred = reader.boolean("inferred").unwrap_or_default();
    let per = per(&mut reader, kind, names);
    let mode = mode(&mut reader);
    let subject = Subject {
        id: &id,
        per: &per,
        mode,
    };
    let demand = demand::read(&mut reader, kind, &subject, names);
    let meeting = if kind.meets() {
        meeting(&mut reader, &per, demand.as_ref(), mode, &source, names)
    } else {
        Meeting::none()
    };
    if let Some(Demand::Weekly(weekly)) = &demand
        && let Amount::Times(times) = weekly.amount
    {
        when::too_often(&mut reader, times, &meeting.when, &meeting.duration);
    }
    reader.finish();
    let demand = demand?;
    Some(Rule {
        id,
        title,
        short,
        source,
        severity: severity.unwrap_or(match kind {
            Kind::Weekly => Severity::Soft,
            _ => Severity::Hard,
        }),
        inferred,
        mode: mode.unwrap_or_else(|| default_mode(&demand)),
        per,
        who: meeting.who,
        duration: meeting.duration,
        place: meeting.place,
        demand,
        when: meeting.when,
        confirm_by: meeting.confirm_by,
        freeze_days: meeting.freeze_days,
        notice: meeting.notice,
        covers: meeting.covers,
        bundle: meeting.bundle,
        after: meeting.after,
        standing: meeting.standing,
        absent: meeting.absent,
        distinct_from: meeting.distinct_from,
        variants: Vec::new(),
        span,
    })
}

/// What only rules have for which people meet.
struct Meeting {
    who: Who,
    duration: Duration,
    place: Place,
    when: When,
    confirm_by: Option<String>,
    freeze_days: Option<u32>,
    notice: Option<u32>,
    covers: Option<String>,
    bundle: bool,
    after: Option<After>,
    standing: bool,
    absent: BTreeMap<String, i64>,
    distinct_from: Vec<String>,
}

impl Meeting {
    /// Nobody meets.
    fn none() -> Self {
        Self {
            who: Who::default(),
            duration: Duration::flat(0),
            place: Place::Office,
            when: When {
                allowed: [Slots::EMPTY; 7],
                fixed_start: None,
                preferred: None,
                outside: None,
                avoid_school_holidays: false,
                no_school_holidays: false,
            },
            confirm_by: None,
            freeze_days: None,
            notice: None,
            covers: None,
            bundle: false,
            after: None,
            standing: false,
            absent: BTreeMap::new(),
            distinct_from: Vec::new(),
        }
    }
}

fn meeting(
    reader: &mut Reader<'_, '_>,
    per: &Per,
    demand: Option<&Demand>,
    mode: Option<Mode>,
    source: &str,
    names: &Names<'_>,
) -> Meeting {
    // Only what is planned needs a length; reserved hours have none.
    let planned = demand.is_none_or(|demand| mode.unwrap_or(default_mode(demand)) == Mode::Plan);
    let who = who::read(reader, per, source, names);
    let session = duration::read(reader, "session");
    let mut duration = duration::read(reader, "duration").or(session);
    if planned && !reader.has("session") {
        let add = Add::Line("duration = \"60m\"".to_owned());
        duration = reader.required("duration", duration, add);
    }
    let duration = duration.unwrap_or(Duration::flat(0));
    let places = [
        ("family", Place::Family),
        ("office", Place::Office),
        ("remote", Place::Remote),
    ];
    let confirm_by = reader.word("confirm_by");
    let covers = reader.word("covers");
    let distinct_from = reader.list_of_text("distinct_from");
    for word in covers.iter().chain(&distinct_from) {
        names.rule(word, reader.faults);
    }
    Meeting {
        who,
        place: reader.one_of("place", &places).unwrap_or(Place::Office),
        when: when::read(reader, &duration),
        duration,
        confirm_by: confirm_by.and_then(|word| names.role(&word, reader.faults)),
        freeze_days: reader.integer("freeze_days", 0, 365),
        notice: notice::days(reader, "notice"),
        covers: covers.map(|word| word.text),
        bundle: reader.boolean("bundle").unwrap_or_default(),
        after: after(reader, names),
        standing: reader.boolean("standing").unwrap_or_default(),
        absent: absent(reader, names),
        distinct_from: distinct_from.into_iter().map(|word| word.text).collect(),
    }
}

/// `after = { rule = "…", release = "1w" }`: what comes first in a case.
fn after(reader: &mut Reader<'_, '_>, names: &Names<'_>) -> Option<After> {
    let mut inside = reader.inside("after")?;
    let word = inside.word("rule");
    let word = inside.required("rule", word, Add::Line("rule = \"…\"".to_owned()));
    let release = inside.days("release").map(Period::nominal_days);
    let known = word.filter(|word| names.rule(word, inside.faults).is_some());
    inside.finish();
    Some(After {
        rule: known?.text,
        release: release.unwrap_or(RELEASE_DAYS),
    })
}

/// Days that meetings wait for what must come first, unless the rule says otherwise: no family waits for somebody else's
/// diary for longer.
const RELEASE_DAYS: u32 = 7;

/// `absent`: points by role.
fn absent(reader: &mut Reader<'_, '_>, names: &Names<'_>) -> BTreeMap<String, i64> {
    let Some(table) = reader.table("absent") else {
        return BTreeMap::new();
    };
    let keys = table.entries.iter().map(|entry| entry.key.clone());
    let keys: Vec<String> = keys.collect();
    let Some(mut inside) = reader.inside("absent") else {
        return BTreeMap::new();
    };
    let mut points = BTreeMap::new();
    for key in keys {
        let word = Word {
            text: key.clone(),
            span: inside.place(&key),
        };
        let role = names.role(&word, inside.faults);
        let price = inside.integer(&key, 0, MOST_POINTS);
        points.extend(role.zip(price.map(i64::from)));
    }
    inside.finish();
    points
}

fn severity(reader: &mut Reader<'_, '_>) -> Option<Severity> {
    let options = [
        ("hard", Severity::Hard),
        ("soft", Severity::Soft),
        ("advice", Severity::Advice),
    ];
    reader.one_of("severity", &options)
}

/// The mode given.
fn mode(reader: &mut Reader<'_, '_>) -> Option<Mode> {
    let options = [
        ("plan", Mode::Plan),
        ("reserve", Mode::Reserve),
        ("off", Mode::Off),
    ];
    reader.one_of("mode", &options)
}

/// Hours are reserved unless the rule says otherwise; everything else is planned.
fn default_mode(demand: &Demand) -> Mode {
    match demand {
        Demand::Weekly(weekly) if !matches!(weekly.amount, Amount::Times(_)) => Mode::Reserve,
        _ => Mode::Plan,
    }
}

/// What each series of the rule is about: a case unless said otherwise.
fn per(reader: &mut Reader<'_, '_>, kind: Kind, names: &Names<'_>) -> Per {
    let each = reader.word("each");
    let of = reader.word("of");
    let of_role = if kind == Kind::Cap {
        reader.word("role")
    } else {
        None
    };
    let options = [("case", 0), ("person", 1), ("group", 2), ("team", 3)];
    let default = if kind == Kind::Cap { 1 } else { 0 };
    let per = reader.one_of("per", &options).unwrap_or(default);
    for (key, word, fits) in [("each", &each, per == 0), ("of", &of, per == 1)] {
        let Some(word) = word else { continue };
        if fits {
            names.role(word, reader.faults);
        } else {
            let key = key.to_owned();
            reader
                .faults
                .report(word.span, RuleFault::NeedlessKey { key });
        }
    }
    match per {
        1 => {
            let of = of.or(of_role);
            let of = reader.required("of", of, Add::Subject("of = \"…\""));
            Per::Person {
                of: of.map(|word| word.text).unwrap_or_default(),
            }
        }
        2 => Per::Group,
        3 => Per::Team,
        _ => Per::Case {
            each: each.map(|word| word.text),
        },
    }
}
