//! What is kept, in every backend alike, and what only a disk can get wrong.

mod archive;
mod backup;
mod book;
mod crash;
mod damage;
mod disk;
mod export;
mod faults;
mod folder;
mod formats;
mod full;
mod growth;
mod lies;
mod looks;
mod power;
mod rescue;
mod retention;
mod sectors;
mod some;
mod turns;
mod writer;
