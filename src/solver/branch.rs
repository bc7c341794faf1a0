//! What is still open of a search, and which split of it is worth most. A master that is undecided comes in; its two
//! sides go out, each with what a plan there costs at least.
//!
//! What a split of a path has raised the bound by is remembered (pseudo-costs); a path is tried out only until enough
//! is known of it (reliability branching: Achterberg, Koch and Martin, 2005).

use std::cmp::Ordering;

use super::choice::{Choice, Does, Split};
use super::clock::Clock;
use super::prices::{MasterProblem, RestrictedMaster};

/// Splits of a path that are tried out before what they raised is believed.
const RELIABLE: u32 = 1;

/// Most splits tried out for one that is made, and most in a row that are worth no more than the best.
const STRONG: usize = 4;
const IN_VAIN: usize = 2;

/// Numbers that the mixtures of open branches may hold together; further ones are solved anew from the root's.
const KEPT: usize = 3_000_000;

/// The least that a side counts for.
const LEAST: f64 = 1e-6;

/// A part of the search that is still open.
pub(super) struct Branch {
    pub bound: f64,
    pub choices: Vec<Choice>,
    /// Where its programme stands.
    pub master: Option<Box<RestrictedMaster>>,
}

impl Branch {
    /// Where a programme stands after these choices, beside so many other branches.
    pub fn new(master: RestrictedMaster, choices: Vec<Choice>, others: usize) -> Self {
        Self {
            bound: master.bound,
            choices,
            master: (others * master.size() < KEPT).then(|| Box::new(master)),
        }
    }
}

impl PartialEq for Branch {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Branch {}

impl PartialOrd for Branch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Branch {
    /// The largest is the one to look at next: the lowest bound, then the most decided.
    fn cmp(&self, other: &Self) -> Ordering {
        let deeper = self.choices.len().cmp(&other.choices.len());
        other.bound.total_cmp(&self.bound).then(deeper)
    }
}

/// What splits have raised the bound by, for each whole meeting that a side moved: sums and counts of the sides
/// that take and that leave.
#[derive(Clone, Copy, Default)]
struct Rises {
    sum: [f64; 2],
    count: [u32; 2],
}

impl Rises {
    fn average(&self, side: usize) -> Option<f64> {
        (self.count[side] > 0).then(|| self.sum[side] / f64::from(self.count[side]))
    }

    fn is_known(&self) -> bool {
        self.count.iter().all(|count| *count >= RELIABLE)
    }
}

/// What is known of the paths' splits.
#[derive(Default)]
pub(super) struct History {
    of: Vec<Rises>,
    all: Rises,
}

impl History {
    /// Nothing is known of a programme's paths and days of pairs.
    pub fn new(programme: &MasterProblem) -> Self {
        Self {
            of: vec![Rises::default(); programme.graph.paths.len() + programme.savings.len()],
            all: Rises::default(),
        }
    }

    fn learn(&mut self, split: &Split, side: usize, rise: f64) {
        let by = rise / split.distances()[side].max(LEAST);
        for rises in [&mut self.of[split.at], &mut self.all] {
            rises.sum[side] += by;
            rises.count[side] += 1;
        }
    }

    /// Tries a split out: what it is worth, and its sides.
    fn tried(
        &mut self,
        programme: &MasterProblem,
        master: &RestrictedMaster,
        split: &Split,
        most: f64,
        clock: &Clock,
    ) -> (f64, Sides) {
        let sides = [split.does, Does::Leave].map(|does| {
            let of = split.of.clone();
            let choice = Choice { of, does };
            let mut side = master.clone();
            side.decide(programme, &choice);
            side.solve(programme, most, &|| clock.is_over());
            (side, choice)
        });
        let rises = [0, 1].map(|side| {
            let rise = sides[side].0.bound.min(most) - master.bound;
            self.learn(split, side, rise);
            rise
        });
        (worth(rises), sides)
    }

    /// What a split is expected to be worth.
    fn expects(&self, split: &Split) -> f64 {
        let rises = [0, 1].map(|side| {
            let own = self.of[split.at].average(side);
            let usual = own.or_else(|| self.all.average(side)).unwrap_or(1.0);
            usual * split.distances()[side]
        });
        worth(rises)
    }
}

/// A split that raises both sides is worth more than one that raises one of them much.
fn worth(rises: [f64; 2]) -> f64 {
    rises[0].max(LEAST) * rises[1].max(LEAST)
}

/// The two sides of a split, the one that takes first: where the programme stands, and what was chosen.
pub(super) type Sides = [(RestrictedMaster, Choice); 2];

/// The split of these that raises the bound most, as its two sides; `None` when there is none. No side matters
/// beyond `most`.
pub(super) fn best(
    programme: &MasterProblem,
    master: &RestrictedMaster,
    splits: Vec<Split>,
    history: &mut History,
    most: f64,
    clock: &Clock,
) -> Option<Sides> {
    let mut rated: Vec<(f64, Split)> = splits
        .into_iter()
        .map(|split| (history.expects(&split), split))
        .collect();
    rated.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut best: Option<(f64, Split, Option<Sides>)> = None;
    let (mut tried, mut in_vain) = (0, 0);
    for (expected, split) in rated {
        let known = history.of[split.at].is_known();
        let (worth, sides) = if known {
            (expected, None)
        } else if tried < STRONG && in_vain < IN_VAIN && !clock.is_over() {
            tried += 1;
            let (worth, sides) = history.tried(programme, master, &split, most, clock);
            (worth, Some(sides))
        } else {
            continue;
        };
        if best.as_ref().is_none_or(|(known, ..)| worth > *known) {
            best = Some((worth, split, sides));
            in_vain = 0;
        } else {
            in_vain += 1;
        }
    }
    let (_, split, sides) = best?;
    Some(sides.unwrap_or_else(|| history.tried(programme, master, &split, most, clock).1))
}
