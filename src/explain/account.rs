//! What is so about a meeting, in sentences: its window and rhythm, and why it does not move.

use chrono::{Datelike, NaiveDate};

use super::scene::Scene;
use crate::language::{Lang, Text};
use crate::plan::{LeftOut, Placement, Plan};
use crate::problem::Placed;
use crate::series::cost::LATE;
use crate::series::{Anchor, Cadence, FixedBy, Milestone, Requirement, Week};

fn both(say: impl Fn(Lang) -> String) -> Text {
    Text::new(say(Lang::Nl), say(Lang::En))
}

/// `di 9 februari`.
fn dated(lang: Lang, day: NaiveDate) -> String {
    format!("{} {} {}", lang.weekday(day), day.day(), lang.month(day))
}

fn days(lang: Lang, days: i64) -> String {
    match (days, lang) {
        (1, Lang::Nl) => "1 dag".to_owned(),
        (1, Lang::En) => "1 day".to_owned(),
        (_, Lang::Nl) => format!("{days} dagen"),
        (_, Lang::En) => format!("{days} days"),
    }
}

/// The facts of a meeting in the plan; `placed` when its place was chosen.
pub(super) fn of_placed(
    scene: &Scene,
    placement: &Placement,
    placed: Option<&Placed>,
) -> Vec<Text> {
    let Some(placed) = placed else {
        return vec![stands(scene, placement)];
    };
    let series = &scene.question.instance.series[placed.series];
    let mut facts = match &series.requirement {
        Requirement::Milestone(milestone) => of_milestone(scene, placement, milestone),
        Requirement::Cadence(cadence) => of_cadence(scene, placed, cadence),
        Requirement::Weekly(weekly) => {
            let day = placement.start.date();
            let mut weeks = weekly.weeks.iter();
            let week = weeks.find(|week| week.from <= day && day <= week.to);
            week.map(|week| of_week(scene, placed, week))
                .into_iter()
                .collect()
        }
    };
    facts.extend(known(scene, placement));
    facts
}

/// Why planning may not touch it.
fn stands(scene: &Scene, placement: &Placement) -> Text {
    let instance = scene.question.instance;
    let day = placement.start.date();
    let fixed = instance.fixed.iter().find(|one| {
        let unnamed = one.id.is_none() && one.start == placement.start;
        one.id.as_ref() == Some(&placement.id) || (unnamed && one.title == placement.title)
    });
    let (nl, en) = match fixed.map(|fixed| fixed.why) {
        Some(FixedBy::Recorded) => (
            "Wat genoteerd is houdt deze afspraak waar hij staat.",
            "What was recorded keeps this meeting where it stands.",
        ),
        Some(FixedBy::Agreed) => (
            "Deze afspraak is buiten Cadans gemaakt (agreed.csv) en blijft staan.",
            "This meeting was agreed outside Cadans (agreed.csv) and stays.",
        ),
        _ if day < instance.first => (
            "Deze afspraak ligt in het verleden.",
            "This meeting lies in the past.",
        ),
        _ if day > instance.term.to => (
            "Deze afspraak ligt na de termijn die het laatst gepland is.",
            "This meeting lies after the term that was planned last.",
        ),
        Some(FixedBy::CarriedOver) => (
            "Deze afspraak is overgenomen uit een eerdere planning.",
            "This meeting was carried over from an earlier plan.",
        ),
        None => (
            "Niets vraagt nu nog om deze afspraak op deze dag: de regels of lijsten zijn veranderd. Plan opnieuw.",
            "Nothing asks for this meeting on this day any more: rules or lists have changed. Plan again.",
        ),
    };
    Text::new(nl, en)
}

fn of_milestone(scene: &Scene, placement: &Placement, milestone: &Milestone) -> Vec<Text> {
    let window = placement.window;
    let day = placement.start.date();
    let mut facts = vec![both(|lang| {
        let (from, to) = (dated(lang, window.from), dated(lang, window.to));
        match lang {
            Lang::Nl => format!("Kan van {from} tot en met {to}."),
            Lang::En => format!("It may be held from {from} to {to}."),
        }
    })];
    if let Some(due) = placement.due {
        let late = (day - due).num_days();
        facts.push(both(|lang| {
            let due = dated(lang, due);
            match (lang, late > 0) {
                (Lang::Nl, true) => {
                    format!("Uiterlijk {due}: dit is {} te laat.", days(lang, late))
                }
                (Lang::En, true) => format!("Due {due}: this is {} late.", days(lang, late)),
                (Lang::Nl, false) => format!("Uiterlijk {due}: op tijd."),
                (Lang::En, false) => format!("Due {due}: on time."),
            }
        }));
    }
    if let Anchor::Day(anchor) = milestone.anchor {
        let target = scene.question.instance.window(milestone, anchor).target;
        let off = (day - target).num_days().abs();
        facts.push(both(|lang| {
            let target = dated(lang, target);
            match (lang, off) {
                (Lang::Nl, 0) => format!("Bedoeld is {target}, en daar staat het."),
                (Lang::En, 0) => format!("Aimed at {target}, and there it is."),
                (Lang::Nl, _) => format!("Bedoeld is {target}: {} ernaast.", days(lang, off)),
                (Lang::En, _) => format!("Aimed at {target}: {} off.", days(lang, off)),
            }
        }));
    }
    facts
}

