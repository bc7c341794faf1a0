//! What each series has behind it: meetings held, meetings that stand outside the days that are
//! planned, and meetings agreed elsewhere. Records, the published plan and `agreed.csv` come in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::world::Draft;
use super::{Earlier, Note, Standing};
use crate::ids::SeriesId;
use crate::records::{Record, State};
use crate::rules::Demand;
use crate::team::{Agreed, Team};
use crate::time::{Term, slot_at};

/// A meeting that counts: held, standing outside the planned days, or agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Met {
    /// Its day.
    pub day: NaiveDate,
    /// Its start, if known.
    pub start: Option<NaiveTime>,
    /// Its ordinal, if it has one.
    pub ordinal: Option<u32>,
    /// The index in the team's list, when it was agreed.
    pub agreed: Option<usize>,
}

/// The past and the fixed future of every series.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    met: BTreeMap<SeriesId, Vec<Met>>,
    /// Standing meetings on the planned days, which planning replaces: start and ordinal.
    replaced: BTreeMap<SeriesId, Vec<(NaiveDateTime, Option<u32>)>>,
    issued: BTreeMap<SeriesId, u32>,
    refuted: BTreeSet<(SeriesId, NaiveDate)>,
}

impl History {
    /// Gathers what counts when the days of `plan` are planned anew at `now`.
    pub fn new(team: &Team, earlier: &Earlier, now: NaiveDateTime, plan: Term) -> Self {
        let today = now.date();
        let mut history = Self {
            issued: earlier.issued.clone(),
            ..Self::default()
        };
        history.add_records(team, today);
        for standing in &earlier.placements {
            history.add_standing(standing, standing.is_open(plan, now));
        }
        for (index, agreed) in team.agreed.iter().enumerate() {
            history.add_agreed(team, index, agreed, today);
        }
        for met in history.met.values_mut() {
            met.sort_by_key(|met| (met.day, met.ordinal));
        }
        history
    }

    /// What counts in a series, in order of day.
    pub fn met(&self, series: &SeriesId) -> &[Met] {
        self.met.get(series).map_or(&[], Vec::as_slice)
    }

    /// The first ordinal of a series that nothing has.
    pub fn next_ordinal(&self, series: &SeriesId) -> u32 {
        self.issued.get(series).map_or(1, |last| last + 1)
    }

    /// The start a series keeps: as most often published on the planned days (for this ordinal, if
    /// one is given; of several as often, the latest), else as last published or held. The most
    /// frequent one moves fewest meetings when nothing has changed.
    pub fn usual_start(&self, series: &SeriesId, ordinal: Option<u32>) -> Option<u32> {
        let replaced = self.replaced.get(series).map_or(&[][..], Vec::as_slice);
        let own = replaced
            .iter()
            .filter(|(_, own)| ordinal.is_none() || *own == ordinal);
        let mut often: BTreeMap<NaiveTime, (usize, NaiveDateTime)> = BTreeMap::new();
        for (start, _) in own {
            let (count, latest) = often.entry(start.time()).or_insert((0, *start));
            *count += 1;
            *latest = (*latest).max(*start);
        }
        let published = often
            .into_iter()
            .max_by_key(|(_, rank)| *rank)
            .map(|(time, _)| time);
        let last = || match ordinal {
            None => self.met(series).iter().rev().find_map(|met| met.start),
            Some(_) => None,
        };
        published.or_else(last).map(slot_at)
    }

    /// Whether a record says that the meeting of this day did not take place.
    pub fn refuted(&self, series: &SeriesId, day: NaiveDate) -> bool {
        self.refuted.contains(&(series.clone(), day))
    }

    fn add_records(&mut self, team: &Team, today: NaiveDate) {
        // What will not take place, or need not, is known beforehand; what was held, only afterwards.
        let known = |record: &&Record| record.day <= today || record.state != State::Held;
        let mut named = team.held_as.clone();
        for record in team.held.iter().filter(known) {
            let key = (record.series.clone(), record.day);
            if record.state.satisfies() {
                self.refuted.remove(&key);
                let ordinal = named.get_mut(&key).and_then(Vec::pop);
                self.met.entry(key.0).or_default().push(Met {
                    day: record.day,
                    start: record.start,
                    ordinal,
                    agreed: None,
                });
            } else if !self.counts_on(&key.0, key.1) {
                self.refuted.insert(key);
            }
        }
    }

