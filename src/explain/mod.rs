//! Why a meeting stands where it does, or has no place: an instance, the plan made of it and a meeting's id come
//! in; facts, other days with their true price, and ways out that were tried go out.
//!
//! A price is what `verify` counts more when the meeting alone stands elsewhere; where others are in the way the
//! instance is solved again, the day being given, and those others free to move nearby. A way out is one only if
//! the instance in which it is so, solved again, leaves less out; if it can, with nothing else moved.

mod account;
mod alternatives;
mod fact;
mod newcomers;
mod places;
mod price;
mod scene;
mod solving;
mod standing;
mod still;
mod ways_out;

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

pub use self::fact::{Fact, KeptBy, Stays};
pub use self::newcomers::{Newcomer, Tried, rank};
pub use self::price::{Price, Share};
use self::scene::Scene;
use crate::ids::{CaseCode, OccurrenceId, RuleId};
use crate::language::Text;
use crate::plan::{Blocking, LeftOut, Meta, Placement, Plan, Window};
use crate::rules::Severity;
use crate::series::Instance;

/// What is asked.
pub struct Question<'a> {
    /// What is asked for now; what the plan has is promised in it.
    pub instance: &'a Instance,
    /// The calendar as it stands.
    pub plan: &'a Plan,
    /// What people know instead, when that is another revision.
    pub published: Option<&'a Plan>,
    /// The meeting, placed or left out.
    pub id: &'a OccurrenceId,
    /// What plans made of the instance say of themselves.
    pub meta: &'a Meta,
    /// How long all solving together may take.
    pub limit: Duration,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The meeting.
    pub id: OccurrenceId,
    /// Its rule.
    pub rule: RuleId,
    /// Its case.
    pub case: Option<CaseCode>,
    /// Its name.
    pub title: Text,
    /// What leaving it out means; `None` for what no rule asks for.
    pub severity: Option<Severity>,
    /// First and last day it may be held.
    pub window: Window,
    /// Last day on time, for milestones.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub state: State,
    /// What is so: its window, its rhythm, why it does not move.
    pub facts: Vec<Fact>,
}

/// What became of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It has a place that was chosen, and these are others.
    Placed(Placement, Vec<Alternative>),
    /// It has a place that planning may not change.
    Stands(Placement),
    /// It has a place that it could not be given now: files have changed since.
    Broken(Placement, Vec<Blocking>),
    /// It has no place.
    LeftOut(Missing),
    /// It is left out of the plan, yet nobody asks for it any more.
    NotAsked,
    /// It belongs to a term that was not planned yet.
    LaterTerm {
        /// The last day that was planned.
        until: NaiveDate,
        /// The day it is due.
        day: NaiveDate,
    },
    /// It must still be held, and planning will not give it a place any more.
    Owed,
}

/// Why there is no place.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// It, with why it has none now: the smallest set of facts that leaves it so.
    pub left_out: LeftOut,
    /// What would help, the least first; each was tried.
    pub ways_out: Vec<WayOut>,
    /// Ways that were not tried because the time was up.
    pub untried: usize,
}

/// Another place for a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The day.
    pub day: NaiveDate,
    /// What it would mean.
    pub outcome: Outcome,
}

/// What another place means.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Possible while all else stays: the best place of that day, who comes, and what it costs more.
    Possible(Placement, Price),
    /// Possible when other meetings move: these, where they go, and what it all costs more.
    Moves(Placement, Vec<Moved>, Price),
    /// Possible when these are left out; how to move others instead was not found.
    LeavesOut(Vec<LeftOut>),
    /// Impossible whatever else is planned, for these reasons.
    Forbidden(Vec<Blocking>),
    /// Others are in the way, and how to move them was not found, or not in time.
    Taken(Vec<Blocking>),
}

/// A meeting that would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// As it stands.
    pub from: Placement,
    /// Its new start.
    pub to: NaiveDateTime,
}

/// What helps.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOut {
    /// All that has to be so, `text` as in "if …". Empty when planning again is enough.
    pub changes: Vec<Blocking>,
    /// Where the meeting then stands in the plan made anew; `None` when it is not asked for any more.
    pub placed: Option<Placement>,
    /// The other meetings that move then.
    pub moved: Vec<Moved>,
}

/// Explains a meeting.
pub fn explain(question: &Question) -> Option<Explanation> {
    let scene = Scene::new(question);
    let plan = question.plan;
    let placed = plan.placements.iter().find(|one| one.id == *question.id);
    match placed {
        Some(placement) => Some(alternatives::of_placed(&scene, placement)),
        None => {
            let mut left_out = plan.left_out.iter();
            let left_out = left_out.find(|one| one.id == *question.id)?;
            Some(ways_out::of_left_out(&scene, left_out))
        }
    }
}
