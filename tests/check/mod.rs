//! The check: what is recorded and what is planned come in; what is late, at risk or unsaid goes out.

mod command;
#[path = "../oracle/dice.rs"]
#[expect(dead_code, reason = "shared with the search that tries everything")]
mod dice;
mod lapses;
mod levels;
mod replayed;
mod vectors;
mod year;

use cadans::check::{Finding, Level, Question, check};
use cadans::records::{Act, Ledger};
use cadans::rules::{Anchor, Rule};
use cadans::series::Standing;
use cadans::team::Team;

use crate::build::*;
use crate::records::lines;

/// What there is to say on a day, with these lines in the book and this calendar published.
pub fn findings(team: &Team, acts: &[Act], standing: &[Standing], today: &str) -> Vec<Finding> {
    let ledger = Ledger::read(&team.held, &lines::lines(acts), lines::zone(), None);
    let today = day(today);
    let team = &team.with(&ledger, today);
    check(&Question {
        team,
        ledger: &ledger,
        standing,
        planned_until: None,
        left_out: &Default::default(),
        today,
        lead_days: 28,
    })
}

/// The only finding of a rule.
#[track_caller]
fn only_of<'f>(findings: &'f [Finding], rule: &str) -> &'f Finding {
    let of_rule = |one: &&Finding| one.rule.as_ref().is_some_and(|id| id.name() == rule);
    let found: Vec<_> = findings.iter().filter(of_rule).collect();
    match found[..] {
        [one] => one,
        _ => panic!("{rule} has {} findings: {found:#?}", found.len()),
    }
}

/// Level, due date and days late of the only finding of a rule.
#[track_caller]
fn verdict(findings: &[Finding], rule: &str) -> (Level, String, i64) {
    let one = only_of(findings, rule);
    let due = one.due.expect("a due date").to_string();
    (one.level, due, one.days_late)
}

/// A family with anna, with a meeting two weeks after its start and a review six weeks after that.
fn family(start: &str) -> Team {
    let review = rule("review", milestone(Anchor::Rule(0), "5w", "6w", "6w"));
    let first = rule("first", milestone(Anchor::CareStart, "0d", "1w", "2w"));
    with_family(start, vec![first, review])
}

/// One family with anna under these rules.
fn with_family(start: &str, rules: Vec<Rule>) -> Team {
    let mut team = team(rules);
    team.cases = vec![case("KATU4", start)];
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    team
}
