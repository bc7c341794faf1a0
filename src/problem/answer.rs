//! The answer to a problem: which meeting when and with whom, and what is proven about it.

use crate::series::cost::LAYERS;

/// A meeting in its place; numbers index into the instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    /// The series.
    pub series: usize,
    /// The day.
    pub day: usize,
    /// First slot.
    pub start: u32,
    /// Length in slots.
    pub len: u32,
    /// Those who come: one resource for each seat of the day's cast, in the order of the seats,
    /// then the invited who come, in the order of the members.
    pub people: Vec<usize>,
}

/// What is known of one layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// What the answer costs in it.
    pub value: i64,
    /// No answer as good in the layers before costs less.
    pub bound: i64,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// The meetings, ordered by series, then day.
    pub placed: Vec<Placed>,
    /// The layers in order, see [`LAYERS`].
    pub layers: [Bound; LAYERS.len()],
    /// Wall-clock seconds spent.
    pub seconds: f64,
}
