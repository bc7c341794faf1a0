//! One step of the method: something enters the master, something leaves it, the inverse follows.

use super::kernel::Kernel;
use super::{Column, Simplex, TINY};

/// The least a pivot may be.
const PIVOT: f64 = 1e-7;
/// How often keys may change in one step: where several end at once they could take turns for ever.
const MOST_CROWNED: usize = 16;
/// Pivots after which the inverse is made anew.
const FRESH: usize = 300;

/// What starts to be used.
#[derive(Clone, Copy)]
pub(super) enum Enters {
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
    pub(super) fn row_entries(&self, row: usize) -> Vec<f64> {
        let columns = self.basic.iter();
        columns.map(|column| self.entry(*column, row)).collect()
    }

    /// One step: something enters, something leaves. Whether it could be done.
    pub(super) fn pivot(&mut self, enters: Enters) -> bool {
        for _ in 0..MOST_CROWNED {
            let combination = match enters {
                Enters::Column(column) => self.kernel.combine(&self.entries(column)),
                Enters::Slack(at) => self.kernel.combine(&[(at, 1.0)]),
            };
            let (moves, touched) = self.moves(enters, &combination);
            let Some((leaves, step)) = self.first_to_leave(&combination, &moves, &touched) else {
                touched.iter().for_each(|row| self.rate[*row] = 0.0);
                return false;
            };
            if let Leaves::Key(block) = leaves
                && let Some(heir) = self.heir(block)
            {
                touched.iter().for_each(|row| self.rate[*row] = 0.0);
                self.crown(block, heir);
                continue;
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
            if self.pivots.is_multiple_of(FRESH) {
                self.refresh();
                self.reprice();
            }
            return true;
        }
        false
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
        let soonest = ends
            .iter()
            .map(|(left, rate, _)| (left.max(0.0) + TINY) / rate);
        let soonest = soonest.min_by(f64::total_cmp)?;
        let among = ends
            .into_iter()
            .filter(|(left, rate, _)| left / rate <= soonest);
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
        let members = self.members[block]
            .iter_mut()
            .filter(|column| **column == heir);
        members.for_each(|column| *column = old);
    }

    /// What enters takes the place of what leaves; the inverse and the prices follow.
    fn exchange(&mut self, enters: Enters, leaves: Leaves, combination: &[f64]) {
        match (enters, leaves) {
            (Enters::Column(column), Leaves::Key(block)) => {
                self.retire(self.key[block]);
                self.key[block] = column;
            }
            (Enters::Column(column), Leaves::Basic(at)) => {
                let saved = self.reduced(&self.columns[column]);
                self.kernel.replace_column(at, combination);
                let gone = std::mem::replace(&mut self.basic[at], column);
                self.leave_block(gone);
                self.join_block(column);
                self.retire(gone);
                self.shift_prices(at, saved);
            }
            (Enters::Column(column), Leaves::Row(row)) => {
                let saved = self.reduced(&self.columns[column]);
                let entries = self.row_entries(row);
                let weighed = self.kernel.weigh(&entries);
                let own = self.entry(column, row);
                let beside: f64 = entries
                    .iter()
                    .zip(combination)
                    .map(|(one, other)| one * other)
                    .sum();
                self.kernel.grow(combination, &weighed, own - beside);
                self.basic.push(column);
                self.join_block(column);
                self.at_row[row] = Some(self.tight.len());
                self.tight.push(row);
                self.shift_prices(self.basic.len() - 1, saved);
            }
            (Enters::Slack(at), Leaves::Basic(gone)) => {
                let row = self.tight[at];
                self.shift_prices(gone, self.prices[row] / self.kernel.row(gone)[at]);
                self.set_price(row, 0.0);
                self.kernel.shrink(at, gone);
                let column = self.basic.swap_remove(gone);
                self.leave_block(column);
                self.retire(column);
                self.tight.swap_remove(at);
                self.at_row[row] = None;
                if let Some(moved) = self.tight.get(at) {
                    self.at_row[*moved] = Some(at);
                }
            }
            (Enters::Slack(at), Leaves::Row(row)) => {
                let weighed = self.kernel.weigh(&self.row_entries(row));
                let gone = std::mem::replace(&mut self.tight[at], row);
                let price = self.prices[gone] / weighed[at];
                self.set_price(gone, 0.0);
                self.at_row[gone] = None;
                self.at_row[row] = Some(at);
                self.kernel.replace_row(at, &weighed);
                self.set_price(row, price);
                for (other, share) in weighed.iter().enumerate().filter(|(other, _)| *other != at) {
                    let other = self.tight[other];
                    self.set_price(other, self.prices[other] - price * share);
                }
            }
            // A key without an heir changes only when a column of its own block enters.
            (Enters::Slack(_), Leaves::Key(_)) => {}
        }
    }

    fn entry(&self, column: usize, row: usize) -> f64 {
        let column = &self.columns[column];
        let key = column.block.map(|block| &self.columns[self.key[block]]);
        column.uses(row) - key.map_or(0.0, |key| key.uses(row))
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
}
