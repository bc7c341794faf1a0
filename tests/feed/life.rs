//! The life of entries: D 24 to 27 and semantics 20.

use cadans::ids::{OccurrenceId, RuleId};
use cadans::plan::{Entry, Firmness, Life, Plan, Published};

use super::world::{self, day, instant, masthead, text, time};

fn entry<'a>(published: &'a Published, id: &str) -> &'a Entry {
    let id = OccurrenceId::new(id);
    let mut found = published
        .entries
        .iter()
        .filter(|entry| entry.placement.id == id);
    let entry = found.next().unwrap_or_else(|| panic!("no {id}"));
    assert!(found.next().is_none(), "one entry for {id}");
    entry
}

fn has(published: &Published, id: &str) -> bool {
    published
        .entries
        .iter()
        .any(|entry| entry.placement.id.as_str() == id)
}

/// One meeting, published; then changed and published again a day later.
fn after(change: impl FnOnce(&mut Plan)) -> Life {
    let review = world::meeting("review", "TIVO4", 1, "2027-01-13 10:00", &world::EVERYONE);
    let mut plan = world::plan(1, vec![review], Vec::new());
    let first = Published::next(None, &plan, masthead(), instant("2026-12-15T08:00:00Z"));
    let born = &first.entries[0].life;
    assert_eq!((born.sequence, born.cancelled), (0, None));
    assert_eq!((born.created, born.modified), (first.at, first.at));
    plan.revision = 2;
    change(&mut plan);
    let second = Published::next(
        Some(&first),
        &plan,
        masthead(),
        instant("2026-12-16T08:00:00Z"),
    );
    let life = second.entries[0].life.clone();
    assert_eq!(life.created, first.at, "created never moves");
    life
}

#[test]
fn nothing_changes_nothing() {
    let life = after(|_| {});
    assert_eq!(
        (life.sequence, life.modified),
        (0, instant("2026-12-15T08:00:00Z"))
    );
}

/// 27: exactly these five raise the sequence.
#[test]
fn start_end_place_status_and_participants_raise_the_sequence() {
    let changes: [fn(&mut Plan); 6] = [
        |plan| plan.placements[0].start = time("2027-01-13 10:15"),
        |plan| plan.placements[0].minutes = 75,
        |plan| plan.placements[0].place = None,
        |plan| plan.placements[0].status = Firmness::Proposed,
        |plan| plan.placements[0].participants.truncate(3),
        |plan| plan.placements[0].participants[1].role = "scientist".to_owned(),
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let life = after(change);
        assert_eq!(
            (life.sequence, life.modified),
            (1, instant("2026-12-16T08:00:00Z")),
            "{n}"
        );
    }
}

/// What readers see besides moves the date of the last change, not the sequence.
#[test]
fn other_visible_changes_move_only_the_date() {
    let changes: [fn(&mut Plan); 3] = [
        |plan| plan.placements[0].title = text("Anders", "Other"),
        |plan| plan.placements[0].status = Firmness::Agreed,
        |plan| plan.duties.push(world::duty("TIVO4", "anna", "2027-01-15")),
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let life = after(change);
        assert_eq!(
            (life.sequence, life.modified),
            (0, instant("2026-12-16T08:00:00Z")),
            "{n}"
        );
    }
    let life = after(|plan| plan.placements[0].participants.reverse());
    assert_eq!(
        life.sequence, 0,
        "the order of participants is no change of participants"
    );
}

#[test]
fn a_new_name_of_a_colleague_moves_the_date() {
    let first = world::first();
    let mut team = masthead();
    team.staff.insert("bram".to_owned(), "Bram B.".to_owned());
    let next = Published::next(
        Some(&first),
        &world::first_plan(),
        team,
        instant("2027-01-02T08:00:00Z"),
    );
    assert_eq!(entry(&next, "proef.review/TIVO4/01").life.modified, next.at);
    assert_eq!(entry(&next, "proef.review/TIVO4/01").life.sequence, 0);
    assert_eq!(entry(&next, "proef.home/TIVO4/02").life.modified, first.at);
}

/// 27: back at an earlier time is a change like any other.
#[test]
fn the_sequence_never_falls() {
    let mut published = world::first();
    for round in 1..=4 {
        let plan = if round % 2 == 1 {
            world::second_plan()
        } else {
            world::first_plan()
        };
        let at = published.at + chrono::Duration::hours(1);
        published = Published::next(Some(&published), &plan, masthead(), at);
        assert_eq!(
            entry(&published, "proef.review/TIVO4/01").life.sequence,
            round
        );
        assert_eq!(
            entry(&published, "proef.home/TIVO4/03").life.sequence,
            round
        );
    }
    assert_eq!(
        entry(&published, "proef.home/TIVO4/03").life.cancelled,
        None
    );
}

