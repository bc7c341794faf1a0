//! An aged team: one quarter of the example is planned, and comes back every quarter with other families each year.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use cadans::app::{self, Limits, Request};
use cadans::ids::{CaseCode, OccurrenceId, SeriesId};
use cadans::plan::{Participant, Placement, Plan, issued};
use cadans::records::{Act, Entry, Happened, Record, State};
use cadans::store::{Disk, Memory, Store};
use cadans::team::Team;
use chrono::{DateTime, Days, NaiveDate, Utc};

const EXAMPLE: &str = "examples/iag-noord";

/// Revisions of a quarter: 13 a year.
const REVISIONS: [u64; 4] = [3, 3, 3, 4];

/// Days from the one it is planned on to the first of a quarter.
const BEFORE: u64 = 17;

/// Lines of the record book a quarter: 6,600 in ten years; so many are entered at a time.
const LINES: usize = 165;
const TOGETHER: usize = 11;

/// The day before the first that is planned in a year.
pub fn first_day(year: i32) -> NaiveDate {
    let day: NaiveDate = "2026-12-15".parse().expect("a day");
    day + Days::new(364 * u64::try_from(year).expect("a year"))
}

/// A meeting of the newest plan, held before a day.
pub fn some_meeting(folder: &Path, today: NaiveDate) -> OccurrenceId {
    let store = Disk::at(&folder.join(".cadans")).turn().expect("a turn");
    let plan = store.latest().expect("read").expect("a plan");
    let meetings = plan.placements.iter().rev();
    let mut own =
        meetings.filter(|one| one.case.is_some() && one.due.is_some() && one.start.date() < today);
    own.next().expect("a meeting").id.clone()
}

/// The code of a family in a year.
fn renamed(code: &str, year: i32) -> String {
    let letter = char::from(b'A' + u8::try_from(year).expect("few years"));
    match code.split_once('-') {
        Some((code, second)) => format!("{code}{letter}-{second}"),
        None => format!("{code}{letter}"),
    }
}

/// The example's lists with the families of every year.
pub fn team(folder: &Path, years: i32) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder");
    let read = |name: &str| fs::read_to_string(Path::new(EXAMPLE).join(name)).expect("a list");
    fs::write(folder.join("team.toml"), read("team.toml")).expect("written");
    let cases = read("cases.csv");
    let codes: Vec<&str> = cases
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    let mut list = "code,programme,start,end,municipality,zone\n".to_owned();
    for (year, row) in (0..years).flat_map(|year| cases.lines().skip(1).map(move |row| (year, row)))
    {
        let cells: Vec<&str> = row.split(',').collect();
        // A year of care, as long as it may last: the quarters that come back begin with the year.
        let from = first_day(year) + Days::new(BEFORE);
        let to = from + Days::new(363);
        let code = renamed(cells[0], year);
        list += &format!("{code},iag,{from},{to},{},{}\n", cells[5], cells[6]);
    }
    fs::write(folder.join("cases.csv"), list).expect("written");
    let assignments = read("assignments.csv");
    let mut list = assignments.lines().next().expect("a head").to_owned() + "\n";
    for row in assignments.lines().skip(1) {
        let (subject, rest) = row.split_once(',').expect("cells");
        match codes.contains(&subject) {
            // Who came for a time in the example comes for all of it.
            true => {
                let cells: Vec<&str> = rest.split(',').collect();
                for year in 0..years {
                    let code = renamed(subject, year);
                    list += &format!("{code},{},{},,,{}\n", cells[0], cells[1], cells[4]);
                }
            }
            false => list += &format!("{row}\n"),
        }
    }
    fs::write(folder.join("assignments.csv"), list).expect("written");
}

/// A quarter of the example.
fn quarter() -> Plan {
    let team = app::load(Path::new(EXAMPLE)).expect("a sound folder").team;
    let request = Request {
        term: "2027Q1".parse().expect("a term"),
        now: first_day(0).into(),
        without: Vec::new(),
        afresh: false,
    };
    let limits = Limits {
        time: Duration::from_secs(3),
        ..Limits::default()
    };
    app::plan(&team, &mut Memory::new(), &request, &limits).expect("a plan")
}

/// The same so many quarters later.
fn later(base: &Plan, year: i32, quarter: u64) -> Plan {
    let weeks = Days::new(7 * 13 * (4 * u64::try_from(year).expect("a year") + quarter));
    let mut plan = base.clone();
    plan.today = base.today + weeks;
    plan.now = Some(plan.today.into());
    plan.term.from = base.term.from + weeks;
    plan.term.to = base.term.from + weeks + Days::new(90);
    plan.placements.retain(|one| one.rule.as_str() != "agreed");
    for one in &mut plan.placements {
        *one = moved(one, weeks, year, quarter);
    }
    for one in &mut plan.duties {
        let code = one.case.as_ref().map(|code| renamed(code.as_str(), year));
        let subject = code.clone().unwrap_or_else(|| one.id.subject().to_owned());
        one.id = numbered(&one.rule.series(&subject), one.id.ordinal(), year, quarter);
        one.case = code.map(CaseCode::new);
        one.due = one.due + weeks;
    }
    plan
}

