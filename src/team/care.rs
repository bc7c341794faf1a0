//! How long a case is in care: its phases' lengths from the programme and the case come in, first
//! and last days go out.

use chrono::{Days, NaiveDate};

use super::Case;
use crate::rules::{PhaseLength, Programme};

impl Case {
    /// The first day and the last day of each phase, in the programme's order. A phase lasts what
    /// the case says, else its target; the remainder is what the programme's target length leaves.
    /// When the case's end is known, the last phase ends there and no phase goes beyond it; a
    /// phase that does not come about has its last day before its first. A pause lengthens the phase
    /// it lies in; a known end it does not move. Where care follows a longer decision, the phase whose length may vary
    /// most is the longer one.
    pub fn phase_days(&self, programme: &Programme) -> Vec<(NaiveDate, NaiveDate)> {
        let mut lengths = self.phase_lengths(programme);
        let longer = self.longer_decision(programme);
        if let (Some(end), Some(at)) = (longer, self.widest_phase(programme)) {
            let more = (end - self.own_length(programme)).num_days();
            lengths[at] = lengths[at].saturating_add(u32::try_from(more).unwrap_or_default());
        }
        let mut first = self.start;
        let mut phases = Vec::with_capacity(lengths.len());
        for (index, days) in lengths.iter().enumerate() {
            let next = self.pauses.put_off(first, after(first, *days));
            let mut last = next.pred_opt().unwrap_or(next);
            if let Some(end) = self.end.or(longer) {
                let is_final = index + 1 == lengths.len();
                last = if is_final { end } else { last.min(end) };
            }
            phases.push((first, last));
            first = next;
        }
        phases
    }

    /// The last day of care: as the case says, else the last day of the last phase, or of a longer decision where the
    /// programme follows that.
    pub fn last_day(&self, programme: &Programme) -> NaiveDate {
        self.end.unwrap_or_else(|| self.full_length(programme))
    }

    /// The last day of care as it was meant to go, whatever ends it sooner: what is due later lies after care.
    pub fn meant_end(&self, programme: &Programme) -> NaiveDate {
        let listed = self.listed_ends.map_or(self.end, |(end, _)| end);
        let full = self.full_length(programme);
        listed.map_or(full, |end| end.max(full))
    }

    /// The last day of the last phase, or of a longer decision that care follows.
    fn full_length(&self, programme: &Programme) -> NaiveDate {
        let own = self.own_length(programme);
        self.longer_decision(programme).unwrap_or(own)
    }

    /// The last day of the decision where care without an end of its own goes on until then.
    pub fn longer_decision(&self, programme: &Programme) -> Option<NaiveDate> {
        let follows = programme.follows_decision && self.end.is_none();
        let own = || self.own_length(programme);
        self.decision_end.filter(|end| follows && *end > own())
    }

    /// The phase, of those whose length the case does not give itself, that may be longest beyond its target.
    fn widest_phase(&self, programme: &Programme) -> Option<usize> {
        let phases = programme.phases.iter().enumerate();
        let room = |phase: &crate::rules::Phase| match phase.length {
            PhaseLength::Range(range) => range
                .max
                .nominal_days()
                .saturating_sub(range.target.nominal_days()),
            PhaseLength::Remainder { .. } => u32::MAX,
        };
        let open = phases.filter(|(_, phase)| !self.phases.contains_key(&phase.id));
        open.max_by_key(|(_, phase)| room(phase)).map(|(at, _)| at)
    }

    /// The last day of the last phase, each at its own length.
    fn own_length(&self, programme: &Programme) -> NaiveDate {
        let days = match &self.phase_lengths(programme)[..] {
            [] => programme.length.target.nominal_days(),
            lengths => total(lengths.iter().copied()),
        };
        let next = self.pauses.put_off(self.start, after(self.start, days));
        next.pred_opt().unwrap_or(next).max(self.start)
    }

    /// Whether the case is in care on `day`.
    pub fn in_care(&self, programme: &Programme, day: NaiveDate) -> bool {
        self.start <= day && day <= self.last_day(programme)
    }

    /// Days of each phase.
    fn phase_lengths(&self, programme: &Programme) -> Vec<u32> {
        let known = |phase: &crate::rules::Phase| {
            self.phases.get(&phase.id).copied().or(match phase.length {
                PhaseLength::Range(range) => Some(range.target.nominal_days()),
                PhaseLength::Remainder { .. } => None,
            })
        };
        let sum = total(programme.phases.iter().filter_map(known));
        let left = programme.length.target.nominal_days().saturating_sub(sum);
        let remainder = |phase: &crate::rules::Phase| match phase.length {
            PhaseLength::Remainder { max: Some(max) } => left.min(max.nominal_days()),
            _ => left,
        };
        programme
            .phases
            .iter()
            .map(|phase| known(phase).unwrap_or_else(|| remainder(phase)))
            .collect()
    }
}

/// The day so many days later; the calendar's end when there is none.
fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn total(days: impl Iterator<Item = u32>) -> u32 {
    days.fold(0, u32::saturating_add)
}
