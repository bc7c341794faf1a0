//! Each planned meeting by itself: its hour, its length, its people. Meetings that stood before are
//! not judged here; somebody agreed to them as they are.

use chrono::Timelike;

use super::reading::{Meeting, cast_on, is_named, place_name};
use super::{Found, Kind};
use crate::plan::Participant;
use crate::series::{Cast, Instance, Invited, Seat, Series};
use crate::time::SLOT_MINUTES;

/// Judges every planned meeting.
pub(super) fn judge(instance: &Instance, meetings: &[Meeting], found: &mut Found) {
    for meeting in meetings {
        let Some(series) = meeting.series.and_then(|at| instance.series.get(at)) else {
            continue;
        };
        keeps_its_labels(instance, series, meeting, found);
        lasts_as_asked(series, meeting, found);
        let Some(day) = instance.index(meeting.day()) else {
            continue;
        };
        lies_where_allowed(series, day, meeting, found);
        everyone_is_free(instance, day, meeting, found);
        match cast_on(series, meeting.day()) {
            None => found.unless(false, Kind::Seat, || {
                format!("{}: nobody takes part on that day", meeting.name())
            }),
            Some(cast) => {
                seats_are_taken(cast, meeting, found);
                the_invited_come(instance, series, cast, day, meetings, meeting, found);
            }
        }
    }
}

/// "It says what it is."
fn keeps_its_labels(instance: &Instance, series: &Series, meeting: &Meeting, found: &mut Found) {
    let placement = meeting.placement;
    let labels = [
        ("rule", placement.rule == series.rule),
        ("programme", placement.programme == series.rule.programme()),
        ("case", placement.case == series.case),
        (
            "place",
            placement.place.as_deref() == place_name(instance, series.place),
        ),
    ];
    for (label, kept) in labels {
        found.unless(kept, Kind::Label, || {
            format!("{}: its {label} is not its series'", meeting.name())
        });
    }
}

/// "Meetings start on the quarter-hour and last as long as the rule says, or a little shorter."
fn lasts_as_asked(series: &Series, meeting: &Meeting, found: &mut Found) {
    let minutes = meeting.placement.minutes;
    let (shortest, target) = series.minutes;
    let whole = meeting.start.second() == 0 && meeting.start.nanosecond() == 0;
    let quarters =
        meeting.minute().is_multiple_of(SLOT_MINUTES) && minutes.is_multiple_of(SLOT_MINUTES);
    let on_grid = whole && quarters;
    found.unless(
        on_grid && (shortest..=target).contains(&minutes),
        Kind::Length,
        || {
            format!(
                "{}: {minutes} minutes, asked {shortest} to {target}",
                meeting.name()
            )
        },
    );
}

/// "Only at these times of the week."
fn lies_where_allowed(series: &Series, day: usize, meeting: &Meeting, found: &mut Found) {
    let allowed = series.allowed.get(day).copied().unwrap_or_default();
    let fixed = series
        .fixed_start
        .is_none_or(|slot| slot * SLOT_MINUTES == meeting.minute());
    let within = meeting.slots().minus(allowed).is_empty();
    found.unless(
        fixed && within && ends_today(meeting),
        Kind::Allowed,
        || format!("{}: allowed are {allowed}", meeting.name()),
    );
}

/// Slots say nothing of what lies after midnight.
fn ends_today(meeting: &Meeting) -> bool {
    meeting.minute() + meeting.placement.minutes <= 24 * 60
}

/// "Nobody is asked to come outside their hours."
fn everyone_is_free(instance: &Instance, day: usize, meeting: &Meeting, found: &mut Found) {
    for (who, _) in &meeting.people {
        found.unless(free(instance, *who, day, meeting), Kind::NotFree, || {
            format!(
                "{}: {} is not free",
                meeting.name(),
                instance.resources[*who].id
            )
        });
    }
}

