//! A day of polling while the calendar changes: no error, and nobody is shown what is no longer so.

use axum::http::StatusCode;

use crate::world::{World, clock, run, wait};

/// Clients, each with an address of its own, and polls of each.
const CLIENTS: usize = 100;
const POLLS: usize = 24;

#[test]
fn a_day_of_polling_misses_nothing() {
    let world = World::planned();
    let readers = ["anna", "bram", "carla", "case-kemo3", "team"];
    let paths: Vec<String> = (0..CLIENTS)
        .map(|number| {
            let (_, secret) =
                world.issue_for(readers[number % readers.len()], &format!("client{number}"));
            format!("/f/{}.ics", secret.text())
        })
        .collect();
    run(async {
        let mut had: Vec<(String, String)> = vec![Default::default(); CLIENTS];
        let (mut full, mut spared) = (0, 0);
        for hour in 0..POLLS {
            if hour % 3 == 1 {
                world.moved(|_| true, hour as i64 + 1);
            }
            // What each reader must see now, asked by nobody who has it.
            let mut truth = Vec::new();
            for path in paths.iter().take(readers.len()) {
                truth.push(world.get(path, &[]).await.text());
            }
            for (number, path) in paths.iter().enumerate() {
                let (tag, body) = &mut had[number];
                let got = world
                    .get(
                        path,
                        &[("if-none-match", tag), ("accept-encoding", "identity")],
                    )
                    .await;
                match got.status {
                    StatusCode::OK => {
                        *tag = got.header("etag").to_owned();
                        *body = got.text();
                        full += 1;
                    }
                    StatusCode::NOT_MODIFIED => spared += 1,
                    other => panic!("{other} at {}", clock()),
                }
                assert_eq!(*body, truth[number % readers.len()], "stale at {}", clock());
            }
            wait(3600);
        }
        assert!(
            full > CLIENTS && spared > full,
            "{full} full, {spared} spared"
        );
    });
}
