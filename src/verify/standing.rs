//! Standing times that the planner chose: the rows an instance is planned by come in; those with too many slots, two on one
//! day, or a slot that collides with another of the same colleague, go out as violations.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::{Found, Kind};
use crate::series::{
    ChosenBy, Instance, Keeps, Requirement, ResourceKind, Series, StandingKey, StandingRow,
};

/// An hour of somebody's day.
struct Hour<'a> {
    key: &'a StandingKey,
    from: u32,
    to: u32,
    place: Option<usize>,
}

/// Judges the rows.
pub(super) fn judge(instance: &Instance, found: &mut Found) {
    for row in instance
        .standing
        .iter()
        .filter(|row| row.by == ChosenBy::Planner)
    {
        let mut days: Vec<_> = row
            .slots
            .iter()
            .map(|slot| (slot.weekday.num_days_from_monday(), slot.week))
            .collect();
        let all = days.len();
        days.sort_unstable();
        days.dedup();
        found.unless(days.len() == all, Kind::Standing, || {
            format!("{}: two slots on one day", row.key)
        });
        // A row of before may have more than what is left of a series asks for.
        let is_new = row.from >= instance.first;
        let most = most(instance, &row.key).filter(|_| is_new);
        found.unless(most.is_none_or(|most| all <= most), Kind::Standing, || {
            format!("{}: {all} slots, asked {most:?}", row.key)
        });
    }
    for day in 0..instance.day_count() {
        apart(instance, day, found);
    }
}

/// The most meetings that a weekly series asks of a week.
fn most(instance: &Instance, key: &StandingKey) -> Option<usize> {
    let weeks = instance.series.iter().filter_map(|series| {
        let own = StandingKey::Series(series.id.clone()) == *key;
        match &series.requirement {
            Requirement::Weekly(weekly) if own => weekly.weeks.iter().map(|week| week.count).max(),
            _ => None,
        }
    });
    weeks.max().map(|most| most as usize)
}

/// A colleague's own hours of a day lie apart, with time to travel: of weekly meetings that are asked for and of blocks.
fn apart(instance: &Instance, day: usize, found: &mut Found) {
    let date = instance.day(day);
    let mut hours: BTreeMap<usize, Vec<Hour>> = BTreeMap::new();
    for (who, hour) in planned(instance, date) {
        let own = hours.entry(who).or_default();
        if !own.iter().any(|known| known.key == hour.key) {
            own.push(hour);
        }
    }
    for (who, mut own) in hours {
        own.sort_by_key(|hour| hour.from);
        for pair in own.windows(2) {
            let way = match (pair[0].place, pair[1].place) {
                (Some(here), Some(there)) => instance.travel[here][there],
                _ => 0,
            };
            found.unless(pair[0].to + way <= pair[1].from, Kind::Standing, || {
                let name = &instance.resources[who].id;
                format!(
                    "{name} on {date}: {} and {} collide",
                    pair[0].key, pair[1].key
                )
            });
        }
    }
}

/// The hours of a day that the planner chose, with the colleague whose they are.
fn planned(instance: &Instance, date: NaiveDate) -> Vec<(usize, Hour<'_>)> {
    let mut all = Vec::new();
    for row in &instance.standing {
        let begun = |other: &&StandingRow| other.key == row.key && other.holds_on(date);
        let newest = instance
            .standing
            .iter()
            .filter(begun)
            .map(|other| other.from)
            .max();
        if row.by != ChosenBy::Planner || newest != Some(row.from) {
            continue;
        }
        let Some(slot) = row.on(date) else { continue };
        let from = minute(slot.start);
        let to = from + slot.minutes;
        for (who, place) in whose(instance, row, date) {
            let key = &row.key;
            all.push((
                who,
                Hour {
                    key,
                    from,
                    to,
                    place,
                },
            ));
        }
    }
    all
}

fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// The colleagues whose hour it is on a day, and where. Who stands in for a while keeps the hours of the one stood in for:
/// they were not chosen for whoever that is.
fn whose(instance: &Instance, row: &StandingRow, date: NaiveDate) -> Vec<(usize, Option<usize>)> {
    match &row.key {
        StandingKey::Pair(one, other) if !shares(instance, one, other) => Vec::new(),
        StandingKey::Pair(one, other) => {
            let all = instance.resources.iter().enumerate();
            let both = all.filter(|(_, resource)| resource.id == *one || resource.id == *other);
            both.map(|(who, _)| (who, Some(0))).collect()
        }
        StandingKey::Series(id) => {
            let on = |date: NaiveDate| {
                let mut series = instance.series.iter().filter(|series| series.id == *id);
                let asked = series.find(|series| is_asked(series, date))?;
                Some(seated(instance, asked, date)).filter(|seated| !seated.is_empty())
            };
            let from = row.from.max(instance.first);
            let mut days = from.iter_days().take_while(|day| *day <= date);
            let chosen_for = days.find_map(on).unwrap_or_default();
            let mut now = on(date).unwrap_or_default();
            now.retain(|one| chosen_for.contains(one));
            now
        }
    }
}

/// Whether two people still have meetings that keep to a block.
fn shares(instance: &Instance, one: &str, other: &str) -> bool {
    let id = |who: usize| instance.resources[who].id.as_str();
    let keeps = |at: &usize| {
        let standing = instance.series[*at].standing.as_ref();
        standing.is_some_and(|standing| standing.keeps == Keeps::Block)
    };
    instance.bundles.iter().any(|bundle| {
        let pair = [id(bundle.pair.0), id(bundle.pair.1)];
        pair.contains(&one) && pair.contains(&other) && bundle.series.iter().any(keeps)
    })
}

fn is_asked(series: &Series, date: NaiveDate) -> bool {
    let keeps = series.standing.as_ref().map(|standing| standing.keeps);
    match &series.requirement {
        Requirement::Weekly(weekly) if keeps == Some(Keeps::EveryWeek) => {
            let mut weeks = weekly.weeks.iter();
            weeks.any(|week| (week.from..=week.to).contains(&date))
        }
        _ => false,
    }
}

/// Those who alone take a seat that day.
fn seated(instance: &Instance, series: &Series, date: NaiveDate) -> Vec<(usize, Option<usize>)> {
    let mut casts = series.casts.iter();
    let cast = casts.find(|cast| (cast.from..=cast.to).contains(&date));
    let seats = cast.into_iter().flat_map(|cast| &cast.seats);
    let sure = seats.filter_map(|seat| match seat.any_of[..] {
        [only] => Some(only),
        _ => None,
    });
    let staff = sure.filter(|who| instance.resources[*who].kind == ResourceKind::Staff);
    staff.map(|who| (who, series.place)).collect()
}
