//! What makes one calendar better than another, in points: `[quality]` of a team comes in, its weights go out. What each
//! of them counts is told in `src/problem/OBJECTIVE.md`.

use serde::{Deserialize, Serialize};

use crate::document::Reader;
use crate::time::SLOT_MINUTES;

/// The most that one thing may cost.
const MOST: u32 = 1000;

/// The points of a team (`[quality]` in `team.toml`), all 0 or more; the defaults are those of a careful team lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// A weekly meeting on the day of its slot, up to 30, up to 60, or more minutes off its hour.
    pub slot_hour: [i64; 3],
    /// A weekly meeting on a day that has no slot.
    pub slot_weekday: i64,
    /// A pair's meeting on the day of their block at another hour.
    pub block_hour: i64,
    /// A pair's meeting on another day than their blocks'.
    pub block_weekday: i64,
    /// A group's meeting off its slot.
    pub group_off: i64,
    /// Each day a gap is off the one aimed at, beyond what the rule leaves free.
    pub gap_day: i64,
    /// Each day a gap is longer than the method's bound and the rule's grace.
    pub gap_late: i64,
    /// One and two quarter-hours shorter than aimed at.
    pub shorter: [i64; 2],
    /// Two in a row in one week that are both shorter.
    pub shorter_both: i64,
    /// So many meetings with families in a day are comfortable for a colleague.
    pub comfortable_day: u32,
    /// The one after that, and each further one.
    pub full_day: [i64; 2],
    /// Minute of the day after which a meeting's end makes it an evening.
    pub evening_from: u32,
    /// A colleague's first, second and each further evening of a week that could have been a day.
    pub evening: [i64; 3],
    /// A day on which a pair meets.
    pub block: i64,
    /// One on which they meet for half an hour only.
    pub lone: i64,
    /// Minutes a pair's meetings of a day should not exceed.
    pub block_length: u32,
    /// Each started half hour beyond that.
    pub block_over: i64,
    /// Two of a week on consecutive days where that can be avoided.
    pub consecutive: i64,
    /// A meeting on a day to be avoided, such as a school holiday.
    pub avoided: i64,
    /// So many days off a milestone's target …
    pub target_days: u32,
    /// … cost this.
    pub target_off: i64,
    /// A meeting on a day between two that are not worked.
    pub between: i64,
    /// An invited member of a group who is absent, unless the rule says otherwise for the role.
    pub absent: i64,
    /// One who is absent twice running.
    pub absent_again: i64,
    /// A start outside the hours a rule prefers.
    pub not_preferred: i64,
    /// A meeting that should be outside office hours and is not.
    pub inside_office: i64,
    /// One fewer a week than is aimed at, of a rule with a range.
    pub below_target: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            slot_hour: [2, 3, 6],
            slot_weekday: 10,
            block_hour: 1,
            block_weekday: 3,
            group_off: 12,
            gap_day: 1,
            gap_late: 2,
            shorter: [3, 8],
            shorter_both: 5,
            comfortable_day: 3,
            full_day: [2, 12],
            evening_from: 18 * 60 + 30,
            evening: [4, 6, 15],
            block: 5,
            lone: 4,
            block_length: 120,
            block_over: 6,
            consecutive: 4,
            avoided: 5,
            target_days: 3,
            target_off: 1,
            between: 4,
            absent: 8,
            absent_again: 16,
            not_preferred: 2,
            inside_office: 3,
            below_target: 20,
        }
    }
}

impl Weights {
    /// Reads the weights, key by key in place of the usual ones.
    pub fn read(reader: &mut Reader<'_, '_>) -> Self {
        let mut weights = Self::default();
        let Some(mut reader) = reader.inside("quality") else {
            return weights;
        };
        for (key, points) in points(&mut weights) {
            if let Some(own) = reader.integer(key, 0, MOST) {
                *points = i64::from(own);
            }
        }
        for (key, days) in [
            ("comfortable_day", &mut weights.comfortable_day),
            ("target_days", &mut weights.target_days),
        ] {
            if let Some(own) = reader.integer(key, 1, 100) {
                *days = own;
            }
        }
        if let Some(length) = reader.minutes("block_length") {
            weights.block_length = length.next_multiple_of(SLOT_MINUTES);
        }
        if let Some(hour) = reader.integer("evening_from", 12, 24) {
            weights.evening_from = hour * 60;
        }
        reader.finish();
        weights
    }
}

/// Each key and the points it gives.
fn points(weights: &mut Weights) -> Vec<(&'static str, &mut i64)> {
    let [slot_30, slot_60, slot_more] = &mut weights.slot_hour;
    let [shorter_15, shorter_30] = &mut weights.shorter;
    let [full_day, fuller_day] = &mut weights.full_day;
    let [evening, evening_second, evening_more] = &mut weights.evening;
    vec![
        ("slot_30", slot_30),
        ("slot_60", slot_60),
        ("slot_more", slot_more),
        ("slot_weekday", &mut weights.slot_weekday),
        ("block_hour", &mut weights.block_hour),
        ("block_weekday", &mut weights.block_weekday),
        ("group_off", &mut weights.group_off),
        ("gap_day", &mut weights.gap_day),
        ("gap_late", &mut weights.gap_late),
        ("shorter_15", shorter_15),
        ("shorter_30", shorter_30),
        ("shorter_both", &mut weights.shorter_both),
        ("full_day", full_day),
        ("fuller_day", fuller_day),
        ("evening", evening),
        ("evening_second", evening_second),
        ("evening_more", evening_more),
        ("block", &mut weights.block),
        ("lone", &mut weights.lone),
        ("block_over", &mut weights.block_over),
        ("consecutive", &mut weights.consecutive),
        ("avoided", &mut weights.avoided),
        ("target_off", &mut weights.target_off),
        ("between", &mut weights.between),
        ("absent", &mut weights.absent),
        ("absent_again", &mut weights.absent_again),
        ("not_preferred", &mut weights.not_preferred),
        ("inside_office", &mut weights.inside_office),
        ("below_target", &mut weights.below_target),
    ]
}
