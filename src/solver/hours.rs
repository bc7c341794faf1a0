//! What the hours say to a choice of days: meetings that are decided come in; starts for those that can be
//! held, and rows against those that cannot, go out.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::EPSILON;
use super::context::{Search, Weights};
use super::hours_cache::Judged;
use super::lift;
use super::prices::RestrictedMaster;
use super::rows::{Cut, Row};
use super::slots::{self, Day};
use crate::series::cost::QUALITY;

/// How much dearer hours must be than believed to be worth a row: prices rest on rows loosened a little.
const BELIEVED: f64 = 1e-3;

/// What the hours say to a choice of days.
#[derive(Default)]
pub(super) struct Hours {
    /// What cannot be held.
    pub cuts: Vec<Cut>,
    /// Groups of meetings of which the search gave up.
    pub unknown: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Searches the hours of all who know whom they meet on a day; of the first days only when time is over.
    pub fn judge(&mut self, master: &RestrictedMaster, taken: &[f64], weights: &Weights) -> Hours {
        let cheapest = weights[QUALITY] > 0.0;
        let mut hours = Hours::default();
        let mut meetings = Vec::new();
        self.known
            .last
            .resize_with(self.used.len(), Judged::default);
        for day in 0..self.used.len() {
            let held = self.used[day]
                .iter()
                .filter(|index| taken[**index] > EPSILON);
            meetings.clear();
            meetings.extend(held.map(|index| (*index, taken[*index] > 1.0 - EPSILON)));
            let last = &self.known.last[day];
            if last.meetings != meetings || last.cheapest != cheapest {
                if self.clock.is_over() {
                    return hours;
                }
                self.known.last[day] = self.judge_day(meetings.clone(), cheapest);
            }
            let judged = std::mem::take(&mut self.known.last[day]);
            for group in &judged.clashes {
                self.forbid(day, group.clone(), taken, &mut hours);
            }
            let extra: i64 = judged.dear.iter().map(|(_, extra)| extra).sum();
            if extra as f64 > master.extra(day) + BELIEVED {
                let sets = judged.dear.clone();
                hours.cuts.push(Cut::Extra { day, sets });
            }
            self.known.last[day] = judged;
        }
        hours
    }

    /// The starts last found of all that can be held.
    pub fn starts(&self) -> BTreeMap<usize, u32> {
        let days = self.known.last.iter();
        days.flat_map(|judged| judged.starts.iter().copied())
            .collect()
    }

    /// Searches the hours of the groups of a day of which everything is decided.
    fn judge_day(&mut self, meetings: Vec<(usize, bool)>, cheapest: bool) -> Judged {
        let all: Vec<usize> = meetings.iter().map(|(index, _)| *index).collect();
        let undecided: BTreeSet<usize> = meetings
            .iter()
            .filter_map(|(index, decided)| (!decided).then_some(*index))
            .collect();
        let mut judged = Judged {
            meetings,
            cheapest,
            ..Judged::default()
        };
        for group in slots::components(self.problem, &all) {
            if group.iter().any(|index| undecided.contains(index)) {
                continue;
            }
            let known = self.known.days.entry((cheapest, group.clone()));
            let (problem, best, patience) = (self.problem, &self.best, self.patience);
            let found = known.or_insert_with(|| {
                let stands = best.hours(&group);
                slots::search(problem, &group, stands, cheapest, patience)
            });
            let Day::Held {
                starts,
                extra,
                proven,
            } = found
            else {
                judged.clashes.push(group);
                continue;
            };
            let starts = group.iter().copied().zip(starts.iter().copied());
            judged.starts.extend(starts);
            if *extra > 0 && *proven {
                judged.dear.push((group, *extra));
            }
        }
        judged
    }

    /// Says what is wrong with a group of which no hours are known.
    fn forbid(&mut self, day: usize, group: Vec<usize>, taken: &[f64], hours: &mut Hours) {
        if self.known.hopeless.contains(&group) {
            hours.unknown.push(group);
            return;
        }
        let rows = lift::rows_against(self.problem, &self.used[day], taken);
        if !rows.is_empty() {
            hours.cuts.extend(rows.into_iter().map(Cut::Row));
        } else if let Some(set) = slots::minimal_clash(self.problem, &group, self.patience) {
            hours.cuts.push(Cut::Row(self.lifted(set)));
        } else {
            self.known.hopeless.insert(group.clone());
            hours.unknown.push(group);
        }
    }

    /// A clash as a row, widened to the ways of the same series that clash just as well: same people, no
    /// shorter, no other starts.
    fn lifted(&self, set: Vec<usize>) -> Row {
        let candidates = &self.problem.candidates;
        let mut terms: Vec<(usize, u32)> = Vec::new();
        for member in &set {
            let here = &candidates[*member];
            let as_bad = |index: &usize| {
                let other = &candidates[*index];
                other.series == here.series
                    && other.len >= here.len
                    && here.people.iter().all(|who| other.people.contains(who))
                    && other.all_starts().minus(here.all_starts()).is_empty()
            };
            let day = self.used[here.day].iter().copied();
            terms.extend(day.filter(as_bad).map(|index| (index, 1)));
        }
        terms.sort_unstable();
        terms.dedup();
        Row {
            terms,
            most: set.len() as u32 - 1,
        }
    }
}
