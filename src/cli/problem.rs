//! `problem`: a term comes in; the optimisation problem that `plan` would solve, for other solvers, goes out.

use super::args::ProblemArguments;
use super::{Context, FINE, plan, print, print_json, same, write_error};
use crate::app;
use crate::error::Error;
use crate::problem;
use crate::store::{Memory, Store};

/// Writes the problem of a term down. The store is read if it is there; nothing is saved in it.
pub(super) fn run(context: &Context, request: &ProblemArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let wanted = plan::asked(context, &team, &request.wanted)?;
    let store: Box<dyn Store> = match context.store_if_there(&request.team, &team)? {
        Some(store) => Box::new(store),
        None => Box::new(Memory::new()),
    };
    let instance = app::pose(&team, &*store, &wanted)?;
    drop(store);
    let problem = problem::build(&instance);
    let exported = problem::export(&instance, &problem);
    let text = serde_json::to_string(&exported).map_err(|fault| same(fault.to_string()))? + "\n";
    let Some(out) = &request.out else {
        print(&text)?;
        return Ok(FINE);
    };
    std::fs::write(out, text).map_err(write_error(out))?;
    let (candidates, paths) = (problem.candidates.len(), problem.graph.paths.len());
    let file = out.display();
    if context.json() {
        let file = file.to_string();
        print_json(&serde_json::json!({ "file": file, "candidates": candidates, "paths": paths }))?;
    } else {
        let text = context.lang(&team).pick(
            "{c} mogelijke afspraken op {p} paden in {f}\n",
            "{c} possible meetings on {p} paths in {f}\n",
        );
        let text = text.replace("{c}", &candidates.to_string());
        let text = text.replace("{p}", &paths.to_string());
        print(&text.replace("{f}", &file.to_string()))?;
    }
    Ok(FINE)
}
