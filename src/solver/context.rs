//! What a search knows while it goes on: a problem comes in; the rows found, what was found out about hours, and the best
//! plan so far are kept here for all that look for a better one.

use std::collections::BTreeSet;

use super::calendar::{Calendar, Index};
use super::clock::Clock;
use super::dice::Dice;
use super::hours_cache::HoursCache;

use super::prices::MasterProblem;
use super::rows::Cut;
use crate::problem::{Cost, Problem};
use crate::series::cost::LAYERS;

/// What stays the same while searching.
pub(super) struct Search<'a> {
    pub problem: &'a Problem,
    pub index: &'a Index,
    /// The candidates in the programme, by day.
    pub used: Vec<Vec<usize>>,
    pub cuts: Vec<Cut>,
    /// What is known of the hours of groups of meetings.
    pub known: HoursCache,
    /// Orders of a group of meetings tried before nobody knows whether it can be held.
    pub patience: usize,
    /// So many of the first layers are proven: no plan is better there than the best so far.
    pub proven: usize,
    pub clock: &'a Clock,
    /// Told what each better plan costs.
    pub tell: &'a (dyn Fn(&Cost) + Sync),
    pub dice: Dice,
    /// What each path costs at least, alone in the world.
    pub least: Vec<Cost>,
    /// The best plan so far, by the layers in order.
    pub best: Calendar<'a>,
}

/// Orders of a group of meetings tried before nobody knows whether it can be held.
const PATIENT: usize = 1_000;

/// Whole weights of the layers.
pub(super) type Weights = [f64; LAYERS.len()];

/// The least whole cost that is no less than a bound, rounding forgiven.
pub(super) fn whole(value: f64) -> f64 {
    if value.is_infinite() {
        return value;
    }
    (value - 1e-3 - 1e-9 * value.abs()).ceil()
}

impl<'a> Search<'a> {
    /// A search that has no plan yet.
    pub fn new(
        problem: &'a Problem,
        index: &'a Index,
        clock: &'a Clock,
        tell: &'a (dyn Fn(&Cost) + Sync),
    ) -> Self {
        let best = Calendar::new(problem, index);
        let paths = 0..problem.graph.paths.len();
        Self {
            problem,
            index,
            used: Vec::new(),
            cuts: Vec::new(),
            known: HoursCache::default(),
            patience: PATIENT,
            proven: 0,
            clock,
            tell,
            dice: Dice::new(1),
            least: paths.map(|path| best.least_of(path)).collect(),
            best,
        }
    }

    /// Forgets what is soon found out again, while other parts are worked on.
    pub fn rest(&mut self) {
        self.known = HoursCache::default();
        self.used = Vec::new();
    }

    /// The candidates of the best plan.
    pub fn planned(&self) -> BTreeSet<usize> {
        let ways = self.best.ways.iter().flatten();
        ways.flat_map(|way| way.meetings.iter().map(|(candidate, _)| *candidate))
            .collect()
    }

    /// Adds cuts to a programme and to all that are made later.
    pub fn add(&mut self, programme: &mut MasterProblem<'a>, cuts: Vec<Cut>) {
        cuts.iter().for_each(|cut| programme.add(cut));
        self.cuts.extend(cuts);
    }

    /// Keeps a whole plan that is better than the best so far, without what it needlessly loses.
    pub fn keep(&mut self, calendar: Calendar<'a>) {
        if calendar.cost < self.best.cost && calendar.is_whole() {
            self.best = self.mended(calendar);
            (self.tell)(&self.best.cost);
        }
    }
}
