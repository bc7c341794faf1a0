//! What agreed, confirmed and pinned meetings collide with: an instance with its fixed meetings comes in; beside each,
//! what stands in its way where it stands goes out. That it is late or near is not said: it was agreed so.

use chrono::NaiveDateTime;

use super::FixedBy;
use super::timetable::{Meeting, Obstacle, Timetable};
use super::world::Draft;
use crate::team::Team;

/// Finds what each agreed meeting collides with.
pub(super) fn judge(team: &Team, draft: &mut Draft) {
    let instance = &draft.instance;
    let timetable = Timetable::new(team, instance, NaiveDateTime::MIN);
    let conflicts = instance.fixed.iter().enumerate().map(|(at, fixed)| {
        let planned = instance.index(fixed.start.date()).is_some();
        let judged = match fixed.why {
            FixedBy::Agreed => true,
            FixedBy::Recorded => planned,
            FixedBy::CarriedOver => false,
        };
        if !judged {
            return Vec::new();
        }
        let meeting = Meeting::of_fixed(team, instance, at);
        let found = meeting.map(|meeting| timetable.obstacles(&meeting, fixed.start));
        let mut found = found.unwrap_or_default();
        found.retain(is_conflict);
        found
    });
    let conflicts: Vec<Vec<Obstacle>> = conflicts.collect();
    for (fixed, conflicts) in draft.instance.fixed.iter_mut().zip(conflicts) {
        fixed.conflicts = conflicts;
    }
}

/// Whether it concerns those who come, and not what the rule would rather have.
fn is_conflict(obstacle: &Obstacle) -> bool {
    match obstacle {
        Obstacle::NotBegun(..)
        | Obstacle::Ended(..)
        | Obstacle::Paused(_)
        | Obstacle::Away(_)
        | Obstacle::NotInTeam(_)
        | Obstacle::Busy(..)
        | Obstacle::Travel(..)
        | Obstacle::Break(..)
        | Obstacle::Hours(_)
        | Obstacle::FreeDay(..)
        | Obstacle::Rest(..) => true,
        Obstacle::Past
        | Obstacle::Unassigned
        | Obstacle::NotAssigned(_)
        | Obstacle::Lacks(_)
        | Obstacle::Offered(_)
        | Obstacle::Times
        | Obstacle::Refused
        | Obstacle::Full(..)
        | Obstacle::Spacing(..)
        | Obstacle::WeekFull
        | Obstacle::Notice(_)
        | Obstacle::Early(_)
        | Obstacle::Late(_)
        | Obstacle::Quorum(..) => false,
    }
}
