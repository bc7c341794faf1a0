//! A plan under construction: whole paths are put in and taken out, each by the cheapest way that
//! the hours still allow (a shortest path through its graph).

use std::collections::BTreeMap;

use super::slots::{self, Day};
use crate::problem::{Cost, Placed, Problem};
use crate::series::cost as unit;
use crate::time::{Between, Slots};

/// How a path goes: the nodes it takes with the starts of their meetings, and what it costs beside
/// the days of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PathSchedule {
    /// Candidate and start slot of each meeting.
    pub meetings: Vec<(usize, u32)>,
    /// Nodes, arcs and starts.
    pub cost: Cost,
}

/// The path each candidate belongs to.
pub(super) struct Index {
    path_of: Vec<usize>,
}

impl Index {
    /// Looks them up once.
    pub fn new(problem: &Problem) -> Self {
        let mut path_of = vec![0; problem.candidates.len()];
        for (path, candidate) in problem.graph.held() {
            path_of[candidate] = path;
        }
        Self { path_of }
    }

    /// The path of a candidate.
    pub fn path_of(&self, candidate: usize) -> usize {
        self.path_of[candidate]
    }
}

/// A meeting that somebody has on a day, with what is asked of it most often.
#[derive(Clone, Copy)]
struct Busy {
    index: usize,
    start: u32,
    len: u32,
    place: Option<usize>,
}

/// All paths of a problem in one calendar.
#[derive(Clone)]
pub(super) struct Calendar<'a> {
    pub problem: &'a Problem,
    index: &'a Index,
    /// Per resource and day.
    busy: Vec<Vec<Busy>>,
    /// Per group: how many of its candidates are in, and how much they count.
    grouped: Vec<(u32, u32)>,
    /// How each path goes; `None` while it is taken out.
    pub ways: Vec<Option<PathSchedule>>,
    /// What all of it costs.
    pub cost: Cost,
}

/// A place for a meeting: its start, what that costs above the cheapest, and the new starts of
/// meetings that make room.
#[derive(Clone)]
struct Place {
    start: u32,
    extra: i64,
    moved: Vec<(usize, u32)>,
}

impl<'a> Calendar<'a> {
    /// An empty calendar.
    pub fn new(problem: &'a Problem, index: &'a Index) -> Self {
        Self {
            problem,
            index,
            busy: vec![Vec::new(); problem.resources * problem.days],
            grouped: vec![(0, 0); problem.groups.len()],
            ways: vec![None; problem.graph.paths.len()],
            cost: Cost::ZERO,
        }
    }

    /// The meetings, ordered by series and day.
    pub fn placed(&self) -> Vec<Placed> {
        let meetings = self.ways.iter().flatten().flat_map(|way| &way.meetings);
        let mut placed: Vec<Placed> = meetings
            .map(|(index, start)| {
                let candidate = &self.problem.candidates[*index];
                Placed {
                    series: candidate.series,
                    day: candidate.day,
                    start: *start,
                    len: candidate.len,
                    people: candidate.people.clone(),
                }
            })
            .collect();
        placed.sort();
        placed
    }

    /// Whether every path is in.
    pub fn is_whole(&self) -> bool {
        self.ways.iter().all(Option::is_some)
    }

    /// Takes a path out and says how it went.
    pub fn remove(&mut self, path: usize) -> Option<PathSchedule> {
        let way = self.ways[path].take()?;
        self.cost -= way.cost;
        for (candidate, _) in &way.meetings {
            self.take_out(*candidate);
        }
        Some(way)
    }

    /// Puts a path in exactly as given; the caller knows that there is room.
    pub fn put_back(&mut self, path: usize, way: PathSchedule) {
        for (candidate, start) in &way.meetings {
            self.put_in(*candidate, *start);
        }
        self.cost += way.cost;
        self.ways[path] = Some(way);
    }

    /// When a candidate starts, if it is in it.
    pub fn start(&self, index: usize) -> Option<u32> {
        let way = self.ways[self.index.path_of(index)].as_ref()?;
        let mut meetings = way.meetings.iter();
        meetings.find_map(|(other, start)| (*other == index).then_some(*start))
    }

    /// The starts of meetings that are all in it.
    pub fn hours(&self, group: &[usize]) -> Option<Vec<u32>> {
        group.iter().map(|index| self.start(*index)).collect()
    }

    /// Whether a candidate is in it.
    pub fn holds(&self, index: usize) -> bool {
        self.start(index).is_some()
    }

    /// The path of a candidate.
    pub fn path_of(&self, index: usize) -> usize {
        self.index.path_of(index)
    }

    /// Somebody's meetings on a day: candidate and start.
    pub fn on(&self, who: usize, day: usize) -> impl Iterator<Item = (usize, u32)> {
        let busy = self.busy[who * self.problem.days + day].iter();
        busy.map(|held| (held.index, held.start))
    }

