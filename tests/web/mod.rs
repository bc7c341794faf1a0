//! The server, in process: requests come in, answers are judged.

mod attack;
mod board;
mod caller;
mod door;
mod entering;
mod feeds;
mod landing;
mod malformed;
mod playing;
mod polling;
mod rights;
mod scene;
mod sessions;
mod working;
mod world;
