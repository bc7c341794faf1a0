//! Another solver's opinion: the same linear programme, written as flow along arcs and solved by good_lp,
//! comes to the bound that pricing whole paths does.

use std::path::Path;

use cadans::app;
use cadans::problem::{self, Problem};
use cadans::series::cost::LAYERS;
use cadans::series::{Earlier, expand};
use cadans::solver::{Row, relax};
use cadans::time::Term;
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, variable};

use crate::oracle::tiny;

/// All layers, on problems without bundles, whose days need more columns than arcs.
const WEIGHTS: [f64; LAYERS.len()] = [5e6, 5e5, 2_000.0, 50.0, 50.0, 50.0, 1.0];

#[test]
fn pricing_paths_comes_to_the_optimum_over_arcs() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = [
        ("iag-noord", "2027-02-28"),
        ("gezinsopname-veluwe", "2027-03-31"),
    ];
    let real = folders.into_iter().map(|(folder, to)| {
        let team = app::load(&examples.join(folder))
            .expect("a sound folder")
            .team;
        let day = |text: &str| text.parse().expect("a day");
        let term = Term {
            from: day("2027-01-01"),
            to: day(to),
        };
        let without = ["visit".to_owned()];
        expand(
            &team,
            term,
            day("2026-12-15"),
            &Earlier::default(),
            &without,
        )
    });
    for mut instance in real.chain((0..100).map(tiny)) {
        instance.bundles.clear();
        let problem = problem::build(&instance);
        let ours = relax(&problem, &WEIGHTS);
        let arcs = over_arcs(&problem, &ours.rows);
        let off = (ours.bound - arcs).abs();
        assert!(off < 1e-2 + 1e-6 * arcs, "{} against {arcs}", ours.bound);
    }
}

/// The optimum of the programme whose columns are arcs.
fn over_arcs(problem: &Problem, rows: &[Row]) -> f64 {
    let graph = &problem.graph;
    let mut variables = ProblemVariables::new();
    let new = |_| variables.add(variable().min(0));
    let arcs: Vec<_> = (0..graph.arc_count()).map(new).collect();
    let mut objective = Expression::with_capacity(arcs.len());
    let mut into = vec![Vec::new(); graph.nodes.len()];
    let mut holds = vec![Vec::new(); problem.candidates.len()];
    for (index, arc) in arcs.iter().enumerate() {
        let mut cost = graph.cost(index);
        if let Some(to) = graph.to(index) {
            cost += graph.nodes[to].cost;
            into[to].push(*arc);
            if let Some(candidate) = graph.nodes[to].candidate {
                holds[candidate].push(*arc);
            }
        }
        objective.add_mul(cost.weighed(&WEIGHTS), *arc);
    }
    let mut model = good_lp::microlp(variables.minimise(objective.clone()));
    for port in &graph.ports {
        let out: Expression = port.arcs.clone().map(|arc| arcs[arc]).sum();
        let comes: Expression = match port.node {
            Some(node) => into[node].iter().copied().sum(),
            None => Expression::from(1.0),
        };
        model.add_constraint((out - comes).eq(0.0));
    }
    for row in rows {
        let mut sum = Expression::default();
        for (candidate, share) in &row.terms {
            let held = holds[*candidate].iter();
            held.for_each(|arc| sum.add_mul(f64::from(*share), *arc));
        }
        model.add_constraint(sum.leq(f64::from(row.most)));
    }
    model.solve().expect("an optimum").eval(&objective)
}
