//! The day problem as a linear programme: flow along the paths, what each day can hold, days on
//! which pairs meet. Built with good_lp, solved by its pure-Rust backend; rows found later are
//! added to the solved programme, which then takes only a few more steps.

use std::time::Duration;

use good_lp::{Expression, ProblemVariables, SolverModel, variable};
use microlp::{ComparisonOp, SolveOptions, SolveOutcome};

use super::rows::Row;
use crate::problem::{Graph, Port, Problem};
use crate::series::cost::{self, LAYERS};

/// The longest one step of solving goes on unasked.
const SLICE: Duration = Duration::from_secs(1);

/// Why a programme has no solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Nothing satisfies the rows.
    Infeasible,
    /// Time ran out, or the arithmetic failed.
    GaveUp,
}

/// A row found while searching.
#[derive(Clone, Debug)]
pub(super) enum Cut {
    /// These cannot all be held on one day (or: of these, so many at most).
    Row(Row),
    /// Holding all of each set on this day costs so much above the cheapest starts.
    Extra {
        day: usize,
        sets: Vec<(Vec<usize>, i64)>,
    },
}

/// Which column stands for what.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The arcs into nodes that hold a candidate.
    pub inflow: Vec<Vec<usize>>,
    pairs: usize,
    extras: Vec<Option<usize>>,
    count: usize,
}

impl Columns {
    /// Arcs first, then days of pairs, then a day's extra cost where starts differ in cost.
    pub fn new(problem: &Problem, graph: &Graph) -> Self {
        let mut inflow = vec![Vec::new(); problem.candidates.len()];
        for (index, arc) in graph.arcs.iter().enumerate() {
            let candidate = arc.to.and_then(|node| graph.nodes[node].candidate);
            if let Some(candidate) = candidate {
                inflow[candidate].push(index);
            }
        }
        let pairs = graph.arcs.len();
        let mut count = pairs + problem.pair_days.len();
        let mut extras = vec![None; problem.days];
        for (index, candidate) in problem.candidates.iter().enumerate() {
            if inflow[index].is_empty() {
                continue;
            }
            if candidate.starts.len() > 1 && extras[candidate.day].is_none() {
                extras[candidate.day] = Some(count);
                count += 1;
            }
        }
        Self {
            inflow,
            pairs,
            extras,
            count,
        }
    }
}

/// A solved programme.
#[derive(Clone)]
pub(super) struct Model {
    solved: microlp::Solution,
    columns: Vec<microlp::Variable>,
}

impl Model {
    /// Writes the programme down and solves it, unless it is `over` before that is done.
    pub fn solve(
        problem: &Problem,
        graph: &Graph,
        columns: &Columns,
        weights: &[f64; LAYERS.len()],
        rows: &[Row],
        cuts: &[Cut],
        over: &dyn Fn() -> bool,
    ) -> Result<Self, Stop> {
        let mut variables = ProblemVariables::new();
        let all: Vec<_> = (0..columns.count)
            .map(|_| variables.add(variable().min(0)))
            .collect();
        let mut objective = Expression::with_capacity(columns.count);
        for (index, arc) in graph.arcs.iter().enumerate() {
            let node = arc
                .to
                .map(|node| graph.nodes[node].cost)
                .unwrap_or_default();
            objective.add_mul((arc.cost + node).weighed(weights), all[index]);
        }
        let preference = weights[cost::PREFERENCES];
        for pair in 0..problem.pair_days.len() {
            objective.add_mul(
                preference * cost::PAIR_DAY as f64,
                all[columns.pairs + pair],
            );
        }
        for extra in columns.extras.iter().flatten() {
            objective.add_mul(preference, all[*extra]);
        }
        let mut model = good_lp::microlp(variables.minimise(objective));
        let sum = |terms: Vec<(usize, f64)>| {
            let mut sum = Expression::with_capacity(terms.len());
            terms
                .into_iter()
                .for_each(|(column, factor)| sum.add_mul(factor, all[column]));
            sum
        };
        for (terms, inflow) in flows(graph) {
            model.add_constraint(sum(terms).eq(inflow));
        }
        for (terms, most) in pair_rows(problem, columns) {
            model.add_constraint(sum(terms).leq(most));
        }
        for row in rows {
            let (terms, most) = row_terms(columns, row);
            model.add_constraint(sum(terms).leq(most));
        }
        for cut in cuts {
            if let Some((terms, most)) = cut_terms(columns, cut) {
                model.add_constraint(sum(terms).leq(most));
            }
        }
        let solved = in_slices(model.as_inner(), over)?;
        let columns = solved.iter().map(|(variable, _)| variable).collect();
        Ok(Self { solved, columns })
    }

    /// The value of the programme: no plan costs less.
    pub fn objective(&self) -> f64 {
        self.solved.objective()
    }

    /// How much of each candidate is taken, 0 to 1.
    pub fn taken(&self, columns: &Columns) -> Vec<f64> {
        let value = |arc: &usize| self.solved.var_value_raw(self.columns[*arc]);
        columns
            .inflow
            .iter()
            .map(|arcs| arcs.iter().map(value).sum::<f64>())
            .collect()
    }

