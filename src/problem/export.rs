//! A problem and its instance come in; the same for other solvers, in the form that `FORMAT.md` describes,
//! goes out. People, families and places are numbers there: nobody is named.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Candidate, Group, Node, Path, Problem, SlotClass};
use crate::ids::RuleId;
use crate::series::cost::{LAYERS, QUALITY};
use crate::series::{Instance, Series};
use crate::time::{BREAK_SLOTS, SLOT_MINUTES, SLOTS_PER_DAY, Slots};

/// The form's number; it rises when a reader of the old form would go wrong.
const VERSION: u32 = 2;

/// A problem as others read it; the fields are those of `FORMAT.md`.
#[derive(Clone, Debug, Serialize)]
pub struct Exported<'a> {
    format: &'static str,
    version: u32,
    layers: &'a [&'a str],
    slot_minutes: u32,
    slots_per_day: u32,
    first_day: NaiveDate,
    days: usize,
    people: usize,
    places: usize,
    start_layer: usize,
    group_layer: usize,
    series: Vec<ExportedSeries<'a>>,
    travel: &'a [Vec<u32>],
    room: Vec<Room>,
    break_slots: u32,
    breaks: Vec<Break>,
    candidates: Vec<ExportedMeeting<'a>>,
    groups: &'a [Group],
    nodes: Vec<Step>,
    ports: Vec<Vec<ExportedArc>>,
    paths: Vec<Begin>,
}

#[derive(Clone, Debug, Serialize)]
struct ExportedSeries<'a> {
    rule: &'a RuleId,
}

#[derive(Clone, Debug, Serialize)]
struct Room {
    person: usize,
    day: usize,
    most: u32,
}

#[derive(Clone, Debug, Serialize)]
struct Break {
    person: usize,
    day: usize,
    slots: Vec<[u32; 2]>,
}

#[derive(Clone, Debug, Serialize)]
struct ExportedMeeting<'a> {
    series: usize,
    day: usize,
    people: &'a [usize],
    place: Option<usize>,
    len: u32,
    starts: Vec<Starts>,
}

#[derive(Clone, Debug, Serialize)]
struct Starts {
    extra: i64,
    slots: Vec<[u32; 2]>,
}

#[derive(Clone, Debug, Serialize)]
struct Step {
    candidate: Option<usize>,
    cost: [i64; LAYERS.len()],
    ports: Vec<usize>,
}

#[derive(Clone, Debug, Serialize)]
struct ExportedArc {
    to: Option<usize>,
    cost: [i64; LAYERS.len()],
}

#[derive(Clone, Debug, Serialize)]
struct Begin {
    root: usize,
}

/// The problem of an instance for other solvers.
pub fn export<'a>(instance: &'a Instance, problem: &'a Problem) -> Exported<'a> {
    let graph = &problem.graph;
    let ways = |port: &super::Port| {
        let way = |arc: usize| ExportedArc {
            to: graph.to(arc),
            cost: graph.cost(arc).0,
        };
        port.arcs.clone().map(way).collect()
    };
    let asked = |series: &'a Series| ExportedSeries { rule: &series.rule };
    Exported {
        format: "cadans-problem",
        version: VERSION,
        layers: &LAYERS,
        slot_minutes: SLOT_MINUTES,
        slots_per_day: SLOTS_PER_DAY,
        first_day: instance.first,
        days: problem.days,
        people: problem.resources,
        places: problem.travel.len(),
        start_layer: QUALITY,
        group_layer: QUALITY,
        series: instance.series.iter().map(asked).collect(),
        travel: &problem.travel,
        room: room(problem),
        break_slots: BREAK_SLOTS,
        breaks: breaks(problem),
        candidates: problem.candidates.iter().map(meeting).collect(),
        groups: &problem.groups,
        nodes: graph.nodes.iter().map(step).collect(),
        ports: graph.ports.iter().map(ways).collect(),
        paths: graph.paths.iter().map(begin).collect(),
    }
}

/// The days on which somebody has a maximum.
fn room(problem: &Problem) -> Vec<Room> {
    let people = problem.room.iter().enumerate();
    let days = people.flat_map(|(person, days)| {
        let days = days.iter().enumerate();
        days.map(move |(day, most)| Room {
            person,
            day,
            most: *most,
        })
    });
    days.filter(|room| room.most < u32::MAX).collect()
}

/// The days on which somebody has breaks.
fn breaks(problem: &Problem) -> Vec<Break> {
    let people = problem.breaks.iter().enumerate();
    let days = people.flat_map(|(person, days)| {
        let days = days.iter().enumerate();
        days.map(move |(day, slots)| Break {
            person,
            day,
            slots: runs(*slots),
        })
    });
    days.filter(|one| !one.slots.is_empty()).collect()
}

fn meeting(candidate: &Candidate) -> ExportedMeeting<'_> {
    let starts = |class: &SlotClass| Starts {
        extra: class.extra,
        slots: runs(class.slots),
    };
    ExportedMeeting {
        series: candidate.series,
        day: candidate.day,
        people: &candidate.people,
        place: candidate.place,
        len: candidate.len,
        starts: candidate.starts.iter().map(starts).collect(),
    }
}

/// First and last slot of each run.
fn runs(slots: Slots) -> Vec<[u32; 2]> {
    let runs = slots.runs().into_iter();
    runs.map(|(first, len)| [first, first + len - 1]).collect()
}

fn step(node: &Node) -> Step {
    Step {
        candidate: node.candidate,
        cost: node.cost.0,
        ports: node.ports.clone().collect(),
    }
}

fn begin(path: &Path) -> Begin {
    Begin { root: path.root }
}
