//! A year day by day, as one could have known it on each day, against a count that shares nothing with
//! the house.

use cadans::check::{Finding, Level, Question, check};
use cadans::ids::PersonId;
use cadans::records::{Ledger, State};
use cadans::rules::Anchor;
use cadans::team::{Subject, Team};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::lines::zone;
use crate::build::*;

/// On a day, with what was known on it.
fn known_on(team: &Team, today: NaiveDate) -> Vec<Finding> {
    let ledger = Ledger::read(&team.held, &[], zone(), Some(today));
    check(&Question {
        team: &team.with(&ledger, today),
        ledger: &ledger,
        standing: &[],
        planned_until: None,
        left_out: &Default::default(),
        today,
        lead_days: 28,
    })
}

fn days_late(findings: &[Finding], rule: &str) -> Vec<i64> {
    let of_rule = |one: &&Finding| one.rule.as_ref().is_some_and(|id| id.name() == rule);
    let overdue = findings
        .iter()
        .filter(of_rule)
        .filter(|one| one.level == Level::Overdue);
    overdue.map(|one| one.days_late).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_year_of_talks_and_reviews_is_counted_right(
        gaps in prop::collection::vec((1u64..45, 0usize..5), 8..20),
        review_after in 20u64..90,
    ) {
        let states = [State::Held, State::Held, State::Waived, State::NoShow, State::Postponed];
        let first = day("2027-01-04");
        let review = rule("review", milestone(Anchor::CareStart, "5w", "6w", "6w"));
        let mut team = team(vec![supervision(), review]);
        team.cases = vec![case("KATU4", "2027-01-04")];
        team.assignments = vec![
            assign(of_case("KATU4"), "worker", "anna"),
            assign(Subject::Person(PersonId::new("anna")), "scientist", "bram"),
        ];
        team.held = vec![record("p.supervision/anna", "2027-01-04", State::Held)];
        let mut met = vec![first];
        let mut at = first;
        for (gap, state) in gaps {
            at = at + Days::new(gap);
            let state = states[state];
            team.held.push(record("p.supervision/anna", &at.to_string(), state));
            if matches!(state, State::Held | State::Waived) {
                met.push(at);
            }
        }
        let reviewed = first + Days::new(review_after);
        team.held.push(record("p.review/KATU4", &reviewed.to_string(), State::Held));
        for today in first.iter_days().take(250) {
            let found = known_on(&team, today);
            let last = met.iter().filter(|on| **on <= today).max().expect("the first");
            let late = (today - *last).num_days() - 21;
            let expected: Vec<i64> = Some(late).filter(|late| *late > 0).into_iter().collect();
            prop_assert_eq!(days_late(&found, "supervision"), expected, "talks on {}", today);
            let late = (today - first).num_days() - 42;
            let open = today < reviewed && late > 0;
            let expected: Vec<i64> = Some(late).filter(|_| open).into_iter().collect();
            prop_assert_eq!(days_late(&found, "review"), expected, "review on {}", today);
        }
    }
}
