//! The inverse of the part of a basis that is neither a block's key nor a slack: tight rows against the
//! columns that hold them. It grows, shrinks and changes by one row or column at a time.

/// An inverse, row by row: one row for each column of the kernel, one entry for each of its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Kernel {
    rows: Vec<Vec<f64>>,
}

impl Kernel {
    /// How many rows (and columns) are held.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The inverse of a matrix given by its rows, or `None` when it has none.
    pub fn invert(mut matrix: Vec<Vec<f64>>) -> Option<Self> {
        let size = matrix.len();
        let mut rows: Vec<Vec<f64>> = (0..size)
            .map(|row| (0..size).map(|at| f64::from(u8::from(at == row))).collect())
            .collect();
        for step in 0..size {
            let pivot = (step..size).max_by(|one, other| {
                let size = |row: &usize| matrix[*row][step].abs();
                size(one).total_cmp(&size(other))
            })?;
            matrix.swap(step, pivot);
            rows.swap(step, pivot);
            let factor = 1.0 / matrix[step][step];
            if !factor.is_finite() || factor.abs() > 1e11 {
                return None;
            }
            scale(&mut matrix[step], factor);
            scale(&mut rows[step], factor);
            let (top, held) = (matrix[step].clone(), rows[step].clone());
            for row in (0..size).filter(|row| *row != step) {
                let factor = matrix[row][step];
                if factor != 0.0 {
                    subtract(&mut matrix[row], factor, &top);
                    subtract(&mut rows[row], factor, &held);
                }
            }
        }
        Some(Self { rows })
    }

    /// What each of the kernel's rows has to do with a column.
    pub fn row(&self, column: usize) -> &[f64] {
        &self.rows[column]
    }

    /// The kernel's columns in a combination that makes up a column given by its entries.
    pub fn combine(&self, entries: &[(usize, f64)]) -> Vec<f64> {
        let of = |row: &Vec<f64>| entries.iter().map(|(at, factor)| row[*at] * factor).sum();
        self.rows.iter().map(of).collect()
    }

    /// Weights of the kernel's columns turned into weights of its rows.
    pub fn weigh(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.len()];
        for (row, weight) in self.rows.iter().zip(weights) {
            if *weight != 0.0 {
                subtract(&mut sum, -weight, row);
            }
        }
        sum
    }

    /// Another column in place of `column`; `combination` makes it up.
    pub fn replace_column(&mut self, column: usize, combination: &[f64]) {
        let factor = 1.0 / combination[column];
        scale(&mut self.rows[column], factor);
        let held = self.rows[column].clone();
        for (at, row) in self.rows.iter_mut().enumerate() {
            if at != column && combination[at] != 0.0 {
                subtract(row, combination[at], &held);
            }
        }
    }

    /// Another row in place of `row`; `weighed` is the new row's entries turned into weights of rows.
    pub fn replace_row(&mut self, row: usize, weighed: &[f64]) {
        let factor = 1.0 / weighed[row];
        for held in &mut self.rows {
            let share = held[row] * factor;
            if share != 0.0 {
                subtract(held, share, weighed);
            }
            held[row] = share;
        }
    }

    /// One more row and column. `combination` makes up the column in the old rows, `weighed` is the new
    /// row turned into weights of the old rows, `corner` what is left of the new entry where they meet.
    pub fn grow(&mut self, combination: &[f64], weighed: &[f64], corner: f64) {
        for (held, share) in self.rows.iter_mut().zip(combination) {
            let share = share / corner;
            if share != 0.0 {
                subtract(held, -share, weighed);
            }
            held.push(-share);
        }
        let last = weighed.iter().map(|weight| -weight / corner);
        self.rows.push(last.chain([1.0 / corner]).collect());
    }

    /// Takes a row and a column out; the last of each takes its number.
    pub fn shrink(&mut self, row: usize, column: usize) {
        let held = self.rows.swap_remove(column);
        for left in &mut self.rows {
            let share = left[row] / held[row];
            if share != 0.0 {
                subtract(left, share, &held);
            }
            left.swap_remove(row);
        }
    }

    /// Changes the sign of what `column` stands for, and takes it off the others given.
    pub fn turn(&mut self, column: usize, others: &[usize]) {
        let mut sum = self.rows[column].clone();
        for other in others {
            let row = self.rows[*other].clone();
            subtract(&mut sum, -1.0, &row);
        }
        scale(&mut sum, -1.0);
        self.rows[column] = sum;
    }
}

fn scale(row: &mut [f64], factor: f64) {
    row.iter_mut().for_each(|value| *value *= factor);
}

fn subtract(row: &mut [f64], factor: f64, other: &[f64]) {
    for (value, other) in row.iter_mut().zip(other) {
        *value -= factor * other;
    }
}
