//! A linear programme of blocks: of each block exactly one column in all is taken, and rows limit what
//! columns of several blocks use together. Columns come in one by one, as somebody prices them; a
//! cheaper master of them and the prices of the rows go out.
//!
//! The primal simplex method with generalised upper bounds (Dantzig and Van Slyke, 1967): each block
//! has a key column, and only the rows that are tight need an inverse, which stays small.

mod kernel;
mod step;

use kernel::Kernel;
use step::Enters;

/// Below this a value counts as zero.
const TINY: f64 = 1e-9;
/// Most changes of one tidying, lest it goes round in circles.
const MOST_TIDIED: usize = 10_000;
/// What a column holds beside its rows and candidates, in numbers.
const SPARE: usize = 16;
/// How much the limits of the rows are loosened, so that no step is idle: prices stay valid.
const LOOSE: f64 = 1e-6;

/// Something that may be taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// The block it is a choice of; `None`: it may be taken at any amount.
    pub block: Option<usize>,
    /// What it costs.
    pub cost: f64,
    /// Row and what it uses of it, by row.
    pub rows: Vec<(usize, f64)>,
    /// The candidates it holds.
    pub holds: Vec<usize>,
}

impl Column {
    /// What it uses of a row.
    fn uses(&self, row: usize) -> f64 {
        let found = self.rows.binary_search_by_key(&row, |(row, _)| *row);
        found.map_or(0.0, |at| self.rows[at].1)
    }
}

/// The programme and where it stands.
#[derive(Clone)]
pub(super) struct Simplex {
    most: Vec<f64>,
    used: Vec<f64>,
    columns: Vec<Column>,
    value: Vec<f64>,
    /// Columns not in use that may be written over.
    idle: Vec<usize>,
    /// Columns without a block.
    free: Vec<usize>,
    key: Vec<usize>,
    /// The kernel's columns and rows.
    basic: Vec<usize>,
    tight: Vec<usize>,
    /// Of each block the kernel's columns that are its.
    members: Vec<Vec<usize>>,
    at_row: Vec<Option<usize>>,
    kernel: Kernel,
    prices: Vec<f64>,
    /// The rows whose price has changed lately.
    changed: Vec<usize>,
    penalty: f64,
    pivots: usize,
    rate: Vec<f64>,
}

impl Simplex {
    /// A programme whose blocks take these columns to begin with, one for each, and whose rows have these
    /// limits. What is taken may break a row only at `penalty` a unit.
    pub fn new(keys: Vec<Column>, most: &[f64], penalty: f64) -> Self {
        let mut simplex = Self {
            most: (0..most.len())
                .map(|row| loosened(most[row], row))
                .collect(),
            used: vec![0.0; most.len()],
            value: vec![1.0; keys.len()],
            idle: Vec::new(),
            free: Vec::new(),
            key: (0..keys.len()).collect(),
            members: vec![Vec::new(); keys.len()],
            columns: keys,
            basic: Vec::new(),
            tight: Vec::new(),
            at_row: vec![None; most.len()],
            kernel: Kernel::default(),
            prices: vec![0.0; most.len()],
            changed: Vec::new(),
            penalty,
            pivots: 0,
            rate: vec![0.0; most.len()],
        };
        simplex.count();
        (0..most.len()).for_each(|row| simplex.hold(row));
        simplex
    }

    /// What one unit of a row is worth; never below zero.
    pub fn price(&self, row: usize) -> f64 {
        self.prices[row].max(0.0)
    }

    /// The columns taken and how much of each.
    pub fn taken(&self) -> impl Iterator<Item = (&Column, f64)> {
        let all = self.columns.iter().zip(&self.value);
        all.filter(|(_, value)| **value > TINY)
            .map(|(column, value)| (column, *value))
    }

    /// Adds a row; `uses` says how much of it a column uses that holds these candidates. The column
    /// `eased`, if any, gives one unit more of it for each unit taken.
    pub fn add_row(&mut self, most: f64, eased: Option<usize>, uses: impl Fn(&[usize]) -> f64) {
        let row = self.most.len();
        let mut used = 0.0;
        if let Some(column) = eased {
            self.columns[column].rows.push((row, -1.0));
            used -= self.value[column];
        }
        for (column, value) in self.columns.iter_mut().zip(&self.value) {
            let share = uses(&column.holds);
            if share != 0.0 {
                column.rows.push((row, share));
                used += share * value;
            }
        }
        self.most.push(loosened(most, row));
        self.used.push(used);
        self.at_row.push(None);
        self.prices.push(0.0);
        self.rate.push(0.0);
        self.hold(row);
    }

    /// Sees to it that a row is kept: what is too much is taken up by a column of its own.
    fn hold(&mut self, row: usize) {
        let over = self.used[row] - self.most[row];
        if over <= 0.0 {
            return;
        }
        let column = self.add_free(self.penalty, vec![(row, -1.0)]);
        self.value[column] = over;
        self.used[row] = self.most[row];
        let weighed = self.kernel.weigh(&self.row_entries(row));
        let combination = vec![0.0; self.kernel.len()];
        self.kernel.grow(&combination, &weighed, -1.0);
        self.basic.push(column);
        self.at_row[row] = Some(self.tight.len());
        self.tight.push(row);
        self.reprice();
    }

    /// Lets columns cost more by what they hold.
    pub fn recost(&mut self, more: impl Fn(&[usize]) -> f64) {
        for column in &mut self.columns {
            column.cost += more(&column.holds);
        }
        self.reprice();
    }

