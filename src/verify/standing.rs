//! Standing times that the planner chose: the rows an instance is planned by come in; those with too many slots, two on one
//! day, or a slot that collides with another of the same colleague, go out as violations.

use crate::time::{BREAK_SLOTS, SLOT_MINUTES, Slots, has_break_between};
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Found, Kind};
use crate::ids::SeriesId;
use crate::series::{
    ChosenBy, Instance, Keeps, Requirement, ResourceKind, Series, StandingKey, StandingRow,
};

/// Weeks that make up any cycle.
const CYCLE: usize = 12;

/// An hour of somebody's day.
struct Hour<'a> {
    key: &'a StandingKey,
    from: u32,
    to: u32,
    place: Option<usize>,
}

/// What is looked up of an instance while its rows are judged.
struct Looked<'a> {
    instance: &'a Instance,
    rows: BTreeMap<&'a StandingKey, Vec<&'a StandingRow>>,
    series: BTreeMap<&'a SeriesId, Vec<&'a Series>>,
    people: BTreeMap<&'a str, usize>,
    /// The pairs, the lesser first, that have meetings which keep to a block.
    pairs: BTreeSet<(usize, usize)>,
}

/// Judges the rows.
pub(super) fn judge(instance: &Instance, found: &mut Found) {
    let looked = Looked::of(instance);
    let planners = |row: &&StandingRow| row.by == ChosenBy::Planner;
    for row in instance.standing.iter().filter(planners) {
        looked.judge_number(row, found);
    }
    let chosen_for: Vec<BTreeSet<usize>> = (instance.standing.iter())
        .map(|row| looked.chosen_for(row))
        .collect();
    for day in 0..instance.day_count() {
        looked.judge_day(day, &chosen_for, found);
    }
}

impl<'a> Looked<'a> {
    fn of(instance: &'a Instance) -> Self {
        let mut looked = Self {
            instance,
            rows: BTreeMap::new(),
            series: BTreeMap::new(),
            people: BTreeMap::new(),
            pairs: BTreeSet::new(),
        };
        for row in &instance.standing {
            looked.rows.entry(&row.key).or_default().push(row);
        }
        for series in &instance.series {
            looked.series.entry(&series.id).or_default().push(series);
        }
        for (who, resource) in instance.resources.iter().enumerate() {
            looked.people.insert(&resource.id, who);
        }
        let keeps = |at: &usize| {
            let standing = instance.series[*at].standing.as_ref();
            standing.is_some_and(|standing| standing.keeps == Keeps::Block)
        };
        for bundle in instance
            .bundles
            .iter()
            .filter(|one| one.series.iter().any(keeps))
        {
            let (one, other) = bundle.pair;
            looked.pairs.insert((one.min(other), one.max(other)));
        }
        looked
    }

    /// The slots of a row are on different days, and a row chosen now has no more than a week asks for.
    fn judge_number(&self, row: &StandingRow, found: &mut Found) {
        let monday = row.from.week(Weekday::Mon).first_day();
        let days = monday.iter_days().take(7 * CYCLE);
        let on = |day: NaiveDate| row.slots.iter().filter(|slot| slot.is_on(day)).count();
        let all: Vec<usize> = days.map(on).collect();
        found.unless(all.iter().all(|one| *one < 2), Kind::Standing, || {
            format!("{}: two slots on one day", row.key)
        });
        let weeks = all.chunks(7).map(|week| week.iter().sum());
        let all: usize = weeks.max().unwrap_or(0);
        // A row of before may have more than what is left of a series asks for.
        let is_new = row.from >= self.instance.first;
        let most = self.most(&row.key).filter(|_| is_new);
        found.unless(most.is_none_or(|most| all <= most), Kind::Standing, || {
            format!("{}: {all} slots a week, asked {most:?}", row.key)
        });
    }

