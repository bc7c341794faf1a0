//! What is kept, in every backend alike, and what only a disk can get wrong.

#[path = "store/archive.rs"]
mod archive;
#[path = "store/book.rs"]
mod book;
#[path = "store/sled.rs"]
mod sled;
#[path = "store/some.rs"]
mod some;
