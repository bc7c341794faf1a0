//! What a calendar of one series costs in the layers of moves, sentence by sentence.

use cadans::problem::Placed;
use cadans::series::{Instance, Series};

use super::points::Vector;

/// The section "Planning anew".
pub fn moves(instance: &Instance, series: &Series, placed: &[Placed]) -> Vector {
    let mut cost = [0; 7];
    for promise in &series.promises {
        let there = placed
            .iter()
            .find(|meeting| (meeting.day, meeting.start) == (promise.day, promise.start));
        let seats = series
            .casts
            .iter()
            .find(|cast| (cast.from..=cast.to).contains(&instance.day(promise.day)))
            .map_or(0, |cast| cast.seats.len());
        let same_people = there.map(|meeting| {
            let mut seated = meeting.people[..seats].to_vec();
            seated.sort_unstable();
            Some(seated) == promise.seated
        });
        match same_people {
            None => {
                cost[1] += if promise.frozen { 2 } else { 0 };
                cost[4] += 1;
                cost[5] += promise.cost;
            }
            Some(false) => {
                cost[1] += i64::from(promise.frozen);
                cost[4] += 1;
                cost[5] += promise.cost / 2;
            }
            Some(true) => {
                let shorter_or_longer = there.is_some_and(|m| m.len * 15 != promise.minutes);
                cost[5] += i64::from(shorter_or_longer) * (promise.cost / 2);
            }
        }
    }
    cost
}
