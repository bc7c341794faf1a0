//! Team folders: `team.toml` and plain lists come in, a judged [`Team`] goes out.

mod absence;
mod alternate;
mod amend;
mod assignments;
mod attendance;
mod care;
mod cases;
mod draft;
mod files;
mod folder;
mod judge;
pub mod lists;
mod load;
mod lookup;
mod meetings;
mod model;
mod named;
mod out;
mod people;
mod recorded;
mod retention;
mod roles;
mod settings;
mod slot_text;
mod tailoring;
mod template;
mod travel;
mod week;
mod week_words;
mod words;

pub use absence::AwayKind;
pub use alternate::AlternateWeeks;
pub use amend::{Cells, rows_with, with_cells, with_hours, with_row, without_row};
pub use attendance::Flaw;
pub use files::{
    FileOps, FileSet, FilesError, FilesVersion, FolderFiles, OnDisk, PreparedChange, Rewritten,
    TeamFiles,
};
pub use folder::{FolderStamp, folder_stamp};
pub use judge::judge_ahead;
pub use load::{keys, load, load_set};
pub use model::*;
pub use retention::Retention;
pub use slot_text::{SlotText, parse_slots};
pub use template::{Written, blank, skeleton, template};
pub use week::{WeekFault, parse_hours, parse_week, week_in};
