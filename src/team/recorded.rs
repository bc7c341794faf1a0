//! The team as the record book has made it: the folder's team and a ledger come in, the team with
//! what was held, agreed and decided since goes out. Later stages then need no ledger.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::{Absence, Agreed, Away, AwayKind, Case, Team};
use crate::diagnostic::Span;
use crate::ids::{OccurrenceId, PersonId, SeriesId};
use crate::records::{Added, Happened, Ledger, Noted, Proposal, Record, State};
use crate::time::Slots;

impl Team {
    /// The team with everything the ledger says; what is offered is kept free on `today`.
    ///
    /// The ledger must have been read from this team's own history ([`Team::held`]).
    pub fn with(&self, ledger: &Ledger, today: NaiveDate) -> Self {
        let mut team = self.clone();
        team.as_of = Some(today);
        team.held = self.records(ledger);
        // One that has an id stands in the calendar like any planned meeting.
        let nameless = ledger.added.iter().filter(|noted| noted.what.id.is_none());
        team.agreed
            .extend(nameless.map(|noted| Agreed::by_telephone(&noted.what)));
        team.held_as = named(ledger);
        team.refused = refused(ledger);
        for case in &mut team.cases {
            *case = case.with(ledger);
        }
        team.keep_away(ledger);
        for proposal in ledger.live_proposals(today) {
            team.keep_free(proposal);
            team.offers.push(proposal.clone());
        }
        team
    }

    /// Every record, in order of day; a meeting that covered others is one of theirs too. One that
    /// was held, but not as its rule demands, fell through: it does not count.
    fn records(&self, ledger: &Ledger) -> Vec<Record> {
        let mut records = Vec::new();
        for Noted { what, .. } in ledger.happened() {
            let mut record = what.record.clone();
            if record.state == State::Held && !self.counts(&record) {
                record.state = State::Cancelled;
            }
            if record.state == State::Held {
                records.extend(what.also.iter().map(|series| Record {
                    series: series.clone(),
                    ..record.clone()
                }));
            }
            records.push(record);
        }
        records.sort_by(|a, b| (a.day, a.start, &a.series).cmp(&(b.day, b.start, &b.series)));
        records
    }

    fn keep_away(&mut self, ledger: &Ledger) {
        for pause in ledger.pauses.iter().map(|noted| &noted.what) {
            if self.case(&pause.case, &pause.programme).is_some() {
                self.absences.push(Absence {
                    who: Away::Family(pause.case.clone()),
                    from: pause.from,
                    to: pause.to,
                    slots: None,
                    kind: AwayKind::Paused,
                    span: Span::default(),
                });
            }
        }
    }

    /// Keeps the times of an offer free for those it was made to.
    fn keep_free(&mut self, proposal: &Proposal) {
        for start in &proposal.slots {
            let minute = start.num_seconds_from_midnight() / 60;
            let day = start.date();
            for id in &proposal.people {
                let family = self.cases.iter().find(|case| case.code.as_str() == id);
                let who = family.map_or_else(
                    || Away::Person(PersonId::new(id)),
                    |case| Away::Family(case.code.clone()),
                );
                self.absences.push(Absence {
                    who,
                    from: day,
                    to: day,
                    slots: Some(Slots::touching(minute, minute + proposal.minutes)),
                    kind: AwayKind::Offered,
                    span: Span::default(),
                });
            }
        }
    }
}

impl Absence {
    /// Whether it only keeps a time free that is offered for a meeting.
    pub fn is_offer(&self) -> bool {
        self.kind == AwayKind::Offered
    }
}

impl Case {
    /// The case with the pauses and the end that the ledger says.
    pub fn with(&self, ledger: &Ledger) -> Self {
        self.as_in(ledger).into_owned()
    }

    /// The same; the case itself where the ledger says nothing of it. Every meeting asks for its own.
    pub fn as_in(&self, ledger: &Ledger) -> Cow<'_, Self> {
        let ends = || ledger.ends.keys().any(|(code, of)| self.is(code, of));
        let mut pauses = ledger.pauses.iter().map(|noted| &noted.what);
        match ends() || pauses.any(|one| self.is(one.case.as_str(), &one.programme)) {
            true => Cow::Owned(self.changed(ledger)),
            false => Cow::Borrowed(self),
        }
    }

    fn is(&self, code: &str, programme: &str) -> bool {
        self.code.as_str() == code && self.programme == programme
    }

    fn changed(&self, ledger: &Ledger) -> Self {
        let mut case = self.clone();
        let key = (case.code.to_string(), case.programme.clone());
        if let Some(end) = ledger.ends.get(&key).map(|noted| &noted.what) {
            case.listed_ends = Some((case.end, case.decision_end));
            case.end = Some(end.last.max(case.start));
            case.decision_end = end.decision_end.or(case.decision_end);
        }
        let pauses = ledger.pauses.iter().map(|noted| &noted.what);
        for pause in pauses.filter(|one| one.case == case.code && one.programme == case.programme) {
            case.pauses.add(pause.from, pause.to);
        }
        case
    }
}

impl Agreed {
    /// A meeting that was added to the record book, as if it stood in `agreed.csv`.
    pub fn by_telephone(added: &Added) -> Self {
        Self {
            rule: Some(added.series.rule()),
            subject: added.series.subject().to_owned(),
            start: added.start,
            minutes: added.minutes,
            people: added.people.clone(),
            note: String::new(),
            span: Span::default(),
        }
    }
}

/// The ordinals of what was held or waived under its own id.
fn named(ledger: &Ledger) -> BTreeMap<(SeriesId, NaiveDate), Vec<u32>> {
    let mut named: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for Noted { what, .. } in ledger.happened() {
        let (id, record) = (what.id.as_ref(), &what.record);
        if let Some(ordinal) = id
            .and_then(OccurrenceId::ordinal)
            .filter(|_| record.state.satisfies())
        {
            let key = (record.series.clone(), record.day);
            named.entry(key).or_default().push(ordinal);
        }
    }
    named
}

/// Times that somebody said no to, and those that meetings had in a plan which were moved and then fell through: no
/// plan gives them again.
fn refused(ledger: &Ledger) -> Vec<(SeriesId, NaiveDateTime)> {
    let meetings = ledger.meetings.iter();
    meetings
        .flat_map(|(id, meeting)| {
            let fell = |noted: &Noted<Happened>| match noted.what.record.state.satisfies() {
                true => None,
                false => noted.what.planned,
            };
            let fell = meeting.trail.iter().filter_map(fell);
            let starts = meeting.refused.iter().copied().chain(fell);
            starts.map(|start| (id.series(), start)).collect::<Vec<_>>()
        })
        .collect()
}
