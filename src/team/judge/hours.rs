//! Working patterns: within the employer's days, weeks and rest, and not against each other.

use crate::diagnostic::Diagnostics;
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
        faults.warning(
            "contract-beyond-full-time",
            person.span,
            format!(
                "the contract of {} is {} a week; a full one is {} ({})",
                person.id,
                hours(contract),
                hours(full),
                employer.source
            ),
            "correct `contract`, or leave it if that is what was agreed",
        );
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
    let breach = if longest.is_some_and(|day| day > employer.day_max) {
        let day = longest.unwrap_or_default();
        format!(
            "a day of {}, at most {}",
            hours(day),
            hours(employer.day_max)
        )
    } else if week > employer.week_max {
        format!(
            "a week of {}, at most {}",
            hours(week),
            hours(employer.week_max)
        )
    } else if rest.is_some_and(|rest| rest < employer.rest_min) {
        let rest = rest.unwrap_or_default();
        format!(
            "{} of rest, at least {}",
            hours(rest),
            hours(employer.rest_min)
        )
    } else {
        return;
    };
    faults.error(
        "hours-beyond-employer",
        person.span,
        format!(
            "the hours of {} hold {breach} ({})",
            person.id, employer.source
        ),
        "shorten `hours`, or name another employer profile",
    );
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
            let from = later
                .from
                .map_or("the start".to_owned(), |from| from.to_string());
            faults.error(
                "overlapping-patterns",
                person.span,
                format!("two patterns of {} hold from {from}", person.id),
                "end the earlier one with `to` before the later one begins",
            );
        }
    }
}

fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => format!("{}h", minutes / 60),
        rest => format!("{}h{rest:02}", minutes / 60),
    }
}