    /// The meetings on its day of those whom a candidate needs, itself too if it is planned.
    pub fn beside(&self, index: usize) -> impl Iterator<Item = (usize, u32)> {
        let candidate = &self.problem.candidates[index];
        let people = candidate.people.iter();
        people.flat_map(|who| self.on(*who, candidate.day))
    }

    /// Puts a path in by the cheapest way open to it. With `making_room` other meetings of a day may
    /// change their hour for it.
    pub fn insert(&mut self, path: usize, making_room: bool) {
        self.insert_among(path, making_room, |_| true);
    }

    /// The same, of the ways that take only `wanted` candidates; the path stays out if there is none.
    pub fn insert_among(&mut self, path: usize, making_room: bool, wanted: impl Fn(usize) -> bool) {
        let mut barred = Vec::new();
        loop {
            let cheapest = self.cheapest(path, |candidate| {
                let open = wanted(candidate) && !barred.contains(&candidate);
                let place = open.then(|| self.place(candidate, making_room)).flatten()?;
                Some(place.extra + self.group_cost(candidate))
            });
            let Some((nodes, cost)) = cheapest else {
                return;
            };
            match self.try_way(path, &nodes, cost, |calendar, candidate| {
                calendar.place(candidate, making_room)
            }) {
                Ok(()) => return,
                Err(candidate) => barred.push(candidate),
            }
        }
    }

    /// Puts a path in by the cheapest way among meetings whose starts are given; whether all of them
    /// found room.
    pub fn insert_at(&mut self, path: usize, starts: &BTreeMap<usize, u32>) -> bool {
        let problem = self.problem;
        let extra = |candidate: usize| {
            let start = *starts.get(&candidate)?;
            Some((
                start,
                slots::class_at(&problem.candidates[candidate], start)?.extra,
            ))
        };
        let Some((nodes, cost)) = self.cheapest(path, |candidate| Some(extra(candidate)?.1)) else {
            return false;
        };
        self.try_way(path, &nodes, cost, |calendar, candidate| {
            let (start, extra) = extra(candidate)?;
            let fits = !calendar.blocked(candidate)?.has(start);
            fits.then_some(Place {
                start,
                extra,
                moved: Vec::new(),
            })
        })
        .is_ok()
    }

    /// Puts the nodes in one by one; fails with the candidate that finds no room, as when two meetings
    /// of the path itself are in each other's way.
    fn try_way(
        &mut self,
        path: usize,
        nodes: &[usize],
        cost: Cost,
        place: impl Fn(&Self, usize) -> Option<Place>,
    ) -> Result<(), usize> {
        let mut way = PathSchedule {
            meetings: Vec::new(),
            cost,
        };
        for node in nodes {
            let Some(candidate) = self.problem.graph.nodes[*node].candidate else {
                continue;
            };
            let Some(place) = place(self, candidate) else {
                way.meetings
                    .iter()
                    .for_each(|(candidate, _)| self.take_out(*candidate));
                return Err(candidate);
            };
            for (other, start) in &place.moved {
                self.move_to(*other, *start);
                let own = way
                    .meetings
                    .iter_mut()
                    .filter(|(candidate, _)| candidate == other);
                own.for_each(|entry| entry.1 = *start);
            }
            way.cost += Cost::of(unit::QUALITY, place.extra);
            self.put_in(candidate, place.start);
            way.meetings.push((candidate, place.start));
        }
        self.cost += way.cost;
        self.ways[path] = Some(way);
        Ok(())
    }

    /// The nodes of the cheapest way, given what each candidate costs on top (`None`: not open), and
    /// what nodes and arcs cost; `None` when every way needs something that is not open.
    fn cheapest(
        &self,
        path: usize,
        extra: impl Fn(usize) -> Option<i64>,
    ) -> Option<(Vec<usize>, Cost)> {
        let graph = &self.problem.graph;
        let nodes = graph.paths[path].nodes.clone();
        let mut extras: BTreeMap<usize, Option<i64>> = BTreeMap::new();
        let mut value: Vec<Option<Cost>> = vec![None; nodes.len()];
        for node in nodes.clone().rev() {
            let mut here = graph.nodes[node].cost;
            if let Some(candidate) = graph.nodes[node].candidate {
                let Some(extra) = *extras.entry(candidate).or_insert_with(|| extra(candidate))
                else {
                    continue;
                };
                here += Cost::of(unit::QUALITY, extra);
            }
            let ports = graph.nodes[node].ports.clone();
            value[node - nodes.start] = ports
                .map(|port| {
                    self.best_arc(port, nodes.start, &value)
                        .map(|(cost, _)| cost)
                })
                .try_fold(here, |sum, cost| cost.map(|cost| sum + cost));
        }
        let mut taken = Vec::new();
        let mut cost = Cost::ZERO;
        let mut open = vec![graph.paths[path].root];
        while let Some(port) = open.pop() {
            let (_, arc) = self.best_arc(port, nodes.start, &value)?;
            cost += graph.cost(arc);
            if let Some(node) = graph.to(arc) {
                cost += graph.nodes[node].cost;
                taken.push(node);
                open.extend(graph.nodes[node].ports.clone());
            }
        }
        Some((taken, cost))
    }

