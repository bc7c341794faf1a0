//! A rhythm whose time had passed before anything could be planned: a series comes in; its first day, from which its
//! gaps count anew, and a note go out. What was missed before the plan is no meeting that the plan could hold.

use chrono::NaiveDate;

use super::pieces::after;
use super::world::Draft;
use super::{Closed, Instance, Note, Requirement, Series};

/// Lets a series that counts from a meeting too long ago begin on the first day on which it could be held, and says so.
pub(super) fn note(series: &mut Series, draft: &mut Draft) {
    let Requirement::Cadence(cadence) = &series.requirement else {
        return;
    };
    let instance = &draft.instance;
    let ended = after(cadence.anchor, cadence.limit);
    // Only what begins with the plan: what was missed within the term was planned once.
    if !cadence.held || cadence.from != instance.first || cadence.anchor >= instance.term.from {
        return;
    }
    let Some(first) = first_possible(instance, series, cadence.from, cadence.to) else {
        return;
    };
    if ended >= first || (instance.first > instance.term.from && ended >= instance.term.from) {
        return;
    }
    let (title, since) = (series.title.clone(), cadence.anchor);
    if let Requirement::Cadence(cadence) = &mut series.requirement {
        cadence.from = first;
    }
    told(&mut draft.instance.notes, title, since, first);
}

/// One note for all of a name.
fn told(notes: &mut Vec<Note>, named: crate::rules::Text, last: NaiveDate, first: NaiveDate) {
    let known = notes.iter_mut().find_map(|note| match note {
        Note::BeginsAnew {
            title,
            count,
            since,
            from,
        } if *title == named => Some((count, since, from)),
        _ => None,
    });
    match known {
        Some((count, since, from)) => {
            *count += 1;
            *since = last.min(*since);
            *from = first.min(*from);
        }
        None => notes.push(Note::BeginsAnew {
            title: named,
            count: 1,
            since: last,
            from: first,
        }),
    }
}

/// The first day on which none of those who must come has a free day by their hours, or a holiday.
fn first_possible(
    instance: &Instance,
    series: &Series,
    from: NaiveDate,
    to: NaiveDate,
) -> Option<NaiveDate> {
    let works = |who: &usize, day: usize| {
        let closed = instance.resources.get(*who).map(|one| one.closed.get(&day));
        let closed = closed.flatten();
        !matches!(closed, Some(Closed::NoHours | Closed::Holiday(_)))
    };
    let possible = |date: &NaiveDate| {
        let cast = series.casts.iter();
        let cast = cast
            .into_iter()
            .find(|one| one.from <= *date && *date <= one.to);
        let day = instance.index(*date);
        cast.zip(day).is_some_and(|(cast, day)| {
            let mut seats = cast.seats.iter();
            let allowed = series
                .allowed
                .get(day)
                .is_some_and(|slots| !slots.is_empty());
            let works = |who: &usize| works(who, day);
            let members = cast.invited.as_ref().map(|invited| &invited.members);
            allowed
                && seats.all(|seat| seat.any_of.iter().any(works))
                && members.is_none_or(|members| members.iter().any(|(who, _)| works(who)))
        })
    };
    from.iter_days().take_while(|day| *day <= to).find(possible)
}
