//! A year lived day by day through the public interface, with illness, no-shows, new cases, endings,
//! pauses and corrections by lot; each evening the check is compared with an independent count.

#[path = "year/book.rs"]
mod book;
#[path = "year/count.rs"]
mod count;
#[path = "year/facts.rs"]
mod facts;
#[path = "year/life.rs"]
mod life;

use std::collections::BTreeSet;
use std::time::Duration;

use cadans::app::{self, CheckRequest, Recorded, Request};
use cadans::check::{Finding, Level};
use cadans::plan::{Placement, Plan};
use cadans::records::{Act, Entry};
use cadans::solver::Limits;
use cadans::store::{Memory, Store};
use cadans::team::Team;
use cadans::time::Term;
use chrono::{Datelike, Days, NaiveDate, Weekday};

use self::book::Book;
use self::count::{Count, Said};
use self::facts::Facts;
use super::dice::Dice;
use crate::build::day;

/// A team in the middle of its year.
struct Year {
    dice: Dice,
    facts: Facts,
    folder: tempfile::TempDir,
    team: Team,
    store: Memory,
    /// What will be said later.
    later: Vec<(NaiveDate, Act)>,
}

impl Year {
    fn new(seed: u64, first: NaiveDate) -> Self {
        let mut dice = Dice::new(seed);
        let facts = life::begin(&mut dice, first);
        let folder = tempfile::TempDir::new().expect("a folder");
        let team = load(&facts, &folder);
        Self {
            dice,
            facts,
            folder,
            team,
            store: Memory::new(),
            later: Vec::new(),
        }
    }

    /// The calendar that people know, as the app gives it.
    fn calendar(&self) -> (Option<Plan>, Vec<Placement>) {
        let published = self.store.published().expect("a store");
        let plan = published.and_then(|(revision, _)| self.store.plan(revision).expect("a store"));
        let calendar = plan.clone().map(|plan| {
            app::as_recorded(&self.team, &self.store, plan)
                .expect("a calendar")
                .placements
        });
        (plan, calendar.unwrap_or_default())
    }

    fn say(&mut self, today: NaiveDate, acts: Vec<Act>) {
        let at = today.and_hms_opt(16, 0, 0).expect("a time").and_utc();
        let lines: Vec<Entry> = acts
            .into_iter()
            .map(|act| Entry {
                number: 0,
                at,
                by: None,
                act,
            })
            .collect();
        self.store.enter("verzonnen", &lines).expect("entered");
    }

    /// A meeting agreed by telephone as it is entered: with the id it keeps.
    fn with_id(&self, act: Act, today: NaiveDate) -> Option<Act> {
        let Act::Add(added) = act else {
            return Some(act);
        };
        let ledger = app::ledger(&self.team, &self.store, None).expect("a book");
        let book = Recorded {
            team: &self.team,
            ledger: &ledger,
        };
        let published = self.calendar().0;
        let calendar = published.map(|plan| book.calendar(plan));
        let issued = self.store.issued().expect("a store");
        let (added, _) = book.agree(
            calendar.as_ref(),
            issued,
            added,
            false,
            today.into(),
            &|_| None,
        )?;
        Some(Act::Add(added))
    }

    fn plan(&mut self, today: NaiveDate) {
        let term = Term {
            from: today,
            to: today + Days::new(75),
        };
        let request = Request {
            term,
            now: today.into(),
            without: Vec::new(),
            afresh: false,
        };
        let limits = Limits {
            time: Duration::from_secs(600),
            branches: 1,
            ..Limits::default()
        };
        let plan = app::plan(&self.team, &mut self.store, &request, &limits).expect("a plan");
        let at = today.and_hms_opt(9, 0, 0).expect("a time").and_utc();
        app::publish(&self.team, &mut self.store, Some(plan.revision), at).expect("published");
    }

