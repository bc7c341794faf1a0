//! Reasons as a team lead reads them.

use cadans::plan::{Cause, LeftOut, Plan, Why};
use cadans::series::{Anchor, Closed, Instance, Requirement, ResourceKind};
use cadans::team::AwayKind;
use cadans::time::Slots;
use chrono::{Datelike as _, Weekday};

use super::small::*;

const ALL: [u32; 5] = [0, 1, 2, 3, 4];

/// What is said of the only thing left out, in both languages, with what blocks.
fn said(plan: &Plan) -> String {
    let [one] = &plan.left_out[..] else {
        panic!("one is left out, not {}", plan.left_out.len())
    };
    told(one)
}

fn told(one: &LeftOut) -> String {
    let mut lines = vec![one.reason.nl.clone(), one.reason.en.clone()];
    for block in &one.blocking {
        let (who, what) = (block.who.as_deref(), block.what.as_deref());
        lines.push(format!(
            "- {} {}: {}",
            block.kind,
            who.or(what).unwrap_or("?"),
            block.text.nl
        ));
    }
    lines.join("\n")
}

/// An evaluation from 4 January, at the latest on the 15th, of a worker and a scientist.
fn evaluation(anna: &[u32], bram: &[u32]) -> (Instance, usize, usize) {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, anna);
    let bram = person(&mut instance, "bram", "Bram", ResourceKind::Staff, bram);
    let seats = vec![seat("scientist", bram), seat("worker", anna)];
    let window = milestone(Anchor::Day(day("2027-01-04")), "0d", "11d", "0d");
    let title = text("Evaluatie", "Evaluation");
    series(&mut instance, "evaluation", "K7QX", title, seats, window);
    (instance, anna, bram)
}

#[test]
fn two_who_never_work_on_the_same_day() {
    let (instance, ..) = evaluation(&[2, 3, 4], &[0, 1]);
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: Bram werkt ma-di, Anna werkt wo-vr: geen gezamenlijke dag tussen 4 en 15 januari; het past wel op ma 4 januari 09:00 als Anna dan kan
    Evaluation K7QX: Bram works Mon-Tue, Anna works Wed-Fri: no common day between 4 and 15 January; it fits on Mon 4 January 09:00 if Anna can come then
    - hours bram: Bram werkt ma-di
    - hours anna: Anna werkt wo-vr
    "#);
}

#[test]
fn two_leaves_one_after_the_other() {
    let (mut instance, anna, bram) = evaluation(&ALL, &ALL);
    let leave = Closed::Away(AwayKind::Leave);
    close(&mut instance, anna, "2027-01-04", "2027-01-08", &leave);
    close(&mut instance, bram, "2027-01-11", "2027-01-15", &leave);
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @"
    Evaluatie K7QX: Bram is afwezig van 11 t/m 15 januari, Anna is afwezig van 4 t/m 8 januari: geen gezamenlijke dag tussen 4 en 15 januari; het past wel op ma 4 januari 09:00 als Anna er dan wel is
    Evaluation K7QX: Bram is away from 11 to 15 January, Anna is away from 4 to 8 January: no common day between 4 and 15 January; it fits on Mon 4 January 09:00 if Anna is there after all
    - absence bram: Bram is afwezig van 11 t/m 15 januari
    - absence anna: Anna is afwezig van 4 t/m 8 januari
    ");
}

#[test]
fn leave_over_a_weekend_is_one_stretch_and_other_hours_do_not_help() {
    let (mut instance, anna, _) = evaluation(&ALL, &ALL);
    let leave = Closed::Away(AwayKind::Leave);
    close(&mut instance, anna, "2027-01-04", "2027-01-15", &leave);
    let plan = plan(&instance, Vec::new());
    assert_eq!(
        plan.left_out[0].reason.nl,
        "Evaluatie K7QX: Anna is afwezig van 4 t/m 15 januari: geen gezamenlijke dag tussen \
         4 en 15 januari; het past wel op ma 4 januari 09:00 als Anna er dan wel is"
    );
}

#[test]
fn hours_that_do_not_meet() {
    let (mut instance, anna, bram) = evaluation(&[0], &[0]);
    for index in 0..instance.day_count() {
        for (who, free) in [(anna, hours(9, 12)), (bram, hours(13, 17))] {
            let open = !instance.resources[who].free[index].is_empty();
            if open {
                instance.resources[who].free[index] = free;
            }
        }
    }
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: Bram werkt ma 13:00-17:00, Anna werkt ma 09:00-12:00: geen gezamenlijke 60 minuten tussen 4 en 15 januari; het past wel op ma 4 januari 09:00 als Bram dan kan
    Evaluation K7QX: Bram works Mon 13:00-17:00, Anna works Mon 09:00-12:00: no common 60 minutes between 4 and 15 January; it fits on Mon 4 January 09:00 if Bram can come then
    - hours bram: Bram werkt ma 13:00-17:00
    - hours anna: Anna werkt ma 09:00-12:00
    "#);
}

