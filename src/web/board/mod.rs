//! The board a team lead works on: a sight of the team comes in, pages go out. What a page shows is worked out
//! as data first (`quarter`, `week`, `person`), and written as HTML and SVG beside it.

pub mod add;
pub mod axis;
pub mod card;
pub mod case;
pub mod changes;
pub mod confirm;
pub mod enter;
pub mod home;
pub mod look;
pub mod meeting;
pub mod overdue;
pub mod person;
pub mod planning;
pub mod quarter;
mod quarter_page;
pub mod week;

pub use self::look::{Look, May, Sheet};
pub use self::quarter_page::page as quarter_page;