    /// The most meetings that a weekly series asks of a week.
    fn most(&self, key: &StandingKey) -> Option<usize> {
        let own = self.series.get(key.series()?).into_iter().flatten();
        let weeks = own.filter_map(|series| match &series.requirement {
            Requirement::Weekly(weekly) => weekly.weeks.iter().map(|week| week.count).max(),
            _ => None,
        });
        weeks.max().map(|most| most as usize)
    }

    /// A colleague's own hours of a day lie apart, with time to travel outside their break: of weekly meetings that are asked for and of blocks
    /// that the planner chose.
    fn judge_day(&self, at: usize, chosen_for: &[BTreeSet<usize>], found: &mut Found) {
        let date = self.instance.day(at);
        let mut hours: BTreeMap<usize, Vec<Hour>> = BTreeMap::new();
        for (row, people) in self.instance.standing.iter().zip(chosen_for) {
            let slot = row.on(date).filter(|_| self.is_newest(row, date));
            let Some(slot) = slot.filter(|_| row.by == ChosenBy::Planner) else {
                continue;
            };
            let from = minute(slot.start);
            for (who, place) in self.whose(&row.key, date) {
                if people.contains(&who) {
                    hours.entry(who).or_default().push(Hour {
                        key: &row.key,
                        from,
                        to: from + slot.minutes,
                        place,
                    });
                }
            }
        }
        for (who, mut own) in hours {
            own.sort_by_key(|hour| hour.from);
            let breaks = self.instance.resources[who].breaks.get(at);
            let breaks = breaks.copied().unwrap_or(Slots::EMPTY);
            for pair in own.windows(2) {
                let way = match (pair[0].place, pair[1].place) {
                    (Some(here), Some(there)) => self.instance.travel[here][there],
                    _ => 0,
                };
                let rest = match has_break_between(breaks, pair[0].to, pair[1].from) {
                    true => BREAK_SLOTS * SLOT_MINUTES,
                    false => 0,
                };
                let fits = pair[0].to + way + rest <= pair[1].from;
                found.unless(fits, Kind::Standing, || {
                    let name = &self.instance.resources[who].id;
                    format!(
                        "{name} on {date}: {} and {} collide",
                        pair[0].key, pair[1].key
                    )
                });
            }
        }
    }

    /// Whether no later row of the key holds on a day, too.
    fn is_newest(&self, row: &StandingRow, date: NaiveDate) -> bool {
        let all = self.rows.get(&row.key).into_iter().flatten();
        all.filter(|other| other.holds_on(date))
            .all(|other| other.from <= row.from)
    }

    /// The colleagues whose hours a row was chosen for. Who stands in for a while keeps the hours of the one stood in for:
    /// they were not chosen for whoever that is.
    fn chosen_for(&self, row: &StandingRow) -> BTreeSet<usize> {
        let from = row.from.max(self.instance.first);
        let mut days = from
            .iter_days()
            .take_while(|day| *day <= self.instance.term.to);
        let first =
            days.find_map(|day| Some(self.whose(&row.key, day)).filter(|all| !all.is_empty()));
        let people = first.unwrap_or_default().into_iter();
        people.map(|(who, _)| who).collect()
    }

    /// The colleagues whose hour it is on a day, and where: pairs while they share meetings that keep to a block.
    fn whose(&self, key: &StandingKey, date: NaiveDate) -> Vec<(usize, Option<usize>)> {
        match key {
            StandingKey::Pair(one, other) => {
                let known = |id: &String| self.people.get(id.as_str()).copied();
                let pair = known(one).zip(known(other));
                let pair = pair.filter(|(one, other)| {
                    self.pairs.contains(&(*one.min(other), *one.max(other)))
                });
                let both = pair.into_iter().flat_map(|(one, other)| [one, other]);
                both.map(|who| (who, Some(0))).collect()
            }
            StandingKey::Series(id) => {
                let mut own = self.series.get(id).into_iter().flatten();
                let asked = own.find(|series| is_asked(series, date));
                asked.map_or_else(Vec::new, |series| seated(self.instance, series, date))
            }
        }
    }
}

fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
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
