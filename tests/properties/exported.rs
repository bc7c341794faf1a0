//! The problem written down for other solvers: a reader that knows nothing but the file, and tries everything
//! in it, comes to the same best plan as the oracle, which knows nothing of the file.

use std::collections::BTreeSet;

use cadans::problem::{build, export};
use serde::Deserialize;

use super::oracle::SEEDS;
use crate::oracle::{brute, tiny};

/// Instances tried; the reader looks at every start of every meeting.
const SOME: usize = 150;

/// What the reader takes from the file.
#[derive(Deserialize)]
struct File {
    layers: Vec<String>,
    start_layer: usize,
    group_layer: usize,
    travel: Vec<Vec<u32>>,
    room: Vec<Room>,
    break_slots: u32,
    breaks: Vec<Break>,
    candidates: Vec<Meeting>,
    groups: Vec<Group>,
    nodes: Vec<Node>,
    ports: Vec<Vec<Arc>>,
    paths: Vec<Root>,
}

#[derive(Deserialize)]
struct Room {
    person: usize,
    day: usize,
    most: usize,
}

#[derive(Deserialize)]
struct Break {
    person: usize,
    day: usize,
    slots: Vec<[u32; 2]>,
}

#[derive(Deserialize)]
struct Group {
    members: Vec<(usize, i64)>,
    base: i64,
    any: i64,
    alone: i64,
    beyond: Vec<(i64, i64)>,
}

#[derive(Deserialize)]
struct Meeting {
    day: usize,
    people: Vec<usize>,
    place: Option<usize>,
    len: u32,
    starts: Vec<Starts>,
}

#[derive(Deserialize)]
struct Starts {
    extra: i64,
    slots: Vec<[u32; 2]>,
}

#[derive(Deserialize)]
struct Node {
    candidate: Option<usize>,
    cost: Vector,
    ports: Vec<usize>,
}

#[derive(Deserialize)]
struct Arc {
    to: Option<usize>,
    cost: Vector,
}

#[derive(Deserialize)]
struct Root {
    root: usize,
}

/// One number for each layer.
type Vector = Vec<i64>;

/// Candidate and start.
type Held = Vec<(usize, u32)>;

struct Search<'a> {
    file: &'a File,
    best: Option<Vector>,
    /// Of each port: the least that a way out of it costs, were it alone.
    least: Vec<Option<Vector>>,
}

impl<'a> Search<'a> {
    fn new(file: &'a File) -> Self {
        let mut search = Self {
            file,
            best: None,
            least: vec![None; file.ports.len()],
        };
        for path in &file.paths {
            search.least_of(path.root);
        }
        search
    }

    fn least_of(&mut self, port: usize) -> Option<Vector> {
        if self.least[port].is_some() {
            return self.least[port].clone();
        }
        let file = self.file;
        let through = |search: &mut Self, arc: &Arc| {
            let Some(to) = arc.to else {
                return Some(arc.cost.clone());
            };
            let node = &file.nodes[to];
            node.ports
                .iter()
                .try_fold(plus(&arc.cost, &node.cost), |sum, port| {
                    Some(plus(&sum, &search.least_of(*port)?))
                })
        };
        let arcs = file.ports[port].iter();
        let least = arcs.filter_map(|arc| through(self, arc)).min();
        self.least[port].clone_from(&least);
        least
    }

    /// Goes every way out of the last of the open ports.
    fn go(&mut self, mut open: Vec<usize>, held: &mut Held, cost: Vector) {
        let with = |sum: Vector, port: &usize| Some(plus(&sum, self.least[*port].as_ref()?));
        let Some(least) = open.iter().try_fold(cost.clone(), with) else {
            return;
        };
        if self.best.as_ref().is_some_and(|best| least >= *best) {
            return;
        }
        let Some(port) = open.pop() else {
            let cost = plus(&cost, &self.groups(held));
            if self.best.as_ref().is_none_or(|best| cost < *best) {
                self.best = Some(cost);
            }
            return;
        };
        let file = self.file;
        for arc in &file.ports[port] {
            let Some(to) = arc.to else {
                self.go(open.clone(), held, plus(&cost, &arc.cost));
                continue;
            };
            let node = &file.nodes[to];
            let cost = plus(&plus(&cost, &arc.cost), &node.cost);
            let next: Vec<usize> = open.iter().chain(&node.ports).copied().collect();
            match node.candidate {
                None => self.go(next, held, cost),
                Some(candidate) => self.start(candidate, &next, held, &cost),
            }
        }
    }

