//! The board's pages, made from the example team without a server.

use std::path::Path;
use std::sync::OnceLock;

use cadans::app::{self, Snapshot};
use cadans::language::Lang;
use cadans::store::Memory;
use cadans::web::board::{May, Viewer};
use chrono::{NaiveDate, NaiveTime};
use maud::{Markup, html};

use crate::calendar::{at_once, publish_quarter};

mod offers;
mod pages;
mod words;

/// The day the example is looked at.
fn today() -> NaiveDate {
    day("2027-02-01")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The example with its quarter planned and published, as it stands on [`today`].
fn snapshot() -> &'static Snapshot {
    static SIGHT: OnceLock<Snapshot> = OnceLock::new();
    SIGHT.get_or_init(planned)
}

/// The same, for a test that changes it.
fn planned() -> Snapshot {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/iag-noord");
    let team = app::load(&folder).expect("the example").team;
    let mut store = Memory::new();
    let on = day("2026-12-15");
    let at = on.and_time(NaiveTime::MIN).and_utc();
    publish_quarter(&team, &mut store, &at_once(), on, at);
    app::Snapshot::read(&team, &store, today().into()).expect("a snapshot")
}

static TOKEN: OnceLock<Markup> = OnceLock::new();

fn look(may: &May) -> Viewer<'_> {
    Viewer {
        snapshot: snapshot(),
        lang: Lang::Nl,
        base: "/t/iag-noord",
        may,
        token: TOKEN.get_or_init(|| html! { input name="token"; }),
    }
}
