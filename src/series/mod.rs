//! Rules × team: what must be planned in a term, with whom, when they are free, and what already
//! stands. Rules, team, records and the published plan come in; an [`Instance`] goes out.
//!
//! [`expand`] walks the rules once. Beside it each file answers one question: `care` (which day is
//! in which phase), `calendar` (which days are worked), `availability` (who is free), `roster` (who
//! is which resource), `history` (what was held or stands), `about` (whom a rule concerns),
//! `variants` (which form of it holds), `casts` (who comes), `shape` (how long, where, at what
//! times), `promises` (what people know of it already), `anchors` and `repeats` (what a date counts
//! from), `overdue` (what becomes of a date long passed). Then there is one file for each kind of
//! demand: `milestones`, `cadences` with their `pieces` (`rhythm` makes known what they count from), `weekly` with `loads`, `duties`, `stays`;
//! `nothing` says where a rule can plan nothing; and at the end `fixed` with its `conflicts`, `bundles` and `strain` (with `asking`) look at the
//! whole. Beside `expand` stands `owed`: the same dates, asked of what is not met yet. `model` and `requirement` say what goes out.

mod about;
mod anchors;
mod asking;
mod availability;
mod begun_anew;
mod bundles;
mod cadences;
mod calendar;
mod care;
mod casts;
mod conflicts;
pub mod cost;
mod duties;
mod earlier;
mod expand;
mod fixed;
mod history;
mod joint;
mod loads;
mod milestones;
mod model;
mod note;
mod nothing;
mod notice;
mod out;
mod overdue;
mod owed;
mod parts;
mod pieces;
mod promises;
pub mod quality;
mod repeats;
mod requirement;
mod rhythm;
mod roster;
mod shape;

mod standard;
mod stays;
mod strain;
pub mod timetable;
mod variants;
mod weekly;
mod world;

pub use crate::records::{
    ChosenBy, StandingKey, StandingRow, StandingSlot, end, most_in_a_week, newest, put, row_on,
};
pub use crate::team::AwayKind;
pub use care::{OutOfCare, is_of_the_end, is_still_due, out_of_care};
pub use earlier::{Earlier, Standing};
pub use expand::expand;
pub use joint::joint_starts;
pub use model::*;
pub use note::Note;
pub use notice::{earliest_start, notice, notice_days, workdays};
pub use owed::{Kind, Lapse, Obligation, Owed, Shortfall, owed};
pub use promises::Promise;
pub use requirement::*;
pub use standard::{Keeps, Standard, Usual};
pub use stays::lodged;
