//! Where the cost of a plan comes from: what was asked and the plan come in; what each rule and each person has
//! a part in goes out. Both ways of splitting add up to what the whole plan costs.
//!
//! A series costs its rule. It costs those who come to its meetings, or would come if there were any, equal
//! parts; families only when nobody else comes. A day on which a pair meets costs the pair, and the rules they
//! meet for.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Meeting, cast_on, read};
use super::{Found, Points, judge_quality, judge_requirements};
use super::{layers, moves, quality, together};
use crate::plan::Plan;
use crate::series::cost::{LAYERS, QUALITY};
use crate::series::{Instance, ResourceKind, Series};

/// What a plan costs, split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// By rule id, the dearest first.
    pub rules: Vec<Part>,
    /// By person id (a family's key where only families come), the dearest first.
    pub people: Vec<Part>,
    /// The last layer by part.
    pub quality: Points,
}

/// A part of the cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whose.
    pub id: String,
    /// In each layer, in the order of [`LAYERS`] and the units of `src/problem/OBJECTIVE.md`. Not always whole:
    /// what several have a part in is divided.
    pub layers: [f64; LAYERS.len()],
}

/// Splits what a plan costs; a plan that keeps its rules is expected (see [`super::verify`]).
pub fn split(instance: &Instance, plan: &Plan) -> Split {
    let mut found = Found::default();
    let meetings = read(instance, plan, &mut found);
    let tallies = judge_requirements(instance, &meetings, &mut found);
    let mut own: Vec<Vec<&Meeting>> = vec![Vec::new(); instance.series.len()];
    for meeting in &meetings {
        if let Some(own) = meeting.series.and_then(|at| own.get_mut(at)) {
            own.push(meeting);
        }
    }
    let (mut rules, mut people) = (Ledger::default(), Ledger::default());
    for ((series, tally), own) in instance.series.iter().zip(&tallies).zip(&own) {
        let mut cost = layers::of(series, tally);
        let each = own.iter().map(|meeting| quality::of(instance, meeting));
        let points = tally.quality + each.sum();
        cost[QUALITY] = points.sum();
        moves::of(instance, series, own).add_to(&mut cost);
        rules.charge(&cost, [series.rule.as_str()]);
        let who = who(instance, series, own);
        people.charge(&cost, who.iter().map(|who| name(instance, *who)));
    }
    for day in together::all(instance, &meetings) {
        let mut cost = [0; LAYERS.len()];
        cost[QUALITY] = day.points.sum();
        let of_rule = |at: &usize| Some(instance.series.get(*at)?.rule.as_str());
        let met: BTreeSet<&str> = day.series.iter().filter_map(of_rule).collect();
        rules.charge(&cost, met);
        people.charge(&cost, day.people.iter().map(|who| name(instance, *who)));
    }
    Split {
        rules: rules.parts(),
        people: people.parts(),
        quality: judge_quality(instance, &meetings, &tallies),
    }
}

/// What is charged to whom.
#[derive(Default)]
struct Ledger(BTreeMap<String, [f64; LAYERS.len()]>);

impl Ledger {
    /// Charges a cost in equal parts.
    fn charge<'a>(&mut self, cost: &[i64; LAYERS.len()], whom: impl IntoIterator<Item = &'a str>) {
        let whom: Vec<&str> = whom.into_iter().collect();
        for id in &whom {
            let part = self.0.entry((*id).to_owned()).or_default();
            for (part, cost) in part.iter_mut().zip(cost) {
                *part += *cost as f64 / whom.len() as f64;
            }
        }
    }

    /// Those with a part, the dearest first.
    fn parts(self) -> Vec<Part> {
        let all = self.0.into_iter();
        let mut parts: Vec<Part> = all
            .filter(|(_, layers)| layers.iter().any(|cost| *cost != 0.0))
            .map(|(id, layers)| Part { id, layers })
            .collect();
        let dearest = |a: &Part, b: &Part| {
            let each = b.layers.iter().zip(&a.layers);
            each.map(|(b, a)| b.total_cmp(a))
                .find(|order| order.is_ne())
                .unwrap_or_else(|| a.id.cmp(&b.id))
        };
        parts.sort_by(dearest);
        parts
    }
}

/// Those who come, or would.
fn who(instance: &Instance, series: &Series, own: &[&Meeting]) -> BTreeSet<usize> {
    let there = own.iter().flat_map(|meeting| {
        let cast = cast_on(series, meeting.day());
        let invited = cast.and_then(|cast| cast.invited.as_ref());
        let invited = invited.into_iter().flat_map(|one| &one.members);
        let people = meeting.people.iter().map(|(who, _)| *who);
        people.chain(invited.map(|(who, _)| *who))
    });
    let mut who: BTreeSet<usize> = there.collect();
    if who.is_empty() {
        for cast in &series.casts {
            who.extend(cast.seats.iter().flat_map(|seat| &seat.any_of));
            let invited = cast.invited.iter().flat_map(|one| &one.members);
            who.extend(invited.map(|(who, _)| who));
        }
    }
    let is_family = |who: &usize| {
        let resource = instance.resources.get(*who);
        resource.is_some_and(|resource| resource.kind == ResourceKind::Family)
    };
    if !who.iter().all(is_family) {
        who.retain(|who| !is_family(who));
    }
    who
}

fn name(instance: &Instance, who: usize) -> &str {
    let resource = instance.resources.get(who);
    resource.map_or("", |resource| resource.id.as_str())
}
