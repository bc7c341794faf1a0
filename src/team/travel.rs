//! `[travel]` of `team.toml` comes in, minutes from zone to zone go out: complete, symmetric and
//! never longer than a detour.

use super::Travel;
use crate::diagnostic::{Add, Diagnostics, KeyFault, Owner, TeamFault};
use crate::document::{Entry, Reader, Word};

/// Reads the table; a team without it never travels.
pub(super) fn read(reader: &mut Reader<'_, '_>) -> Travel {
    let Some(mut reader) = reader.inside("travel") else {
        return Travel {
            zones: vec!["office".to_owned()],
            minutes: vec![vec![0]],
        };
    };
    let zones = zones(&mut reader);
    let within = reader.minutes("within").unwrap_or(0);
    let mut known = vec![vec![None; zones.len()]; zones.len()];
    for (index, row) in known.iter_mut().enumerate() {
        row[index] = Some(within);
    }
    between(&mut reader, &zones, &mut known);
    let minutes: Vec<Vec<u32>> = known
        .iter()
        .map(|row| row.iter().map(|minutes| minutes.unwrap_or(0)).collect())
        .collect();
    if missing(&mut reader, &zones, &known) {
        detours(&mut reader, &zones, &minutes);
    }
    reader.finish();
    Travel { zones, minutes }
}

fn zones(reader: &mut Reader<'_, '_>) -> Vec<String> {
    let mut zones: Vec<String> = Vec::new();
    for word in reader.list_of_text("zones") {
        if zones.contains(&word.text) {
            let read = word.text;
            reader
                .faults
                .report(word.span, TeamFault::DuplicateZone { read });
        } else {
            zones.push(word.text);
        }
    }
    if zones.is_empty() {
        reader.report(KeyFault::Missing {
            key: "zones".to_owned(),
            owner: Owner::Section("travel"),
            add: Add::Zones("zones = [\"<office>\", …]"),
        });
        zones.push("office".to_owned());
    }
    zones
}

/// Fills in what `between` says, in both directions.
fn between(reader: &mut Reader<'_, '_>, zones: &[String], known: &mut [Vec<Option<u32>>]) {
    let Some(table) = reader.table("between") else {
        return;
    };
    let what = Owner::Section("travel.between");
    let mut reader = Reader::new(table, reader.place("between"), what, reader.faults);
    for entry in &table.entries {
        let minutes = reader.minutes(&entry.key);
        let Some((one, other)) = pair(entry, zones, reader.faults) else {
            continue;
        };
        if known[one][other].is_some_and(|said| Some(said) != minutes) && one != other {
            let read = entry.key.clone();
            reader
                .faults
                .report(entry.key_span, TeamFault::TravelSaidTwice { read });
        }
        known[one][other] = minutes;
        known[other][one] = minutes;
    }
    reader.finish();
}

/// The two zones of a key such as `kantoor-noord`; zones may have hyphens themselves.
fn pair(entry: &Entry, zones: &[String], faults: &mut Diagnostics) -> Option<(usize, usize)> {
    let index = |name: &str| zones.iter().position(|zone| zone == name);
    let found = entry.key.match_indices('-').find_map(|(at, _)| {
        let (one, other) = (&entry.key[..at], &entry.key[at + 1..]);
        index(one).zip(index(other))
    });
    if found.is_none() {
        let (read, zones) = (entry.key.clone(), zones.join(", "));
        faults.report(entry.key_span, TeamFault::NotTwoZones { read, zones });
    }
    found
}

/// Reports the pairs that are not given, in one fault; whether all are.
fn missing(reader: &mut Reader<'_, '_>, zones: &[String], known: &[Vec<Option<u32>>]) -> bool {
    let mut pairs = Vec::new();
    for (one, row) in known.iter().enumerate() {
        for (other, minutes) in row.iter().enumerate().skip(one + 1) {
            if minutes.is_none() {
                pairs.push(format!("{}-{}", zones[one], zones[other]));
            }
        }
    }
    if !pairs.is_empty() {
        let pairs = pairs.join(", ");
        reader.report(TeamFault::MissingTravel { pairs });
    }
    pairs.is_empty()
}

/// Travel that a detour would shorten: planning relies on the direct way being the shortest.
fn detours(reader: &mut Reader<'_, '_>, zones: &[String], minutes: &[Vec<u32>]) {
    for one in 0..zones.len() {
        for other in one + 1..zones.len() {
            let direct = minutes[one][other];
            let shortest = (0..zones.len())
                .filter(|via| *via != one && *via != other)
                .map(|via| (minutes[one][via] + minutes[via][other], via))
                .min();
            if let Some((detour, via)) = shortest.filter(|(detour, _)| *detour < direct) {
                reader.report(TeamFault::Detour {
                    from: zones[one].clone(),
                    to: zones[other].clone(),
                    direct,
                    via: zones[via].clone(),
                    around: detour,
                });
            }
        }
    }
}

/// The index of the zone a word names.
pub(super) fn zone(word: &Word, travel: &Travel, faults: &mut Diagnostics) -> Option<usize> {
    let found = travel.zones.iter().position(|zone| *zone == word.text);
    if found.is_none() {
        let hint = faults.hint(&word.text, travel.zones.iter().map(String::as_str));
        let read = word.text.clone();
        faults.report(word.span, TeamFault::UnknownZone { read, hint });
    }
    found
}