    /// Holds a candidate at each start that is free.
    fn start(&mut self, candidate: usize, next: &[usize], held: &mut Held, cost: &Vector) {
        for class in &self.file.candidates[candidate].starts {
            let mut cost = cost.clone();
            cost[self.file.start_layer] += class.extra;
            for start in class.slots.iter().flat_map(|[first, last]| *first..=*last) {
                held.push((candidate, start));
                if self.fits(held) {
                    self.go(next.to_vec(), held, cost.clone());
                }
                held.pop();
            }
        }
    }

    /// Whether the last of those held can stand beside the others.
    fn fits(&self, held: &Held) -> bool {
        let Some(((new, start), others)) = held.split_last() else {
            return true;
        };
        let meeting = &self.file.candidates[*new];
        let near = others
            .iter()
            .map(|(other, at)| (&self.file.candidates[*other], at));
        let near = near.filter(|(other, _)| other.day == meeting.day);
        let near: Vec<_> = near.collect();
        let clash = near.iter().any(|(other, at)| {
            let way = match (meeting.place, other.place) {
                (Some(here), Some(there)) => self.file.travel[here][there],
                _ => 0,
            };
            let rests = |who: &usize, end: u32, next: u32| {
                let mut own = self.file.breaks.iter();
                own.any(|one| {
                    let mut runs = one.slots.iter();
                    (one.person, one.day) == (*who, meeting.day)
                        && runs.any(|[first, last]| end <= *first && *last < next)
                })
            };
            let after = |end: u32, next: u32| {
                let mut both = meeting
                    .people
                    .iter()
                    .filter(|who| other.people.contains(who));
                let rest = both.any(|who| rests(who, end, next));
                end + way + if rest { self.file.break_slots } else { 0 } <= next
            };
            let apart = after(start + meeting.len, **at) || after(*at + other.len, *start);
            !apart && meeting.people.iter().any(|who| other.people.contains(who))
        });
        let full = |room: &Room| {
            let with = |people: &Vec<usize>| people.contains(&room.person);
            let beside = near.iter().filter(|(other, _)| with(&other.people)).count();
            room.day == meeting.day && with(&meeting.people) && beside + 1 > room.most
        };
        !clash && !self.file.room.iter().any(full)
    }

    fn groups(&self, held: &Held) -> Vector {
        let held: BTreeSet<usize> = held.iter().map(|(candidate, _)| *candidate).collect();
        let mut cost = vec![0; self.file.layers.len()];
        for group in &self.file.groups {
            let there = group.members.iter().filter(|(one, _)| held.contains(one));
            let amounts: Vec<i64> = there.map(|(_, amount)| *amount).collect();
            if !amounts.is_empty() {
                cost[self.file.group_layer] += group.cost(amounts.iter().sum());
            }
        }
        cost
    }
}

impl Group {
    /// What it costs when some are held that amount to this.
    fn cost(&self, amount: i64) -> i64 {
        let alone = if amount == 1 { self.alone } else { 0 };
        let beyond = self.beyond.iter().map(|(free, cost)| {
            let over = |amount: i64| (amount - free).max(0);
            cost * (over(self.base + amount) - over(self.base))
        });
        self.any + alone + beyond.sum::<i64>()
    }
}

fn plus(one: &Vector, other: &Vector) -> Vector {
    one.iter()
        .zip(other)
        .map(|(one, other)| one + other)
        .collect()
}

/// The best plan of what a text says.
fn best(text: &str) -> Option<Vector> {
    let file: File = serde_json::from_str(text).expect("the form of FORMAT.md");
    let mut search = Search::new(&file);
    let open = file.paths.iter().map(|path| path.root).collect();
    search.go(open, &mut Vec::new(), vec![0; file.layers.len()]);
    search.best
}

#[test]
fn a_stranger_comes_to_the_same_best_plan() {
    for seed in SEEDS.take(SOME) {
        let instance = tiny(seed);
        let problem = build(&instance);
        let text = serde_json::to_string(&export(&instance, &problem)).expect("JSON");
        let layers = brute(&instance).layers.map(|layer| layer.value);
        assert_eq!(best(&text), Some(layers.to_vec()), "tiny {seed}");
    }
}

#[test]
fn the_example_of_the_page_is_worth_what_it_says() {
    let page = include_str!("../../src/problem/FORMAT.md");
    let code = page
        .split("```")
        .find_map(|part| part.strip_prefix("json\n"));
    let example = code.expect("an example");
    assert_eq!(best(example), Some(vec![0, 3]));
    assert!(page.contains("The best solution costs `[0, 3]`"));
}
