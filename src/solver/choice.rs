//! Where a mixture of ways is undecided. How much of each meeting it takes comes in; sets of meetings of
//! which a plan takes one or none go out, to branch on.

use super::prices::Programme;
use crate::problem::Problem;

/// A share below this, or this near to all, is decided.
pub(super) const EPSILON: f64 = 1e-6;

/// Of each of these a plan takes one, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Candidates of one path.
    pub of: Vec<usize>,
    /// Whether one is taken.
    pub taken: bool,
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

/// Stretches of days in which the mixture holds about half a meeting of a path, the most even first.
pub(super) fn stretches(
    problem: &Problem,
    programme: &Programme,
    taken: &[f64],
) -> Vec<(f64, Vec<usize>)> {
    let mut stretches = Vec::new();
    for path in &programme.graph.paths {
        let mut candidates: Vec<usize> = path
            .nodes
            .clone()
            .filter_map(|node| programme.graph.nodes[node].candidate)
            .collect();
        candidates.sort_unstable_by_key(|index| (problem.candidates[*index].day, *index));
        candidates.dedup();
        if candidates.iter().any(|index| is_undecided(taken[*index])) {
            stretches.extend(even(problem, &candidates, taken));
        }
    }
    stretches.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    stretches
}

/// Cuts a path's candidates, in the order of their days, where each meeting is half held.
fn even(problem: &Problem, candidates: &[usize], taken: &[f64]) -> Vec<(f64, Vec<usize>)> {
    let stretch = |from: usize, (off, to): (f64, usize)| {
        let first = (from..=to).find(|at| taken[candidates[*at]] > EPSILON);
        (off, candidates[first.unwrap_or(from)..=to].to_vec())
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
