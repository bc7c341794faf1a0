//! Where a master of ways is undecided. How much of each meeting it takes comes in; sets of meetings of
//! which a plan takes one or none, and days that a pair pays for or not, go out, to branch on.

use super::prices::{MasterProblem, RestrictedMaster};
use crate::problem::{Path, Problem};

/// A share below this, or this near to all, is decided: more than what the rows' loosened limits let through.
pub(super) const EPSILON: f64 = 1e-5;

/// What a plan does with some candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Candidates of one path, or of one day of a pair.
    pub of: Vec<usize>,
    pub does: Does,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Takes one of those of a path.
    Take,
    /// Takes none.
    Leave,
    /// Pays for the day on which the pair may meet more than once, which is this saving of the programme.
    Meet(usize),
}

/// The undecided meeting that is nearest to being taken; `None` when all is decided.
pub(super) fn surest(taken: &[f64]) -> Option<usize> {
    (0..taken.len())
        .filter(|index| is_undecided(taken[*index]))
        .max_by(|one, other| taken[*one].total_cmp(&taken[*other]).then(other.cmp(one)))
}

fn is_undecided(share: f64) -> bool {
    share > EPSILON && share < 1.0 - EPSILON
}

/// Where to split: of these candidates the master takes about half a meeting, or it has a pair meet by half on
/// their day.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// The path they are of; the pair's days follow the paths.
    pub at: usize,
    pub of: Vec<usize>,
    /// What one side does with them; the other takes none.
    pub does: Does,
    /// How much of that the master does, above 0 and below 1.
    pub share: f64,
}

impl Split {
    /// How far the master is from doing it, and from taking none.
    pub fn distances(&self) -> [f64; 2] {
        [1.0 - self.share, self.share]
    }
}

/// Stretches of days in which the master holds about half a meeting of a path, the most even first.
pub(super) fn stretches(problem: &Problem, programme: &MasterProblem, taken: &[f64]) -> Vec<Split> {
    let mut stretches = Vec::new();
    for (at, path) in programme.graph.paths.iter().enumerate() {
        let mut candidates: Vec<usize> = path
            .nodes
            .clone()
            .filter_map(|node| programme.graph.nodes[node].candidate)
            .collect();
        candidates.sort_unstable_by_key(|index| (problem.candidates[*index].day, *index));
        candidates.dedup();
        if candidates.iter().any(|index| is_undecided(taken[*index])) {
            for mut of in even(problem, &candidates, taken) {
                narrow(problem, programme, path, &mut of, taken);
                let share = of.iter().map(|index| taken[*index]).sum();
                let does = Does::Take;
                if is_undecided(share) {
                    stretches.push(Split {
                        at,
                        of,
                        does,
                        share,
                    });
                }
            }
        }
    }
    let off = |split: &Split| (split.share - 0.5).abs();
    stretches.sort_by(|one, other| off(one).total_cmp(&off(other)).then(one.of.cmp(&other.of)));
    stretches
}

/// The days of which the master pays a part for a pair that may meet more than once.
pub(super) fn pair_days(
    programme: &MasterProblem,
    master: &RestrictedMaster,
    taken: &[f64],
) -> Vec<Split> {
    let paths = programme.graph.paths.len();
    let savings = programme.savings.iter().enumerate();
    let split = savings.filter_map(|(at, saving)| {
        let taken: f64 = saving.of.iter().map(|index| taken[*index]).sum();
        let share = taken - master.saved(at)?;
        is_undecided(share).then(|| Split {
            at: paths + at,
            of: saving.of.clone(),
            does: Does::Meet(at),
            share,
        })
    });
    split.collect()
}

/// Drops the outer days of a stretch, the emptier first, until a way takes one of it at most.
fn narrow(
    problem: &Problem,
    programme: &MasterProblem,
    path: &Path,
    of: &mut Vec<usize>,
    taken: &[f64],
) {
    while programme.graph.most_held(path, of) > 1 {
        let days = [of.first(), of.last()];
        let days = days.map(|index| index.map(|index| problem.candidates[*index].day));
        let share = |day: &Option<usize>| {
            let held = of.iter();
            let held = held.filter(|index| Some(problem.candidates[**index].day) == *day);
            held.map(|index| taken[*index]).sum::<f64>()
        };
        let emptier = if share(&days[1]) < share(&days[0]) {
            days[1]
        } else {
            days[0]
        };
        of.retain(|index| Some(problem.candidates[*index].day) != emptier);
    }
}

/// Cuts a path's candidates, in the order of their days, where each meeting is half held.
fn even(problem: &Problem, candidates: &[usize], taken: &[f64]) -> Vec<Vec<usize>> {
    let stretch = |from: usize, (_, to): (f64, usize)| {
        let first = (from..=to).find(|at| taken[candidates[*at]] > EPSILON);
        candidates[first.unwrap_or(from)..=to].to_vec()
    };
    let mut found = Vec::new();
    let (mut from, mut sum) = (0, 0.0);
    let mut best: Option<(f64, usize)> = None;
    for (at, index) in candidates.iter().enumerate() {
        sum += taken[*index];
        let day = problem.candidates[*index].day;
        let ends_day = candidates
            .get(at + 1)
            .is_none_or(|next| problem.candidates[*next].day != day);
        if is_undecided(sum) && (ends_day || best.is_none()) {
            let off = (sum - 0.5).abs() + if ends_day { 0.0 } else { 0.25 };
            if best.is_none_or(|(least, _)| off < least) {
                best = Some((off, at));
            }
        }
        if sum > 1.0 - EPSILON {
            found.extend(best.take().map(|best| stretch(from, best)));
            sum -= 1.0;
            sum = if sum < EPSILON { 0.0 } else { sum };
            from = at + 1;
        }
    }
    found.extend(best.map(|best| stretch(from, best)));
    found
}
