//! Plans out of small instances built by hand: what is placed, how it is named, what is left out
//! and why.

#[path = "plan/assemble.rs"]
mod assemble;
#[path = "plan/identity.rs"]
mod identity;
#[path = "plan/json.rs"]
mod json;
#[path = "plan/left_out.rs"]
mod left_out;
#[path = "plan/reason.rs"]
mod reason;
#[path = "plan/small.rs"]
mod small;
