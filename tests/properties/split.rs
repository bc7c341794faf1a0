//! The split of the cost: whatever is planned or planned anew, by rule and by person it adds up to the whole.

use cadans::series::cost::{LAYERS, MOVES};
use cadans::solver::{Limits, solve};
use cadans::verify::{Part, split, verify};

use super::moves::{promised, something_happens};
use super::oracle::plan;
use crate::oracle::{Dice, tiny};

fn sum(parts: &[Part]) -> [f64; LAYERS.len()] {
    std::array::from_fn(|layer| parts.iter().map(|part| part.layers[layer]).sum())
}

#[test]
fn the_parts_add_up_to_the_objective() {
    let mut seen = [false; LAYERS.len()];
    for seed in 0..300 {
        let mut dice = Dice::new(seed + 1000);
        let first = solve(&tiny(seed), &Limits::default());
        let mut instance = promised(tiny(seed), &first, &mut dice);
        something_happens(&mut instance, &mut dice);
        let plan = plan(&instance, &solve(&instance, &Limits::default()));
        let counted = verify(&instance, &plan).expect("a sound plan");
        let split = split(&instance, &plan);
        for (way, parts) in [("rule", &split.rules), ("person", &split.people)] {
            for (layer, sum) in sum(parts).into_iter().enumerate() {
                let whole = counted.layers[layer];
                assert!(
                    (sum - whole as f64).abs() < 1e-6,
                    "tiny {seed}: {} by {way} is {sum}, not {whole}",
                    LAYERS[layer]
                );
                seen[layer] |= whole > 0;
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen) && seen[MOVES], "{seen:?}");
}