/// Whether someone is free by their hours for the whole meeting.
fn free(instance: &Instance, who: usize, day: usize, meeting: &Meeting) -> bool {
    let free = instance.resources[who]
        .free
        .get(day)
        .copied()
        .unwrap_or_default();
    meeting.slots().minus(free).is_empty()
}

/// "Each seat is taken by one of those who may, no two by the same; and nobody else comes."
fn seats_are_taken(cast: &Cast, meeting: &Meeting, found: &mut Found) {
    let guests: Vec<_> = cast
        .invited
        .iter()
        .flat_map(|invited| &invited.members)
        .collect();
    let invited = |(who, role): &(usize, &str)| guests.iter().any(|(w, r)| w == who && r == role);
    let people: Vec<_> = meeting.people.clone();
    let mut taken = vec![false; people.len()];
    let seated = seat(&cast.seats, &people, &mut taken, &invited);
    found.unless(seated, Kind::Seat, || {
        let roles: Vec<_> = cast.seats.iter().map(|seat| seat.role.as_str()).collect();
        format!(
            "{}: {} seats ({}) and {} people do not match",
            meeting.name(),
            roles.len(),
            roles.join(", "),
            people.len()
        )
    });
    let mut once: Vec<_> = people.iter().map(|(who, _)| who).collect();
    once.sort();
    once.dedup();
    found.unless(once.len() == people.len(), Kind::Seat, || {
        format!("{}: somebody comes twice", meeting.name())
    });
}

/// Whether the seats can be given to people so that only the invited stay without one.
fn seat(
    seats: &[Seat],
    people: &[(usize, &str)],
    taken: &mut [bool],
    invited: &impl Fn(&(usize, &str)) -> bool,
) -> bool {
    let Some((first, rest)) = seats.split_first() else {
        return people
            .iter()
            .zip(taken)
            .all(|(person, taken)| *taken || invited(person));
    };
    (0..people.len()).any(|at| {
        let (who, role) = people[at];
        if taken[at] || role != first.role || !first.any_of.contains(&who) {
            return false;
        }
        taken[at] = true;
        let seated = seat(rest, people, taken, invited);
        taken[at] = false;
        seated
    })
}

/// "All members are invited; who can come comes, and enough of them."
fn the_invited_come(
    instance: &Instance,
    series: &Series,
    cast: &Cast,
    day: usize,
    meetings: &[Meeting],
    meeting: &Meeting,
    found: &mut Found,
) {
    let none = Invited {
        members: Vec::new(),
        quorum: 0,
    };
    let invited = cast.invited.as_ref().unwrap_or(&none);
    let (mut coming, mut absent) = (0, Vec::new());
    for (who, role) in &invited.members {
        let comes = meeting.people.contains(&(*who, role.as_str()));
        let can = free(instance, *who, day, meeting) && !is_kept(instance, *who, meetings, meeting);
        found.unless(comes == can, Kind::Invited, || {
            let id = &instance.resources[*who].id;
            format!("{}: {id} comes: {comes}, can come: {can}", meeting.name())
        });
        coming += usize::from(comes);
        if !comes {
            absent.push((*who, role));
        }
    }
    found.unless(coming >= invited.quorum, Kind::Quorum, || {
        format!("{}: {coming} come, {} must", meeting.name(), invited.quorum)
    });
    let listed = &meeting.placement.absent;
    let is = |(who, role): &(usize, &String), p: &Participant| {
        is_named(instance, *who, series.case.as_ref(), &p.id) && p.role == **role
    };
    let same = listed.len() == absent.len()
        && absent
            .iter()
            .all(|member| listed.iter().any(|p| is(member, p)));
    found.unless(same, Kind::Label, || {
        format!("{}: the absent are others", meeting.name())
    });
}

/// Whether a meeting that stands keeps someone from coming, with the way there or back.
fn is_kept(instance: &Instance, who: usize, meetings: &[Meeting], meeting: &Meeting) -> bool {
    let standing = meetings
        .iter()
        .filter(|other| other.series.is_none() && other.has(who));
    standing
        .into_iter()
        .any(|other| !super::people::fit(instance, who, other, meeting))
}
