//! One meeting in a window: its day, and the day its window counts from, come in; whether it is
//! there, late or off its day goes out.

use chrono::NaiveDate;

use super::reading::Meeting;
use super::{Found, Kind, Points, Tally};
use crate::series::quality::Part;
use crate::series::{Anchor, Instance, Milestone, Series};

/// For each series judged so far, the day others count from: a milestone's own, or its due date when
/// it is left out; none when it is not asked for, and then neither are they.
#[derive(Default)]
pub(super) struct Dates(Vec<Option<NaiveDate>>);

impl Dates {
    /// The next series is no milestone.
    pub fn none(&mut self) {
        self.0.push(None);
    }

    fn anchor(&self, anchor: Anchor) -> Option<NaiveDate> {
        match anchor {
            Anchor::Day(day) => Some(day),
            Anchor::Series(index) => self.0.get(index).copied().flatten(),
        }
    }
}

/// Counts a milestone; `own` are its meetings.
pub(super) fn judge(
    instance: &Instance,
    series: &Series,
    milestone: &Milestone,
    own: &[&Meeting],
    dates: &mut Dates,
    found: &mut Found,
) -> Tally {
    found.unless(own.len() <= 1, Kind::TooMany, || {
        format!(
            "{} ({}): {} placed",
            series.id,
            series.first_ordinal,
            own.len()
        )
    });
    let window = dates
        .anchor(milestone.anchor)
        .map(|anchor| instance.window(milestone, anchor))
        .filter(|window| instance.belongs(window));
    dates
        .0
        .push(window.map(|window| own.first().map_or(window.due, |meeting| meeting.day())));
    let (window, meeting) = match (window, own.first()) {
        (Some(window), Some(meeting)) => (window, meeting),
        (asked, meeting) => {
            found.unless(meeting.is_none(), Kind::Unasked, || {
                format!(
                    "{} ({}): not asked for in this term",
                    series.id, series.first_ordinal
                )
            });
            let left_out = i64::from(asked.is_some());
            return Tally {
                left_out,
                ..Tally::default()
            };
        }
    };
    let day = meeting.day();
    found.unless(
        (window.from..=window.latest).contains(&day),
        Kind::Window,
        || {
            format!(
                "{}: its window is {} to {}",
                meeting.name(),
                window.from,
                window.latest
            )
        },
    );
    found.unless(
        meeting.placement.due == Some(window.due),
        Kind::Label,
        || format!("{}: it is due {}", meeting.name(), window.due),
    );
    let off = (day - window.target).num_days().abs();
    let days = i64::from(instance.weights.target_days.max(1));
    Tally {
        left_out: 0,
        late: (day - window.due).num_days().max(0),
        quality: Points::of(Part::Target, off / days * instance.weights.target_off),
    }
}

/// A milestone of the published plan that stands ahead says when it is due, counted from its anchor
/// as it lies now.
pub(super) fn judge_standing(
    instance: &Instance,
    meetings: &[Meeting],
    dates: &Dates,
    found: &mut Found,
) {
    for fixed in &instance.fixed {
        let Some(milestone) = &fixed.milestone else {
            continue;
        };
        let own = |meeting: &&Meeting| Some(&meeting.placement.id) == fixed.id.as_ref();
        let meeting = meetings.iter().find(own);
        if let (Some(meeting), Some(anchor)) = (meeting, dates.anchor(milestone.anchor)) {
            let due = milestone.window(anchor, &instance.workdays).due;
            found.unless(meeting.placement.due == Some(due), Kind::Label, || {
                format!("{}: it is due {due}", meeting.name())
            });
        }
    }
}
