//! The store over any shelf: plans are taken apart into values under keys and put together again,
//! lines of the record book are numbered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::values::{damaged, decode, encode, read, read_all};
use super::written::MeetingRow;
use super::{
    AuditEvent, Batch, KeptHours, Publication, Purge, Purged, Shelf, Store, StoreError, kept_hours,
    keys, known, pseudonym, retention, rows,
};
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::plan::{Duty, LeftOut, Load, Note, Plan, Published};
use crate::records::{self, Act};

/// A plan without its rows and remarks.
#[derive(Serialize, Deserialize)]
struct Head {
    plan: Plan,
}

/// When a revision was planned: so much of its [`Head`].
#[derive(Deserialize)]
struct Dated {
    plan: Planned,
}

#[derive(Deserialize)]
struct Planned {
    today: NaiveDate,
}

/// What a plan has no place for, and what there is to say of it.
#[derive(Serialize, Deserialize)]
struct Remarks {
    left_out: Vec<LeftOut>,
    loads: Vec<Load>,
    notes: Vec<Note>,
}

/// Whose a revision is: so much of its [`Head`].
#[derive(Deserialize)]
struct Owned {
    plan: Owner,
}

#[derive(Deserialize)]
struct Owner {
    team: String,
}

impl<S: Shelf> Store for S {
    fn check_team(&self, team: &str) -> Result<(), StoreError> {
        let owner = match self.revisions()?.first() {
            Some(first) => {
                read::<Owned>(self, &keys::revision(*first))?.map(|owned| owned.plan.team)
            }
            None => read(self, keys::TEAM)?,
        };
        match owner {
            Some(owner) if owner != team => Err(StoreError::OtherTeam {
                path: self.path(),
                owner,
                asked: team.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    fn revisions(&self) -> Result<Vec<u32>, StoreError> {
        let number = |key: &str| key.strip_prefix(keys::REVISIONS)?.parse().ok();
        let heads = self.scan(keys::REVISIONS)?;
        heads
            .iter()
            .map(|(key, _)| number(key).ok_or_else(|| damaged(self, key)))
            .collect()
    }

    fn plan_since(
        &self,
        revision: u32,
        since: Option<NaiveDate>,
    ) -> Result<Option<Plan>, StoreError> {
        let Some(head) = read::<Head>(self, &keys::revision(revision))? else {
            return Ok(None);
        };
        let key = keys::remarks(revision);
        let remarks = read::<Remarks>(self, &key)?.ok_or_else(|| damaged(self, &key))?;
        let mut plan = Plan {
            left_out: remarks.left_out,
            loads: remarks.loads,
            notes: remarks.notes,
            ..head.plan
        };
        for (place, (_, bytes)) in rows::of(self, keys::MEETINGS, revision, since)? {
            let row: MeetingRow = decode(self, &place, &bytes)?;
            plan.placements.push(row.meeting(rows::id(&place)));
        }
        for (place, (_, bytes)) in rows::of(self, keys::DUTIES, revision, since)? {
            plan.duties.push(decode(self, &place, &bytes)?);
        }
        plan.placements
            .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        Ok(Some(plan))
    }

    fn published_since(
        &self,
        since: Option<NaiveDate>,
    ) -> Result<Option<(u32, Published)>, StoreError> {
        let published = known::read(self, since)?;
        Ok(published.map(|published| (published.revision, published)))
    }

    fn published_revision(&self) -> Result<Option<u32>, StoreError> {
        Ok(known::front(self)?.map(|front| front.revision))
    }

    fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        known::since(self)
    }

    fn changed(&self) -> StoreError {
        StoreError::Changed { path: self.path() }
    }

    fn issued(&self) -> Result<BTreeMap<SeriesId, u32>, StoreError> {
        let all = self.scan(keys::ISSUED)?;
        all.iter()
            .filter(|(key, _)| !key.contains(pseudonym::MARK))
            .map(|(key, bytes)| issued(self, key, bytes))
            .collect()
    }

    fn issued_to(&self, cases: &[CaseCode]) -> Result<BTreeMap<SeriesId, u32>, StoreError> {
        let mut all = self.issued()?;
        let mut buried = self.scan(keys::ISSUED)?;
        buried.retain(|(key, _)| key.contains(pseudonym::MARK));
        let Some(secret) = self.known_uid_key()?.filter(|_| !buried.is_empty()) else {
            return Ok(all);
        };
        for case in cases {
            let name = pseudonym::of(case.as_str(), &secret);
            for (key, bytes) in buried.iter().filter(|(key, _)| key.contains(&name)) {
                let (series, before) = issued(self, &key.replace(&name, case.as_str()), bytes)?;
                let ordinal = all.entry(series).or_insert(before);
                *ordinal = before.max(*ordinal);
            }
        }
        Ok(all)
    }

    fn save(&mut self, plan: &Plan, issued: &BTreeMap<SeriesId, u32>) -> Result<u32, StoreError> {
        self.check_team(&plan.team)?;
        ids_are_used_once(plan)?;
        let last = self.revisions()?.last().copied().unwrap_or(0);
        let revision = last + 1;
        let mut batch = Batch::new(AuditEvent::SavedRevision { revision });
        for (kind, now) in rows_of(plan) {
            let before = rows::of(self, kind, last, None)?;
            let changes = rows::differences(kind, &before, &now, (last, revision));
            batch.changes.extend(changes);
        }
        for (key, bytes) in heads_of(plan, revision) {
            batch.put(key, bytes);
        }
        let before = self.issued()?;
        for (series, ordinal) in issued {
            if before.get(series).is_none_or(|before| before < ordinal) {
                batch.put(keys::issued(series), encode(ordinal));
            }
        }
        self.write(batch)?;
        Ok(revision)
    }

    fn publish(&mut self, revision: u32, published: &Published) -> Result<(), StoreError> {
        if self.get(&keys::revision(revision))?.is_none() {
            return Err(StoreError::NoRevision(revision));
        }
        self.check_team(&published.team.id)?;
        if published.revision != revision {
            return Err(StoreError::OtherRevision {
                asked: revision,
                got: published.revision,
            });
        }
        let mut batch = Batch::new(AuditEvent::PublishedRevision { revision });
        known::put(self, published, &mut batch)?;
        self.write(batch)
    }

    fn entries(&self) -> Result<Vec<records::Entry>, StoreError> {
        read_all(self, keys::RECORDS)
    }

    fn enter_and_publish(
        &mut self,
        team: &str,
        entries: &[records::Entry],
        next: &dyn Fn(&[records::Entry]) -> Option<Published>,
    ) -> Result<Vec<records::Entry>, StoreError> {
        self.check_team(team)?;
        let mut book = self.entries()?;
        let in_book = book.last().map_or(0, |entry| entry.number);
        let last = read(self, keys::LAST_RECORD)?.map_or(in_book, |last: u32| last.max(in_book));
        let mut batch = Batch::new(AuditEvent::Recorded {
            entry: last + 1,
            lines: entries.len(),
        });
        if let Some(subject) = shared_subject(entries) {
            batch = batch.about(subject);
        }
        batch.put(keys::TEAM.to_owned(), encode(&team));
        let mut kept = entries.to_vec();
        for (number, entry) in (last + 1..).zip(&mut kept) {
            entry.number = number;
            batch.put(keys::record(number), encode(entry));
        }
        let last = kept.last().map_or(last, |entry| entry.number);
        batch.put(keys::LAST_RECORD.to_owned(), encode(&last));
        let added = kept.iter().filter_map(|entry| match &entry.act {
            Act::Add(added) => added.id.as_ref(),
            _ => None,
        });
        put_issued(self, added, &mut batch)?;
        book.extend(kept.iter().cloned());
        if let Some(published) = next(&book) {
            known::put(self, &published, &mut batch)?;
        }
        self.write(batch)?;
        Ok(kept)
    }

    fn uid_key(&mut self) -> Result<[u8; 32], StoreError> {
        if let Some(key) = self.known_uid_key()? {
            return Ok(key);
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(StoreError::NoRandom)?;
        let mut batch = Batch::new(AuditEvent::MadeKey);
        batch.put(keys::UID_KEY.to_owned(), key.to_vec());
        self.write(batch)?;
        Ok(key)
    }

    fn kept_hours(&self) -> Result<Vec<KeptHours>, StoreError> {
        kept_hours::all(self)
    }

    fn last_days(
        &self,
        per_case: &BTreeSet<RuleId>,
    ) -> Result<BTreeMap<String, Option<NaiveDate>>, StoreError> {
        retention::last_days(self, per_case)
    }

    fn known_uid_key(&self) -> Result<Option<[u8; 32]>, StoreError> {
        let bytes = self.get(keys::UID_KEY)?;
        let key = bytes.map(|bytes| bytes.try_into());
        key.transpose().map_err(|_| damaged(self, keys::UID_KEY))
    }

    fn purge(&mut self, what: &Purge) -> Result<Purged, StoreError> {
        retention::purge(self, what)
    }
}

/// The meetings and duties of a plan as they are kept, by kind.
pub(super) fn rows_of(plan: &Plan) -> [(&'static str, BTreeMap<String, Vec<u8>>); 2] {
    let meetings = plan.placements.iter().map(|one| {
        let place = rows::place(one.start.date(), &one.id);
        (place, encode(&MeetingRow::of(one)))
    });
    let duties = plan.duties.iter();
    let duties = duties.map(|one| (rows::place(one.due, &one.id), encode(one)));
    [
        (keys::MEETINGS, meetings.collect()),
        (keys::DUTIES, duties.collect()),
    ]
}

/// All else of a plan as it is kept.
pub(super) fn heads_of(plan: &Plan, revision: u32) -> [(String, Vec<u8>); 2] {
    let remarks = Remarks {
        left_out: plan.left_out.clone(),
        loads: plan.loads.clone(),
        notes: plan.notes.clone(),
    };
    let head = Head {
        plan: Plan {
            team: plan.team.clone(),
            zone: plan.zone.clone(),
            layers: plan.layers.clone(),
            stays: plan.stays.clone(),
            standing: plan.standing.clone(),
            revision,
            placements: Vec::new(),
            left_out: Vec::new(),
            duties: Vec::new(),
            loads: Vec::new(),
            notes: Vec::new(),
            ..*plan
        },
    };
    [
        (keys::revision(revision), encode(&head)),
        (keys::remarks(revision), encode(&remarks)),
    ]
}

/// Makes sure that all that revisions hold can be read.
pub(super) fn check(shelf: &impl Shelf) -> Result<(), StoreError> {
    for (key, bytes) in shelf.scan(keys::REVISIONS)? {
        decode::<Head>(shelf, &key, &bytes)?;
    }
    for (key, bytes) in shelf.scan(keys::REMARKS)? {
        decode::<Remarks>(shelf, &key, &bytes)?;
    }
    for (key, bytes) in shelf.scan(keys::MEETINGS)? {
        decode::<MeetingRow>(shelf, &key, &bytes)?;
    }
    for (key, bytes) in shelf.scan(keys::DUTIES)? {
        decode::<Duty>(shelf, &key, &bytes)?;
    }
    // Where they stand, and when they end.
    for kind in [keys::MEETINGS, keys::DUTIES] {
        rows::of(shelf, kind, 0, None)?;
    }
    Ok(())
}

/// The day a revision was planned on.
pub(super) fn planned_on(
    shelf: &impl Shelf,
    revision: u32,
) -> Result<Option<NaiveDate>, StoreError> {
    let head = read::<Dated>(shelf, &keys::revision(revision))?;
    Ok(head.map(|head| head.plan.today))
}

/// The highest ordinal of a series.
fn issued(shelf: &impl Shelf, key: &str, bytes: &[u8]) -> Result<(SeriesId, u32), StoreError> {
    let series = SeriesId::new(key.strip_prefix(keys::ISSUED).unwrap_or(key));
    Ok((series, decode(shelf, key, bytes)?))
}

/// Notes the ordinals of meetings that no plan has made, so that none is made under them.
fn put_issued<'a>(
    store: &impl Store,
    ids: impl Iterator<Item = &'a OccurrenceId>,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let mut issued = store.issued()?;
    for (id, ordinal) in ids.filter_map(|id| Some((id, id.ordinal()?))) {
        let known = issued.entry(id.series()).or_default();
        if *known < ordinal {
            *known = ordinal;
            batch.put(keys::issued(&id.series()), encode(&ordinal));
        }
    }
    Ok(())
}

fn ids_are_used_once(plan: &Plan) -> Result<(), StoreError> {
    let mut seen: BTreeSet<&OccurrenceId> = BTreeSet::new();
    for placement in &plan.placements {
        if !seen.insert(&placement.id) {
            return Err(StoreError::Twice(placement.id.clone()));
        }
    }
    Ok(())
}

/// Whom all the lines are about, if they are about one.
fn shared_subject(entries: &[records::Entry]) -> Option<&str> {
    let mut subjects = entries.iter().map(|entry| entry.act.subject());
    let first = subjects.next()??;
    subjects.all(|other| other == Some(first)).then_some(first)
}