#[test]
fn hours_that_differ_by_day_are_told_by_day() {
    let (mut instance, anna, bram) = evaluation(&[0, 1], &[0, 1]);
    for index in 0..instance.day_count() {
        let monday = instance.day(index).weekday() == Weekday::Mon;
        let (early, late) = (hours(9, 12), hours(13, 17));
        let (of_anna, of_bram) = if monday { (early, late) } else { (late, early) };
        for (who, free) in [(anna, of_anna), (bram, of_bram)] {
            if !instance.resources[who].free[index].is_empty() {
                instance.resources[who].free[index] = free;
            }
        }
    }
    let said = said(&plan(&instance, Vec::new()));
    for clash in [
        "Bram werkt ma 13:00-17:00 en di 09:00-12:00",
        "Anna werkt ma 09:00-12:00 en di 13:00-17:00",
    ] {
        assert!(said.contains(clash), "{said}");
    }
}

#[test]
fn a_full_day_of_other_meetings() {
    let (mut instance, _, bram) = evaluation(&ALL, &[0]);
    instance.series[0].allowed = vec![hours(9, 11); instance.day_count()];
    let title = text("Teamoverleg", "Team meeting");
    let weeks = weekly(&[
        ("2027-01-04", "2027-01-10", 1),
        ("2027-01-11", "2027-01-17", 1),
    ]);
    let other = series(
        &mut instance,
        "team",
        "noord",
        title,
        vec![seat("lead", bram)],
        weeks,
    );
    instance.series[other].place = Some(1);
    let taken = ["2027-01-04", "2027-01-11"].map(|date| placed(&instance, other, date, 9, &[bram]));
    insta::assert_snapshot!(said(&plan(&instance, taken.to_vec())), @r#"
    Evaluatie K7QX: Bram werkt ma 09:00-17:00, de regel staat ma-vr 09:00-11:00 toe, Bram heeft dan al Teamoverleg (ma 4 januari 09:00), Teamoverleg (ma 11 januari 09:00): geen plaats voor 60 minuten tussen 4 en 15 januari; het past wel op di 5 januari 09:00 als Bram dan kan
    Evaluation K7QX: Bram works Mon 09:00-17:00, the rule allows Mon-Fri 09:00-11:00, Bram already has Team meeting (Mon 4 January 09:00), Team meeting (Mon 11 January 09:00): no room for 60 minutes between 4 and 15 January; it fits on Tue 5 January 09:00 if Bram can come then
    - hours bram: Bram werkt ma 09:00-17:00
    - rule p.evaluation: de regel staat ma-vr 09:00-11:00 toe
    - meeting bram: Bram heeft dan al Teamoverleg (ma 4 januari 09:00), Teamoverleg (ma 11 januari 09:00)
    "#);
}

#[test]
fn the_most_meetings_in_a_day() {
    let (mut instance, _, bram) = evaluation(&ALL, &[1]);
    instance.resources[bram].max_per_day = Some(1);
    let weeks = weekly(&[
        ("2027-01-04", "2027-01-10", 1),
        ("2027-01-11", "2027-01-17", 1),
    ]);
    let title = text("Teamoverleg", "Team meeting");
    let other = series(
        &mut instance,
        "team",
        "noord",
        title,
        vec![seat("lead", bram)],
        weeks,
    );
    let taken = ["2027-01-05", "2027-01-12"].map(|date| placed(&instance, other, date, 9, &[bram]));
    insta::assert_snapshot!(said(&plan(&instance, taken.to_vec())), @r#"
    Evaluatie K7QX: Bram werkt di 09:00-17:00, Bram heeft dan al het dagmaximum aan afspraken (1): geen gezamenlijke 60 minuten tussen 4 en 15 januari; het past wel op ma 4 januari 09:00 als Bram dan kan
    Evaluation K7QX: Bram works Tue 09:00-17:00, Bram already has the most meetings in a day (1): no common 60 minutes between 4 and 15 January; it fits on Mon 4 January 09:00 if Bram can come then
    - hours bram: Bram werkt di 09:00-17:00
    - capacity bram: Bram heeft dan al het dagmaximum aan afspraken (1)
    "#);
}

#[test]
fn a_holiday_on_the_only_day() {
    let (mut instance, anna, bram) = evaluation(&ALL, &[0]);
    if let Requirement::Milestone(milestone) = &mut instance.series[0].requirement {
        milestone.due = "4d".parse().expect("an offset");
    }
    let holiday = Closed::Holiday(text("Studiedag", "Study day"));
    for who in [anna, bram] {
        close(&mut instance, who, "2027-01-04", "2027-01-04", &holiday);
    }
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: Bram werkt dan niet, 4 januari is Studiedag: geen gezamenlijke dag tussen 4 en 8 januari; het past wel op di 5 januari 09:00 als Bram dan kan
    Evaluation K7QX: Bram does not work then, 4 January is Study day: no common day between 4 and 8 January; it fits on Tue 5 January 09:00 if Bram can come then
    - hours bram: Bram werkt dan niet
    - holiday 2027-01-04: 4 januari is Studiedag
    "#);
}

#[test]
fn a_family_and_a_referrer_with_few_times() {
    let (mut instance, anna, _) = evaluation(&ALL, &ALL);
    let family = person(&mut instance, "huis-1", "K7QX", ResourceKind::Family, &[2]);
    let ref_ = person(
        &mut instance,
        "ref",
        "Verwijzer Hoogeland",
        ResourceKind::External,
        &[1, 3],
    );
    let seats = vec![
        seat("family", family),
        seat("worker", anna),
        seat("referrer", ref_),
    ];
    instance.series[0].casts[0].seats = seats;
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: Verwijzer Hoogeland biedt di en do, gezin K7QX kan wo: geen gezamenlijke dag tussen 4 en 15 januari; het past wel op wo 6 januari 09:00 als Verwijzer Hoogeland dan kan
    Evaluation K7QX: Verwijzer Hoogeland offers Tue and Thu, family K7QX can come Wed: no common day between 4 and 15 January; it fits on Wed 6 January 09:00 if Verwijzer Hoogeland can come then
    - hours ref: Verwijzer Hoogeland biedt di en do
    - hours K7QX: gezin K7QX kan wo
    "#);
}

#[test]
fn nobody_assigned_and_no_day_allowed() {
    let (mut instance, ..) = evaluation(&ALL, &ALL);
    instance.series[0].allowed.fill(Slots::EMPTY);
    instance.series[0].casts[0].from = day("2027-01-13");
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: geen bruikbare dag tussen 4 en 15 januari: niet alle rollen zijn aan iemand toegewezen, de regel staat het niet toe
    Evaluation K7QX: no usable day between 4 and 15 January: not every role is assigned to somebody, the rule does not allow it
    - assignment p.evaluation: niet alle rollen zijn aan iemand toegewezen
    - rule p.evaluation: de regel staat het niet toe
    "#);
}

#[test]
fn too_few_for_the_quorum() {
    let (mut instance, anna, bram) = evaluation(&[0], &[0]);
    let cato = person(&mut instance, "cato", "Cato", ResourceKind::Staff, &[1]);
    instance.series[0].casts[0].seats.clear();
    instance.series[0].casts[0].invited = invited("worker", &[anna, bram, cato], 3);
    insta::assert_snapshot!(said(&plan(&instance, Vec::new())), @r#"
    Evaluatie K7QX: Cato werkt di, Bram werkt ma: niet genoeg deelnemers tegelijk (minstens 3) tussen 4 en 15 januari; het past wel op ma 4 januari 09:00 als Cato dan kan
    Evaluation K7QX: Cato works Tue, Bram works Mon: not enough of the invited together (at least 3) between 4 and 15 January; it fits on Mon 4 January 09:00 if Cato can come then
    - hours cato: Cato werkt di
    - hours bram: Bram werkt ma
    "#);
}

#[test]
fn a_rhythm_too_tight_between_two_meetings() {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0]);
    let rhythm = Requirement::Cadence(cadence(&instance, "2026-12-14", (16, 21, 21, 21)));
    let title = text("Overleg", "Meeting");
    series(
        &mut instance,
        "talk",
        "anna",
        title,
        vec![seat("worker", anna)],
        rhythm,
    );
    let dates = ["2027-01-04", "2027-01-25", "2027-02-22", "2027-03-15"];
    let placed = dates.map(|date| placed(&instance, 0, date, 10, &[anna]));
    insta::assert_snapshot!(said(&plan(&instance, placed.to_vec())), @r#"
    Overleg Anna: tussen twee liggen minstens 16 dagen en hoogstens 21: geen plaats voor 60 minuten tussen 1 en 15 februari; het past wel op ma 1 februari 09:00 als de regel 7 dagen ertussen toestaat
    Meeting Anna: two are at least 16 days apart and at most 21: no room for 60 minutes between 1 and 15 February; it fits on Mon 1 February 09:00 if the rule allows 7 days between two
    - rule p.talk: tussen twee liggen minstens 16 dagen en hoogstens 21
    "#);
}

#[test]
fn a_week_too_short_for_all_its_meetings() {
    let mut instance = instance("2027-01-04", "2027-01-10");
    let anna = person(&mut instance, "anna", "Anna", ResourceKind::Staff, &[0, 2]);
    let weeks = weekly(&[("2027-01-04", "2027-01-10", 3)]);
    let title = text("Bezoek", "Visit");
    series(
        &mut instance,
        "house",
        "K7QX",
        title,
        vec![seat("worker", anna)],
        weeks,
    );
    let placed = ["2027-01-04", "2027-01-06"].map(|date| placed(&instance, 0, date, 10, &[anna]));
    insta::assert_snapshot!(said(&plan(&instance, placed.to_vec())), @r#"
    Bezoek K7QX: maximaal één per dag: geen plaats voor 60 minuten tussen 4 en 10 januari
    Visit K7QX: one a day at most: no room for 60 minutes between 4 and 10 January
    - rule p.house: maximaal één per dag
    "#);
}

#[test]
fn room_that_the_calculation_did_not_reach() {
    let (instance, ..) = evaluation(&ALL, &ALL);
    let mut stopped = answer(Vec::new());
    stopped.layers[0].value = 1;
    let plan = cadans::plan::assemble(&instance, &stopped, &meta(), &[]);
    let plan = worded(&instance, plan);
    insta::assert_snapshot!(said(&plan), @r#"
    Evaluatie K7QX: op ma 4 januari 09:00 is er plaats, maar de berekening stopte voordat die gevonden was; plan opnieuw met meer tijd
    Evaluation K7QX: there is room on Mon 4 January 09:00, but the calculation stopped before finding it; plan again with more time
    - rule p.evaluation: op ma 4 januari 09:00 is er plaats, maar de berekening stopte voordat die gevonden was; plan opnieuw met meer tijd
    "#);
}

#[test]
fn somebody_who_is_full_is_said_to_be() {
    let (mut instance, _, bram) = evaluation(&ALL, &ALL);
    for free in &mut instance.resources[bram].free {
        *free = Slots::EMPTY;
    }
    let monday = instance.index(day("2027-01-04")).expect("a day");
    instance.resources[bram].free[monday] = hours(9, 10);
    let title = text("Evaluatie", "Evaluation");
    let window = milestone(Anchor::Day(day("2027-01-04")), "0d", "11d", "0d");
    let seats = vec![seat("scientist", bram)];
    series(&mut instance, "evaluation", "M3RO", title, seats, window);
    let taken = placed(&instance, 1, "2027-01-04", 9, &[bram]);
    let said = said(&plan(&instance, vec![taken]));
    assert!(
        said.contains("Bram is vol in week 1-2: 2 van 1 uur"),
        "{said}"
    );
    assert!(said.contains("- capacity bram"), "{said}");
}

/// A meeting of a large team, of which two are away on each day, in turn.
fn of_many() -> Instance {
    let mut instance = instance("2027-01-04", "2027-03-31");
    let people: Vec<usize> = (0..24)
        .map(|n| {
            let id = format!("w{n:02}");
            person(&mut instance, &id, &id, ResourceKind::Staff, &ALL)
        })
        .collect();
    let seats = people.iter().map(|who| seat("worker", *who)).collect();
    let window = milestone(Anchor::Day(day("2027-01-04")), "0d", "86d", "0d");
    let title = text("Overleg", "Meeting");
    series(&mut instance, "meeting", "team", title, seats, window);
    let mut lot: usize = 1;
    for at in 0..instance.day_count() {
        let date = instance.day(at).to_string();
        for _ in 0..2 {
            lot = (lot * 1_103 + 12_345) % 65_521;
            let leave = Closed::Away(AwayKind::Leave);
            close(&mut instance, people[lot % 24], &date, &date, &leave);
        }
    }
    instance
}

#[test]
fn a_large_meeting_is_not_looked_into_without_end() {
    let instance = of_many();
    let plan = plan(&instance, Vec::new());
    let causes: Vec<_> = plan.left_out[0].blocking.iter().collect();
    let gave_up = |one: &&&cadans::plan::Blocking| one.cause.fact() == Some(&Cause::GaveUp);
    assert_eq!(causes.iter().filter(gave_up).count(), 1);
    assert!(causes.len() > 2);
    assert!(
        plan.left_out[0]
            .reason
            .nl
            .contains("er is niet verder gezocht")
    );
}

#[test]
fn what_is_not_looked_into_in_time_says_so() {
    let (instance, ..) = evaluation(&[2, 3, 4], &[0, 1]);
    let stopped = answer(Vec::new());
    let plan = cadans::plan::assemble_until(&instance, &stopped, &meta(), &[], &|| true);
    assert_eq!(plan.left_out[0].why.fact(), Some(&Why::Unsought));
    let said = said(&worded(&instance, plan));
    assert!(said.contains("niet meer uitgezocht"), "{said}");
}
