//! Lines of a book to read.

use cadans::ids::{CaseCode, OccurrenceId};
use cadans::records::{Act, End, Entry, Happened, Ledger, Pause, Proposal, Record, State};
use cadans::time::zone::{self, Tz};

use crate::build::{day, time};

pub fn zone() -> Tz {
    zone::named("Europe/Amsterdam").expect("a zone")
}

pub fn id(text: &str) -> OccurrenceId {
    OccurrenceId::new(text)
}

/// What became of a planned meeting on a day.
pub fn happened(of: &str, on: &str, state: State) -> Act {
    Act::Record(Happened {
        planned: None,
        record: Record {
            series: id(of).series(),
            state,
            day: day(on),
            start: None,
            minutes: Some(60),
            present: Vec::new(),
        },
        id: Some(id(of)),
        reason: None,
        also: Vec::new(),
    })
}

pub fn confirm(of: &str, at: &str) -> Act {
    let (id, start) = (id(of), time(at));
    Act::Confirm { id, start }
}

pub fn pin(of: &str, at: &str) -> Act {
    let (id, start) = (id(of), time(at));
    Act::Pin { id, start }
}

pub fn offer(of: &str, slots: &[&str], until: &str) -> Act {
    Act::Propose(Proposal {
        id: id(of),
        slots: slots.iter().map(|slot| time(slot)).collect(),
        minutes: 60,
        people: vec!["anna".to_owned()],
        until: day(until),
    })
}

pub fn pause(case: &str, from: &str, to: &str) -> Act {
    Act::Pause(Pause {
        case: CaseCode::new(case),
        programme: "p".to_owned(),
        from: day(from),
        to: day(to),
        reason: "ziekenhuis".to_owned(),
    })
}

pub fn end(case: &str, last: &str, decision_end: Option<&str>) -> Act {
    Act::End(End {
        case: CaseCode::new(case),
        programme: "p".to_owned(),
        last: day(last),
        decision_end: decision_end.map(day),
        reason: None,
    })
}

/// Lines numbered from 1, one a day from 1 February 2027 on.
pub fn lines(acts: &[Act]) -> Vec<Entry> {
    let first = time("2027-02-01 12:00").and_utc();
    (1..)
        .zip(acts)
        .map(|(number, act)| Entry {
            number,
            at: first + chrono::Duration::days(i64::from(number) - 1),
            by: None,
            act: act.clone(),
        })
        .collect()
}

pub fn read(acts: &[Act]) -> Ledger {
    Ledger::read(&[], &lines(acts), zone(), None)
}
