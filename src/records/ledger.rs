//! The record book read from the first line to the last: imported history and entries come in, what
//! is known of every meeting, series and family goes out. A pure fold: the same lines give the same
//! ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::{Act, Added, End, Entry, Happened, Pause, Proposal, Record, State};
use crate::ids::{OccurrenceId, SeriesId};
use crate::time::zone::{Tz, local_day};

/// When and by whom something was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The number of the entry.
    pub number: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said so.
    pub by: Option<String>,
}

impl Stamp {
    fn of(entry: &Entry) -> Self {
        Self {
            number: entry.number,
            at: entry.at,
            by: entry.by.clone(),
        }
    }
}

/// Something the book says, with the line that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted<T> {
    /// What it says.
    pub what: T,
    /// Which line; `None` for imported history.
    pub stamp: Option<Stamp>,
}

/// What those who were asked have said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet, or it was released since.
    #[default]
    Open,
    /// Yes, to this start.
    Confirmed(NaiveDateTime, Stamp),
    /// No, to this start.
    Refused(NaiveDateTime, Stamp),
}

/// What is known of one planned meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Whether it was confirmed.
    pub reply: Reply,
    /// The start it is pinned to.
    pub pinned: Option<NaiveDateTime>,
    /// What became of it, by the order of entry: what fell through on other days, then the last.
    pub trail: Vec<Noted<Happened>>,
    /// Times offered and not chosen yet; they may have expired.
    pub proposal: Option<Proposal>,
    /// Every start that somebody said no to, and nobody yes since.
    pub refused: Vec<NaiveDateTime>,
    /// Where it stood when it was let go, and the number of the line that did so: there it stands until a plan that knows
    /// that line gives it another.
    pub let_go: Option<(u32, NaiveDateTime)>,
}

impl Meeting {
    /// What became of it last.
    pub fn outcome(&self) -> Option<&Noted<Happened>> {
        self.trail.last()
    }

    /// What became of it on a start that a plan or the book gave it; `None` while that start is to come, or nobody said.
    pub fn on(&self, start: NaiveDateTime) -> Option<&Noted<Happened>> {
        let of = |noted: &&Noted<Happened>| {
            let what = &noted.what;
            what.record.day == start.date() || what.planned == Some(start)
        };
        self.trail.iter().rev().find(of)
    }

    /// How many times it was put off.
    pub fn postponements(&self) -> usize {
        let put_off = |noted: &&Noted<Happened>| noted.what.record.state == State::Postponed;
        self.trail.iter().filter(put_off).count()
    }

    /// The start that planning may not move it from: pinned, else confirmed.
    pub fn fixed_start(&self) -> Option<NaiveDateTime> {
        self.pinned.or(match &self.reply {
            Reply::Confirmed(start, _) => Some(*start),
            Reply::Open | Reply::Refused(..) => None,
        })
    }
}

/// All that the record book says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Each planned meeting that an entry names.
    pub meetings: BTreeMap<OccurrenceId, Meeting>,
    /// Meetings that were never planned, imported history among them, by series.
    pub unplanned: BTreeMap<SeriesId, Vec<Noted<Happened>>>,
    /// Meetings agreed outside the plan, in order of entry. One with an id is also among
    /// `meetings`, pinned to its time.
    pub added: Vec<Noted<Added>>,
    /// Ids of meetings agreed outside the plan whose entry was taken back.
    pub struck: BTreeSet<OccurrenceId>,
    /// Pauses, in order of entry.
    pub pauses: Vec<Noted<Pause>>,
    /// The last day of each case whose end was entered (case code, programme).
    pub ends: BTreeMap<(String, String), Noted<End>>,
    /// What was said of standing times, in order of entry.
    pub standing: Vec<Noted<Act>>,
    /// What was said of them and taken back, each with the number of the line that did so.
    pub standing_taken_back: Vec<(u32, Noted<Act>)>,
}

impl Ledger {
    /// Reads imported records and entries (in order of number). With `known_on`, as one could have
    /// known on that day: records of later days and entries made after it are not there yet.
    pub fn read(
        imported: &[Record],
        entries: &[Entry],
        zone: Tz,
        known_on: Option<NaiveDate>,
    ) -> Self {
        let by_then = |day: NaiveDate| known_on.is_none_or(|known_on| day <= known_on);
        let mut ledger = Self::default();
        for record in imported.iter().filter(|record| by_then(record.day)) {
            let what = Happened {
                id: None,
                record: record.clone(),
                planned: None,
                reason: None,
                also: Vec::new(),
            };
            ledger.record(Noted { what, stamp: None });
        }
        let known: Vec<&Entry> = entries
            .iter()
            .filter(|entry| by_then(local_day(zone, entry.at)))
            .collect();
        let withdrawn = withdrawn(&known);
        for entry in known {
            let back = withdrawn.get(&entry.number);
            if let (Some(back), Some(_)) = (back, entry.act.standing()) {
                let noted = noted(&entry.act, Stamp::of(entry));
                ledger.standing_taken_back.push((*back, noted));
            } else if back.is_none() {
                ledger.add(entry);
            } else if let Act::Add(Added { id: Some(id), .. }) = &entry.act {
                ledger.struck.insert(id.clone());
            }
        }
        ledger
    }

    /// What is known of a planned meeting.
    pub fn meeting(&self, id: &OccurrenceId) -> Option<&Meeting> {
        self.meetings.get(id)
    }

    /// Everything that became of meetings and still holds, planned or not, in no promised order.
    pub fn happened(&self) -> impl Iterator<Item = &Noted<Happened>> {
        let planned = self.meetings.values().flat_map(|meeting| &meeting.trail);
        planned.chain(self.unplanned.values().flatten())
    }

