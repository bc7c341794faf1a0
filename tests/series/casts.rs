//! Who comes: assignments, substitutes, seconds, slots, groups, bans.

use cadans::ids::{PersonId, RuleId};
use cadans::rules::{Anchor, Duration, Per, Rule};
use cadans::series::{Instance, Note, Series};
use cadans::solver::{Limits, solve};
use cadans::team::{Assignment, AssignmentKind, Away, Group, Subject, Team};

use crate::build::*;

/// Casts as `2027-01-01..2027-03-31 family KATU4, worker anna`.
fn who(instance: &Instance, series: &Series) -> Vec<String> {
    let name = |resource: &usize| instance.resources[*resource].id.clone();
    series
        .casts
        .iter()
        .map(|cast| {
            let mut seats: Vec<String> = cast
                .seats
                .iter()
                .map(|seat| {
                    let takers: Vec<_> = seat.any_of.iter().map(name).collect();
                    format!("{} {}", seat.role, takers.join("|"))
                })
                .collect();
            if let Some(invited) = &cast.invited {
                let members: Vec<_> = invited
                    .members
                    .iter()
                    .map(|(member, _)| name(member))
                    .collect();
                seats.push(format!("{} of {}", invited.quorum, members.join("+")));
            }
            format!("{}..{} {}", cast.from, cast.to, seats.join(", "))
        })
        .collect()
}

fn consultation() -> Rule {
    let mut rule = rule("consultation", cadence(Anchor::CareStart, 14, 21, 28));
    rule.who.all = words("worker scientist");
    rule
}

fn two_workers(rule: Rule) -> Team {
    let mut team = team(vec![rule]);
    team.people.push(person("carlijn", "worker"));
    team.cases = vec![case("KATU4", "2026-10-05")];
    team.assignments = vec![assign(of_case("KATU4"), "worker", "anna")];
    team
}

/// Who comes to each meeting that is planned, by name in order.
fn planned(instance: &Instance) -> Vec<Vec<String>> {
    let answer = solve(instance, &Limits::default());
    let placed = answer.placed.iter();
    placed
        .map(|one| {
            let people = one.people.iter();
            let mut people: Vec<String> = people
                .map(|who| instance.resources[*who].id.clone())
                .collect();
            people.sort();
            people
        })
        .collect()
}

#[test]
fn whoever_is_optional_comes_when_they_can_and_is_not_waited_for() {
    let mut rule = rule("talk", milestone(Anchor::CareStart, "0d", "1w", "1w"));
    rule.who.all = words("worker");
    rule.who.optional = words("scientist");
    let mut team = two_workers(rule);
    team.cases[0] = case("KATU4", "2027-01-04");
    let both = [["anna".to_owned(), "bram".to_owned()]];
    assert_eq!(planned(&expanded(&team, "2027Q1")), both);
    let bram = Away::Person(PersonId::new("bram"));
    team.absences = vec![away(bram, "2027-01-04", "2027-01-15")];
    assert_eq!(planned(&expanded(&team, "2027Q1")), [["anna"]]);
    team.people.retain(|person| person.id.as_str() != "bram");
    assert_eq!(planned(&expanded(&team, "2027Q1")), [["anna"]]);
}

#[test]
fn several_of_a_role_come_and_are_different_people() {
    let mut rule = rule("talk", milestone(Anchor::CareStart, "0d", "1w", "1w"));
    rule.who.all = words("scientist");
    rule.who.any = words("worker");
    rule.who.count = 2;
    rule.who.anyone = true;
    let mut team = two_workers(rule);
    team.people.push(person("daan", "worker"));
    team.assignments.clear();
    team.cases[0] = case("KATU4", "2027-01-04");
    let instance = expanded(&team, "2027Q1");
    let found = planned(&instance);
    let [people] = &found[..] else {
        panic!("one meeting: {found:?}")
    };
    assert_eq!(people.len(), 3);
    // The same people sit down in one order only.
    let problem = cadans::problem::build(&instance);
    let mut parties: Vec<Vec<usize>> = Vec::new();
    for candidate in problem
        .candidates
        .iter()
        .filter(|one| one.day == problem.candidates[0].day)
    {
        let mut people = candidate.people.clone();
        people.sort_unstable();
        assert!(!parties.contains(&people));
        parties.push(people);
    }
    assert_eq!(parties.len(), 3);
    team.people
        .retain(|person| !["carlijn", "daan"].contains(&person.id.as_str()));
    assert!(planned(&expanded(&team, "2027Q1")).is_empty());
}

