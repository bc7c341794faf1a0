//! Properties that hold for every instance, tried on many tiny ones whose best answer is known and on
//! some larger ones.

mod oracle;
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;
mod properties {
    mod arranged;
    mod between;
    mod exported;
    mod linked;
    mod moves;
    mod newcomers;
    mod notice;
    mod obstacles;
    mod oracle;
    mod peer;
    mod prices;
    mod smallest;
    mod solver;
    mod split;
    mod steady;
    mod tried;
    mod ways_out;
}
