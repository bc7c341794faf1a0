//! The server, in process: requests come in, answers are judged.

#[path = "web/board.rs"]
mod board;
#[path = "web/door.rs"]
mod door;
#[path = "web/world.rs"]
mod world;
