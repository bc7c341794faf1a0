//! The solver's answer as a calendar: an instance and its assignment come in, a [`Plan`] goes out;
//! published, it becomes what subscribers know.

mod alignment;
mod assemble;
mod changes;
mod fact;
mod figures;
mod fixed;
mod identity;
mod json;
mod kept;
mod model;
mod occurrence;
mod publish;
mod published;
mod read_back;
mod reason;
mod urgent;

pub use assemble::{Meta, assemble, assemble_until, moved};
pub use changes::{Change, ChangeKind, Changes};
pub use fact::*;
pub use figures::{Figures, Share, figures};
pub use fixed::placement;
pub use identity::issued;
pub use json::PlanView;
pub use kept::Kept;
pub use model::*;
pub use publish::{AROUND, GRACE_DAYS, LiveDuties};
pub use published::*;
pub use read_back::read_back;
pub use reason::{Offer, Outlook};
pub use urgent::{Beforehand, Urgent};