    /// What satisfies a series: held or waived under it, or covered by a meeting held under another
    /// rule; in order of day.
    pub fn satisfied(&self, series: &SeriesId) -> Vec<&Noted<Happened>> {
        let counts = |noted: &&Noted<Happened>| {
            let what = &noted.what;
            (what.record.state.satisfies() && what.record.series == *series)
                || (what.record.state == State::Held && what.also.contains(series))
        };
        let mut met: Vec<_> = self.happened().filter(counts).collect();
        met.sort_by_key(|noted| (noted.what.record.day, noted.what.record.start));
        met
    }

    /// Offers that still block time on `today`: not chosen, not expired, and the meeting not held.
    pub fn live_proposals(&self, today: NaiveDate) -> impl Iterator<Item = &Proposal> {
        let proposals = self.meetings.values();
        proposals
            .filter_map(|meeting| meeting.proposal.as_ref())
            .filter(move |proposal| today <= proposal.until)
    }

    fn add(&mut self, entry: &Entry) {
        let stamp = Stamp::of(entry);
        match &entry.act {
            Act::Record(what) => self.record(Noted {
                what: what.clone(),
                stamp: Some(stamp),
            }),
            Act::Confirm { id, start } | Act::Choose { id, start } => {
                let meeting = self.meetings.entry(id.clone()).or_default();
                meeting.reply = Reply::Confirmed(*start, stamp);
                meeting.refused.retain(|refused| refused != start);
                meeting.pinned = meeting.pinned.filter(|pinned| pinned == start);
                meeting.proposal = None;
            }
            Act::Refuse { id, start, .. } => {
                let meeting = self.meetings.entry(id.clone()).or_default();
                meeting.let_go = meeting.fixed_start().map(|start| (entry.number, start));
                meeting.reply = Reply::Refused(*start, stamp);
                meeting.refused.push(*start);
                meeting.pinned = None;
                meeting.proposal = None;
            }
            Act::Pin { id, start } => self.pin(id, *start),
            Act::Unpin { id } => {
                let meeting = self.meetings.entry(id.clone()).or_default();
                meeting.let_go = meeting.fixed_start().map(|start| (entry.number, start));
                meeting.pinned = None;
                meeting.reply = Reply::Open;
            }
            Act::Propose(proposal) => {
                let meeting = self.meetings.entry(proposal.id.clone()).or_default();
                meeting.proposal = Some(proposal.clone());
            }
            Act::Add(added) => {
                if let Some(id) = &added.id {
                    self.pin(id, added.start);
                }
                self.added.push(noted(added, stamp));
            }
            Act::Pause(pause) => self.pauses.push(noted(pause, stamp)),
            Act::End(end) => {
                let key = (end.case.to_string(), end.programme.clone());
                self.ends.insert(key, noted(end, stamp));
            }
            Act::StandingTimes(_) | Act::StandingAgree(_) | Act::StandingFree(_) => {
                self.standing.push(noted(&entry.act, stamp));
            }
            Act::Correct { .. } => {}
        }
    }

    fn pin(&mut self, id: &OccurrenceId, start: NaiveDateTime) {
        let meeting = self.meetings.entry(id.clone()).or_default();
        meeting.pinned = Some(start);
        // Who said yes to one time has not said yes to another.
        if matches!(&meeting.reply, Reply::Confirmed(agreed, _) if *agreed != start) {
            meeting.reply = Reply::Open;
        }
    }

    /// A record of the same meeting on the same day supersedes the earlier one; so does any record
    /// of a planned meeting that was thought to be held, because it is held once.
    fn record(&mut self, noted: Noted<Happened>) {
        let record = &noted.what.record;
        let Some(id) = &noted.what.id else {
            let known = self.unplanned.entry(record.series.clone()).or_default();
            known.retain(|old| !same_unplanned(&old.what.record, record));
            known.push(noted);
            return;
        };
        if let Some(known) = self.unplanned.get_mut(&record.series) {
            // Imported history may tell of the same meeting.
            known.retain(|old| old.stamp.is_some() || !same_unplanned(&old.what.record, record));
        }
        let meeting = self.meetings.entry(id.clone()).or_default();
        meeting
            .trail
            .retain(|old| old.what.record.day != record.day && !old.what.record.state.satisfies());
        meeting.proposal = None;
        if !record.state.satisfies() {
            meeting.pinned = None;
            meeting.reply = Reply::Open;
        }
        meeting.trail.push(noted);
    }
}

/// Whether two records of one series are of one meeting: on the same day, at times that do not
/// differ.
fn same_unplanned(one: &Record, other: &Record) -> bool {
    let apart = one.start.zip(other.start).is_some_and(|(a, b)| a != b);
    one.day == other.day && !apart
}

fn noted<T: Clone>(what: &T, stamp: Stamp) -> Noted<T> {
    Noted {
        what: what.clone(),
        stamp: Some(stamp),
    }
}

/// The numbers of entries (in order of number) that were taken back, each with the number of the line that did so. From the
/// last to the first, because a correction may be taken back itself.
pub fn withdrawn(entries: &[&Entry]) -> BTreeMap<u32, u32> {
    let mut withdrawn = BTreeMap::new();
    for entry in entries.iter().rev() {
        if let Act::Correct { entry: mistake, .. } = entry.act
            && mistake < entry.number
            && !withdrawn.contains_key(&entry.number)
        {
            withdrawn.insert(mistake, entry.number);
        }
    }
    withdrawn
}
