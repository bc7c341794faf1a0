//! Rest between two days: a colleague, a day and a length come in; the starts that a meeting which stands the evening
//! before or the morning after does not leave go out.

use super::Span;
use crate::series::{Instance, ResourceKind};
use crate::time::{SLOT_MINUTES, Slots};

const DAY: u32 = 24 * 60;

impl Instance {
    /// For each fixed meeting (by index) of a colleague on the day before or after, the starts of `len` slots on a day
    /// (by index) between which and it too little rest lies.
    pub fn unrested(&self, who: usize, day: usize, len: u32) -> Vec<(usize, Slots)> {
        if self
            .resources
            .get(who)
            .is_none_or(|one| one.kind != ResourceKind::Staff)
        {
            return Vec::new();
        }
        let date = self.day(day);
        let own =
            |(_, one): &(usize, &super::Fixed)| one.people.iter().any(|(comes, _)| *comes == who);
        let fixed = self.fixed.iter().enumerate().filter(own);
        let near = fixed.filter_map(|(at, one)| {
            let span = Span::of(one.start, one.minutes, one.place);
            let apart = (one.start.date() - date).num_days();
            let bad = |start: &u32| {
                let (from, to) = (start * SLOT_MINUTES, (start + len) * SLOT_MINUTES);
                match apart {
                    -1 => from + DAY < span.to + self.rest,
                    1 => span.from + DAY < to + self.rest,
                    _ => false,
                }
            };
            let starts = (0..DAY / SLOT_MINUTES).filter(bad);
            let starts = starts.fold(Slots::EMPTY, |all, start| all.or(Slots::one(start)));
            (!starts.is_empty()).then_some((at, starts))
        });
        near.collect()
    }
}
