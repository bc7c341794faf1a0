//! Findings as people read them: grouped by who must act, those with the worst first; what is in hand is
//! only counted.

use std::fmt::Write as _;

use super::CheckReport;
use crate::check::{self, Finding, Level};
use crate::words::Formatter;

pub(super) fn write(told: &CheckReport<'_>) -> String {
    let lang = told.lang;
    let formatter = formatter(told);
    let mut text = format!(
        "{} · {} · {}\n",
        told.team.name,
        lang.date(told.today),
        counts(told)
    );
    let mut groups: Vec<(&str, Vec<&Finding>)> = Vec::new();
    // Findings come the worst first, so groups do, and the lines in each.
    for finding in told.findings.iter().filter(|one| one.level != Level::Ok) {
        let who = finding.who_acts.as_str();
        match groups.iter_mut().find(|(known, _)| *known == who) {
            Some((_, lines)) => lines.push(finding),
            None => groups.push((who, vec![finding])),
        }
    }
    for (who, findings) in groups {
        let _ = writeln!(text, "\n{}", formatter.who(who));
        let width = |one: &&Finding| formatter.level(one.level).chars().count();
        let width = findings.iter().map(width).max().unwrap_or(0);
        for line in lines(told, &findings) {
            let level = formatter.level(line.level);
            let (titles, sources) = (line.titles.join(", "), line.sources.join(", "));
            let _ = writeln!(text, "  {level:width$}  {titles} {} [{sources}]", line.rest);
        }
    }
    text
}

fn formatter<'a>(told: &CheckReport<'a>) -> Formatter<'a> {
    Formatter::whole(told.team, told.lang)
}

/// What is said of one thing, or of several of which the same is said.
struct Line<'a> {
    level: Level,
    titles: Vec<&'a str>,
    /// The sentence after the title.
    rest: String,
    sources: Vec<&'a str>,
}

/// The lines of a group. Things of one family that are due on one day share a line.
fn lines<'a>(told: &CheckReport<'a>, findings: &[&'a Finding]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for one in findings {
        let title = one.about.title.get(told.lang);
        let rest = formatter(told).finding_of(one);
        let source = one.source.as_str();
        let like = |line: &&mut Line<'_>| line.level == one.level && line.rest == rest;
        match lines.iter_mut().find(like) {
            Some(line) => {
                line.titles.push(title);
                if !line.sources.contains(&source) {
                    line.sources.push(source);
                }
            }
            None => lines.push(Line {
                level: one.level,
                titles: vec![title],
                rest,
                sources: vec![source],
            }),
        }
    }
    lines
}

/// `2 te laat, 1 te laat gepland, 12 op schema`.
fn counts(told: &CheckReport<'_>) -> String {
    let counts = check::counts(told.findings);
    let some = Level::ALL.into_iter().filter_map(|one| {
        let count = counts.get(one.name()).filter(|count| **count > 0)?;
        Some(formatter(told).levels(*count, one))
    });
    let some: Vec<String> = some.collect();
    match some.is_empty() {
        true => told
            .lang
            .pick("niets te melden", "nothing to report")
            .to_owned(),
        false => some.join(", "),
    }
}
