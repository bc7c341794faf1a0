//! Sessions: who is logged in is remembered, and those whose time is over leave the memory.

use cadans::web::Sessions;
use tower_sessions::SessionStore as _;
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};

use super::world::run;

fn ends_after(minutes: i64) -> Record {
    Record {
        id: Id::default(),
        data: Default::default(),
        expiry_date: OffsetDateTime::now_utc() + Duration::minutes(minutes),
    }
}

#[test]
fn sessions_that_are_over_leave_the_memory() {
    run(async {
        let sessions = Sessions::default();
        let (mut over, mut open) = (ends_after(5), ends_after(60));
        sessions.create(&mut over).await.expect("made");
        sessions.create(&mut open).await.expect("made");
        assert_eq!(sessions.count(), 2);
        over.expiry_date = OffsetDateTime::now_utc() - Duration::minutes(1);
        sessions.save(&over).await.expect("saved");
        let mut third = ends_after(60);
        sessions.create(&mut third).await.expect("made");
        assert_eq!(sessions.count(), 2, "the first is over");
        for one in [&open, &third] {
            assert_eq!(
                sessions.load(&one.id).await.expect("read").as_ref(),
                Some(one)
            );
        }
        sessions.delete(&open.id).await.expect("deleted");
        assert_eq!(sessions.count(), 1);
        assert_eq!(sessions.load(&over.id).await.expect("read"), None);
    });
}
