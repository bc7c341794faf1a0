//! One meeting in a window: its day, and the day its window counts from, come in; whether it is
//! there, late or off its day goes out.

use chrono::NaiveDate;

use super::reading::Meeting;
use super::{Found, Kind, Tally};
use crate::series::{Anchor, Instance, Milestone, Series};

/// For each series judged so far, the day others count from: a milestone's, or its due date when it
/// has none.
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
    let Some(anchor) = dates.anchor(milestone.anchor) else {
        found.unless(false, Kind::Window, || {
            format!(
                "{}: its anchor {:?} is no milestone before it",
                series.id, milestone.anchor
            )
        });
        dates.none();
        return Tally::default();
    };
    let window = instance.window(milestone, anchor);
    let asked = instance.belongs(&window);
    let Some(meeting) = own.first() else {
        dates.0.push(Some(window.due));
        return Tally {
            left_out: i64::from(asked),
            ..Tally::default()
        };
    };
    let day = meeting.day();
    dates.0.push(Some(day));
    found.unless(asked, Kind::Unasked, || {
        format!(
            "{}: due {}, which is another term's",
            meeting.name(),
            window.due
        )
    });
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
    Tally {
        left_out: 0,
        late: (day - window.due).num_days().max(0),
        rhythm: (day - window.target).num_days().abs(),
        preference: 0,
    }
}
