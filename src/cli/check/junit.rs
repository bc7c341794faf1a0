//! Findings as test results: each finding comes in as a test case, those that make the check fail go out
//! as failures. What is in hand passes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::CheckReport;
use crate::check::Finding;
use crate::words::Formatter;

pub(super) fn write(told: &CheckReport<'_>) -> String {
    let failures = told.findings.iter().filter(|one| told.fails(one)).count();
    let (name, tests) = (escaped(&told.team.id), told.findings.len());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"cadans check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n  \
         <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" \
         timestamp=\"{}T00:00:00\" time=\"0\">\n",
        told.today
    );
    let mut names: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for finding in told.findings {
        let rule = finding.rule.as_ref().map_or("cadans", |rule| rule.as_str());
        let mut name = name_of(finding);
        let same = names.entry((rule, name.clone())).or_default();
        *same += 1;
        // Two of one name would be shown as one.
        if *same > 1 {
            name = format!("{name} ({same})");
        }
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "{}", test_case(told, finding, rule, &name));
    }
    xml + "  </testsuite>\n</testsuites>\n"
}

/// The occurrence, else whom it is about and the day it is about, which stay the same from check to check;
/// and the level.
fn name_of(finding: &Finding) -> String {
    let level = finding.level.name();
    let about = match (&finding.id, &finding.case, &finding.person) {
        (Some(id), ..) => return format!("{id} {level}"),
        (_, Some(case), _) => case.as_str(),
        (.., Some(person)) => person,
        _ => &finding.who_acts,
    };
    match finding.due.or(finding.planned) {
        Some(day) => format!("{about} {day} {level}"),
        None => format!("{about} {level}"),
    }
}

fn test_case(told: &CheckReport<'_>, finding: &Finding, rule: &str, name: &str) -> String {
    let formatter = Formatter::whole(told.team, told.lang);
    let text = escaped(&formatter.finding(finding));
    let level = finding.level.name();
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\">",
        escaped(rule),
        escaped(name)
    );
    if !told.fails(finding) {
        return format!("{head}<system-out>{text}</system-out></testcase>");
    }
    let detail = format!("{} · {}", finding.who_acts, finding.source);
    format!(
        "{head}<failure type=\"{level}\" message=\"{text}\">{}</failure></testcase>",
        escaped(&detail)
    )
}

/// A text as XML takes it, in attributes too. Control characters, which XML has no way to write, are
/// left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