    /// A standing meeting counts unless it is planned anew or a record says what became of it.
    fn add_standing(&mut self, standing: &Standing, anew: bool) {
        let (series, day) = (&standing.series, standing.day());
        let ordinal = standing.id.ordinal();
        let issued = self.issued.entry(series.clone()).or_default();
        *issued = (*issued).max(ordinal.unwrap_or(0));
        if anew {
            let replaced = self.replaced.entry(series.clone()).or_default();
            replaced.push((standing.start, ordinal));
        } else if let Some(held) = self.meeting_on(series, day) {
            held.ordinal = held.ordinal.or(ordinal);
        } else if !self.refuted(series, day) {
            self.met.entry(series.clone()).or_default().push(Met {
                day,
                start: Some(standing.start.time()),
                ordinal,
                agreed: None,
            });
        }
    }

    /// An agreed meeting counts unless a record says that it fell through. One that was in the
    /// published plan keeps its ordinal; a rhythm's new one gets the next, unless it has passed: no
    /// plan will show it. The first of several rows for one day is the one that counts.
    fn add_agreed(&mut self, team: &Team, index: usize, agreed: &Agreed, today: NaiveDate) {
        let Some(rule) = &agreed.rule else { return };
        let (series, day) = (rule.series(&agreed.subject), agreed.start.date());
        if self.refuted(&series, day) {
            return;
        }
        if let Some(known) = self.meeting_on(&series, day) {
            known.agreed = known.agreed.or(Some(index));
            return;
        }
        let ordinal = if is_milestone(team, agreed) || day < today {
            None
        } else {
            Some(self.taken_over(&series, agreed).unwrap_or_else(|| {
                let issued = self.issued.entry(series.clone()).or_default();
                *issued += 1;
                *issued
            }))
        };
        self.met.entry(series).or_default().push(Met {
            day,
            start: Some(agreed.start.time()),
            ordinal,
            agreed: Some(index),
        });
    }

    /// The ordinal of the replaced meeting that an agreed one stands for: the nearest within a
    /// week.
    fn taken_over(&mut self, series: &SeriesId, agreed: &Agreed) -> Option<u32> {
        let replaced = self.replaced.get_mut(series)?;
        let apart = |start: &NaiveDateTime| (*start - agreed.start).num_days().abs();
        let nearest = (0..replaced.len()).min_by_key(|at| apart(&replaced[*at].0))?;
        if apart(&replaced[nearest].0) >= 7 {
            return None;
        }
        replaced.remove(nearest).1
    }

    fn meeting_on(&mut self, series: &SeriesId, day: NaiveDate) -> Option<&mut Met> {
        let met = self.met.get_mut(series)?;
        met.iter_mut().find(|met| met.day == day)
    }

    fn counts_on(&self, series: &SeriesId, day: NaiveDate) -> bool {
        self.met(series).iter().any(|met| met.day == day)
    }
}

/// Says that meetings are recorded as held on days that are still to come: they do not count yet.
pub(super) fn note_ahead(team: &Team, today: NaiveDate, draft: &mut Draft) {
    let ahead = team.held.iter().filter(|record| record.is_ahead(today));
    let count = ahead.clone().count();
    if let Some(Record { series, day, .. }) = ahead.min_by_key(|record| record.day) {
        draft.note(Note::RecordAhead {
            count,
            today,
            series: series.to_string(),
            day: *day,
        });
    }
}

/// Whether an agreed meeting fulfils a milestone: those are numbered by what they count from.
fn is_milestone(team: &Team, agreed: &Agreed) -> bool {
    let mut rules = team
        .programmes
        .iter()
        .flat_map(|programme| &programme.rules);
    rules
        .find(|rule| Some(&rule.id) == agreed.rule.as_ref())
        .is_some_and(|rule| matches!(rule.demand, Demand::Milestone(_)))
}
