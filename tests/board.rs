//! The board's pages, made from the example team without a server.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use cadans::language::Lang;
use cadans::pipeline::{self, Request, Sight};
use cadans::solver::Limits;
use cadans::store::Memory;
use cadans::team::Team;
use cadans::web::board::{Look, May};
use chrono::{NaiveDate, NaiveTime};
use maud::{Markup, html};

#[path = "board/offers.rs"]
mod offers;
#[path = "board/pages.rs"]
mod pages;
#[path = "board/words.rs"]
mod words;

/// The day the example is looked at.
fn today() -> NaiveDate {
    day("2027-02-01")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The example with its quarter planned and published, as it stands on [`today`].
fn sight() -> &'static Sight {
    static SIGHT: OnceLock<Sight> = OnceLock::new();
    SIGHT.get_or_init(planned)
}

/// The same, for a test that changes it.
fn planned() -> Sight {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/iag-noord");
    let team = pipeline::load(&folder, false).expect("the example").team;
    let mut store = Memory::new();
    plan(&team, &mut store);
    pipeline::sight(&team, &store, today()).expect("a sight")
}

fn plan(team: &Team, store: &mut Memory) {
    let request = Request {
        term: "2027Q1".parse().expect("a term"),
        today: day("2026-12-15"),
        without: Vec::new(),
        afresh: false,
    };
    // The first plan that stands will do.
    let limits = Limits {
        time: Duration::ZERO,
        branches: 0,
        ..Limits::default()
    };
    let plan = pipeline::plan(team, store, &request, &limits).expect("a plan");
    let at = request.today.and_time(NaiveTime::MIN).and_utc();
    pipeline::publish(team, store, Some(plan.revision), at).expect("published");
}

static TOKEN: OnceLock<Markup> = OnceLock::new();

fn look(may: &May) -> Look<'_> {
    Look {
        sight: sight(),
        lang: Lang::Nl,
        base: "/t/iag-noord",
        may,
        token: TOKEN.get_or_init(|| html! { input name="token"; }),
    }
}
