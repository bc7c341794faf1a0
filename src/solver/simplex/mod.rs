//! A linear programme of blocks: of each block exactly one column in all is taken, and rows limit what
//! columns of several blocks use together. Columns come in one by one, as somebody prices them; a
//! cheaper mixture of them and the prices of the rows go out.
//!
//! The primal simplex method with generalised upper bounds (Dantzig and Van Slyke, 1967): each block
//! has a key column, and only the rows that are tight need an inverse, which stays small.

mod kernel;

use kernel::Kernel;

/// Below this a value counts as zero.
const TINY: f64 = 1e-9;
/// The least a pivot may be.
const PIVOT: f64 = 1e-7;
/// Pivots after which the inverse is made anew.
const FRESH: usize = 300;
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
    penalty: f64,
    pivots: usize,
    rate: Vec<f64>,
}

/// What starts to be used.
#[derive(Clone, Copy)]
enum Enters {
    Column(usize),
    /// Less of a tight row.
    Slack(usize),
}

/// What stops to be used.
#[derive(Clone, Copy)]
enum Leaves {
    Basic(usize),
    Key(usize),
    Row(usize),
}

impl Simplex {
    /// A programme whose blocks take these columns to begin with, one for each, and whose rows have these
    /// limits. What is taken may break a row only at `penalty` a unit.
    pub fn new(keys: Vec<Column>, most: &[f64], penalty: f64) -> Self {
        let mut simplex = Self {
            most: (0..most.len()).map(|row| loosened(most[row], row)).collect(),
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

    /// What is taken costs.
    pub fn cost(&self) -> f64 {
        self.taken().map(|(column, value)| column.cost * value).sum()
    }

    /// How many rows are tight.
    pub fn tight(&self) -> usize {
        self.tight.len()
    }

    /// How often the basis changed.
    pub fn pivots(&self) -> usize {
        self.pivots
    }

    /// Adds a row; `uses` says how much of it a column uses that holds these candidates.
    pub fn add_row(&mut self, most: f64, uses: impl Fn(&[usize]) -> f64) -> usize {
        let row = self.most.len();
        let mut used = 0.0;
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
        row
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

    /// Adds a column without a block.
    pub fn add_free(&mut self, cost: f64, rows: Vec<(usize, f64)>) -> usize {
        self.put(Column {
            block: None,
            cost,
            rows,
            holds: Vec::new(),
        })
    }

    /// Lets a free column use another row.
    pub fn extend_free(&mut self, column: usize, row: usize, share: f64) {
        self.columns[column].rows.push((row, share));
        self.used[row] += share * self.value[column];
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

    /// Takes a column of a block up, if that is cheaper at these prices; whether anything changed.
    pub fn offer(&mut self, column: Column, least: f64) -> bool {
        if self.reduced(&column) > -least {
            return false;
        }
        let at = self.put(column);
        let changed = self.pivot(Enters::Column(at));
        if !self.is_in_use(at) && !self.idle.contains(&at) {
            self.idle.push(at);
        }
        changed
    }

    /// Takes up free columns and gives rows back while that is cheaper; whether anything changed.
    pub fn tidy(&mut self, least: f64) -> bool {
        let mut changed = false;
        loop {
            let slack = (0..self.tight.len())
                .map(|at| (self.prices[self.tight[at]], Enters::Slack(at)));
            let free = self.free.iter().filter(|column| self.value[**column] <= 0.0);
            let free = free.map(|at| (self.reduced(&self.columns[*at]), Enters::Column(*at)));
            let best = slack.chain(free).min_by(|one, other| one.0.total_cmp(&other.0));
            match best {
                Some((reduced, enters)) if reduced < -least && self.pivot(enters) => changed = true,
                _ => return changed,
            }
        }
    }

    fn is_in_use(&self, column: usize) -> bool {
        let is_key = self.columns[column].block.is_some_and(|block| self.key[block] == column);
        is_key || self.basic.contains(&column)
    }

    /// What a column costs beyond what the rows it uses, and its block, are worth.
    pub fn reduced(&self, column: &Column) -> f64 {
        let priced = |column: &Column| {
            let rows = column.rows.iter();
            column.cost + rows.map(|(row, share)| self.prices[*row] * share).sum::<f64>()
        };
        let key = column.block.map_or(0.0, |block| priced(&self.columns[self.key[block]]));
        priced(column) - key
    }

    /// The same for a way of a block of which cost and rows together come to `priced`.
    pub fn reduced_by(&self, priced: f64, block: usize) -> f64 {
        let key = &self.columns[self.key[block]];
        let rows = key.rows.iter();
        priced - key.cost - rows.map(|(row, share)| self.prices[*row] * share).sum::<f64>()
    }

    /// The same for a column without a block.
    pub fn reduced_free(&self, column: usize) -> f64 {
        self.reduced(&self.columns[column])
    }

    /// The entries of a column, less those of its block's key, in the kernel's rows.
    fn entries(&self, column: usize) -> Vec<(usize, f64)> {
        let column = &self.columns[column];
        let key = column.block.map(|block| &self.columns[self.key[block]]);
        let own = column.rows.iter().copied();
        let less = key.into_iter().flat_map(|key| &key.rows);
        own.chain(less.map(|(row, share)| (*row, -share)))
            .filter_map(|(row, share)| Some((self.at_row[row]?, share)))
            .collect()
    }

    /// What each of the kernel's columns uses of a row, less what its block's key does.
    fn row_entries(&self, row: usize) -> Vec<f64> {
        let of = |column: &Column| {
            let found = column.rows.binary_search_by_key(&row, |(row, _)| *row);
            found.map_or(0.0, |at| column.rows[at].1)
        };
        let entry = |column: &usize| {
            let column = &self.columns[*column];
            let key = column.block.map(|block| &self.columns[self.key[block]]);
            of(column) - key.map_or(0.0, of)
        };
        self.basic.iter().map(entry).collect()
    }

    /// One step: something enters, something leaves. Whether it could be done.
    fn pivot(&mut self, enters: Enters) -> bool {
        loop {
            let combination = match enters {
                Enters::Column(column) => self.kernel.combine(&self.entries(column)),
                Enters::Slack(at) => self.kernel.combine(&[(at, 1.0)]),
            };
            let (moves, touched) = self.moves(enters, &combination);
            let Some((leaves, step)) = self.first_to_leave(&combination, &moves, &touched) else {
                touched.iter().for_each(|row| self.rate[*row] = 0.0);
                return false;
            };
            if let Leaves::Key(block) = leaves {
                if let Some(heir) = self.heir(block) {
                    touched.iter().for_each(|row| self.rate[*row] = 0.0);
                    self.crown(block, heir);
                    continue;
                }
            }
            for (column, rate) in &moves {
                self.value[*column] = (self.value[*column] + step * rate).max(0.0);
            }
            for row in touched {
                self.used[row] += step * self.rate[row];
                self.rate[row] = 0.0;
            }
            self.exchange(enters, leaves, &combination);
            self.pivots += 1;
            if self.pivots % FRESH == 0 {
                self.refresh();
            }
            self.reprice();
            return true;
        }
    }

    /// How fast columns change as something enters, and the rows whose use changes (`rate`).
    fn moves(&mut self, enters: Enters, combination: &[f64]) -> (Vec<(usize, f64)>, Vec<usize>) {
        let mut moves: Vec<(usize, f64)> = Vec::new();
        let mut keys: Vec<(usize, f64)> = Vec::new();
        let mut push = |column: usize, rate: f64, columns: &[Column]| {
            moves.push((column, rate));
            if let Some(block) = columns[column].block {
                keys.push((block, -rate));
            }
        };
        if let Enters::Column(column) = enters {
            push(column, 1.0, &self.columns);
        }
        for (at, share) in combination.iter().enumerate() {
            if share.abs() > TINY {
                push(self.basic[at], -share, &self.columns);
            }
        }
        keys.sort_by_key(|(block, _)| *block);
        for group in keys.chunk_by(|one, other| one.0 == other.0) {
            let rate: f64 = group.iter().map(|(_, rate)| rate).sum();
            if rate.abs() > TINY {
                moves.push((self.key[group[0].0], rate));
            }
        }
        let mut touched = Vec::new();
        for (column, rate) in &moves {
            for (row, share) in &self.columns[*column].rows {
                if self.rate[*row] == 0.0 {
                    touched.push(*row);
                }
                self.rate[*row] += rate * share;
                if self.rate[*row] == 0.0 {
                    self.rate[*row] = f64::MIN_POSITIVE;
                }
            }
        }
        (moves, touched)
    }

    /// What stops first, and after how much; of those that stop at nearly the same time the one that
    /// changes fastest.
    fn first_to_leave(
        &self,
        combination: &[f64],
        moves: &[(usize, f64)],
        touched: &[usize],
    ) -> Option<(Leaves, f64)> {
        let mut ends: Vec<(f64, f64, Leaves)> = Vec::new();
        for (at, share) in combination.iter().enumerate() {
            if *share > PIVOT {
                ends.push((self.value[self.basic[at]], *share, Leaves::Basic(at)));
            }
        }
        for (column, rate) in moves {
            let block = self.columns[*column].block;
            let key = block.filter(|block| self.key[*block] == *column);
            if let (Some(block), true) = (key, *rate < -PIVOT) {
                ends.push((self.value[*column], -rate, Leaves::Key(block)));
            }
        }
        for row in touched {
            let rate = self.rate[*row];
            if rate > PIVOT && self.at_row[*row].is_none() {
                ends.push((self.most[*row] - self.used[*row], rate, Leaves::Row(*row)));
            }
        }
        let soonest = ends.iter().map(|(left, rate, _)| (left.max(0.0) + TINY) / rate);
        let soonest = soonest.min_by(f64::total_cmp)?;
        let among = ends.into_iter().filter(|(left, rate, _)| left / rate <= soonest);
        let (left, rate, leaves) = among.max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some((leaves, (left / rate).max(0.0)))
    }

    /// A column of the block that can be its key instead: the one taken most.
    fn heir(&self, block: usize) -> Option<usize> {
        let taken = |column: &usize| self.value[*column];
        let members = self.members[block].iter().copied();
        members.max_by(|one, other| taken(one).total_cmp(&taken(other)))
    }

    /// Makes a column of the kernel the key of its block; the old key takes its place.
    fn crown(&mut self, block: usize, heir: usize) {
        let Some(place) = self.basic.iter().position(|column| *column == heir) else {
            return;
        };
        let old = self.key[block];
        let others: Vec<usize> = (0..self.basic.len())
            .filter(|at| *at != place && self.columns[self.basic[*at]].block == Some(block))
            .collect();
        self.kernel.turn(place, &others);
        self.basic[place] = old;
        self.key[block] = heir;
        let members = self.members[block].iter_mut().filter(|column| **column == heir);
        members.for_each(|column| *column = old);
    }

    fn exchange(&mut self, enters: Enters, leaves: Leaves, combination: &[f64]) {
        match (enters, leaves) {
            (Enters::Column(column), Leaves::Key(block)) => {
                self.retire(self.key[block]);
                self.key[block] = column;
            }
            (Enters::Column(column), Leaves::Basic(at)) => {
                self.kernel.replace_column(at, combination);
                let gone = std::mem::replace(&mut self.basic[at], column);
                self.leave_block(gone);
                self.join_block(column);
                self.retire(gone);
            }
            (Enters::Column(column), Leaves::Row(row)) => {
                let entries = self.row_entries(row);
                let weighed = self.kernel.weigh(&entries);
                let own = self.entry(column, row);
                let beside: f64 = entries.iter().zip(combination).map(|(one, other)| one * other).sum();
                self.kernel.grow(combination, &weighed, own - beside);
                self.basic.push(column);
                self.join_block(column);
                self.at_row[row] = Some(self.tight.len());
                self.tight.push(row);
            }
            (Enters::Slack(at), Leaves::Basic(gone)) => {
                self.kernel.shrink(at, gone);
                let column = self.basic.swap_remove(gone);
                self.leave_block(column);
                self.retire(column);
                let row = self.tight.swap_remove(at);
                self.at_row[row] = None;
                if let Some(moved) = self.tight.get(at) {
                    self.at_row[*moved] = Some(at);
                }
            }
            (Enters::Slack(at), Leaves::Row(row)) => {
                let weighed = self.kernel.weigh(&self.row_entries(row));
                self.kernel.replace_row(at, &weighed);
                self.at_row[self.tight[at]] = None;
                self.tight[at] = row;
                self.at_row[row] = Some(at);
            }
            // A key without an heir changes only when a column of its own block enters.
            (Enters::Slack(_), Leaves::Key(_)) => {}
        }
    }

    fn entry(&self, column: usize, row: usize) -> f64 {
        let of = |column: &Column| {
            let found = column.rows.binary_search_by_key(&row, |(row, _)| *row);
            found.map_or(0.0, |at| column.rows[at].1)
        };
        let column = &self.columns[column];
        let key = column.block.map_or(0.0, |block| of(&self.columns[self.key[block]]));
        of(column) - key
    }

    fn join_block(&mut self, column: usize) {
        if let Some(block) = self.columns[column].block {
            self.members[block].push(column);
        }
    }

    fn leave_block(&mut self, column: usize) {
        if let Some(block) = self.columns[column].block {
            self.members[block].retain(|member| *member != column);
        }
    }

    fn retire(&mut self, column: usize) {
        self.value[column] = 0.0;
        if self.columns[column].block.is_some() {
            self.idle.push(column);
        }
    }

    /// Prices of the tight rows from what the kernel's columns cost above their keys.
    fn reprice(&mut self) {
        let costs: Vec<f64> = self
            .basic
            .iter()
            .map(|column| {
                let column = &self.columns[*column];
                let key = column.block.map_or(0.0, |block| self.columns[self.key[block]].cost);
                column.cost - key
            })
            .collect();
        let weighed = self.kernel.weigh(&costs);
        self.prices.iter_mut().for_each(|price| *price = 0.0);
        for (at, row) in self.tight.iter().enumerate() {
            self.prices[*row] = -weighed[at];
        }
    }

    /// Makes inverse, values and use of rows anew, free of rounding gathered on the way.
    fn refresh(&mut self) {
        let size = self.basic.len();
        let mut matrix = vec![vec![0.0; size]; size];
        for (at, column) in self.basic.iter().enumerate() {
            for (row, share) in self.entries(*column) {
                matrix[row][at] += share;
            }
        }
        let Some(kernel) = Kernel::invert(matrix) else {
            return;
        };
        self.kernel = kernel;
        let mut left: Vec<f64> = self.tight.iter().map(|row| self.most[*row]).collect();
        for key in &self.key {
            for (row, share) in &self.columns[*key].rows {
                if let Some(at) = self.at_row[*row] {
                    left[at] -= share;
                }
            }
        }
        let entries: Vec<_> = left.into_iter().enumerate().collect();
        let values = self.kernel.combine(&entries);
        for key in &self.key {
            self.value[*key] = 1.0;
        }
        for (column, value) in self.basic.iter().zip(values) {
            self.value[*column] = value.max(0.0);
            if let Some(block) = self.columns[*column].block {
                let key = self.key[block];
                self.value[key] = (self.value[key] - value).max(0.0);
            }
        }
        self.count();
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
