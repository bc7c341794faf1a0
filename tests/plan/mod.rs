//! Plans out of small instances built by hand: what is placed, how it is named, what is left out
//! and why.

mod assemble;
mod identity;
mod json;
mod left_out;
mod reason;
mod small;
mod trade_offs;
