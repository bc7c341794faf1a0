//! From weighted sums to layers. Each layer is bounded by a programme that weighs it and those before
//! it; what the plan costs in those before is taken off again, so the bound holds whatever the
//! weights. Weights only steer the search; they are raised when they steered it wrong.

use super::anneal::{COOL, HOT, Schedule, WARM};
use super::context::{Search, Weights};
use super::improve;
use super::local::{self, NARROW, WIDE};
use super::prune;
use super::search::LOCAL_ROUNDS;
use crate::problem::{Cost, Problem};
use crate::series::cost::{FROZEN, LAYERS, MOVE_COST, MOVES, QUALITY};

/// Branches of a small problem that are looked at before a layer is bounded in another way.
const FIRST_BRANCHES: usize = 50;

/// How much less the layers before weigh from one bound to the next, and how often.
const EASIER: f64 = 4.0;
const MOST_EASED: usize = 6;

/// The weights to begin with, in the order of the layers, while nothing is promised (those of moves
/// weigh nothing then) …
const WEIGHTS: Weights = [5e6, 5e6, 2e5, 2e3, 2e3, 2e3, 1.0];

/// … and when planning anew. All are whole multiples of those after them; times what a large team's
/// layers hold (a thousand moves, ten thousand points of cost) they stay far below [`EXACT`].
const WEIGHTS_ANEW: Weights = [1e8, 2e7, 2e6, 2e5, 1e4, 1e3, 1.0];

/// How often all layers are gone through.
const ROUNDS: usize = 4;

/// The part of the time that is left in which plans are sought by lot at most.
const PART: f64 = 0.5;

/// How much steeper the weights become from layer to layer when they steered wrong.
const STEEPER: f64 = 8.0;

/// The same when planning anew, with more layers to go through.
const STEEPER_ANEW: f64 = 2.0;

/// Sums of whole weights are exact in an f64 up to here (2^52); beyond, nothing could be proven.
const EXACT: f64 = 4.5e15;

/// A first plan.
pub(super) fn begin(search: &mut Search) {
    let (problem, clock) = (search.problem, search.clock);
    improve::keep(problem, &mut search.best, clock);
    improve::complete(problem, &mut search.best, clock);
}

/// A better one. Where windows and programmes take long the lot is asked first: briefly, then for as long as it pays.
pub(super) fn better(search: &mut Search) {
    let clock = search.clock;
    if !search.is_many() {
        return search.anneal(Schedule::downhill(1), clock);
    }
    let before = clock.seconds();
    search.anneal(WARM, clock);
    let seconds = (clock.seconds() - before) / WARM.rounds as f64;
    // Where people know of meetings, most stay as they are: heat would move them all.
    let mut schedule = if is_anew(search.problem) { COOL } else { HOT };
    let affordable = clock.left() * PART / seconds;
    schedule.rounds = schedule.rounds.min(affordable as usize);
    search.anneal(schedule, clock);
}

/// Bounds layer after layer up to `goal` and finds better plans on the way, until all is proven or nothing
/// gets better; looks at `branches` branches for each proof, and tells whenever something is known better.
pub(super) fn prove(
    search: &mut Search,
    known: &mut Proven,
    goal: usize,
    branches: usize,
    tell: &dyn Fn(&Cost, &Proven),
) {
    if known.proves(&search.best.cost, goal) {
        return;
    }
    let mut layers = differing(search.problem);
    layers.retain(|layer| *layer <= goal);
    let (mut weights, steeper) = match layers.contains(&MOVES) {
        true => (WEIGHTS_ANEW, STEEPER_ANEW),
        false => (WEIGHTS, STEEPER),
    };
    look_around(search, known, &weights, &layers, tell);
    let thorough = branches > FIRST_BRANCHES || search.is_many();
    let rounds = if thorough { ROUNDS } else { 1 };
    for _ in 0..rounds {
        let before = search.best.cost;
        for last in layers.iter().copied() {
            if !known.proves(&search.best.cost, last) && !search.clock.is_over() {
                prove_layer(search, known, &upto(&weights, last), last, branches, tell);
            }
        }
        let done = known.proves(&search.best.cost, goal);
        if done || search.clock.is_over() || search.best.cost == before {
            break;
        }
        for (rank, layer) in layers.iter().rev().enumerate() {
            weights[*layer] *= steeper.powi(rank as i32);
        }
        if search.best.cost.weighed(&weights) > EXACT {
            break;
        }
    }
}

