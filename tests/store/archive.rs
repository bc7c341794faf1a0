//! One suite over both backends.

use std::collections::BTreeMap;

use cadans::ids::SeriesId;
use cadans::plan::{Plan, issued};
use cadans::store::{Disk, Memory, Shelf, Store, StoreError};

use super::some::*;

/// Runs a test on an empty store of each kind.
fn on_each(test: impl Fn(&mut dyn Store)) {
    test(&mut Memory::new());
    let folder = tempfile::tempdir().expect("a folder");
    test(
        &mut Disk::at(&folder.path().join("store"))
            .turn()
            .expect("a store"),
    );
}

fn save(store: &mut dyn Store, plan: &Plan) -> u32 {
    let numbers = issued(plan, &BTreeMap::new());
    store.save(plan, &numbers).expect("saved")
}

#[test]
fn an_empty_store_has_nothing() {
    on_each(|store| {
        assert_eq!(store.revisions().expect("read"), Vec::<u32>::new());
        assert_eq!(store.latest().expect("read"), None);
        assert_eq!(store.plan(1).expect("read"), None);
        assert_eq!(store.published().expect("read"), None);
        assert!(store.issued().expect("read").is_empty());
    });
}

#[test]
fn a_plan_comes_back_as_it_was_saved() {
    on_each(|store| {
        assert_eq!(save(store, &three()), 1);
        let expected = Plan {
            revision: 1,
            ..three()
        };
        assert_eq!(store.plan(1).expect("read"), Some(expected));
    });
}

#[test]
fn revisions_stand_beside_each_other() {
    on_each(|store| {
        for _ in 0..11 {
            save(store, &three());
        }
        let fewer = plan(vec![placement("p.talk/K7QX/02", "2027-02-05")]);
        assert_eq!(save(store, &fewer), 12);
        assert_eq!(
            store.revisions().expect("read"),
            (1..=12).collect::<Vec<_>>()
        );
        let latest = store.latest().expect("read").expect("there");
        assert_eq!((latest.revision, latest.placements.len()), (12, 1));
        let first = store.plan(1).expect("read").expect("there");
        assert_eq!(first.placements, three().placements);
    });
}

#[test]
fn ordinals_never_fall() {
    on_each(|store| {
        let talks = SeriesId::new("p.talk/K7QX");
        let numbers = |number| BTreeMap::from([(talks.clone(), number)]);
        for (issue, expected) in [(4, 4), (2, 4), (7, 7)] {
            store.save(&three(), &numbers(issue)).expect("saved");
            assert_eq!(store.issued().expect("read"), numbers(expected));
        }
    });
}

#[test]
fn what_is_published_comes_back_whole() {
    on_each(|store| {
        let revision = save(store, &three());
        let plan = store.plan(revision).expect("read").expect("there");
        let first = published(None, &plan);
        store.publish(revision, &first).expect("published");
        assert_eq!(store.published().expect("read"), Some((1, first.clone())));
        let fewer = Plan {
            placements: three().placements[..1].to_vec(),
            duties: Vec::new(),
            ..three()
        };
        let revision = save(store, &fewer);
        let plan = store.plan(revision).expect("read").expect("there");
        assert_eq!(
            store.published().expect("read"),
            Some((1, first.clone())),
            "a draft"
        );
        let second = published(Some(&first), &plan);
        assert_eq!(second.entries.len(), 3, "cancelled ones stay");
        store.publish(revision, &second).expect("published");
        assert_eq!(store.published().expect("read"), Some((2, second)));
    });
}

#[test]
fn only_what_was_saved_can_be_published() {
    on_each(|store| {
        let plan = Plan {
            revision: 3,
            ..three()
        };
        let entries = published(None, &plan);
        let fault = store.publish(3, &entries).expect_err("not saved");
        assert!(matches!(fault, StoreError::NoRevision(3)), "{fault}");
        save(store, &three());
        let fault = store.publish(1, &entries).expect_err("another revision");
        assert!(matches!(fault, StoreError::OtherRevision { .. }), "{fault}");
        assert_eq!(store.published().expect("read"), None);
    });
}