    /// What the programme believes the starts of a day cost above their cheapest.
    pub fn extra(&self, columns: &Columns, day: usize) -> f64 {
        columns.extras[day].map_or(0.0, |column| {
            self.solved.var_value_raw(self.columns[column])
        })
    }

    /// Adds a cut.
    pub fn cut(self, columns: &Columns, cut: &Cut) -> Result<Self, Stop> {
        match cut_terms(columns, cut) {
            Some((terms, most)) => self.add(terms, ComparisonOp::Le, most),
            None => Ok(self),
        }
    }

    /// Takes a candidate, or forbids it.
    pub fn decide(self, columns: &Columns, candidate: usize, taken: bool) -> Result<Self, Stop> {
        let terms = columns.inflow[candidate]
            .iter()
            .map(|arc| (*arc, 1.0))
            .collect();
        let (comparison, value) = if taken {
            (ComparisonOp::Ge, 1.0)
        } else {
            (ComparisonOp::Le, 0.0)
        };
        self.add(terms, comparison, value)
    }

    fn add(self, terms: Vec<(usize, f64)>, op: ComparisonOp, value: f64) -> Result<Self, Stop> {
        let Self { solved, columns } = self;
        let terms: Vec<_> = terms
            .into_iter()
            .map(|(column, factor)| (columns[column], factor))
            .collect();
        match solved.add_constraint(terms.as_slice(), op, value) {
            Ok(SolveOutcome::Solution(solved)) => Ok(Self { solved, columns }),
            Ok(SolveOutcome::Interrupted(_)) => Err(Stop::GaveUp),
            Err(microlp::Error::Infeasible) => Err(Stop::Infeasible),
            Err(_) => Err(Stop::GaveUp),
        }
    }
}

/// Solves in slices of time, so that a wish to stop is heard within one of them.
fn in_slices(
    problem: &microlp::Problem,
    over: &dyn Fn() -> bool,
) -> Result<microlp::Solution, Stop> {
    let failed = |error| match error {
        microlp::Error::Infeasible => Stop::Infeasible,
        _ => Stop::GaveUp,
    };
    let mut options = SolveOptions::default();
    options.time_limit = Some(SLICE);
    let mut outcome = problem.solve_with(options).map_err(failed)?;
    loop {
        match outcome {
            SolveOutcome::Solution(solved) => return Ok(solved),
            SolveOutcome::Interrupted(_) if over() => return Err(Stop::GaveUp),
            SolveOutcome::Interrupted(_) => outcome = outcome.resume().map_err(failed)?,
        }
    }
}

/// One row a port: what leaves it is what comes to its node, or 1 at a root.
fn flows(graph: &Graph) -> Vec<(Vec<(usize, f64)>, f64)> {
    let mut into = vec![Vec::new(); graph.nodes.len()];
    for (index, arc) in graph.arcs.iter().enumerate() {
        if let Some(node) = arc.to {
            into[node].push((index, -1.0));
        }
    }
    let row = |port: &Port| {
        let out = port.arcs.clone().map(|arc| (arc, 1.0));
        match port.node {
            None => (out.collect(), 1.0),
            Some(node) => (out.chain(into[node].iter().copied()).collect(), 0.0),
        }
    };
    graph.ports.iter().map(row).collect()
}

/// A pair's day is paid for by each of its series that meets on it.
fn pair_rows(problem: &Problem, columns: &Columns) -> Vec<(Vec<(usize, f64)>, f64)> {
    let mut rows = Vec::new();
    for (pair, members) in problem.pair_days.iter().enumerate() {
        let mut by_series = std::collections::BTreeMap::<usize, Vec<(usize, f64)>>::new();
        for member in members {
            let arcs = columns.inflow[*member].iter().map(|arc| (*arc, 1.0));
            by_series
                .entry(problem.candidates[*member].series)
                .or_default()
                .extend(arcs);
        }
        for mut terms in by_series.into_values() {
            terms.push((columns.pairs + pair, -1.0));
            rows.push((terms, 0.0));
        }
    }
    rows
}

fn row_terms(columns: &Columns, row: &Row) -> (Vec<(usize, f64)>, f64) {
    let arcs = |(candidate, factor): &(usize, u32)| {
        let factor = f64::from(*factor);
        columns.inflow[*candidate]
            .iter()
            .map(move |arc| (*arc, factor))
            .collect::<Vec<_>>()
    };
    (
        row.terms.iter().flat_map(arcs).collect(),
        f64::from(row.most),
    )
}

fn cut_terms(columns: &Columns, cut: &Cut) -> Option<(Vec<(usize, f64)>, f64)> {
    match cut {
        Cut::Row(row) => Some(row_terms(columns, row)),
        Cut::Extra { day, sets } => {
            let mut terms = vec![(columns.extras[*day]?, -1.0)];
            let mut most = 0.0;
            for (set, extra) in sets {
                let extra = *extra as f64;
                most += extra * (set.len() as f64 - 1.0);
                for candidate in set {
                    terms.extend(columns.inflow[*candidate].iter().map(|arc| (*arc, extra)));
                }
            }
            Some((terms, most))
        }
    }
}
