//! The unit costs of the objective (see `src/problem/OBJECTIVE.md`): data shared by the problem that
//! minimises them and by `verify` that counts them again.

/// Names of the layers, in the order they are compared.
pub const LAYERS: [&str; 7] = [
    "hard_left_out",
    "frozen",
    "soft_left_out",
    "late_days",
    "moves",
    "move_cost",
    "quality",
];

/// Index of the layer of hard obligations left out.
pub const HARD: usize = 0;
/// Index of the layer of changes to frozen meetings.
pub const FROZEN: usize = 1;
/// Index of the layer of soft obligations left out.
pub const SOFT: usize = 2;
/// Index of the layer of late days.
pub const LATE: usize = 3;
/// Index of the layer of meetings that move.
pub const MOVES: usize = 4;
/// Index of the layer of what their moving costs.
pub const MOVE_COST: usize = 5;
/// Index of the layer of quality: points, weighed by [`Weights`](crate::rules::Weights).
pub const QUALITY: usize = 6;

/// Frozen: a frozen meeting that moves or lapses.
pub const FROZEN_MOVED: i64 = 2;
/// Frozen: one that stays at its day and hour with other people.
pub const FROZEN_PEOPLE: i64 = 1;
/// Move cost: a meeting of colleagues moves or lapses, more than [`NEAR`] ahead.
pub const MOVE_INTERNAL: i64 = 2;
/// Move cost: the same with a family or somebody from outside the team.
pub const MOVE_OUTSIDE: i64 = 6;
/// Move cost: within so many days of today (the first that holds) so many times as much.
pub const NEAR: [(i64, i64); 2] = [(28, 3), (56, 2)];
/// Move cost: at its day and hour, but with other people or of another length, this part of it.
pub const CHANGED_PART: i64 = 2;

/// Quality: each started hour between the usual start of a series without standing times and the actual one …
pub const HOUR_CHANGE: i64 = 1;
/// … and the most that can cost.
pub const HOUR_CHANGE_MAX: i64 = 3;

/// What a start costs against the usual one, both in slots.
pub fn hour_change(usual: u32, start: u32) -> i64 {
    (HOUR_CHANGE * i64::from(usual.abs_diff(start).div_ceil(4))).min(HOUR_CHANGE_MAX)
}

/// What moving a meeting costs that lies so many days ahead of today, with `outsiders` (a family, or
/// somebody from outside the team) or among colleagues.
pub fn move_cost(outsiders: bool, days_ahead: i64) -> i64 {
    let whom = if outsiders {
        MOVE_OUTSIDE
    } else {
        MOVE_INTERNAL
    };
    let near = NEAR.iter().find(|(within, _)| days_ahead <= *within);
    whom * near.map_or(1, |(_, times)| *times)
}
