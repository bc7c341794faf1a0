//! Rule files: what is read from them, and what is said about every fault.

mod authors;
mod documents;
mod employers;
mod faults;
mod layers;
mod shipped;
mod stage;
