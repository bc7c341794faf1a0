//! What the book says after the lines that people write most.

use cadans::ids::SeriesId;
use cadans::records::{Act, Ledger, Reply, State};

use super::lines::*;
use crate::build::{day, record, time};

const ONE: &str = "p.talk/KATU4/01";

fn take_back(entry: u32) -> Act {
    let reason = None;
    Act::Correct { entry, reason }
}

#[test]
fn put_off_twice_counts_twice_and_put_off_twice_in_one_breath_once() {
    let ledger = read(&[
        happened(ONE, "2027-02-01", State::Postponed),
        happened(ONE, "2027-02-01", State::Postponed),
        happened(ONE, "2027-02-08", State::Postponed),
    ]);
    let meeting = ledger.meeting(&id(ONE)).expect("known");
    assert_eq!(meeting.postponements(), 2);
    assert!(ledger.satisfied(&id(ONE).series()).is_empty());
}

#[test]
fn a_later_line_supersedes_and_the_history_stays() {
    let ledger = read(&[
        happened(ONE, "2027-02-01", State::Postponed),
        happened(ONE, "2027-02-08", State::Held),
        happened(ONE, "2027-02-09", State::Held),
    ]);
    let met = ledger.satisfied(&id(ONE).series());
    let days: Vec<_> = met.iter().map(|noted| noted.what.record.day).collect();
    assert_eq!(days, [day("2027-02-09")], "one meeting is held once");
    assert_eq!(ledger.meeting(&id(ONE)).expect("known").postponements(), 1);
}

#[test]
fn only_held_and_waived_satisfy() {
    for (state, satisfies) in [
        (State::Held, true),
        (State::Waived, true),
        (State::NoShow, false),
        (State::Postponed, false),
        (State::Cancelled, false),
    ] {
        let ledger = read(&[happened(ONE, "2027-02-01", state)]);
        let met = ledger.satisfied(&id(ONE).series());
        assert_eq!(!met.is_empty(), satisfies, "{state:?}");
    }
}

#[test]
fn a_correction_takes_a_line_back_and_a_correction_of_it_puts_it_there_again() {
    let held = happened(ONE, "2027-02-01", State::Held);
    let series = id(ONE).series();
    let gone = read(&[held.clone(), take_back(1)]);
    assert!(gone.satisfied(&series).is_empty());
    let back = read(&[held, take_back(1), take_back(2)]);
    assert_eq!(back.satisfied(&series).len(), 1);
}

#[test]
fn who_said_yes_to_one_time_has_not_said_yes_to_another() {
    let ledger = read(&[
        confirm(ONE, "2027-03-01 10:00"),
        pin(ONE, "2027-03-02 10:00"),
    ]);
    let meeting = ledger.meeting(&id(ONE)).expect("known");
    assert_eq!(meeting.reply, Reply::Open);
    assert_eq!(meeting.fixed_start(), Some(time("2027-03-02 10:00")));
    let ledger = read(&[
        pin(ONE, "2027-03-02 10:00"),
        confirm(ONE, "2027-03-02 10:00"),
        Act::Unpin { id: id(ONE) },
    ]);
    assert_eq!(ledger.meeting(&id(ONE)).expect("known").fixed_start(), None);
}

#[test]
fn what_falls_through_loses_its_time() {
    let ledger = read(&[
        confirm(ONE, "2027-03-01 10:00"),
        happened(ONE, "2027-03-01", State::Postponed),
    ]);
    assert_eq!(ledger.meeting(&id(ONE)).expect("known").fixed_start(), None);
}

#[test]
fn an_offer_blocks_until_it_is_answered_or_expires() {
    let made = offer(ONE, &["2027-03-01 10:00", "2027-03-02 10:00"], "2027-02-10");
    let live = |ledger: &Ledger, on: &str| ledger.live_proposals(day(on)).count();
    let open = read(std::slice::from_ref(&made));
    assert_eq!(live(&open, "2027-02-10"), 1);
    assert_eq!(live(&open, "2027-02-11"), 0);
    let (id, start) = (id(ONE), time("2027-03-02 10:00"));
    let chosen = read(&[
        made,
        Act::Choose {
            id: id.clone(),
            start,
        },
    ]);
    assert_eq!(live(&chosen, "2027-02-10"), 0);
    assert_eq!(
        chosen.meeting(&id).expect("known").fixed_start(),
        Some(start)
    );
}

#[test]
fn what_a_meeting_covered_is_satisfied_when_it_was_held() {
    let covered = SeriesId::new("p.consult/KATU4");
    for (state, count) in [(State::Held, 1), (State::Waived, 0), (State::NoShow, 0)] {
        let Act::Record(mut what) = happened("p.supervision/anna/03", "2027-02-01", state) else {
            panic!("a record");
        };
        what.also = vec![covered.clone()];
        let ledger = read(&[Act::Record(what)]);
        assert_eq!(ledger.satisfied(&covered).len(), count, "{state:?}");
    }
}

#[test]
fn as_known_on_a_day_knows_nothing_later() {
    let acts = [
        happened(ONE, "2027-02-01", State::Postponed),
        happened(ONE, "2027-02-02", State::Held),
    ];
    let imported = [
        record("p.talk/KATU4", "2027-01-10", State::Held),
        record("p.talk/KATU4", "2027-03-10", State::Held),
    ];
    let on = |date| {
        let ledger = Ledger::read(&imported, &lines(&acts), zone(), Some(day(date)));
        ledger.satisfied(&id(ONE).series()).len()
    };
    assert_eq!(
        [on("2027-01-09"), on("2027-02-01"), on("2027-02-02")],
        [0, 1, 2]
    );
}

#[test]
fn entries_read_as_they_were_written() {
    let written = lines(&[
        happened(ONE, "2027-02-01", State::NoShow),
        confirm(ONE, "2027-03-01 10:00"),
        offer(ONE, &["2027-03-01 10:00"], "2027-02-10"),
        pause("KATU4", "2027-03-01", "2027-03-14"),
        end("KATU4", "2027-06-01", Some("2027-07-01")),
        take_back(3),
    ]);
    let text = serde_json::to_string(&written).expect("JSON");
    let again: Vec<cadans::records::Entry> = serde_json::from_str(&text).expect("entries");
    assert_eq!(again, written);
}
