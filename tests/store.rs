//! What is kept, in every backend alike, and what only a disk can get wrong.

#[path = "store/archive.rs"]
mod archive;
#[path = "store/book.rs"]
mod book;
#[path = "store/crash.rs"]
mod crash;
#[path = "store/damage.rs"]
mod damage;
#[path = "store/disk.rs"]
mod disk;
#[path = "store/export.rs"]
mod export;
#[path = "store/folder.rs"]
mod folder;
#[path = "store/formats.rs"]
mod formats;
#[path = "store/full.rs"]
mod full;
#[path = "store/looks.rs"]
mod looks;
#[path = "store/power.rs"]
mod power;
#[path = "store/retention.rs"]
mod retention;
#[path = "store/some.rs"]
mod some;
#[path = "store/turns.rs"]
mod turns;
#[path = "store/writer.rs"]
mod writer;