#[test]
fn a_substitute_takes_the_leads_seat_for_a_while() {
    let mut team = two_workers(consultation());
    team.assignments.push(Assignment {
        from: Some(day("2027-02-01")),
        to: Some(day("2027-02-28")),
        kind: AssignmentKind::Substitute,
        ..assign(of_case("KATU4"), "worker", "carlijn")
    });
    let instance = expanded(&team, "2027Q1");
    let expected = [
        "2027-01-01..2027-01-31 worker anna, scientist bram",
        "2027-02-01..2027-02-28 worker carlijn, scientist bram",
        "2027-03-01..2027-03-31 worker anna, scientist bram",
    ];
    assert_eq!(
        who(&instance, only(&instance, "p.consultation/KATU4")),
        expected
    );
}

#[test]
fn a_second_worker_comes_along_or_has_an_own_series() {
    let second = Assignment {
        kind: AssignmentKind::Second,
        from: Some(day("2027-02-01")),
        ..assign(of_case("KATU4"), "worker", "carlijn")
    };
    let mut meeting = consultation();
    meeting.who.seconds = true;
    let mut team = two_workers(meeting);
    team.assignments.push(second);
    let instance = expanded(&team, "2027Q1");
    let expected = [
        "2027-01-01..2027-01-31 worker anna, scientist bram",
        "2027-02-01..2027-03-31 worker anna, scientist bram, worker carlijn",
    ];
    assert_eq!(
        who(&instance, only(&instance, "p.consultation/KATU4")),
        expected
    );

    let own = &mut team.programmes[0].rules[0];
    own.who.seconds = false;
    own.per = Per::Case {
        each: Some("worker".to_owned()),
    };
    let instance = expanded(&team, "2027Q1");
    let expected = ["2027-02-01..2027-03-31 worker carlijn, scientist bram"];
    assert_eq!(
        who(&instance, only(&instance, "p.consultation/KATU4-2")),
        expected
    );
    let cadence = rhythms(&instance, "p.consultation/KATU4-2")[0];
    assert_eq!((cadence.anchor, cadence.held), (day("2027-02-01"), true));
}

#[test]
fn any_of_several_roles_may_take_a_slot() {
    let mut rule = consultation();
    rule.who.all = words("worker");
    rule.who.any = words("scientist therapist");
    let mut team = two_workers(rule);
    team.people.push(person("tess", "therapist"));
    let instance = expanded(&team, "2027Q1");
    let expected = ["2027-01-01..2027-03-31 worker anna, treatment_staff bram|tess"];
    assert_eq!(
        who(&instance, only(&instance, "p.consultation/KATU4")),
        expected
    );
}

#[test]
fn a_day_without_the_role_is_in_no_part_and_noted() {
    let mut team = two_workers(consultation());
    team.assignments[0].to = Some(day("2027-01-31"));
    let instance = expanded(&team, "2027Q1");
    let expected = ["2027-01-01..2027-01-31 worker anna, scientist bram"];
    assert_eq!(
        who(&instance, only(&instance, "p.consultation/KATU4")),
        expected
    );
    let Note::NobodyInRole {
        subject, from, to, ..
    } = &instance.notes[0]
    else {
        panic!("{:#?}", instance.notes)
    };
    assert_eq!(subject, "KATU4");
    assert_eq!((*from, *to), (day("2027-02-01"), day("2027-03-31")));
}

