//! A better pattern for later: what it would change for whom and what it gains; that nothing changes until it is accepted,
//! and what people chose never does.

use cadans::app::record_book::{RecordBook, StandingProposal};
use cadans::error::Error;
use cadans::language::Lang;
use cadans::plan::{Meta, assemble};
use cadans::problem::{Assignment, Bound};
use cadans::records::Act;
use cadans::series::cost::LAYERS;
use cadans::store::{Memory, Store};
use cadans::words::Formatter;

use super::*;

const KATU: &str = "p.visit/KATU4";
const SESI: &str = "p.visit/SESI7";

/// Anna visits on Mondays and Tuesdays; SESI7 can come on Monday at nine only, which KATU4 has.
fn crossed() -> Team {
    let mut team = visited(1, &["KATU4", "SESI7"]);
    person_of(&mut team, "anna").patterns = vec![pattern("mon,tue 09:00-10:00", None, None, 1)];
    team.cases[1].hours = cadans::team::parse_week("mon 09:00-10:00")
        .ok()
        .map(cadans::team::AlternateWeeks::always);
    team
}

/// A book whose plan has a row of KATU4 by somebody.
fn book(team: &Team, by: ChosenBy) -> RecordBook<Memory> {
    let row = StandingRow {
        by,
        ..chosen(KATU, "2026-11-02", &["mon 09:00"])
    };
    let instance = stands(team, "2027Q1", vec![row]);
    let nothing = Assignment {
        placed: Vec::new(),
        layers: [Bound::default(); LAYERS.len()],
        seconds: 0.0,
    };
    let meta = Meta {
        team: team.id.clone(),
        today: day("2026-12-18"),
        zone: "Europe/Amsterdam".to_owned(),
    };
    let mut store = Memory::new();
    let plan = assemble(&instance, &nothing, &meta, &[]);
    store
        .save(&plan, &std::collections::BTreeMap::new())
        .expect("it is saved");
    let now = chrono::DateTime::from_timestamp(1_797_580_800, 0).expect("an instant");
    RecordBook::open(team, store, Lang::Nl, time("2026-12-18 09:00"), now).expect("a book")
}

fn proposed(book: &RecordBook<Memory>) -> StandingProposal {
    let from = Some(day("2027-01-18"));
    book.propose_standing(from).expect("a proposal")
}

#[test]
fn a_family_moves_so_that_another_has_an_hour() {
    let team = crossed();
    let mut book = book(&team, ChosenBy::Planner);
    let proposal = proposed(&book);
    let said = |slots: &[StandingSlot]| slots.iter().map(said).collect::<Vec<_>>().join(", ");
    let changes = proposal.changes.iter();
    let changes: Vec<_> = changes
        .map(|one| format!("{} {} -> {}", one.key, said(&one.old), said(&one.new)))
        .collect();
    assert_eq!(
        changes,
        [
            format!("{KATU} mon 09:00 -> tue 09:00"),
            format!("{SESI}  -> mon 09:00")
        ]
    );
    let count = proposal.on_slot;
    assert!(
        count.now < count.proposed && count.proposed <= count.of,
        "{count:?}"
    );
    let words = proposal.said(Formatter::whole(&team, Lang::Nl));
    assert!(words.contains("er verandert nog niets"), "{words}");
    assert!(
        words.contains("ma 09:00, 60 min -> di 09:00, 60 min"),
        "{words}"
    );
    assert!(
        words.contains(&format!("{} meer dan nu", count.proposed - count.now)),
        "{words}"
    );
    // Shown only, nothing has changed.
    assert!(book.store.entries().expect("a book").is_empty());
    book.may_accept(&proposal).expect("later than the notice");
    let lines = proposal.acts().into_iter().map(|act| (None, act)).collect();
    let entries = book.enter(lines).expect("it is written");
    let chosen = |one: &cadans::records::Entry| matches!(one.act, Act::StandingTimes(_));
    assert!(
        entries.len() == 2 && entries.iter().all(chosen),
        "{entries:?}"
    );
    // Accepted, it is in force from then on, and nothing better is left.
    let again = RecordBook::open(
        &team,
        book.store,
        Lang::Nl,
        time("2026-12-18 09:00"),
        book.now,
    );
    let again = again.expect("a book");
    let rows = &again.snapshot.standing;
    let slot = |on: &str| row_on(rows, &key(KATU), day(on)).map(|row| self::said(&row.slots[0]));
    assert_eq!(slot("2027-01-17").as_deref(), Some("mon 09:00"));
    assert_eq!(slot("2027-01-18").as_deref(), Some("tue 09:00"));
    assert!(proposed(&again).changes.is_empty());
}

#[test]
fn what_somebody_chose_is_left_alone() {
    let team = crossed();
    let proposal = proposed(&book(&team, ChosenBy::Person("anna".to_owned())));
    assert!(proposal.changes.is_empty(), "{:?}", proposal.changes);
    assert_eq!(proposal.on_slot.now, proposal.on_slot.proposed);
    let words = proposal.said(Formatter::whole(&team, Lang::En));
    assert!(words.contains("there is no better pattern"), "{words}");
}

#[test]
fn it_begins_after_the_teams_notice_for_standing_times() {
    let mut team = crossed();
    let first = |team: &Team| {
        let book = book(team, ChosenBy::Planner);
        let sooner = book
            .propose_standing(Some(day("2026-12-21")))
            .expect("a proposal");
        let refused = book.may_accept(&sooner);
        (
            book.propose_standing(None).expect("a proposal").from,
            refused,
        )
    };
    // Ten working days from Friday 18 December, without Christmas and New Year: 5 January.
    let (from, refused) = first(&team);
    assert_eq!(from, day("2027-01-05"));
    assert!(matches!(refused, Err(Error::Usage(_))), "{refused:?}");
    team.notice.standing = 1;
    assert!(first(&team).1.is_ok());
}
