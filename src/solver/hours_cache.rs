//! What was found out about the hours of groups of meetings, kept so that nothing is searched twice.

use std::collections::{BTreeMap, BTreeSet};

use super::slots::Day;

/// What has been found out about groups of meetings, for good.
#[derive(Default)]
pub(super) struct HoursCache {
    /// Their hours, the cheapest or just any.
    pub days: BTreeMap<(bool, Vec<usize>), Day>,
    /// Groups of which nothing can be shown.
    pub hopeless: BTreeSet<Vec<usize>>,
    /// What was last found out about each day, by day.
    pub last: Vec<Judged>,
}

/// What the hours say to the meetings of one day.
#[derive(Default)]
pub(super) struct Judged {
    /// The meetings, and whether each is decided.
    pub meetings: Vec<(usize, bool)>,
    pub cheapest: bool,
    pub starts: Vec<(usize, u32)>,
    /// Groups that cannot be held, or nobody knows how.
    pub clashes: Vec<Vec<usize>>,
    /// Groups that cost more than each meeting's cheapest start, and how much.
    pub dear: Vec<(Vec<usize>, i64)>,
}