/// A good plan and a bound for each layer, before anything is searched thoroughly.
fn look_around(
    search: &mut Search,
    known: &mut Proven,
    weights: &Weights,
    layers: &[usize],
    tell: &dyn Fn(&Cost, &Proven),
) {
    let moves = layers.last() == Some(&MOVES);
    let first = if moves { MOVES } else { QUALITY };
    let steered = upto(weights, first);
    if search.is_many() {
        if moves {
            local::mend(search, &steered);
        } else {
            local::improve(search, &steered, NARROW, LOCAL_ROUNDS);
        }
        tell(&search.best.cost, known);
    }
    let bound = search.run(&steered, 1);
    known.learn(steered, first, bound);
    tell(&search.best.cost, known);
    for last in layers.iter().copied().filter(|last| *last < first) {
        if !known.proves(&search.best.cost, last) {
            let weights = upto(weights, last);
            let bound = search.bound(&weights);
            known.learn(weights, last, bound);
        }
    }
    tell(&search.best.cost, known);
    if search.is_many() && layers.contains(&QUALITY) {
        local::improve(search, &upto(weights, QUALITY), NARROW, LOCAL_ROUNDS);
        tell(&search.best.cost, known);
    }
}

/// Looks at branches until a layer is proven, a few at first; in between through the windows, and for a bound
/// without branches. What is proven of the layers before is not to be given up: it weighs more.
fn prove_layer(
    search: &mut Search,
    known: &mut Proven,
    weights: &Weights,
    last: usize,
    branches: usize,
    tell: &dyn Fn(&Cost, &Proven),
) {
    search.proven = known.proven(&search.best.cost).min(last);
    let weights = &search.keeping(weights);
    let first = if search.is_many() { 0 } else { FIRST_BRANCHES };
    for branches in [first.min(branches), branches] {
        if branches > 0 {
            let bound = search.run(weights, branches);
            known.learn(*weights, last, bound);
        }
        if known.proves(&search.best.cost, last) {
            break;
        }
        if branches > 0 {
            local::improve(search, weights, NARROW, LOCAL_ROUNDS);
            if search.is_many() {
                local::improve(search, weights, WIDE, LOCAL_ROUNDS);
            }
        }
        if search.proven < last {
            ease(search, known, weights, last);
        }
        tell(&search.best.cost, known);
    }
    tell(&search.best.cost, known);
}

/// Bounds a layer with less and less weight on those before it, while that says more. A programme may
/// take a part of a unit there for a little of the last layer, and what it takes is charged in full; the
/// weight at which it takes what the plan does says most (a Lagrangian bound).
fn ease(search: &mut Search, known: &mut Proven, weights: &Weights, last: usize) {
    let mut weights = *weights;
    let mut most = i64::MIN;
    for _ in 0..MOST_EASED {
        for weight in &mut weights[..last] {
            *weight = (*weight / EASIER).round().max(1.0);
        }
        let bound = search.bound(&weights);
        if search.clock.is_over() {
            return;
        }
        let says = known.learn(weights, last, bound).says(&search.best.cost);
        if says <= most || known.proves(&search.best.cost, last) {
            return;
        }
        most = says;
    }
}

/// Whether there are meetings that people know of.
pub(super) fn is_anew(problem: &Problem) -> bool {
    differing(problem).contains(&MOVES)
}

/// The layers that can differ from plan to plan, in order.
fn differing(problem: &Problem) -> Vec<usize> {
    let costs = problem.graph.costs();
    let costs = costs.chain(problem.graph.nodes.iter().map(|node| node.cost));
    let (moves, frozen) = costs.fold((false, false), |(moves, frozen), cost| {
        (moves || cost[MOVES] > 0, frozen || cost[FROZEN] > 0)
    });
    let differs = |layer: &usize| match *layer {
        FROZEN => frozen,
        MOVES | MOVE_COST => moves,
        _ => true,
    };
    (0..LAYERS.len()).filter(differs).collect()
}

/// That no plan costs less than `bound` under these weights.
#[derive(Clone)]
struct Fact {
    weights: Weights,
    last: usize,
    bound: f64,
}