    fn live(&mut self, today: NaiveDate) {
        let (_, calendar) = self.calendar();
        let book = self.store.entries().expect("a book");
        let (changed, acts) =
            life::morning(&mut self.facts, &mut self.dice, today, &calendar, &book);
        if changed {
            self.team = load(&self.facts, &self.folder);
        }
        let acts = acts.into_iter().filter_map(|act| self.with_id(act, today));
        let acts = acts.collect();
        self.say(today, acts);
        let monday = today.weekday() == Weekday::Mon;
        if monday && (self.dice.chance(50) || self.store.published().expect("a store").is_none()) {
            self.plan(today);
        }
        let (plan, calendar) = self.calendar();
        self.later.extend(life::evening(
            &mut self.dice,
            today,
            &calendar,
            plan.as_ref(),
        ));
        let (now, later) = std::mem::take(&mut self.later)
            .into_iter()
            .partition(|(on, _)| *on <= today);
        self.later = later;
        self.say(today, now.into_iter().map(|(_, act)| act).collect());
    }

    /// What the check says and what should be said.
    fn both(&self, today: NaiveDate) -> (BTreeSet<Said>, BTreeSet<Said>) {
        let inquiry = CheckRequest {
            today,
            known_on: None,
            lead_days: 28,
        };
        let found = app::check(&self.team, Some(&self.store), inquiry).expect("a check");
        let found = found
            .iter()
            .filter(|one| one.level != Level::Ok)
            .map(said)
            .collect();
        let published = self
            .calendar()
            .0
            .map_or_else(Vec::new, |plan| plan.placements);
        let book = Book::read(&self.store.entries().expect("a book"));
        let count = Count {
            facts: &self.facts,
            calendar: book.calendar(&published),
            book,
            today,
        };
        (found, count.all())
    }
}

fn load(facts: &Facts, folder: &tempfile::TempDir) -> Team {
    facts.write(folder.path());
    match app::load(folder.path()) {
        Ok(loaded) => loaded.team,
        Err(faults) => panic!("{faults}"),
    }
}

fn said(one: &Finding) -> Said {
    let level = one.level.name();
    let about = one
        .case
        .as_ref()
        .map(ToString::to_string)
        .or_else(|| one.person.clone());
    let subject = one.id.as_ref().map(|id| id.subject().to_owned());
    let unrecorded = one.level == Level::Unrecorded;
    let id = one
        .id
        .as_ref()
        .filter(|_| unrecorded)
        .map(ToString::to_string);
    Said {
        level,
        rule: one
            .rule
            .as_ref()
            .map_or_else(String::new, |rule| rule.name().to_owned()),
        about: id
            .or(about)
            .or(subject)
            .unwrap_or_else(|| one.who_acts.clone()),
        due: if one.level == Level::Breach {
            one.planned
        } else {
            one.due.filter(|_| !unrecorded)
        },
        late: if unrecorded { 0 } else { one.days_late },
        postponed: if unrecorded { 0 } else { one.postponed },
    }
}

/// Lives so many days of a year; how much there was to say.
fn compare(seed: u64, days: usize) -> usize {
    let first = day("2027-01-04");
    let mut year = Year::new(seed, first);
    let mut count = 0;
    for today in first.iter_days().take(days) {
        year.live(today);
        let (found, expected) = year.both(today);
        let missing: Vec<&Said> = expected.difference(&found).collect();
        let too_much: Vec<&Said> = found.difference(&expected).collect();
        assert!(
            missing.is_empty() && too_much.is_empty(),
            "seed {seed}, {today}: not said {missing:#?}, but {too_much:#?}"
        );
        count += found.len();
    }
    count
}

#[test]
fn half_a_year_is_counted_right() {
    assert!(compare(2, 180) > 3000);
}

/// `cargo test --test stages check::year -- --ignored`: a quarter of an hour.
#[test]
#[ignore = "long"]
fn thirty_years_are_counted_right() {
    for seed in 1..=30 {
        assert!(compare(seed, 365) > 8000, "seed {seed}");
    }
}
