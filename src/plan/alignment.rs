//! Which old meeting became which new one: two rows of days come in, pairs go out.

use chrono::NaiveDate;

/// For each of `new`, the index of the one of `old` it continues. As many as possible are paired,
/// never crosswise, with as few days as possible between the two of a pair; of equals the first.
/// Both rows are in order of day.
pub(super) fn align(old: &[NaiveDate], new: &[NaiveDate]) -> Vec<Option<usize>> {
    let cheapest = cheapest(old, new);
    let (mut from, mut pairs) = (0, Vec::new());
    for (to, day) in new.iter().enumerate() {
        let pair = (from..old.len()).find(|at| {
            let (misses, days) = cheapest[at + 1][to + 1];
            cheapest[from][to] == (misses, days + apart(old[*at], *day))
        });
        from = pair.map_or(from, |at| at + 1);
        pairs.push(pair);
    }
    pairs
}

fn apart(one: NaiveDate, other: NaiveDate) -> i64 {
    (one - other).num_days().abs()
}

/// New ones without a partner, then days.
type Cost = (usize, i64);

fn after_miss((misses, days): Cost) -> Cost {
    (misses + 1, days)
}

/// The least cost of pairing `old[from..]` with `new[to..]`, for each `from` and `to`.
fn cheapest(old: &[NaiveDate], new: &[NaiveDate]) -> Vec<Vec<Cost>> {
    let mut cost = vec![vec![(0, 0); new.len() + 1]; old.len() + 1];
    for to in (0..new.len()).rev() {
        cost[old.len()][to] = after_miss(cost[old.len()][to + 1]);
    }
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let (misses, days) = cost[from + 1][to + 1];
            cost[from][to] = (misses, days + apart(old[from], new[to]))
                .min(cost[from + 1][to])
                .min(after_miss(cost[from][to + 1]));
        }
    }
    cost
}
