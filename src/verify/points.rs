//! Points of quality, by part.

use std::ops::{Add, AddAssign};

use crate::series::quality::Part;

/// What something costs in quality, by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points([i64; Part::ALL.len()]);

impl Points {
    /// Points of one part.
    pub fn of(part: Part, points: i64) -> Self {
        let mut all = Self::default();
        all.0[part as usize] = points;
        all
    }

    /// Those of a part.
    pub fn part(&self, part: Part) -> i64 {
        self.0[part as usize]
    }

    /// All together.
    pub fn sum(&self) -> i64 {
        self.0.iter().sum()
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(here, there)| *here += there);
    }
}

impl Add for Points {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}
