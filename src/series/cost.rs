//! The unit costs of the objective (see `src/problem/OBJECTIVE.md`): data shared by the problem that
//! minimises them and by `verify` that counts them again.

/// Names of the layers, in the order they are compared.
pub const LAYERS: [&str; 5] = [
    "hard_left_out",
    "soft_left_out",
    "late_days",
    "rhythm",
    "preferences",
];

/// Index of the layer of hard obligations left out.
pub const HARD: usize = 0;
/// Index of the layer of soft obligations left out.
pub const SOFT: usize = 1;
/// Index of the layer of late days.
pub const LATE: usize = 2;
/// Index of the layer of rhythm.
pub const RHYTHM: usize = 3;
/// Index of the layer of preferences.
pub const PREFERENCES: usize = 4;

/// Rhythm, for each day a gap is longer than the method's bound, on top of its deviation.
pub const BEYOND_MAX: i64 = 2;
/// Preference: a meeting on a day to be avoided.
pub const AVOIDED_DAY: i64 = 3;
/// Preference: a start outside the preferred slots.
pub const NOT_PREFERRED: i64 = 2;
/// Preference: a cadence changes its weekday from one occurrence to the next.
pub const WEEKDAY_CHANGE: i64 = 1;
/// Preference: each started hour between the usual start and the actual one …
pub const HOUR_CHANGE: i64 = 1;
/// … and the most that can cost.
pub const HOUR_CHANGE_MAX: i64 = 3;
/// Preference: an invited member who cannot come.
pub const ABSENT: i64 = 10;
/// Preference: each quarter-hour a meeting is shorter than it should be.
pub const SHORTER: i64 = 2;
/// Preference: a meeting that should be outside office hours and is not.
pub const INSIDE_OFFICE: i64 = 3;
/// Preference: a day on which a bundled pair meets.
pub const PAIR_DAY: i64 = 2;

/// What a gap of `gap` days costs in rhythm against `target` and `max`.
pub fn rhythm(gap: i64, target: u32, max: u32) -> i64 {
    (gap - i64::from(target)).abs() + BEYOND_MAX * (gap - i64::from(max)).max(0)
}

/// What a start costs against the usual one, both in slots.
pub fn hour_change(usual: u32, start: u32) -> i64 {
    (HOUR_CHANGE * i64::from(usual.abs_diff(start).div_ceil(4))).min(HOUR_CHANGE_MAX)
}
