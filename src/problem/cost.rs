//! Costs as vectors, compared layer by layer.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Index, Sub, SubAssign};

use crate::series::cost::LAYERS;

/// What something costs in each layer of the objective; ordered as the layers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost(pub [i64; LAYERS.len()]);

impl Cost {
    /// Nothing.
    pub const ZERO: Self = Self([0; LAYERS.len()]);

    /// `value` in one layer.
    pub fn of(layer: usize, value: i64) -> Self {
        let mut cost = Self::ZERO;
        cost.0[layer] = value;
        cost
    }

    /// The sum of the layers by these weights.
    pub fn weighed(&self, weights: &[f64; LAYERS.len()]) -> f64 {
        self.0
            .iter()
            .zip(weights)
            .map(|(value, weight)| *value as f64 * weight)
            .sum()
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(here, there)| *here += there);
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::ZERO, Add::add)
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(mut self, other: Self) -> Self {
        self -= other;
        self
    }
}

impl SubAssign for Cost {
    fn sub_assign(&mut self, other: Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(here, there)| *here -= there);
    }
}

impl Index<usize> for Cost {
    type Output = i64;

    fn index(&self, layer: usize) -> &i64 {
        &self.0[layer]
    }
}
