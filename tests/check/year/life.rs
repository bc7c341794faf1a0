//! A year of a team by lot: what happens on a day comes in as dice, goes out as lines of the record book
//! and changes of the team's lists.

use cadans::ids::{CaseCode, OccurrenceId, SeriesId};
use cadans::plan::{Placement, Plan};
use cadans::records::{Act, Added, End, Entry, Happened, Pause, Record, State};
use chrono::{Days, NaiveDate};

use super::facts::{Facts, Family, GROUP, Worker};
use crate::check::dice::Dice;

/// The team as it begins: families who came in the half year before, and what was held with them.
pub fn begin(dice: &mut Dice, first: NaiveDate) -> Facts {
    let since = first - Days::new(400);
    let worker = |id, hours| Worker {
        id,
        hours,
        since,
        until: None,
    };
    let mut facts = Facts {
        workers: vec![
            worker("anna", 36),
            worker("bo", 24),
            worker("cem", 36),
            worker("dirk", 18),
            worker("eef", 36),
        ],
        families: Vec::new(),
        away: Vec::new(),
        held: Vec::new(),
        begun: first,
        legal: dice.chance(30),
    };
    for _ in 0..10 {
        let start = first - Days::new(dice.from(5, 220) as u64);
        add_family(&mut facts, dice, start);
    }
    let families = facts.families.clone();
    for family in &families {
        history(&mut facts, dice, family, first);
    }
    let workers: Vec<&str> = facts.workers.iter().map(|one| one.id).collect();
    for (rule, about) in workers
        .into_iter()
        .map(|id| ("supervision", id))
        .chain([("intervision", GROUP), ("team_meeting", "team")])
    {
        let day = first - Days::new(dice.from(1, 20) as u64);
        facts
            .held
            .push((rule.to_owned(), about.to_owned(), day, "held"));
    }
    facts
}

/// A family that comes on a day, with whoever has the fewest.
pub fn add_family(facts: &mut Facts, dice: &mut Dice, start: NaiveDate) {
    let number = facts.families.len();
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    let change = dice.from(12, 38) as u64;
    let mut family = Family {
        code: format!("Q{}{}X{}", letter(number), letter(number / 26), number % 10),
        start,
        change,
        decision_end: start,
        evaluation: dice
            .chance(30)
            .then(|| start + Days::new(dice.from(60, 150) as u64)),
        led_by: vec![(start, dice.from(0, 4) as usize)],
    };
    let margin = dice.from(-20, 60);
    family.decision_end = family.last() + chrono::Duration::days(margin);
    facts.families.push(family);
}

fn history(facts: &mut Facts, dice: &mut Dice, family: &Family, first: NaiveDate) {
    let mut row = |rule: &str, day: NaiveDate, state| {
        if day < first {
            facts
                .held
                .push((rule.to_owned(), family.code.clone(), day, state));
        }
    };
    let met = family.start + Days::new(dice.from(2, 14) as u64);
    row("start_meeting", met, "held");
    if dice.chance(85) {
        row(
            "plan_review",
            met + Days::new(dice.from(35, 45) as u64),
            if dice.chance(10) { "waived" } else { "held" },
        );
    }
    for rule in [
        "questionnaires_before",
        "genogram",
        "sociogram",
        "observation",
        "video",
        "treatment_plan",
    ] {
        if dice.chance(90) {
            row(
                rule,
                family.start + Days::new(dice.from(10, 34) as u64),
                "held",
            );
        }
    }
    let mut day = family.start;
    while day < first {
        day = day + Days::new(dice.from(14, 26) as u64);
        row(
            "family_consultation",
            day,
            if dice.chance(90) { "held" } else { "no-show" },
        );
    }
}