/// All that is proven; nothing by default.
#[derive(Clone, Default)]
pub(super) struct Proven {
    /// The paths, each alone: no plan is lexicographically better.
    least: Cost,
    /// The least in each layer, whatever the others cost.
    floor: Cost,
    facts: Vec<Fact>,
}

impl Proven {
    /// What is known before any programme is solved.
    pub fn new(search: &Search) -> Self {
        Self {
            least: search.least.iter().copied().sum(),
            floor: prune::floor(&search.problem.graph),
            facts: Vec::new(),
        }
    }

    /// Takes a bound in.
    fn learn(&mut self, weights: Weights, last: usize, bound: f64) -> Fact {
        let fact = Fact {
            weights,
            last,
            bound,
        };
        self.facts.push(fact.clone());
        fact
    }

    /// For each layer what a plan that is as good as `value` in the layers before costs at least.
    pub fn bounds(&self, value: &Cost) -> Cost {
        Cost(std::array::from_fn(|layer| {
            let same = (0..layer).all(|before| value[before] == self.least[before]);
            let alone = if same {
                self.least[layer]
            } else {
                self.floor[layer]
            };
            let facts = self.facts.iter().filter(|fact| fact.last == layer);
            let best = facts.map(|fact| fact.says(value)).fold(alone, i64::max);
            best.min(value[layer])
        }))
    }

    /// How many of the first layers are proven.
    pub fn proven(&self, value: &Cost) -> usize {
        let bounds = self.bounds(value);
        let layers = 0..LAYERS.len();
        layers
            .take_while(|layer| value[*layer] == bounds[*layer])
            .count()
    }

    /// Whether this layer and all before are proven.
    pub fn proves(&self, value: &Cost, layer: usize) -> bool {
        self.proven(value) > layer
    }
}

impl Fact {
    /// What is left of the bound for the last layer, once the layers before cost what `value` does.
    fn says(&self, value: &Cost) -> i64 {
        let before: f64 = (0..self.last)
            .map(|layer| value[layer] as f64 * self.weights[layer])
            .sum();
        (self.bound - before).ceil() as i64
    }
}

/// What is proven of parts that were solved apart, as values and what is known of each. Where all parts
/// are proven up to a layer, no part can do better there without another doing worse; beyond, only what
/// was shown under the same weights may be added up.
pub(super) fn together(parts: &[(Cost, Proven)]) -> Cost {
    let value = parts.iter().map(|(value, _)| *value).sum();
    let bounds: Vec<Cost> = parts
        .iter()
        .map(|(value, known)| known.bounds(value))
        .collect();
    let floor: Cost = parts.iter().map(|(_, known)| known.floor).sum();
    let mut proven = true;
    Cost(std::array::from_fn(|layer| {
        let alone = bounds.iter().map(|bounds| bounds[layer]).sum::<i64>();
        let bound = if proven {
            alone
        } else {
            let shared = shared(parts, layer).map(|fact| fact.says(&value));
            shared.fold(floor[layer], i64::max)
        };
        proven &= alone == value[layer];
        bound.min(value[layer])
    }))
}

/// The facts about a layer that all parts know under the same weights, added up.
fn shared(parts: &[(Cost, Proven)], layer: usize) -> impl Iterator<Item = Fact> {
    let of = move |known: &Proven, weights: &Weights| {
        let facts = known.facts.iter();
        let same = facts.filter(|fact| fact.last == layer && fact.weights == *weights);
        same.map(|fact| fact.bound).reduce(f64::max)
    };
    let first = parts
        .first()
        .into_iter()
        .flat_map(|(_, known)| &known.facts);
    first
        .filter(move |fact| fact.last == layer)
        .filter_map(move |fact| {
            let bounds = parts.iter().map(|(_, known)| of(known, &fact.weights));
            let bound = bounds.sum::<Option<f64>>()?;
            Some(Fact {
                bound,
                ..fact.clone()
            })
        })
}

/// The weights of the layers up to `last` as whole multiples of the last, nothing for those after.
fn upto(weights: &Weights, last: usize) -> Weights {
    std::array::from_fn(|layer| {
        if layer <= last {
            weights[layer] / weights[last]
        } else {
            0.0
        }
    })
}
