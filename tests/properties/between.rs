//! What lies between two meetings, by trying every start: nothing that `Between` says differs from its definition.

use cadans::time::{BREAK_SLOTS, Between, SLOTS_PER_DAY, Slots};

/// The definition: the way, and a break on top where one lies between.
fn fits(between: Between, end: u32, start: u32) -> bool {
    let runs = between.breaks.runs().into_iter();
    let rest = runs
        .into_iter()
        .any(|(from, len)| end <= from && from + len <= start);
    end + between.way + if rest { BREAK_SLOTS } else { 0 } <= start
}

/// Whether a meeting lies wholly outside the breaks.
fn outside(between: Between, start: u32, len: u32) -> bool {
    start + len <= SLOTS_PER_DAY && Slots::run(start, len).and(between.breaks).is_empty()
}

#[test]
fn a_way_takes_no_break_whatever_the_breaks() {
    let breaks = [
        Slots::EMPTY,
        Slots::run(50, 2),
        Slots::run(48, 6),
        Slots::run(50, 2).or(Slots::run(66, 3)),
        Slots::run(20, 2).or(Slots::run(23, 2)),
    ];
    for breaks in breaks {
        for way in 0..6 {
            let between = Between { way, breaks };
            for (busy, len) in [(1, 1), (2, 6), (6, 4), (4, 2)] {
                for start in (0..SLOTS_PER_DAY).filter(|at| outside(between, *at, busy)) {
                    let blocked = between.blocked(start, busy, len);
                    for other in (0..SLOTS_PER_DAY).filter(|at| outside(between, *at, len)) {
                        let free =
                            fits(between, start + busy, other) || fits(between, other + len, start);
                        assert_eq!(
                            blocked.has(other),
                            !free,
                            "{between:?} {start} {busy} {other} {len}"
                        );
                    }
                }
            }
        }
    }
}