fn of_cadence(scene: &Scene, placed: &Placed, cadence: &Cadence) -> Vec<Text> {
    let instance = scene.question.instance;
    let day = instance.day(placed.day);
    let siblings = scene.placed.iter().map(|(_, one)| one);
    let siblings: Vec<NaiveDate> = siblings
        .filter(|one| one.series == placed.series)
        .map(|one| instance.day(one.day))
        .collect();
    let held = Some(cadence.anchor).filter(|_| cadence.held);
    let before = siblings.iter().copied().filter(|other| *other < day).max();
    let before = before
        .or(held)
        .map(|other| (other, (day - other).num_days()));
    let after = siblings.iter().copied().filter(|other| *other > day).min();
    let after = after
        .or(cadence.next)
        .map(|other| (other, (other - day).num_days()));
    let mut facts = vec![both(|lang| {
        let (min, target, max, limit) = (cadence.min, cadence.target, cadence.max, cadence.limit);
        match lang {
            Lang::Nl => format!(
                "Het ritme: om de {target} dagen, niet binnen {min}, volgens de methode hoogstens {max}, in de planning hoogstens {limit}."
            ),
            Lang::En => format!(
                "The rhythm: every {target} days, not within {min}, by the method at most {max}, in a plan at most {limit}."
            ),
        }
    })];
    let gap = |(other, gap): (NaiveDate, i64), nl: &str, en: &str| {
        both(|lang| {
            let other = dated(lang, other);
            format!(
                "{} {}.",
                lang.pick(nl, en).replace("{}", &other),
                days(lang, gap)
            )
        })
    };
    facts.push(match before {
        Some(before) => gap(before, "Na de vorige ({}):", "After the one before ({}):"),
        None => Text::new("Het is de eerste.", "It is the first."),
    });
    facts.push(match after {
        Some(after) => gap(after, "Tot de volgende ({}):", "To the next ({}):"),
        None => Text::new(
            "In deze termijn komt er geen meer.",
            "There is no other in this term.",
        ),
    });
    facts
}

fn of_week(scene: &Scene, placed: &Placed, week: &Week) -> Text {
    let instance = scene.question.instance;
    let within = |day: NaiveDate| week.from <= day && day <= week.to;
    let siblings = scene.placed.iter().map(|(_, one)| one);
    let siblings = siblings.filter(|one| one.series == placed.series);
    let held = siblings.filter(|one| within(instance.day(one.day))).count();
    both(|lang| {
        let (from, to) = (dated(lang, week.from), dated(lang, week.to));
        let count = week.count;
        match lang {
            Lang::Nl => format!(
                "Een van de {held} die gepland zijn van {from} tot en met {to}; gevraagd {count}."
            ),
            Lang::En => {
                format!("One of the {held} planned from {from} to {to}; {count} are asked for.")
            }
        }
    })
}

/// What people know of it.
fn known(scene: &Scene, placement: &Placement) -> Option<Text> {
    let published = scene.question.published?;
    let mut known = published.placements.iter();
    let known = known.find(|one| one.id == placement.id);
    let revision = published.revision;
    Some(both(|lang| {
        let Some(known) = known else {
            return match lang {
                Lang::Nl => {
                    format!("In de gepubliceerde revisie {revision} staat deze afspraak niet.")
                }
                Lang::En => {
                    format!("The published revision {revision} does not have this meeting.")
                }
            };
        };
        let at = format!(
            "{} {}",
            dated(lang, known.start.date()),
            known.start.format("%H:%M")
        );
        match (lang, known.start == placement.start) {
            (Lang::Nl, true) => format!(
                "Zo staat het ook in de gepubliceerde revisie {revision}; wat bekend is blijft staan als dat kan."
            ),
            (Lang::En, true) => format!(
                "So it stands in the published revision {revision}; what people know stays where it can."
            ),
            (Lang::Nl, false) => {
                format!("In de gepubliceerde revisie {revision} staat het op {at}.")
            }
            (Lang::En, false) => format!("The published revision {revision} has it on {at}."),
        }
    }))
}

/// The facts of what is left out: what that means, when it should have been, whether it is proven.
pub(super) fn of_left_out(scene: &Scene, left_out: &LeftOut) -> Vec<Text> {
    let window = left_out.window;
    let when = both(|lang| {
        let (from, to) = (dated(lang, window.from), dated(lang, window.to));
        match (lang, window.from == window.to) {
            (Lang::Nl, true) => format!("Het had gemoeten op {from}."),
            (Lang::En, true) => format!("It should have been on {from}."),
            (Lang::Nl, false) => format!("Het had gemoeten van {from} tot en met {to}."),
            (Lang::En, false) => format!("It should have been from {from} to {to}."),
        }
    });
    let proof = match is_proven(scene.question.plan) {
        true => Text::new(
            "Bewezen: geen planning laat er minder weg.",
            "Proven: no plan leaves out less.",
        ),
        false => Text::new(
            "Niet bewezen: de berekening stopte eerder; opnieuw plannen met meer tijd kan meer vinden.",
            "Not proven: the calculation stopped before; planning again with more time may find more.",
        ),
    };
    if window.to < scene.question.instance.first {
        let past = Text::new("Die dagen zijn voorbij.", "Those days are over.");
        return vec![when, past];
    }
    vec![when, proof]
}

/// Whether it is proven that no plan leaves out less.
pub(super) fn is_proven(plan: &Plan) -> bool {
    plan.layers.iter().take(LATE).all(|layer| layer.proven)
}
