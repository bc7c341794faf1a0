//! Working patterns: within the employer's days, weeks and rest, and not against each other.

use crate::diagnostic::{Cited, Diagnostics, Hours, TeamFault};
use crate::rules::Employer;
use crate::team::{Pattern, Person, Team};
use crate::time::{SLOT_MINUTES, Slots};

const DAY: u32 = 24 * 60;

pub(super) fn judge(team: &Team, faults: &mut Diagnostics) {
    for person in team.people.iter().filter(|person| !person.external) {
        overlaps(person, faults);
        contract(person, &team.employer, faults);
        for pattern in &person.patterns {
            labour(person, pattern, &team.employer, faults);
        }
    }
}

/// A contract of more hours than the employer calls full.
fn contract(person: &Person, employer: &Employer, faults: &mut Diagnostics) {
    let full = employer.full_time;
    if let Some(contract) = person.contract.filter(|contract| *contract > full) {
        let too_long = TeamFault::ContractTooLong {
            person: person.named(),
            contract: Hours(contract),
            full: Hours(full),
            source: Cited::from(&employer.source),
        };
        faults.report(person.span, too_long);
    }
}

/// The first breach of the employer's bounds in a week of this pattern.
fn labour(person: &Person, pattern: &Pattern, employer: &Employer, faults: &mut Diagnostics) {
    let ends: Vec<Option<(u32, u32)>> = pattern.week.iter().map(|day| ends(*day)).collect();
    let longest = ends.iter().flatten().map(|(from, to)| to - from).max();
    let week: u32 = pattern
        .week
        .iter()
        .map(|day| day.len() * SLOT_MINUTES)
        .sum();
    let rest = shortest_rest(&ends);
    let (named, source) = (person.named(), Cited::from(&employer.source));
    let breach = if let Some(day) = longest.filter(|day| *day > employer.day_max) {
        TeamFault::DayTooLong {
            person: named,
            day: Hours(day),
            most: Hours(employer.day_max),
            source,
        }
    } else if week > employer.week_max {
        TeamFault::WeekTooLong {
            person: named,
            week: Hours(week),
            most: Hours(employer.week_max),
            source,
        }
    } else if let Some(rest) = rest.filter(|rest| *rest < employer.rest_min) {
        TeamFault::RestTooShort {
            person: named,
            rest: Hours(rest),
            least: Hours(employer.rest_min),
            source,
        }
    } else {
        return;
    };
    faults.report(person.span, breach);
}

/// First and last minute of a day's hours.
fn ends(day: Slots) -> Option<(u32, u32)> {
    let runs = day.runs();
    let (first, _) = runs.first()?;
    let (last, length) = runs.last()?;
    Some((first * SLOT_MINUTES, (last + length) * SLOT_MINUTES))
}

/// The shortest time from the end of a day to the start of the next, Sunday to Monday included.
fn shortest_rest(ends: &[Option<(u32, u32)>]) -> Option<u32> {
    let next = ends.iter().cycle().skip(1);
    ends.iter()
        .zip(next)
        .filter_map(|(today, tomorrow)| Some(DAY - (*today)?.1 + (*tomorrow)?.0))
        .min()
}

/// Two patterns for every week of the same days. The later one may begin after one without an end,
/// or lie within an earlier one; anything else would leave the reader guessing.
fn overlaps(person: &Person, faults: &mut Diagnostics) {
    let weekly: Vec<&Pattern> = person.patterns.iter().filter(|p| p.every == 1).collect();
    for (index, later) in weekly.iter().enumerate() {
        let clash = weekly.iter().take(index).find(|earlier| {
            let overlap = earlier
                .to
                .is_none_or(|to| later.from.is_none_or(|from| from <= to))
                && later
                    .to
                    .is_none_or(|to| earlier.from.is_none_or(|from| from <= to));
            let begins_after = earlier.to.is_none() && later.from > earlier.from;
            let within = later.from >= earlier.from
                && earlier
                    .to
                    .is_none_or(|end| later.to.is_some_and(|to| to <= end))
                && (later.from, later.to) != (earlier.from, earlier.to);
            overlap && !begins_after && !within
        });
        if clash.is_some() {
            let person_named = person.named();
            let both = match later.from {
                Some(from) => TeamFault::OverlappingPatterns {
                    person: person_named,
                    from,
                },
                None => TeamFault::OverlappingAlways {
                    person: person_named,
                },
            };
            faults.report(person.span, both);
        }
    }
}
