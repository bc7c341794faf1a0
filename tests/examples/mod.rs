//! Every folder under `examples/` comes in; it loads without a fault, and warns of exactly what was put
//! into it on purpose (its README says so). The rule files themselves are judged in `rules/shipped.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cadans::diagnostic::Faulty;
use cadans::language::Lang;
use cadans::rules::Demand;
use cadans::series::{Earlier, expand};
use cadans::team::{self, Case, Team};
use cadans::time::Term;
use chrono::NaiveDate;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// A day of 2027.
fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).expect("a day of the calendar")
}

/// The team, and its warnings as `code: message`.
fn load(name: &str) -> (Team, Vec<String>) {
    let mut found = Faulty::default();
    let team = team::load(&folder(name), &mut found.sources, &mut found.faults);
    let told = found.told(Lang::En).into_iter();
    let warnings = told
        .filter(|told| told.warning)
        .map(|told| format!("{}: {}", told.code, told.message))
        .collect();
    match team {
        Some(team) => (team, warnings),
        None => panic!(
            "examples/{name} has faults:\n{}",
            found.render(Lang::En, false)
        ),
    }
}

#[test]
fn every_example_loads() {
    let mut names: Vec<String> = fs::read_dir(folder(""))
        .expect("examples/ is there")
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "families-first-kust",
            "gezinsopname-veluwe",
            "iag-noord",
            "mst-delta"
        ]
    );
    for name in names {
        let (team, _) = load(&name);
        assert_eq!(team.id, name);
        assert!(
            folder(&name).join("README.md").is_file(),
            "{name} explains itself"
        );
    }
}

#[test]
fn warnings_are_those_put_in_on_purpose() {
    insta::assert_snapshot!(load("iag-noord").1.join("\n"), @r"
    decision-ends-before-care: the decision for FAKU7 ends on Sun 18 April 2027, care on Sun 16 May 2027
    caseload-over-cap: Lotte carries 6 cases as IAG worker on Mon 14 December 2026; Caseload allows 5 (JB:caseload)
    ");
    insta::assert_snapshot!(load("gezinsopname-veluwe").1.join("\n"), @"");
    for quiet in ["mst-delta", "families-first-kust"] {
        assert_eq!(load(quiet).1, Vec::<String>::new(), "{quiet}");
    }
}

#[test]
fn iag_noord_is_of_real_size() {
    let (team, _) = load("iag-noord");
    let programme = &team.programmes[0];
    let holding = |role: &str| {
        team.people
            .iter()
            .filter(|person| person.roles.contains(role))
            .count()
    };
    assert_eq!(
        [holding("worker"), holding("scientist"), holding("lead")],
        [12, 2, 1]
    );
    assert!(holding("referrer") >= 8);

    let (from, to) = (day(1, 1), day(3, 31));
    let cared_for = |case: &&Case| case.start <= to && from <= case.last_day(programme);
    assert!(team.cases.iter().filter(cared_for).count() >= 72);
}

/// Five families for 36 hours, pro rata and rounded up; only Lotte has one more (README).
#[test]
fn iag_noord_keeps_its_caseload_but_for_one_worker() {
    let (team, _) = load("iag-noord");
    let programme = &team.programmes[0];
    let mut over = BTreeSet::new();
    for worker in team
        .people
        .iter()
        .filter(|person| person.roles.contains("worker"))
    {
        let cap = (5 * worker.contract.expect("a contract")).div_ceil(36 * 60) as usize;
        for day in day(1, 1)
            .iter_days()
            .take_while(|day| *day <= self::day(3, 31))
        {
            let carried = team.caseload(programme, &worker.id, "worker", day).len();
            assert!(
                carried <= cap + 1,
                "{} carries {carried} on {day}",
                worker.id
            );
            if carried > cap {
                over.insert(worker.id.as_str());
            }
        }
    }
    assert_eq!(over, BTreeSet::from(["lotte"]));
}

/// Each rule of the two programmes that are described in prose is asked for by the team that is shipped with it: what
/// is planned as a meeting or a stay, what only keeps hours free as hours, what is handed in as a duty.
#[test]
fn each_rule_of_the_descriptions_is_asked_for_by_a_shipped_team() {
    for (name, quiet) in [("iag-noord", &[][..]), ("gezinsopname-veluwe", &[])] {
        let (team, _) = load(name);
        let term = Term {
            from: day(1, 1),
            to: day(12, 31),
        };
        let instance = expand(&team, term, day(1, 1), &Earlier::default(), &[]);
        let mut asked: BTreeSet<&str> = instance.series.iter().map(|one| one.rule.name()).collect();
        let duties = instance.duties.iter().chain(&instance.later_duties);
        asked.extend(duties.map(|duty| duty.rule.name()));
        asked.extend(instance.loads.iter().map(|load| load.rule.name()));
        for rule in &team.programmes[0].rules {
            let on_its_own = match &rule.demand {
                Demand::Stay { .. } => !instance.stays.is_empty(),
                // Nothing to plan: `check` counts the families of each person.
                Demand::Cap(_) => true,
                _ => asked.contains(rule.id.name()),
            };
            let known = quiet.contains(&rule.id.name());
            assert!(on_its_own != known, "{name}: {}", rule.id);
        }
    }
}
