//! Rule files: what is read from them, and what is said about every fault.

#[path = "rules/documents.rs"]
mod documents;
#[path = "rules/employers.rs"]
mod employers;
#[path = "rules/faults.rs"]
mod faults;
#[path = "rules/layers.rs"]
mod layers;
#[path = "rules/shipped.rs"]
mod shipped;
#[path = "rules/stage.rs"]
mod stage;
