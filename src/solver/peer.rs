//! The same linear programme written as flow along arcs and solved by another solver: `prices` must come
//! to the same optimum. Instances come in from the examples; nothing goes out.

use std::path::Path;

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, variable};

use super::prices::Programme;
use super::rows::{self, Row};
use crate::pipeline;
use crate::problem::{self, Graph, Problem};
use crate::series::cost::LAYERS;
use crate::series::{Earlier, expand};
use crate::time::Term;

/// Hard and soft left out, late days and rhythm; no preferences, which need more columns than arcs.
const WEIGHTS: [f64; LAYERS.len()] = [50_000.0, 50_000.0, 2_000.0, 50.0, 0.0, 0.0, 1.0, 0.0];

#[test]
fn pricing_paths_comes_to_the_optimum_of_the_arcs() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let load = |name: &str| pipeline::load(&examples.join(name), false).expect("a sound folder");
    let today = "2026-12-15".parse().expect("a day");
    for (folder, to) in [
        ("iag-noord", "2027-02-28"),
        ("gezinsopname-veluwe", "2027-03-31"),
    ] {
        let team = load(folder).team;
        let (from, to) = ("2027-01-01".parse(), to.parse());
        let term = Term {
            from: from.expect("a day"),
            to: to.expect("a day"),
        };
        let instance = expand(
            &team,
            term,
            today,
            &Earlier::default(),
            &["visit".to_owned()],
        );
        let problem = problem::build(&instance);
        let rows = rows::capacity(&problem, |_| true);
        let programme = Programme::new(&problem, problem.graph.clone(), &WEIGHTS, &rows);
        let mut mixture = programme.start(&|_| true);
        assert!(mixture.solve(&programme, f64::INFINITY, &|| false));
        let arcs = over_arcs(&problem, &problem.graph, &rows);
        let off = (mixture.bound - arcs).abs();
        assert!(
            off < 1e-3 * (1.0 + arcs.abs() * 1e-3),
            "{folder}: {} against {arcs}",
            mixture.bound
        );
    }
}

/// The optimum of the programme whose columns are arcs.
fn over_arcs(problem: &Problem, graph: &Graph, rows: &[Row]) -> f64 {
    let mut variables = ProblemVariables::new();
    let arcs: Vec<_> = graph
        .arcs
        .iter()
        .map(|_| variables.add(variable().min(0)))
        .collect();
    let mut objective = Expression::with_capacity(arcs.len());
    let mut into = vec![Vec::new(); graph.nodes.len()];
    let mut holds = vec![Vec::new(); problem.candidates.len()];
    for (index, arc) in graph.arcs.iter().enumerate() {
        let mut cost = arc.cost;
        if let Some(to) = arc.to {
            cost += graph.nodes[to].cost;
            into[to].push(arcs[index]);
            if let Some(candidate) = graph.nodes[to].candidate {
                holds[candidate].push(arcs[index]);
            }
        }
        objective.add_mul(cost.weighed(&WEIGHTS), arcs[index]);
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
            holds[*candidate]
                .iter()
                .for_each(|arc| sum.add_mul(f64::from(*share), *arc));
        }
        model.add_constraint(sum.leq(f64::from(row.most)));
    }
    let solved = model.solve().expect("an optimum");
    solved.eval(&objective)
}
