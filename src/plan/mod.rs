//! The solver's answer as a calendar: an instance and its assignment come in, a [`Plan`] goes out;
//! published, it becomes what subscribers know.

mod model;
mod publish;
mod published;

pub use crate::rules::Text;
pub use model::*;
pub use publish::GRACE_DAYS;
pub use published::*;