/// What is gone stays as cancelled until 14 days after its old date, and its sequence is kept even
/// after that.
#[test]
fn a_cancelled_entry_stays_for_its_grace() {
    let id = "proef.home/TIVO4/03";
    let second = world::second();
    let gone = entry(&second, id);
    assert_eq!(
        (gone.life.sequence, gone.life.cancelled),
        (1, Some(day("2026-12-18")))
    );
    let publish = |before: &Published, plan: &Plan, at| {
        Published::next(Some(before), plan, masthead(), instant(at))
    };
    let plan = world::second_plan();
    let last = publish(&second, &plan, "2027-04-12T08:00:00Z");
    assert_eq!(entry(&last, id), gone, "nothing happens to it any more");
    let over = publish(&last, &plan, "2027-04-13T08:00:00Z");
    assert!(!has(&over, id));
    let mut back = world::first_plan();
    back.placements
        .retain(|placement| placement.id.as_str() == id);
    back.placements[0].start = time("2027-05-01 10:00");
    let again = publish(&over, &back, "2027-04-14T08:00:00Z");
    assert_eq!(
        entry(&again, id).life.sequence,
        2,
        "goes on where it stopped"
    );
    assert_eq!(
        entry(&again, id).life.created,
        second.entries[0].life.created
    );
    assert!(!again.retired.contains_key(&OccurrenceId::new(id)));
}

/// A plan need not list what has passed: it is history, not cancelled.
#[test]
fn the_past_is_not_cancelled() {
    let second = world::second();
    let mut plan = world::second_plan();
    plan.placements.clear();
    let next = Published::next(
        Some(&second),
        &plan,
        masthead(),
        instant("2027-01-13T08:00:00Z"),
    );
    let passed = entry(&next, "proef.home/TIVO4/01");
    assert_eq!(passed, entry(&second, "proef.home/TIVO4/01"));
    assert!(entry(&next, "proef.talk/anna/07").life.cancelled.is_some());
    let later = Published::next(
        Some(&next),
        &plan,
        masthead(),
        instant("2027-04-20T08:00:00Z"),
    );
    assert!(
        !has(&later, "proef.home/TIVO4/01"),
        "older than any feed's window"
    );
}

/// Semantics 20: whoever leaves sees it cancelled, as they knew it.
#[test]
fn whoever_leaves_is_remembered_until_they_return() {
    let second = world::second();
    let life = &entry(&second, "proef.talk/chloe/02").life;
    let [gone] = life.departed.as_slice() else {
        panic!("one left: {life:?}");
    };
    assert_eq!(
        (gone.participant.as_str(), gone.on),
        ("bram", day("2026-12-18"))
    );
    assert_eq!((gone.start, gone.minutes), (time("2027-02-10 11:00"), 60));
    assert_eq!((gone.sequence, life.sequence), (1, 1));
    let at = instant("2026-12-19T08:00:00Z");
    let third = Published::next(Some(&second), &world::first_plan(), masthead(), at);
    let life = &entry(&third, "proef.talk/chloe/02").life;
    assert_eq!((life.sequence, life.departed.len()), (2, 0));
    let report = second
        .duties
        .iter()
        .find(|duty| duty.duty.owner == "anna" && duty.life.sequence == 1);
    let left = &report.expect("the report that changed hands").life.departed[0];
    assert_eq!(
        (left.participant.as_str(), left.start),
        ("chloe", time("2027-02-12 00:00"))
    );
}

/// 43 in spirit: the instants a feed shows never go back, whatever the clock does.
#[test]
fn a_clock_that_goes_back_is_not_believed() {
    let second = world::second();
    assert_eq!(second.at, instant("2026-12-18T16:20:05Z"), "whole seconds");
    let at = instant("2020-01-01T00:00:00Z");
    let third = Published::next(Some(&second), &world::first_plan(), masthead(), at);
    assert_eq!(third.at, second.at);
}

#[test]
fn frequent_rules_stay_out_of_the_team_feed() {
    for entry in &world::second().entries {
        let frequent = entry.placement.rule == RuleId::new("proef.home");
        assert_eq!(entry.in_team_feed, !frequent);
    }
}

#[test]
fn what_is_published_survives_its_stored_form() {
    let second = world::second();
    let stored = serde_json::to_string(&second).expect("json");
    assert_eq!(
        serde_json::from_str::<Published>(&stored).expect("read back"),
        second
    );
}

/// Who left the team keeps a feed while it has something cancelled to show.
#[test]
fn whoever_left_the_team_has_a_feed_while_the_grace_lasts() {
    use cadans::feed::{Audience, audiences};
    let review = world::meeting("review", "TIVO4", 1, "2027-01-13 10:00", &world::EVERYONE);
    let mut plan = world::plan(1, vec![review], Vec::new());
    let first = Published::next(None, &plan, masthead(), instant("2026-12-15T08:00:00Z"));
    let mut team = masthead();
    team.staff.remove("bram");
    plan.revision = 2;
    plan.placements[0]
        .participants
        .retain(|person| person.id != "bram");
    let has_feed = |published: &Published| {
        let mut all = audiences(published).into_iter();
        all.any(|who: Audience| who.file_name() == "bram.ics")
    };
    let at = |text| Published::next(Some(&first), &plan, team.clone(), instant(text));
    let second = at("2026-12-16T08:00:00Z");
    assert!(has_feed(&second));
    let at = instant("2027-02-16T08:00:00Z");
    assert!(!has_feed(&Published::next(
        Some(&second),
        &plan,
        team.clone(),
        at
    )));
}
