//! The server, in process: requests come in, answers are judged.

mod attack;
mod audit;
mod board;
mod caller;
mod crowd;
mod discreet;
mod door;
mod entering;
mod feeds;
mod landing;
mod leaving;
mod malformed;
mod matrix;
mod playing;
mod polling;
mod rights;
mod scene;
mod second_factor;
mod sessions;
mod way_back;
mod working;
mod world;
