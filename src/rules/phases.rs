//! Phases and the programme's length: tables come in, judged phases go out, in the order of the
//! file, which is their order in time.

use super::names::{Names, well_formed};
use super::title::title;
use super::{LengthRange, Phase, PhaseLength, Text};
use crate::diagnostic::{Add, Owner, ProgrammeFault};
use crate::document::Reader;

/// `[programme] length`, or what a fault leaves of it.
pub(super) fn length(reader: &mut Reader<'_, '_>, key: &str) -> Option<LengthRange> {
    let table = reader.table(key);
    let line = "length = { min = \"20w\", target = \"39w\", max = \"52w\" }";
    reader.required(key, table, Add::Line(line.to_owned()))?;
    let mut bounds = reader.inside(key)?;
    let range = range(&mut bounds);
    bounds.finish();
    range
}

fn range(reader: &mut Reader<'_, '_>) -> Option<LengthRange> {
    let lengths = ["min", "target", "max"].map(|key| {
        let length = reader.days(key);
        reader.required(key, length, Add::Bounds)
    });
    let [Some(min), Some(target), Some(max)] = lengths else {
        return None;
    };
    let days = [min, target, max].map(|length| length.nominal_days());
    if days[0] > days[1] || days[1] > days[2] || days[2] == 0 {
        let lengths = format!("{min}, {target}, {max}");
        let owner = reader.what();
        reader.report(ProgrammeFault::LengthUnordered { owner, lengths });
        return None;
    }
    Some(LengthRange { min, target, max })
}

/// Reads `[phases.*]` of the file and judges whether they can fill the programme.
pub(super) fn read(
    file: &mut Reader<'_, '_>,
    whole: Option<LengthRange>,
    names: &Names<'_>,
) -> Vec<Phase> {
    let mut phases = Vec::new();
    let mut lengths = Vec::new();
    for (entry, table) in file.tables_by_name("phases") {
        well_formed(&entry.key, entry.key_span, file.faults);
        let what = Owner::Phase(entry.key.clone());
        let mut reader = Reader::new(table, entry.key_span, what, file.faults);
        reader.boolean("enabled");
        let length = phase_length(&mut reader);
        lengths.push(length);
        phases.push(Phase {
            id: entry.key.clone(),
            aliases: reader
                .list_of_text("aliases")
                .into_iter()
                .map(|word| word.text)
                .collect(),
            title: title(&mut reader, "title"),
            length: length.unwrap_or(PhaseLength::Remainder { max: None }),
            longer_for: reader
                .list_of_text("longer_for")
                .into_iter()
                .map(|word| word.text)
                .collect(),
            source: names.source(&mut reader),
        });
        reader.finish();
    }
    if phases.is_empty() {
        return vec![whole_care()];
    }
    let read: Option<Vec<PhaseLength>> = lengths.into_iter().collect();
    if let (Some(whole), Some(lengths)) = (whole, read) {
        judge(file, whole, &lengths);
    }
    phases
}

/// The only phase of a programme that names none: all of care.
fn whole_care() -> Phase {
    Phase {
        id: "care".to_owned(),
        aliases: Vec::new(),
        title: Text::new("Zorg", "Care"),
        length: PhaseLength::Remainder { max: None },
        longer_for: Vec::new(),
        source: "policy".to_owned(),
    }
}

fn phase_length(reader: &mut Reader<'_, '_>) -> Option<PhaseLength> {
    let table = reader.table("length");
    let line = "length = { min, target, max } or length = { remainder = true }";
    reader.required("length", table, Add::Line(line.to_owned()))?;
    let mut bounds = reader.inside("length")?;
    let remainder = bounds.boolean("remainder").unwrap_or_default();
    let length = if remainder {
        let max = bounds.days("max");
        Some(PhaseLength::Remainder { max })
    } else {
        range(&mut bounds).map(PhaseLength::Range)
    };
    bounds.finish();
    length
}

/// The phases together must be able to reach the programme's shortest length and keep its longest.
fn judge(file: &mut Reader<'_, '_>, whole: LengthRange, phases: &[PhaseLength]) {
    let remainders = phases
        .iter()
        .filter(|p| matches!(p, PhaseLength::Remainder { .. }))
        .count();
    let trouble = if remainders > 1 {
        Some(ProgrammeFault::TwoRemainders { count: remainders })
    } else {
        sums(whole, phases)
    };
    if let Some(fault) = trouble {
        let span = file.place("phases");
        file.faults.report(span, fault);
    }
}

fn sums(whole: LengthRange, phases: &[PhaseLength]) -> Option<ProgrammeFault> {
    let (mut shortest, mut longest, mut open) = (0, 0, false);
    for phase in phases {
        match phase {
            PhaseLength::Range(range) => {
                shortest += range.min.nominal_days();
                longest += range.max.nominal_days();
            }
            PhaseLength::Remainder { max: Some(max) } => longest += max.nominal_days(),
            PhaseLength::Remainder { max: None } => open = true,
        }
    }
    if shortest > whole.max.nominal_days() {
        return Some(ProgrammeFault::PhasesTooLong {
            days: shortest,
            most: whole.max.to_string(),
        });
    }
    if !open && longest < whole.min.nominal_days() {
        return Some(ProgrammeFault::PhasesTooShort {
            days: longest,
            least: whole.min.to_string(),
        });
    }
    None
}
