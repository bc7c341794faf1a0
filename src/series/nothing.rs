//! Rules that can plan nothing for somebody, and why: a rule, its subject and what was made of them come in; notes go
//! out, so that no rule is dropped in silence.

use super::about::About;
use super::joint::joint_starts;
use super::milestones::Occasion;
use super::world::{Draft, World};
use super::{Note, variants};
use crate::rules::{Anchor, Demand, Mode, Programme, Rule};
use crate::time::{SLOT_MINUTES, Term};

/// Says that a rule counts from a first day in the team that nobody gave.
pub(super) fn without_since(
    programme: &Programme,
    rule: &Rule,
    about: &About<'_>,
    draft: &mut Draft,
) {
    let Some(person) = about.person.filter(|person| person.since.is_none()) else {
        return;
    };
    let once = matches!(rule.demand, Demand::Milestone(_) | Demand::Duty(_));
    if once && rule.mode == Mode::Plan && counts_from_since(programme, rule) {
        draft.note(Note::NoSince {
            title: rule.title.clone(),
            person: person.id.to_string(),
        });
    }
}

/// Whether what a rule counts from goes back to somebody's first day.
fn counts_from_since(programme: &Programme, rule: &Rule) -> bool {
    let mut rule = Some(rule);
    for _ in 0..=programme.rules.len() {
        let anchor = match rule.map(|rule| &rule.demand) {
            Some(Demand::Milestone(milestone)) => milestone.anchor,
            Some(Demand::Duty(duty)) => duty.anchor,
            _ => return false,
        };
        rule = match anchor {
            Anchor::PersonSince => return true,
            Anchor::Rule(index) => programme.rules.get(index),
            _ => return false,
        };
    }
    false
}

/// Says that a rule is off whenever it would be due in a case, although it is on in another part of its care.
pub(super) fn off_when_due(
    world: &World<'_>,
    programme: &Programme,
    rule: &Rule,
    about: &About<'_>,
    points: &[Occasion<'_>],
    draft: &mut Draft,
) {
    let is_off = |point: &Occasion<'_>| point.form.mode == Mode::Off;
    let (Some(_), false) = (about.care, points.is_empty() || rule.variants.is_empty()) else {
        return;
    };
    let care = Term {
        from: about.from,
        to: about.to,
    };
    let forms = variants::parts(world, programme, rule, about, care);
    if points.iter().all(is_off) && forms.iter().any(|(_, form)| form.mode == Mode::Plan) {
        draft.note(Note::OffThen {
            title: rule.title.clone(),
            subject: about.key.clone(),
        });
    }
}

/// Says which meetings are longer than their people are ever free together.
pub(super) fn never_fits(draft: &mut Draft) {
    let instance = &draft.instance;
    let asks = |one: &&super::Series| one.casts.iter().any(|cast| !cast.seats.is_empty());
    let never = instance.series.iter().filter(asks).filter(|one| {
        let len = (one.minutes.0 / SLOT_MINUTES).max(1);
        let mut open = (0..instance.day_count())
            .filter(|day| !one.allowed[*day].is_empty())
            .peekable();
        open.peek().is_some() && open.all(|day| joint_starts(instance, one, day, len).is_empty())
    });
    let notes: Vec<Note> = never
        .map(|one| Note::NeverFits {
            title: one.title.clone(),
            subject: one.id.subject().to_owned(),
            minutes: one.minutes.0,
        })
        .collect();
    notes.into_iter().for_each(|note| draft.note(note));
}