#[test]
fn an_id_used_twice_saves_nothing() {
    on_each(|store| {
        let twice = plan(vec![
            placement("p.talk/K7QX/02", "2027-01-05"),
            placement("p.talk/K7QX/02", "2027-01-06"),
        ]);
        let fault = store.save(&twice, &BTreeMap::new()).expect_err("twice");
        assert!(fault.to_string().contains("p.talk/K7QX/02"), "{fault}");
        assert!(store.revisions().expect("read").is_empty());
    });
}

#[test]
fn a_store_is_one_teams() {
    on_each(|store| {
        store.check_team("zuid").expect("nobody's yet");
        save(store, &three());
        store.check_team("noord").expect("theirs");
        let other = Plan {
            team: "zuid".to_owned(),
            ..three()
        };
        let faults = [
            store.check_team("zuid").expect_err("another's"),
            store.save(&other, &BTreeMap::new()).expect_err("another's"),
            store
                .publish(1, &published_by("zuid", &three()))
                .expect_err("another's"),
        ];
        for fault in faults {
            assert!(matches!(fault, StoreError::OtherTeam { .. }), "{fault}");
        }
        assert_eq!(store.revisions().expect("read"), [1]);
        assert_eq!(store.published().expect("read"), None);
    });
}

/// What subscribers of another team would know.
fn published_by(team: &str, plan: &Plan) -> cadans::plan::Published {
    let mut entries = published(None, plan);
    entries.team.id = team.to_owned();
    entries.revision = 1;
    entries
}

#[test]
fn the_key_is_made_once() {
    on_each(|store| {
        let key = store.uid_key().expect("a key");
        assert_ne!(key, [0; 32]);
        assert_eq!(store.uid_key().expect("a key"), key);
    });
}

/// Runs a test on a shelf of each kind that holds one saved revision.
fn on_each_shelf(test: impl Fn(&mut dyn FnMut(&str, Option<&[u8]>), &dyn Fn() -> Box<dyn Store>)) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let mut shelf = Disk::at(&path).turn().expect("a store");
    save(&mut shelf, &three());
    drop(shelf);
    let mut change = |key: &str, bytes: Option<&[u8]>| {
        let mut batch = cadans::store::Batch::default();
        match bytes {
            Some(bytes) => batch.put(key.to_owned(), bytes.to_vec()),
            None => batch.remove(key.to_owned()),
        }
        let mut shelf = Disk::at(&path).turn().expect("a store");
        shelf.write(batch).expect("written");
    };
    let open = || -> Box<dyn Store> { Box::new(Disk::at(&path).turn().expect("a store")) };
    test(&mut change, &open);
}

#[test]
fn a_revision_without_its_head_is_not_there() {
    on_each_shelf(|change, open| {
        let stray = serde_json::to_vec(&placement("p.talk/stray/09", "2027-01-20")).expect("json");
        change(
            "planned/2027-01-20/p.talk/stray/09/0000000002",
            Some(&stray),
        );
        let store = open();
        assert_eq!(store.revisions().expect("read"), [1]);
        assert_eq!(store.plan(2).expect("read"), None);
        let first = store.plan(1).expect("read").expect("there");
        assert_eq!(first.placements, three().placements);
    });
}

#[test]
fn a_publication_that_lacks_a_meeting_is_not_shown() {
    on_each_shelf(|change, open| {
        let mut store = open();
        let plan = store.plan(1).expect("read").expect("there");
        store
            .publish(1, &published(None, &plan))
            .expect("published");
        drop(store);
        let meeting = &plan.placements[0];
        let (day, id) = (meeting.start.date(), &meeting.id);
        change(&format!("planned/{day}/{id}/0000000001"), None);
        let fault = open().published().expect_err("not whole");
        assert!(matches!(fault, StoreError::Damaged { .. }), "{fault}");
    });
}

#[test]
fn nonsense_under_a_key_is_named() {
    on_each_shelf(|change, open| {
        change("revision/0000000001", Some(b"{"));
        let fault = open().plan(1).expect_err("nonsense").to_string();
        assert!(fault.contains("revision/0000000001"), "{fault}");
        assert!(fault.contains("copy of the folder"), "{fault}");
    });
}
