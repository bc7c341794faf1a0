//! The `check --format json` contract: findings come in, one object goes out. Keys may be added, never
//! renamed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::CheckReport;
use crate::check::{self, Fact, Leave, Level};
use crate::words::Formatter;

#[derive(Serialize)]
pub(super) struct View<'a> {
    today: NaiveDate,
    team: &'a str,
    counts: BTreeMap<&'static str, usize>,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    level: Level,
    id: Option<&'a str>,
    rule: Option<&'a str>,
    case: Option<&'a str>,
    person: Option<&'a str>,
    due: Option<NaiveDate>,
    days_late: i64,
    planned: Option<NaiveDate>,
    not_planned_yet: bool,
    postponed: usize,
    who_acts: &'a str,
    /// Who would have acted, when they have left the team.
    left: Option<&'a str>,
    source: &'a str,
    text: String,
    #[serde(flatten)]
    fact: &'a Fact,
    causes: &'a [Leave],
}

impl<'a> View<'a> {
    pub(super) fn of(told: &CheckReport<'a>) -> Self {
        let formatter = Formatter::whole(told.team, told.lang);
        let line = |one: &'a check::Finding| Line {
            level: one.level,
            id: one.id.as_ref().map(|id| id.as_str()),
            rule: one.rule.as_ref().map(|rule| rule.as_str()),
            case: one.case.as_ref().map(|case| case.as_str()),
            person: one.person.as_deref(),
            due: one.due,
            days_late: one.days_late,
            planned: one.planned,
            not_planned_yet: one.later_term,
            postponed: one.postponed,
            who_acts: &one.who_acts,
            left: one.left.as_ref().map(|left| left.as_str()),
            source: &one.source,
            text: formatter.finding(one),
            fact: &one.fact,
            causes: &one.causes,
        };
        Self {
            today: told.today,
            team: &told.team.id,
            counts: check::counts(told.findings),
            findings: told.findings.iter().map(line).collect(),
        }
    }
}