    /// What a path costs at least, alone in the world.
    pub fn least_of(&self, path: usize) -> Cost {
        let cheapest = self.cheapest(path, |_| Some(0));
        cheapest.map_or(Cost::ZERO, |(_, cost)| cost)
    }

    fn best_arc(&self, port: usize, first: usize, value: &[Option<Cost>]) -> Option<(Cost, usize)> {
        let graph = &self.problem.graph;
        graph.ports[port]
            .arcs
            .clone()
            .filter_map(|arc| {
                let after = graph
                    .to(arc)
                    .map_or(Some(Cost::ZERO), |to| value[to - first])?;
                Some((graph.cost(arc) + after, arc))
            })
            .min()
    }

    /// What its groups cost more with a candidate; less, where one was alone.
    fn group_cost(&self, candidate: usize) -> i64 {
        let groups = self.problem.groups_of[candidate].iter();
        let more = groups.map(|(group, amount)| {
            let (count, held) = self.grouped[*group];
            let group = &self.problem.groups[*group];
            group.cost(count + 1, held + amount) - group.cost(count, held)
        });
        more.sum()
    }

    /// The starts of a candidate that other meetings are in the way of; `None` when somebody's day is
    /// full.
    pub fn blocked(&self, index: usize) -> Option<Slots> {
        let candidate = &self.problem.candidates[index];
        let mut blocked = Slots::EMPTY;
        for who in &candidate.people {
            let busy = &self.busy[who * self.problem.days + candidate.day];
            if busy.len() as u32 >= self.problem.room[*who][candidate.day] {
                return None;
            }
            let breaks = self.problem.breaks[*who][candidate.day];
            for held in busy {
                let way = self.problem.way_between(candidate.place, held.place);
                let between = Between { way, breaks };
                blocked = blocked.or(between.blocked(held.start, held.len, candidate.len));
            }
        }
        Some(blocked)
    }

    fn place(&self, index: usize, making_room: bool) -> Option<Place> {
        let blocked = self.blocked(index)?;
        let free = self.problem.candidates[index]
            .starts
            .iter()
            .find_map(|class| {
                let start = class.slots.minus(blocked).iter().next()?;
                Some(Place {
                    start,
                    extra: class.extra,
                    moved: Vec::new(),
                })
            });
        if free.is_some() || !making_room {
            free
        } else {
            self.make_room(index)
        }
    }

    /// Looks for new hours for the meetings around a candidate, each at the same cost as now.
    fn make_room(&self, index: usize) -> Option<Place> {
        let mut group = vec![index];
        let mut starts = vec![0];
        let mut at = 0;
        while at < group.len() {
            let here = &self.problem.candidates[group[at]];
            for who in &here.people {
                for (other, start) in self.on(*who, here.day) {
                    if !group.contains(&other) {
                        group.push(other);
                        starts.push(start);
                    }
                }
            }
            at += 1;
        }
        let Day::Held { starts: found, .. } = slots::search_within(self.problem, &group, &starts)
        else {
            return None;
        };
        let moved = (1..group.len()).map(|n| (group[n], found[n])).collect();
        let extra = slots::class_at(&self.problem.candidates[index], found[0])?.extra;
        Some(Place {
            start: found[0],
            extra,
            moved,
        })
    }

    fn put_in(&mut self, index: usize, start: u32) {
        let candidate = &self.problem.candidates[index];
        for who in &candidate.people {
            self.busy[who * self.problem.days + candidate.day].push(Busy {
                index,
                start,
                len: candidate.len,
                place: candidate.place,
            });
        }
        self.cost += Cost::of(unit::QUALITY, self.group_cost(index));
        for (group, amount) in &self.problem.groups_of[index] {
            let (count, held) = &mut self.grouped[*group];
            (*count, *held) = (*count + 1, *held + amount);
        }
    }

    fn take_out(&mut self, index: usize) {
        let candidate = &self.problem.candidates[index];
        for who in &candidate.people {
            self.busy[who * self.problem.days + candidate.day].retain(|held| held.index != index);
        }
        for (group, amount) in &self.problem.groups_of[index] {
            let (count, held) = &mut self.grouped[*group];
            (*count, *held) = (*count - 1, *held - amount);
        }
        self.cost -= Cost::of(unit::QUALITY, self.group_cost(index));
    }

    pub fn move_to(&mut self, index: usize, start: u32) {
        let candidate = &self.problem.candidates[index];
        for who in &candidate.people {
            let busy = &mut self.busy[who * self.problem.days + candidate.day];
            busy.iter_mut()
                .filter(|held| held.index == index)
                .for_each(|held| held.start = start);
        }
        if let Some(way) = &mut self.ways[self.index.path_of[index]] {
            let meetings = way.meetings.iter_mut().filter(|(other, _)| *other == index);
            meetings.for_each(|entry| entry.1 = start);
        }
    }
}
