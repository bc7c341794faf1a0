//! What each planned meeting costs by itself in quality: meetings come in, points by part go out.

use chrono::{Datelike, NaiveDate};

use super::points::Points;
use super::reading::{Meeting, cast_on};
use crate::series::quality::Part;
use crate::series::{Instance, Keeps, Requirement, ResourceKind, Series, Week, cost};
use crate::time::SLOT_MINUTES;

/// The points of one meeting; none when it stood already.
pub(super) fn of(instance: &Instance, meeting: &Meeting) -> Points {
    let series = meeting.series.and_then(|at| instance.series.get(at));
    series.map_or(Points::default(), |series| {
        Points::of(Part::Standing, off_standing(instance, series, meeting))
            + Points::of(Part::Length, shorter(instance, series, meeting))
            + Points::of(Part::Evening, evening(instance, series, meeting))
            + Points::of(Part::Day, odd_day(instance, series, meeting))
            + Points::of(Part::Hour, odd_hour(instance, series, meeting))
            + Points::of(Part::Absent, absent(instance, series, meeting))
    })
}

/// "At our own time."
fn off_standing(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let weights = &instance.weights;
    let day = instance.index(meeting.day());
    let Some((standard, day)) = series.standing.as_ref().zip(day) else {
        return 0;
    };
    let Some(Some(slot)) = standard.days.get(day) else {
        return 0;
    };
    let (from, to) = (
        meeting.minute(),
        meeting.minute() + meeting.placement.minutes,
    );
    match (standard.keeps, slot) {
        (Keeps::EveryWeek, None) => weights.slot_weekday,
        (Keeps::EveryWeek, Some(slot)) => {
            let off = from.abs_diff(slot.start * SLOT_MINUTES);
            let steps = [
                (0, 0),
                (30, weights.slot_hour[0]),
                (60, weights.slot_hour[1]),
            ];
            let step = steps.into_iter().find(|(upto, _)| off <= *upto);
            step.map_or(weights.slot_hour[2], |(_, points)| points)
        }
        (Keeps::Block, None) => weights.block_weekday,
        (Keeps::Block, Some(slot)) => {
            let begins = slot.start * SLOT_MINUTES;
            let inside = begins <= from && to <= begins + slot.len * SLOT_MINUTES;
            i64::from(!inside) * weights.block_hour
        }
        (Keeps::Group, slot) => {
            let at = slot.map(|slot| slot.start * SLOT_MINUTES);
            i64::from(at != Some(from)) * weights.group_off
        }
    }
}

/// "As long as it should be."
fn shorter(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let [one, two] = instance.weights.shorter;
    match missing_quarters(series, meeting) {
        0 => 0,
        1 => one,
        more => two + (two - one).max(0) * (more - 2),
    }
}

/// How many quarter-hours a meeting is shorter than aimed at.
pub(super) fn missing_quarters(series: &Series, meeting: &Meeting) -> i64 {
    let missing = series.minutes.1.saturating_sub(meeting.placement.minutes);
    i64::from(missing / SLOT_MINUTES)
}

/// "Evenings only where the day will not do."
fn evening(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    i64::from(is_evening(instance, series, meeting)) * instance.weights.evening[0]
}

/// Whether a weekly meeting with a family is an evening that could have been a day.
pub(super) fn is_evening(instance: &Instance, series: &Series, meeting: &Meeting) -> bool {
    let week = week_of(series, meeting.day());
    let ends = meeting.minute() + meeting.placement.minutes;
    week.is_some_and(|week| week.daytime)
        && ends > instance.weights.evening_from
        && with_family(instance, meeting)
}

/// The week part of a day.
fn week_of(series: &Series, day: NaiveDate) -> Option<&Week> {
    let Requirement::Weekly(weekly) = &series.requirement else {
        return None;
    };
    let mut weeks = weekly.weeks.iter();
    weeks.find(|week| (week.from..=week.to).contains(&day))
}

/// "Not on holidays, nor on a day between two of them."
fn odd_day(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let weights = &instance.weights;
    let day = meeting.day();
    let avoided = instance
        .index(day)
        .is_some_and(|day| series.avoid.contains(&day));
    let works = |day: Option<NaiveDate>| day.is_some_and(|day| instance.workdays.is_workday(day));
    let between = works(Some(day)) && !works(day.pred_opt()) && !works(day.succ_opt());
    i64::from(avoided) * weights.avoided + i64::from(between) * weights.between
}

/// "Rather in the morning", and "at the hour we are used to" of what has no standing times.
fn odd_hour(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let weekday = meeting.day().weekday().num_days_from_monday() as usize;
    let preferred = series.preferred.is_none_or(|days| {
        days.get(weekday)
            .is_some_and(|slots| slots.has(meeting.minute() / SLOT_MINUTES))
    });
    let usual = series.usual_start.filter(|_| series.standing.is_none());
    let another = usual.map_or(0, |usual| {
        let minutes = i64::from(usual * SLOT_MINUTES) - i64::from(meeting.minute());
        ((minutes.abs() + 59) / 60 * cost::HOUR_CHANGE).min(cost::HOUR_CHANGE_MAX)
    });
    i64::from(!preferred) * instance.weights.not_preferred + another
}

/// "With everyone who is invited."
fn absent(instance: &Instance, series: &Series, meeting: &Meeting) -> i64 {
    let cast = cast_on(series, meeting.day());
    let invited = cast.and_then(|cast| cast.invited.as_ref());
    let members = invited.into_iter().flat_map(|invited| &invited.members);
    let absent = members.filter(|(who, _)| !meeting.has(*who));
    let price = |role: &String| {
        let own = series.absent.get(role).copied();
        own.unwrap_or(instance.weights.absent)
    };
    absent.map(|(_, role)| price(role)).sum()
}

/// Those invited who miss two meetings of a series in a row, counted.
pub(super) fn absent_again(series: &Series, own: &[&Meeting], limit: u32) -> i64 {
    let missing = |meeting: &Meeting| {
        let cast = cast_on(series, meeting.day());
        let invited = cast.and_then(|cast| cast.invited.as_ref());
        let members = invited.into_iter().flat_map(|invited| &invited.members);
        let absent = members.filter(|(who, _)| !meeting.has(*who));
        absent.map(|(who, _)| *who).collect::<Vec<_>>()
    };
    let both = |pair: &[&Meeting]| {
        // Between two further apart than that one is missing.
        if (pair[1].day() - pair[0].day()).num_days() > i64::from(limit) {
            return 0;
        }
        let before = missing(pair[0]);
        let after = missing(pair[1]);
        after.iter().filter(|who| before.contains(who)).count() as i64
    };
    own.windows(2).map(both).sum()
}

/// Whether a family is among those who come.
pub(super) fn with_family(instance: &Instance, meeting: &Meeting) -> bool {
    let mut people = meeting.people.iter();
    people.any(|(who, _)| is(instance, *who, ResourceKind::Family))
}

/// Whether somebody is of this kind.
pub(super) fn is(instance: &Instance, who: usize, kind: ResourceKind) -> bool {
    let resource = instance.resources.get(who);
    resource.is_some_and(|resource| resource.kind == kind)
}
