//! The server, in process: requests come in, answers are judged.

#[path = "web/attack.rs"]
mod attack;
#[path = "web/board.rs"]
mod board;
#[path = "common/calendar.rs"]
mod calendar;
#[path = "web/caller.rs"]
mod caller;
#[path = "web/discreet.rs"]
mod discreet;
#[path = "web/door.rs"]
mod door;
#[path = "web/entering.rs"]
mod entering;
#[path = "web/feeds.rs"]
mod feeds;
#[path = "web/landing.rs"]
mod landing;
#[path = "web/leaving.rs"]
mod leaving;
#[path = "web/malformed.rs"]
mod malformed;
#[path = "web/matrix.rs"]
mod matrix;
#[path = "web/playing.rs"]
mod playing;
#[path = "web/polling.rs"]
mod polling;
#[path = "web/rights.rs"]
mod rights;
#[path = "web/scene.rs"]
mod scene;
#[path = "web/sessions.rs"]
mod sessions;
#[path = "web/way_back.rs"]
mod way_back;
#[path = "web/working.rs"]
mod working;
#[path = "web/world.rs"]
mod world;
