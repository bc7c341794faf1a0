//! Findings as gauges in Prometheus' text format: how many there are of each level and rule, how late the
//! latest is, and the day that was checked. No case and no person is named: labels are kept for long.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveTime;

use super::CheckReport;
use crate::check::{self, Level};

pub(super) fn write(told: &CheckReport<'_>) -> String {
    let team = escaped(&told.team.id);
    let mut out = String::new();
    head(
        &mut out,
        "cadans_findings",
        "Findings of the check by level.",
    );
    for (level, count) in check::counts(told.findings) {
        let _ = writeln!(
            out,
            "cadans_findings{{team=\"{team}\",level=\"{level}\"}} {count}"
        );
    }
    head(
        &mut out,
        "cadans_rule_findings",
        "Findings of the check by rule and level.",
    );
    let mut rules: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    for finding in told.findings {
        if let Some(rule) = &finding.rule {
            *rules.entry((rule.as_str(), finding.level)).or_default() += 1;
        }
    }
    for ((rule, level), count) in rules {
        let (rule, level) = (escaped(rule), level.name());
        let _ = writeln!(
            out,
            "cadans_rule_findings{{team=\"{team}\",rule=\"{rule}\",level=\"{level}\"}} {count}"
        );
    }
    head(
        &mut out,
        "cadans_days_late_max",
        "Days that the latest overdue obligation is late.",
    );
    let overdue = told
        .findings
        .iter()
        .filter(|one| one.level <= Level::Overdue);
    let late = overdue.map(|one| one.days_late).max().unwrap_or(0);
    let _ = writeln!(out, "cadans_days_late_max{{team=\"{team}\"}} {late}");
    head(
        &mut out,
        "cadans_checked_day_seconds",
        "The day that was checked, at midnight UTC.",
    );
    let day = told.today.and_time(NaiveTime::MIN).and_utc().timestamp();
    let _ = writeln!(out, "cadans_checked_day_seconds{{team=\"{team}\"}} {day}");
    out
}

fn head(out: &mut String, name: &str, help: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
}

/// A label's value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