#[test]
fn siblings_are_one_family_at_one_place() {
    let mut team = team(vec![rule(
        "close",
        milestone(Anchor::CareStart, "0d", "1w", "2w"),
    )]);
    for code in ["KATU4", "MIRO7"] {
        let mut case = case(code, "2027-01-04");
        case.family = "KATU4".to_owned();
        team.cases.push(case);
    }
    let instance = expanded(&team, "2027Q1");
    let [one, other] = &instance.series[..] else {
        panic!("two cases")
    };
    assert_eq!(who(&instance, one), who(&instance, other));
    assert_eq!(one.place, other.place);
    assert_eq!(instance.travel, [[0, 20], [20, 0]]);
}

fn intervision(members: usize) -> Team {
    let mut rule = rule("intervision", cadence(Anchor::TermStart, 28, 35, 56));
    rule.per = Per::Group;
    rule.who = cadans::rules::Who {
        all: words("worker"),
        forbid: words("scientist lead"),
        min: 4,
        quorum: Some(4),
        ..cadans::rules::Who::default()
    };
    rule.duration = Duration {
        by_size: [(4, 90), (6, 120)].into(),
        ..minutes(60)
    };
    let mut team = team(vec![rule]);
    team.groups = vec![Group {
        id: "group-a".to_owned(),
        title: "Group A".to_owned(),
        rule: RuleId::of("p", "intervision"),
        span: nowhere(),
    }];
    let group = || Subject::Group("group-a".to_owned());
    for number in 1..=members {
        let id = format!("worker{number}");
        team.people.push(person(&id, "worker"));
        team.assignments.push(assign(group(), "worker", &id));
    }
    team.assignments.push(assign(group(), "worker", "bram"));
    team
}

#[test]
fn a_group_is_invited_without_those_the_rule_bans() {
    let instance = expanded(&intervision(5), "2027Q1");
    let meeting = only(&instance, "p.intervision/group-a");
    let expected = ["2027-01-01..2027-03-31 4 of worker1+worker2+worker3+worker4+worker5"];
    assert_eq!(who(&instance, meeting), expected);
    assert_eq!(meeting.minutes, (90, 90));
    let larger = expanded(&intervision(6), "2027Q1");
    assert_eq!(only(&larger, "p.intervision/group-a").minutes, (120, 120));
}

#[test]
fn a_group_of_three_has_no_meeting() {
    let instance = expanded(&intervision(3), "2027Q1");
    assert!(only(&instance, "p.intervision/group-a").casts.is_empty());
    assert_eq!(notes(&instance), ["too-few-members"]);
}

#[test]
fn meetings_of_the_same_two_people_are_bundled() {
    let consultation = Rule {
        bundle: true,
        ..consultation()
    };
    let mut team = team(vec![supervision(), consultation]);
    team.cases = vec![case("KATU4", "2026-10-05"), case("MIRO7", "2026-10-05")];
    let instance = expanded(&team, "2027Q1");
    assert_eq!(instance.bundles.len(), 1);
    assert_eq!(instance.bundles[0].pair, (0, 1));
    assert_eq!(instance.bundles[0].series, [0, 1, 2]);
}

#[test]
fn who_supervises_whom_stands_in_the_assignments() {
    let mut team = team(vec![supervision()]);
    team.people.push(person("saskia", "scientist"));
    let anna = Subject::Person(PersonId::new("anna"));
    team.assignments = vec![assign(anna, "scientist", "saskia")];
    let instance = expanded(&team, "2027Q1");
    let expected = ["2027-01-01..2027-03-31 worker anna, scientist saskia"];
    assert_eq!(
        who(&instance, only(&instance, "p.supervision/anna")),
        expected
    );
}

#[test]
fn whoever_is_bound_to_another_rule_stays_away_from_one_that_must_differ() {
    let mut other = supervision();
    other.id = RuleId::of("p", "reflection");
    other.who.all = words("worker treatment_staff");
    other.distinct_from = words("supervision");
    let mut team = team(vec![supervision(), other]);
    team.people.push(person("tess", "therapist"));
    let instance = expanded(&team, "2027Q1");
    let expected = ["2027-01-01..2027-03-31 worker anna, treatment_staff tess"];
    assert_eq!(
        who(&instance, only(&instance, "p.reflection/anna")),
        expected
    );
}