    /// How many numbers it holds, about.
    pub fn size(&self) -> usize {
        let columns = self.columns.iter();
        let columns = columns.map(|column| SPARE + 2 * column.rows.len() + column.holds.len());
        self.kernel.len() * self.kernel.len() + columns.sum::<usize>()
    }

    /// What a column costs.
    pub fn cost(&self, column: usize) -> f64 {
        self.columns[column].cost
    }

    /// Lets one column cost more, to be felt with the next [`Simplex::recost`].
    pub fn add_cost(&mut self, column: usize, more: f64) {
        self.columns[column].cost += more;
    }

    /// How often the basis has changed.
    pub fn pivots(&self) -> usize {
        self.pivots
    }

    /// How much of a column is taken.
    pub fn value(&self, column: usize) -> f64 {
        self.value[column]
    }

    /// Adds a column without a block.
    pub fn add_free(&mut self, cost: f64, rows: Vec<(usize, f64)>) -> usize {
        self.put(Column {
            block: None,
            cost,
            rows,
            holds: Vec::new(),
        })
    }

    fn put(&mut self, column: Column) -> usize {
        let free = column.block.is_none();
        let at = if free { None } else { self.idle.pop() };
        let at = match at {
            Some(at) => {
                self.columns[at] = column;
                at
            }
            None => {
                self.columns.push(column);
                self.value.push(0.0);
                self.columns.len() - 1
            }
        };
        if free {
            self.free.push(at);
        }
        at
    }

    /// Takes a column of a block up, if that is cheaper at these prices.
    pub fn offer(&mut self, column: Column, least: f64) {
        if self.reduced(&column) > -least {
            return;
        }
        let at = self.put(column);
        if !self.pivot(Enters::Column(at)) {
            self.idle.push(at);
        }
    }

    /// Takes up free columns and gives rows back while that is cheaper; whether anything changed.
    pub fn tidy(&mut self, least: f64) -> bool {
        let mut changed = false;
        for _ in 0..MOST_TIDIED {
            let slack =
                (0..self.tight.len()).map(|at| (self.prices[self.tight[at]], Enters::Slack(at)));
            let free = self
                .free
                .iter()
                .filter(|column| self.value[**column] <= 0.0);
            let free = free.map(|at| (self.reduced(&self.columns[*at]), Enters::Column(*at)));
            let best = slack
                .chain(free)
                .min_by(|one, other| one.0.total_cmp(&other.0));
            match best {
                Some((reduced, enters)) if reduced < -least && self.pivot(enters) => changed = true,
                _ => return changed,
            }
        }
        changed
    }

    /// What the rows that a column uses are worth.
    fn worth(&self, column: &Column) -> f64 {
        let rows = column.rows.iter();
        rows.map(|(row, share)| self.prices[*row] * share).sum()
    }

    /// What a column costs beyond what the rows it uses, and its block, are worth.
    fn reduced(&self, column: &Column) -> f64 {
        let priced = |column: &Column| column.cost + self.worth(column);
        let key = column.block.map(|block| &self.columns[self.key[block]]);
        priced(column) - key.map_or(0.0, priced)
    }

    /// The same for a way of a block of which cost and rows together come to `priced`.
    pub fn reduced_by(&self, priced: f64, block: usize) -> f64 {
        let key = &self.columns[self.key[block]];
        priced - key.cost - self.worth(key)
    }

    /// The same for a column without a block.
    pub fn reduced_free(&self, column: usize) -> f64 {
        self.reduced(&self.columns[column])
    }

    /// Prices of the tight rows from what the kernel's columns cost above their keys; all others have none.
    fn reprice(&mut self) {
        let above = |column: &usize| {
            let column = &self.columns[*column];
            let key = column.block.map(|block| &self.columns[self.key[block]]);
            column.cost - key.map_or(0.0, |key| key.cost)
        };
        let costs: Vec<f64> = self.basic.iter().map(above).collect();
        let weighed = self.kernel.weigh(&costs);
        for (at, weight) in weighed.into_iter().enumerate() {
            self.set_price(self.tight[at], -weight);
        }
    }

    /// Moves the prices along a row of the inverse: those of all columns in it but its own stay as they are.
    fn shift_prices(&mut self, column: usize, by: f64) {
        for at in 0..self.tight.len() {
            let row = self.tight[at];
            let share = self.kernel.row(column)[at];
            self.set_price(row, self.prices[row] - by * share);
        }
    }

    /// Changes a price, unless only rounding would.
    fn set_price(&mut self, row: usize, price: f64) {
        if (self.prices[row] - price).abs() > TINY {
            self.prices[row] = price;
            self.changed.push(row);
        }
    }

    /// The rows whose price has changed since this was last asked.
    pub fn changed(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.changed)
    }

    /// Counts what is used of each row.
    fn count(&mut self) {
        self.used.iter_mut().for_each(|used| *used = 0.0);
        for (column, value) in self.columns.iter().zip(&self.value) {
            if *value > 0.0 {
                for (row, share) in &column.rows {
                    self.used[*row] += share * value;
                }
            }
        }
    }
}

/// A limit with a little more room, spread over the rows without regularity and the same in every run.
fn loosened(most: f64, row: usize) -> f64 {
    let spread = ((row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f64;
    most + LOOSE * (1.0 + spread / f64::from(1 << 24))
}
