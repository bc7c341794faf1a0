//! What meetings cost together: the section "Quality of days and weeks", sentence by sentence.

use cadans::problem::Placed;
use cadans::series::{Instance, ResourceKind};
use chrono::{Datelike, Days};

use super::points::{has_family, is_evening};

/// What all that is placed costs together.
pub fn together(instance: &Instance, placed: &[Placed]) -> i64 {
    without_lone(instance, placed) + lone(instance, placed)
}

/// The same but for what one more meeting could save: never more than what comes of it with more.
pub fn without_lone(instance: &Instance, placed: &[Placed]) -> i64 {
    let mut points = 0;
    for day in 0..instance.day_count() {
        for bundle in 0..instance.bundles.len() {
            points += block(instance, placed, bundle, day);
        }
        for who in colleagues(instance) {
            points += full_day(instance, placed, who, day);
        }
    }
    for who in colleagues(instance) {
        points += evenings(instance, placed, who);
    }
    points
}

fn colleagues(instance: &Instance) -> Vec<usize> {
    let staff = |who: &usize| instance.resources[*who].kind == ResourceKind::Staff;
    (0..instance.resources.len()).filter(staff).collect()
}

/// Started half hours, one meeting at a time.
fn halves(minutes: u32) -> u32 {
    minutes / 30 + u32::from(!minutes.is_multiple_of(30))
}

/// The started half hours of a bundle's meetings on a day, and of what stands of its two alone.
fn of_pair(instance: &Instance, placed: &[Placed], bundle: usize, day: usize) -> [u32; 2] {
    let bundle = &instance.bundles[bundle];
    let (one, other) = bundle.pair;
    let mut own = 0;
    for meeting in placed {
        let both = meeting.people.contains(&one) && meeting.people.contains(&other);
        if both && meeting.day == day && bundle.series.contains(&meeting.series) {
            own += halves(meeting.len * 15);
        }
    }
    let mut stands = 0;
    for fixed in &instance.fixed {
        let mut people: Vec<usize> = fixed.people.iter().map(|(who, _)| *who).collect();
        people.sort_unstable();
        let pair = [one.min(other), one.max(other)];
        if fixed.start.date() == instance.day(day) && people == pair {
            stands += halves(fixed.minutes);
        }
    }
    [own, stands]
}

fn block(instance: &Instance, placed: &[Placed], bundle: usize, day: usize) -> i64 {
    let weights = &instance.weights;
    let [own, stands] = of_pair(instance, placed, bundle, day);
    if own == 0 {
        return 0;
    }
    let free = weights.block_length / 30;
    let each = (1..=own).filter(|half| stands + half > free);
    let over = each.count() as i64 * weights.block_over;
    over + if stands == 0 { weights.block } else { 0 }
}

/// One meeting of half an hour alone on its day.
fn lone(instance: &Instance, placed: &[Placed]) -> i64 {
    let mut alone = 0;
    for day in 0..instance.day_count() {
        for bundle in 0..instance.bundles.len() {
            alone += i64::from(of_pair(instance, placed, bundle, day) == [1, 0]);
        }
    }
    alone * instance.weights.lone
}

fn full_day(instance: &Instance, placed: &[Placed], who: usize, day: usize) -> i64 {
    let with = |people: &[usize]| people.contains(&who) && has_family(instance, people);
    let planned = placed.iter().filter(|one| one.day == day && with(&one.people)).count();
    let fixed = instance.fixed.iter().filter(|one| {
        let people: Vec<usize> = one.people.iter().map(|(who, _)| *who).collect();
        one.start.date() == instance.day(day) && with(&people)
    });
    let [first, more] = instance.weights.full_day;
    let mut number = fixed.count();
    let mut points = 0;
    for _ in 0..planned {
        number += 1;
        let beyond = number as i64 - i64::from(instance.weights.comfortable_day);
        points += match beyond {
            1 => first,
            2.. => more.max(first),
            _ => 0,
        };
    }
    points
}

fn evenings(instance: &Instance, placed: &[Placed], who: usize) -> i64 {
    let [first, second, more] = instance.weights.evening;
    let second = second.max(first);
    let more = more.max(second);
    let mut points = 0;
    let mut monday = instance.day(0);
    while monday.weekday() != chrono::Weekday::Mon {
        monday = monday - Days::new(1);
    }
    while monday <= instance.term.to {
        let in_week = |one: &&Placed| {
            let day = instance.day(one.day);
            monday <= day && day < monday + Days::new(7)
        };
        let own = placed.iter().filter(|one| one.people.contains(&who));
        let own = own.filter(|one| is_evening(instance, one)).filter(in_week);
        points += match own.count() as i64 {
            0 | 1 => 0,
            many => second - first + (many - 2) * (more - first),
        };
        monday = monday + Days::new(7);
    }
    points
}
