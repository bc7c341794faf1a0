//! The server, in process: requests come in, answers are judged.

mod accounts;
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
mod nowhere;
mod playing;
mod polling;
mod retention;
mod rights;
mod scene;
mod second_factor;
mod sessions;
mod together;
mod way_back;
mod working;
mod world;