fn numbered(series: &SeriesId, ordinal: Option<u32>, year: i32, quarter: u64) -> OccurrenceId {
    let quarters = 4 * u32::try_from(year).expect("a year") + u32::try_from(quarter).expect("few");
    series.occurrence(ordinal.unwrap_or(1) + 60 * quarters)
}

fn moved(one: &Placement, weeks: Days, year: i32, quarter: u64) -> Placement {
    let named = |code: &CaseCode| CaseCode::new(renamed(code.as_str(), year));
    let subject = match &one.case {
        Some(_) => renamed(one.series.subject(), year),
        None => one.series.subject().to_owned(),
    };
    let series = one.rule.series(&subject);
    let family = |who: &Participant| match &one.case {
        Some(case) if case.as_str() == who.id => renamed(&who.id, year),
        _ => who.id.clone(),
    };
    let people = one.participants.iter().map(|who| Participant {
        id: family(who),
        role: who.role.clone(),
    });
    let mut later = Placement {
        id: numbered(&series, one.id.ordinal(), year, quarter),
        case: one.case.as_ref().map(named),
        covers: one.covers.iter().map(named).collect(),
        participants: people.collect(),
        start: one.start + weeks,
        due: one.due.map(|due| due + weeks),
        series,
        ..one.clone()
    };
    later.window.from = one.window.from + weeks;
    later.window.to = one.window.to + weeks;
    later
}

/// What of a plan lies in a quarter is planned anew: some of it comes a quarter of an hour later.
fn anew(mut plan: Plan, revision: u64) -> Plan {
    let today = plan.today + Days::new(21 * revision);
    plan.today = today;
    let ahead = plan.placements.iter_mut().enumerate();
    let ahead =
        ahead.filter(|(index, one)| one.start.date() > today && *index as u64 % 12 == revision);
    for (_, one) in ahead {
        one.start += chrono::TimeDelta::minutes(15);
    }
    plan
}

/// A store in which all that was planned, published and recorded.
pub fn store(folder: &Path, years: i32) {
    let team = app::load(folder)
        .unwrap_or_else(|fault| panic!("{}", said(&fault)))
        .team;
    let base = quarter();
    let mut store = Disk::at(&folder.join(".cadans")).turn().expect("a store");
    let mut before: Option<Plan> = None;
    for (year, quarter) in (0..years).flat_map(|year| (0..4).map(move |quarter| (year, quarter))) {
        let fresh = later(&base, year, quarter);
        let first = fresh.term.from;
        let mut plan = match &before {
            Some(before) => fresh.with_rest_of(before, first),
            None => fresh,
        };
        for revision in 0..REVISIONS[quarter as usize] {
            if revision > 0 {
                plan = anew(plan, revision);
            }
            let numbers = issued(&plan, &BTreeMap::new());
            let number = store.save(&plan, &numbers).expect("saved");
            let at = at_noon(plan.today);
            app::publish(&team, &mut store, Some(number), at).expect("published");
            record(&team, &mut store, &plan, revision as usize);
        }
        before = Some(plan);
        eprint!(".");
    }
    eprintln!();
    store.uid_key().expect("a key");
}

fn said(fault: &cadans::error::Error) -> String {
    match fault {
        cadans::error::Error::Faults(faulty) => faulty.render(cadans::language::Lang::En, false),
        other => other.to_string(),
    }
}

fn at_noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

/// Enters a third of a quarter's lines.
fn record(team: &Team, store: &mut dyn Store, plan: &Plan, part: usize) {
    let own = plan
        .placements
        .iter()
        .filter(|one| plan.term.has(one.start.date()));
    let (firm, open): (Vec<_>, Vec<_>) = own.partition(|one| one.due.is_some());
    let chosen = firm
        .into_iter()
        .chain(open)
        .take(LINES)
        .skip(part)
        .step_by(3);
    let chosen: Vec<&Placement> = if part < 3 {
        chosen.collect()
    } else {
        Vec::new()
    };
    for some in chosen.chunks(TOGETHER) {
        let at = at_noon(plan.today);
        let lines: Vec<Entry> = some.iter().map(|one| line(one, at)).collect();
        app::enter(team, store, &lines, at).expect("entered");
    }
}

fn line(one: &Placement, at: DateTime<Utc>) -> Entry {
    Entry {
        number: 0,
        at,
        by: Some("anna".to_owned()),
        act: Act::Record(Happened {
            id: Some(one.id.clone()),
            planned: None,
            record: Record {
                series: one.series.clone(),
                day: one.start.date(),
                start: Some(one.start.time()),
                state: State::Held,
                minutes: Some(one.minutes),
                present: one.participants.iter().map(|who| who.id.clone()).collect(),
            },
            reason: None,
            also: Vec::new(),
        }),
    }
}