/// What lists and book are told in the morning. True when the lists changed.
pub fn morning(
    facts: &mut Facts,
    dice: &mut Dice,
    today: NaiveDate,
    calendar: &[Placement],
    book: &[Entry],
) -> (bool, Vec<Act>) {
    let (mut changed, mut acts) = (false, Vec::new());
    let days = |from: i64, to: i64, dice: &mut Dice| Days::new(dice.from(from, to) as u64);
    if dice.chance(4) {
        let start = today + days(0, 20, dice);
        add_family(facts, dice, start);
        changed = true;
    }
    if dice.chance(4) {
        let who = ["anna", "bo", "cem", "dirk", "eef", "saskia"][dice.from(0, 5) as usize];
        facts
            .away
            .push((who.to_owned(), today, today + days(0, 27, dice)));
        changed = true;
    }
    let in_care =
        |one: &&Family| one.start + Days::new(90) < today && today + Days::new(30) < one.last();
    let lucky: Vec<Family> = facts.families.iter().filter(in_care).cloned().collect();
    if let Some(family) = (!lucky.is_empty()).then(|| dice.pick(&lucky)) {
        let case = CaseCode::new(&family.code);
        let programme = "iag".to_owned();
        let ended = book
            .iter()
            .any(|line| matches!(&line.act, Act::End(end) if end.case == case));
        match dice.from(0, 60) {
            0 if !ended => acts.push(Act::End(End {
                case,
                programme,
                last: today + days(14, 40, dice),
                decision_end: None,
                reason: None,
            })),
            1 if !ended => {
                let last = family.last() + days(10, 60, dice);
                let decision_end = dice.chance(50).then(|| last + Days::new(9));
                acts.push(Act::End(End {
                    case,
                    programme,
                    last,
                    decision_end,
                    reason: None,
                }));
            }
            2 if !ended => {
                let from = today + days(0, 10, dice);
                acts.push(Act::Pause(Pause {
                    case,
                    programme,
                    from,
                    to: from + days(3, 28, dice),
                    reason: "opname".to_owned(),
                }));
            }
            3 => {
                let at = facts
                    .families
                    .iter()
                    .position(|one| one.code == family.code)
                    .expect("it");
                let next = dice.from(0, 4) as usize;
                facts.families[at].led_by.push((today + Days::new(3), next));
                changed = true;
            }
            4 => acts.push(unplanned(
                &format!("iag.family_consultation/{}", family.code),
                today,
            )),
            5 => acts.push(unplanned(
                &format!("iag.supervision/{}", facts.workers[family.worker(today)].id),
                today,
            )),
            6 => {
                let series = format!("iag.family_consultation/{}", family.code);
                let start = (today + days(1, 20, dice)).and_hms_opt(16, 0, 0);
                let start = start.expect("a time");
                let added = Added::new(SeriesId::new(series), start, 30, Vec::new());
                acts.push(Act::Add(added));
            }
            _ => {}
        }
    }
    let ahead: Vec<&Placement> = calendar
        .iter()
        .filter(|one| one.start.date() > today && one.start.date() <= today + Days::new(40))
        .collect();
    if !ahead.is_empty() {
        let one = dice.pick(&ahead);
        match dice.from(0, 40) {
            0 => acts.push(happened(&one.id, State::Waived, today, Vec::new())),
            1..=4 => acts.push(Act::Confirm {
                id: one.id.clone(),
                start: one.start,
            }),
            5 => acts.push(Act::Pin {
                id: one.id.clone(),
                start: one.start + Days::new(1),
            }),
            6 => acts.push(happened(
                &one.id,
                State::Postponed,
                one.start.date(),
                Vec::new(),
            )),
            _ => {}
        }
    }
    if dice.chance(3) && !book.is_empty() {
        let entry = dice.pick(book).number;
        acts.push(Act::Correct {
            entry,
            reason: None,
        });
    }
    (changed, acts)
}

/// What is said in the evening of the meetings of that day and of what was to be handed in; some only
/// days later, some never.
pub fn evening(
    dice: &mut Dice,
    today: NaiveDate,
    calendar: &[Placement],
    plan: Option<&Plan>,
) -> Vec<(NaiveDate, Act)> {
    let mut said = Vec::new();
    for one in calendar.iter().filter(|one| one.start.date() == today) {
        let state = match dice.from(1, 100) {
            ..=80 => State::Held,
            81..=86 => State::NoShow,
            87..=92 => State::Postponed,
            93..=96 => State::Cancelled,
            _ => continue,
        };
        let late = if dice.chance(10) {
            dice.from(1, 10) as u64
        } else {
            0
        };
        let mut present = Vec::new();
        if one.rule.name() == "intervision" {
            present = one.participants.iter().map(|who| who.id.clone()).collect();
            present.truncate(dice.from(3, 5) as usize);
        }
        said.push((
            today + Days::new(late),
            happened(&one.id, state, today, present),
        ));
    }
    for duty in plan.iter().flat_map(|plan| &plan.duties) {
        // Each is looked at once, some days before or after it is due.
        let lag = (duty.id.as_str().bytes().map(u64::from).sum::<u64>() % 19) as i64 - 14;
        if duty.due + chrono::Duration::days(lag) == today && dice.chance(90) {
            said.push((today, happened(&duty.id, State::Held, today, Vec::new())));
        }
    }
    said
}

fn happened(id: &OccurrenceId, state: State, day: NaiveDate, present: Vec<String>) -> Act {
    let record = Record {
        series: id.series(),
        state,
        day,
        start: None,
        minutes: None,
        present,
    };
    Act::Record(Happened {
        planned: None,
        id: Some(id.clone()),
        record,
        reason: None,
        also: Vec::new(),
    })
}

fn unplanned(series: &str, day: NaiveDate) -> Act {
    let record = Record {
        series: SeriesId::new(series),
        state: State::Held,
        day,
        start: None,
        minutes: Some(45),
        present: Vec::new(),
    };
    Act::Record(Happened {
        planned: None,
        id: None,
        record,
        reason: None,
        also: Vec::new(),
    })
}
