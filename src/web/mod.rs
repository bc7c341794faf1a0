//! The board.

pub mod board;
