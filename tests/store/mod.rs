//! What is kept, in every backend alike, and what only a disk can get wrong.

mod archive;
mod book;
mod crash;
mod damage;
mod disk;
mod export;
mod folder;
mod formats;
mod full;
mod growth;
mod looks;
mod power;
mod retention;
mod some;
mod turns;
mod writer;
