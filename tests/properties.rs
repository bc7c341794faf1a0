//! Properties over many tiny instances.

mod oracle;

use std::time::Instant;

#[test]
fn sizes() {
    for seed in 0..300 {
        let instance = oracle::tiny(seed);
        let start = Instant::now();
        let answer = oracle::brute(&instance);
        let t = start.elapsed().as_millis();
        println!(
            "{seed} {} series {} placed {:?} {t} ms",
            instance.series.len(),
            answer.placed.len(),
            answer.layers.map(|l| l.value)
        );
    }
}
