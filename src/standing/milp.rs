//! Small programmes of yes and no, maximised through good_lp: columns with their worth and rows come in; which columns to
//! take, and the most that any choice is worth, go out.

use good_lp::{
    Expression, ProblemVariables, Solution, SolutionStatus, SolverModel, Variable, WithTimeLimit,
    variable,
};

/// Seconds given to a programme; what is known then, or a choice made one by one, is taken.
const SECONDS: f64 = 2.0;

/// Yes or no to each column.
#[derive(Default)]
pub(super) struct Milp {
    worth: Vec<i64>,
    rows: Vec<Row>,
}

/// What columns use, and the most of it there is.
struct Row {
    terms: Vec<(usize, i64)>,
    most: i64,
}

/// A choice.
pub(super) struct Chosen {
    /// Whether each column is taken.
    pub taken: Vec<bool>,
    pub value: i64,
    /// No choice is worth more.
    pub bound: i64,
}

impl Chosen {
    /// Those of what the first columns stand for that are taken.
    pub fn of<T>(&self, columns: Vec<T>) -> impl Iterator<Item = T> {
        let taken = columns.into_iter().zip(&self.taken);
        taken.filter(|(_, taken)| **taken).map(|(one, _)| one)
    }
}

impl Milp {
    /// Adds a column; its number.
    pub fn column(&mut self, worth: i64) -> usize {
        self.worth.push(worth);
        self.worth.len() - 1
    }

    /// Adds a row, unless nothing can break it.
    pub fn row(&mut self, terms: Vec<(usize, i64)>, most: i64) {
        let all: i64 = terms.iter().map(|(_, share)| (*share).max(0)).sum();
        if all > most || terms.iter().any(|(_, share)| *share < 0) {
            self.rows.push(Row { terms, most });
        }
    }

    /// At most so many of these.
    pub fn at_most(&mut self, columns: impl IntoIterator<Item = usize>, most: i64) {
        self.row(columns.into_iter().map(|one| (one, 1)).collect(), most);
    }

    /// The best choice, or the best known when time is up.
    pub fn solve(&self) -> Chosen {
        let best = self.ask(true);
        let proven = best.as_ref().is_some_and(|(_, proven)| *proven);
        let taken = match best {
            Some((values, _)) => values.iter().map(|value| *value > 0.5).collect(),
            None => self.one_by_one(),
        };
        let value = self.value(&taken);
        let bound = match proven {
            true => value,
            false => self.relaxed().max(value),
        };
        Chosen {
            taken,
            value,
            bound,
        }
    }

    fn value(&self, taken: &[bool]) -> i64 {
        let taken = self.worth.iter().zip(taken).filter(|(_, taken)| **taken);
        taken.map(|(worth, _)| worth).sum()
    }

    /// What no choice is worth more than, when columns may be taken in part.
    fn relaxed(&self) -> i64 {
        let Some((values, _)) = self.ask(false) else {
            return self.worth.iter().map(|worth| (*worth).max(0)).sum();
        };
        let sum: f64 = self
            .worth
            .iter()
            .zip(&values)
            .map(|(worth, value)| *worth as f64 * value)
            .sum();
        (sum + 1e-6).floor() as i64
    }

    /// The values of the columns, and whether none are better.
    fn ask(&self, whole: bool) -> Option<(Vec<f64>, bool)> {
        let mut variables = ProblemVariables::new();
        let columns: Vec<Variable> = (0..self.worth.len())
            .map(|_| match whole {
                true => variables.add(variable().binary()),
                false => variables.add(variable().min(0).max(1)),
            })
            .collect();
        let worth = self.worth.iter().zip(&columns);
        let goal: Expression = worth.map(|(worth, one)| *worth as f64 * *one).sum();
        let mut model = good_lp::microlp(variables.maximise(goal)).with_time_limit(SECONDS);
        for row in &self.rows {
            let terms = row.terms.iter();
            let used: Expression = terms.map(|(at, share)| *share as f64 * columns[*at]).sum();
            model = model.with(used.leq(row.most as f64));
        }
        let solution = model.solve().ok()?;
        let proven = matches!(solution.status(), SolutionStatus::Optimal);
        Some((
            columns.iter().map(|one| solution.value(*one)).collect(),
            proven,
        ))
    }

    /// The dearest columns first, each if it still fits.
    fn one_by_one(&self) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.worth.len()).collect();
        order.sort_by_key(|at| (-self.worth[*at], *at));
        let mut taken = vec![false; self.worth.len()];
        for at in order.into_iter().filter(|at| self.worth[*at] > 0) {
            taken[at] = true;
            let fits = self.rows.iter().all(|row| {
                let used = row.terms.iter().filter(|(one, _)| taken[*one]);
                used.map(|(_, share)| share).sum::<i64>() <= row.most
            });
            taken[at] = fits;
        }
        taken
    }
}
