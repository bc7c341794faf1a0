//! A plan judged by plain arithmetic: what was asked (an [`Instance`]) and the [`Plan`] made of it
//! come in; the cost counted again goes out, or every sentence the plan breaks. Only times, lengths,
//! people and places of the placements are believed. Nothing here is shared with `problem`, `solver`
//! or the assembly of plans, so a fault there cannot excuse itself here.

mod cadence;
mod layers;
mod meetings;
mod milestone;
mod moves;
mod notice;
mod people;
mod points;
mod quality;
mod reading;
mod split;
mod standing;
mod stays;
mod together;
mod weekly;
mod weighing;

use std::fmt;

pub use self::points::Points;
pub use self::split::{Part, Split, split};
pub use self::weighing::{Weighed, weigh};
use crate::plan::Plan;
use crate::series::cost::LAYERS;
use crate::series::{Instance, Requirement};

/// What a plan that keeps every rule costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Each layer, in the order of [`LAYERS`], in the units of `src/problem/OBJECTIVE.md`.
    pub layers: [i64; LAYERS.len()],
    /// The last layer by part.
    pub quality: Points,
    /// How many meetings were placed, those that stood already not counted.
    pub placed: usize,
}

/// Which sentence a plan breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Every id is used once.
    Twice,
    /// A meeting that stands is in the plan, at its time, with its people.
    Fixed,
    /// Nothing is planned that nobody asked for, and everything on a day that is asked for.
    Unasked,
    /// A meeting says of itself what its series says: rule, case, place, due date, who is absent.
    Label,
    /// A meeting starts on a quarter-hour and lasts as long as asked.
    Length,
    /// A meeting lies where the rule allows it.
    Allowed,
    /// Nothing is planned at a moment that has passed.
    Passed,
    /// A start that is new or moved lies at least its notice ahead.
    Notice,
    /// Each seat is taken by one of its holders, and nobody else comes.
    Seat,
    /// Of the invited exactly those come who can.
    Invited,
    /// So many of the invited come.
    Quorum,
    /// Nobody is in a meeting outside their free time.
    NotFree,
    /// Nobody is in two meetings at once.
    Overlap,
    /// Between two meetings at different places lies the travel time, outside somebody's break.
    Travel,
    /// A colleague rests between an evening and the morning after, where one of them stood already.
    Rest,
    /// Nobody has more meetings in a day than their maximum.
    DailyMax,
    /// A milestone lies in its window.
    Window,
    /// The occurrences of a cadence are not too close.
    TooSoon,
    /// No more occurrences than asked.
    TooMany,
    /// What is left out is listed, and only that.
    LeftOut,
    /// The layers say what the placements cost.
    Layer,
    /// What is said to be proven can be true.
    Proof,
    /// No unit holds two stays at once.
    Stay,
    /// Standing times that the planner chose are no more than asked for, and nobody's collide.
    Standing,
}

/// A sentence the plan breaks. A plan with one is a bug, never a team's fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// Which.
    pub kind: Kind,
    /// Where and how, for engineers: ids, days and numbers.
    pub text: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.text)
    }
}

impl std::error::Error for Violation {}

/// The violations found so far.
#[derive(Default)]
struct Found(Vec<Violation>);

impl Found {
    /// Notes a violation unless the sentence is kept.
    fn unless(&mut self, kept: bool, kind: Kind, text: impl FnOnce() -> String) {
        if !kept {
            self.0.push(Violation { kind, text: text() });
        }
    }
}

/// What one requirement costs in the units of its layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Occurrences without a place.
    left_out: i64,
    /// Days after the due date.
    late: i64,
    /// Points, of gaps, windows and weeks.
    quality: Points,
}

/// Judges a plan.
///
/// # Errors
/// Every sentence the plan breaks, ordered by kind.
pub fn verify(instance: &Instance, plan: &Plan) -> Result<Counted, Vec<Violation>> {
    let mut found = Found::default();
    let meetings = reading::read(instance, plan, &mut found);
    meetings::judge(instance, &meetings, &mut found);
    people::judge(instance, &meetings, &mut found);
    notice::judge(instance, &meetings, &mut found);
    stays::judge(instance, plan, &mut found);
    standing::judge(instance, &mut found);
    let tallies = judge_requirements(instance, &meetings, &mut found);
    let quality = judge_quality(instance, &meetings, &tallies);
    let moves = moves::count(instance, &meetings);
    let layers = layers::sum(instance, &tallies, moves, quality);
    layers::judge(plan, &layers, &mut found);
    layers::judge_left_out(instance, plan, &tallies, &mut found);
    if !found.0.is_empty() {
        found.0.sort();
        return Err(found.0);
    }
    let placed = meetings
        .iter()
        .filter(|meeting| meeting.series.is_some())
        .count();
    Ok(Counted {
        layers,
        quality,
        placed,
    })
}

/// The points of all parts.
fn judge_quality(instance: &Instance, meetings: &[reading::Meeting], tallies: &[Tally]) -> Points {
    let own = tallies.iter().map(|tally| tally.quality);
    let each = meetings
        .iter()
        .map(|meeting| quality::of(instance, meeting));
    let together = together::all(instance, meetings).into_iter();
    own.chain(each).chain(together.map(|one| one.points)).sum()
}

/// What each series costs by itself, in the order of the instance.
fn judge_requirements(
    instance: &Instance,
    meetings: &[reading::Meeting],
    found: &mut Found,
) -> Vec<Tally> {
    let days = |series: usize| {
        let own = meetings.iter().filter(|one| one.series == Some(series));
        own.map(reading::Meeting::day).collect()
    };
    let instance = &*instance.as_held(days);
    let mut dates = milestone::Dates::default();
    let mut tallies = Vec::with_capacity(instance.series.len());
    for (index, series) in instance.series.iter().enumerate() {
        let mut own: Vec<_> = meetings
            .iter()
            .filter(|m| m.series == Some(index))
            .collect();
        own.sort_by_key(|meeting| meeting.start);
        tallies.push(match &series.requirement {
            Requirement::Milestone(milestone) => {
                milestone::judge(instance, series, milestone, &own, &mut dates, found)
            }
            Requirement::Cadence(cadence) => {
                dates.none();
                cadence::judge(instance, series, cadence, &own, found)
            }
            Requirement::Weekly(weekly) => {
                dates.none();
                weekly::judge(instance, series, weekly, &own, found)
            }
        });
    }
    milestone::judge_standing(instance, meetings, &dates, found);
    tallies
}
