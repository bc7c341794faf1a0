//! What `plan` tells a team lead: how much is planned, how good it is proven to be, what could not be
//! placed and why, and what changed.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use super::feeds::{Written, gone};
use super::moves;
use crate::ids::SeriesId;
use crate::language::Lang;
use crate::plan::{Layer, LeftOut, Plan, Status};
use crate::rules::Severity;
use crate::series::cost;
use crate::team::Team;
use crate::time::monday_of;
use crate::words::Formatter;
use crate::words::measures::measure;

/// What there is to tell.
pub(super) struct Summary<'a> {
    pub plan: &'a Plan,
    /// The revision that was kept to where that was possible.
    pub before: Option<&'a Plan>,
    /// Whether meetings were free to move all the same.
    pub afresh: bool,
    pub team: &'a Team,
    pub published: bool,
    /// `publish`, `show` and `diff` as they are to be typed.
    pub commands: [String; 3],
    /// The feeds that were written, and where.
    pub feeds: Option<(&'a Written, &'a Path)>,
}

/// Entries of a list that are shown; the rest is counted.
pub(super) const SHOWN: usize = 12;

/// The whole summary.
pub(super) fn write(told: &Summary, lang: Lang) -> String {
    let plan = told.plan;
    let here = |nl: &str, en: &str| say(lang, nl, en);
    let state = if told.published {
        here("gepubliceerd", "published")
    } else {
        here("concept", "draft")
    };
    let mut text = format!(
        "{} · {} … {} · {} {} ({state})\n\n",
        told.team.name,
        lang.date(plan.term.from),
        lang.date(plan.term.to),
        here("revisie", "revision"),
        plan.revision,
    );
    let in_term = plan
        .placements
        .iter()
        .filter(|placement| plan.term.has(placement.start.date()))
        .count();
    line(
        &mut text,
        &here("Afspraken gepland", "Meetings planned"),
        &in_term.to_string(),
    );
    for (severity, nl, en) in [
        (
            Severity::Hard,
            "Niet ingepland (verplicht)",
            "Could not be planned (required)",
        ),
        (
            Severity::Soft,
            "Niet ingepland (gewenst)",
            "Could not be planned (desired)",
        ),
    ] {
        let count = plan
            .left_out
            .iter()
            .filter(|left_out| hard(left_out) == (severity == Severity::Hard));
        line(&mut text, &here(nl, en), &count.count().to_string());
    }
    line(
        &mut text,
        &here("Taken met een einddatum", "Things due"),
        &plan.duties.len().to_string(),
    );
    line(
        &mut text,
        &here("Kwaliteit", "Quality"),
        &quality(plan, lang),
    );
    let formatter = Formatter::whole(told.team, lang);
    let anew = moves::is_anew(told);
    let told_layers = plan.layers.iter().filter(|layer| {
        let of_moves = [cost::FROZEN, cost::MOVES, cost::MOVE_COST];
        anew || !of_moves
            .map(|at| cost::LAYERS[at])
            .contains(&layer.name.as_str())
    });
    for layer in told_layers {
        line(
            &mut text,
            &format!("  {}", measure(&layer.name).get(lang)),
            &layer_value(layer, lang),
        );
    }
    moves::write(&mut text, told, lang);
    left_out(&mut text, plan, formatter);
    list(
        &mut text,
        &here("Goed om te weten", "Good to know"),
        plan.notes.iter().map(|note| formatter.note(note)),
        lang,
    );
    if let Some((written, out)) = told.feeds {
        let count = written.files.len();
        let _ = writeln!(
            text,
            "\n{count} {} {}",
            here("agenda's in", "feeds in"),
            out.display()
        );
        text += &gone(lang, &written.removed);
    }
    if !told.published {
        let [publish, show, _] = &told.commands;
        let revision = plan.revision;
        let _ = match lang {
            Lang::Nl => writeln!(
                text,
                "\nEen concept ziet niemand.\n  bekijk:    {show} --revision {revision}\n  \
                 publiceer: {publish}"
            ),
            Lang::En => writeln!(
                text,
                "\nNobody sees a draft.\n  look:    {show} --revision {revision}\n  \
                 publish: {publish}"
            ),
        };
    }
    text
}

/// What `publish` says.
pub(super) fn published(revision: u32, lang: Lang) -> String {
    let text = say(
        lang,
        "Revisie {} is gepubliceerd.\n",
        "Revision {} is published.\n",
    );
    text.replace("{}", &revision.to_string())
}

fn say(lang: Lang, nl: &str, en: &str) -> String {
    lang.pick(nl, en).to_owned()
}

fn line(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{name:<34} {value}");
}

fn hard(left_out: &LeftOut) -> bool {
    left_out.severity == Severity::Hard
}

fn quality(plan: &Plan, lang: Lang) -> String {
    let seconds = format!("{} s", lang.decimal(plan.seconds, 2));
    match plan.status {
        Status::Optimal => {
            say(
                lang,
                "bewezen de best mogelijke planning, ",
                "proven the best plan there is, ",
            ) + &seconds
        }
        Status::Feasible => {
            let text = say(
                lang,
                "hooguit {} beter mogelijk, ",
                "at most {} better is possible, ",
            );
            text.replace("{}", &format!("{} %", lang.decimal(plan.gap * 100.0, 1))) + &seconds
        }
    }
}

fn layer_value(layer: &Layer, lang: Lang) -> String {
    if layer.proven {
        layer.value.to_string()
    } else {
        let least = say(lang, "minstens", "at least");
        format!("{} ({least} {})", layer.value, layer.bound)
    }
}

fn left_out(text: &mut String, plan: &Plan, formatter: Formatter<'_>) {
    let lang = formatter.lang;
    let title = say(lang, "Niet ingepland", "Could not be planned");
    let mut sorted: Vec<&LeftOut> = plan.left_out.iter().collect();
    sorted.sort_by_key(|left_out| (left_out.severity, left_out.window.from, left_out.id.clone()));
    // The same said of several in one week is said once.
    let mut said: Vec<((SeriesId, NaiveDate, String), usize)> = Vec::new();
    for one in sorted {
        let key = (
            one.id.series(),
            monday_of(one.window.from),
            formatter.reason(one),
        );
        match said.iter_mut().find(|(known, _)| *known == key) {
            Some((_, count)) => *count += 1,
            None => said.push((key, 1)),
        }
    }
    let lines = said.into_iter().map(|((.., line), count)| match count {
        1 => line,
        _ => format!("{count} × {line}"),
    });
    list(text, &title, lines, lang);
}

fn list(text: &mut String, title: &str, lines: impl Iterator<Item = String>, lang: Lang) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n{title}:");
        entries(text, lines, lang);
    }
}

fn entries(text: &mut String, lines: impl Iterator<Item = String>, lang: Lang) {
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(text, "  - {line}");
    }
    if lines.len() > SHOWN {
        let more = say(
            lang,
            "en nog {}; alle met --format json",
            "and {} more; all with --format json",
        );
        let _ = writeln!(
            text,
            "  … {}",
            more.replace("{}", &(lines.len() - SHOWN).to_string())
        );
    }
}
