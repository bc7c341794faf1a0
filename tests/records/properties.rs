//! What holds of every book: compared with the plainest reading of its lines.

use std::collections::{BTreeMap, BTreeSet};

use cadans::records::{Act, Entry, Ledger, State};
use proptest::prelude::*;

use super::lines::*;
use crate::build::{day, time};

const STATES: [State; 5] = [
    State::Held,
    State::NoShow,
    State::Postponed,
    State::Cancelled,
    State::Waived,
];

/// Any act on one of three meetings within two weeks; corrections name one of the lines before.
fn act() -> impl Strategy<Value = Act> {
    let of = (1..=3u32).prop_map(|ordinal| format!("p.talk/KATU4/{ordinal:02}"));
    (of, 0..10u32, 1..=14u32, 0..5usize, 1..=20u32).prop_map(|(of, kind, date, state, entry)| {
        let date = format!("2027-02-{date:02}");
        let at = format!("{date} 10:00");
        match kind {
            0 => confirm(&of, &at),
            1 => pin(&of, &at),
            2 => Act::Unpin { id: id(&of) },
            3 => offer(&of, &[&at], "2027-02-10"),
            4 => Act::Refuse {
                id: id(&of),
                start: time(&at),
                reason: None,
            },
            5 => {
                let reason = None;
                Act::Correct { entry, reason }
            }
            _ => happened(&of, &date, STATES[state]),
        }
    })
}

fn book() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..20)
}

fn ledger(entries: &[Entry]) -> Ledger {
    Ledger::read(&[], entries, zone(), None)
}

/// The lines that count, found the other way round: a correction strikes what it names at once,
/// and is itself struck by a later one, which then restores.
fn kept(entries: &[Entry]) -> Vec<Entry> {
    let counts = |number: u32| -> bool {
        fn struck(number: u32, entries: &[Entry]) -> bool {
            entries.iter().any(|later| {
                matches!(later.act, Act::Correct { entry, .. } if entry == number)
                    && later.number > number
                    && !struck(later.number, entries)
            })
        }
        !struck(number, entries)
    };
    let kept = entries.iter().filter(|entry| counts(entry.number));
    kept.cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_book_reads_like_one_without_the_lines_taken_back(acts in book()) {
        let all = lines(&acts);
        let mut rest = kept(&all);
        rest.retain(|entry| !matches!(entry.act, Act::Correct { .. }));
        prop_assert_eq!(ledger(&all), ledger(&rest));
    }

    #[test]
    fn a_meeting_is_satisfied_when_its_last_record_says_so(acts in book()) {
        let all = lines(&acts);
        let mut last = BTreeMap::new();
        for entry in kept(&all) {
            if let Act::Record(what) = entry.act {
                last.insert(what.id.clone(), what.record);
            }
        }
        let wanted: BTreeSet<_> = last
            .iter()
            .filter(|(_, record)| record.state.satisfies())
            .map(|(id, record)| (id.clone(), record.day))
            .collect();
        let ledger = ledger(&all);
        let met = ledger.satisfied(&id("p.talk/KATU4/01").series());
        let found: BTreeSet<_> = met
            .iter()
            .map(|noted| (noted.what.id.clone(), noted.what.record.day))
            .collect();
        prop_assert_eq!(met.len(), found.len());
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn a_book_known_on_a_day_is_the_book_of_the_lines_until_then(acts in book(), date in 1..20u32) {
        let all = lines(&acts);
        let until = day(&format!("2027-02-{date:02}"));
        let then: Vec<Entry> = all
            .iter()
            .filter(|entry| entry.at.date_naive() <= until)
            .cloned()
            .collect();
        let known = Ledger::read(&[], &all, zone(), Some(until));
        prop_assert_eq!(known, ledger(&then));
    }

    #[test]
    fn saying_the_same_of_a_meeting_twice_changes_nothing_but_who_said_it(acts in book()) {
        let all = lines(&acts);
        let Some(again) = all.iter().rev().find(|entry| {
            matches!(entry.act, Act::Record(_))
        }) else {
            return Ok(());
        };
        let mut more = all.clone();
        more.push(Entry { number: 99, ..again.clone() });
        let count = |entries: &[Entry]| {
            let ledger = ledger(entries);
            let put_off = |of: &str| ledger.meeting(&id(of)).map_or(0, |one| one.postponements());
            ["p.talk/KATU4/01", "p.talk/KATU4/02", "p.talk/KATU4/03"].map(put_off)
        };
        // A line taken back and said again is news; any other is not.
        if kept(&all).contains(again) {
            prop_assert_eq!(count(&all), count(&more));
        }
    }
}
