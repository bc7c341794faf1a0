//! So many each ISO week: planned as meetings, or only reserved as hours. A rule comes in; weeks
//! with counts, pro rata of the rule's own days, or loads go out. A week's share is that of all its days
//! in the term, also when it has begun: planned anew in mid-week it is neither more nor less.

use chrono::{Days, NaiveDate};

use super::about::About;
use super::availability::{hours, weekday};
use super::casts::Form;
use super::promises;
use super::shape::presence;
use super::world::{Draft, World};
use super::{Closed, Instance, Note, Requirement, Series, Week, Weekly};
use super::{joint, variants};
use crate::rules::{self, Amount, Demand, Mode, Programme, RoleKind, Rule, Severity};
use crate::team::Person;
use crate::time::{Slots, Term, monday_of, slot_at};

/// Adds what a weekly rule asks of one subject.
pub(super) fn add(
    world: &World<'_>,
    programme: &Programme,
    rule: &Rule,
    about: &About<'_>,
    draft: &mut Draft,
) {
    let mut days = presence(about, draft.instance.term);
    days.from = days.from.max(begins(world, programme, rule, about));
    if days.from.max(world.plan.from) > days.to {
        return;
    }
    let parts = variants::parts(world, programme, rule, about, days);
    let parts = parts.into_iter().flat_map(|(part, rule)| {
        let running = about.pauses().cut(part).into_iter();
        running.map(move |part| (part, rule))
    });
    for (part, rule) in parts {
        let Demand::Weekly(weekly) = &rule.demand else {
            continue;
        };
        let form = Form {
            world,
            programme,
            rule,
            about,
        };
        match rule.mode {
            Mode::Plan => plan(&form, weekly, part, draft),
            Mode::Reserve => super::loads::reserve(&form, weekly, ahead(world, part), draft),
            Mode::Off => {}
        }
    }
}

/// The first day on which a meeting may be held: the one after what comes first, if that was held or stands, else when it
/// is waited for no longer. Where that lies before care is nobody's business here.
fn begins(world: &World<'_>, programme: &Programme, rule: &Rule, about: &About<'_>) -> NaiveDate {
    let first = about.from;
    let waits = rule.after.as_ref().zip(about.care);
    let Some((after, care)) = waits else {
        return first;
    };
    let release = care.case.start + Days::new(u64::from(after.release));
    let before = programme.rule(&after.rule);
    let met = before.and_then(|before| {
        let met = world.history.met(&about.series(before));
        met.first().map(|met| met.day + Days::new(1))
    });
    met.map_or(release, |met| met.min(release))
}

fn plan(form: &Form<'_, '_>, weekly: &rules::Weekly, part: Term, draft: &mut Draft) {
    let Some(length) = form.length() else { return };
    let Some(full) = full_count(form, weekly, length.minutes.1) else {
        return;
    };
    let id = form.about.series(form.rule);
    let mut weeks = weeks(form, weekly, full, part);
    share_outside(form, &mut weeks);
    let standing = take_off_standing(form, &mut weeks);
    let first = form.world.plan.from;
    weeks.retain(|week| week.count > 0 && first <= week.to);
    if weeks.is_empty() {
        return;
    }
    let ordinal = form.world.history.next_ordinal(&id);
    let none = Requirement::Weekly(Weekly { weeks: Vec::new() });
    let days = ahead(form.world, part);
    let mut series = form.series(id, ordinal, length.minutes, none, days, draft);
    for day in standing {
        if let Some(index) = draft.instance.index(day) {
            series.allowed[index] = Slots::EMPTY;
        }
    }
    if is_least_of_hours(form.rule, weekly) {
        fall_short(form, &series, &mut weeks, draft);
    }
    for week in weeks.iter_mut().filter(|week| week.from < first) {
        week.from = first;
        week.at_most(days_left(&draft.instance, &series, week));
    }
    weeks.retain(|week| week.count > 0);
    if !weeks.is_empty() {
        for week in &mut weeks {
            joint::judge(&draft.instance, &series, week);
        }
        series.requirement = Requirement::Weekly(Weekly { weeks });
        series.promises = promises::of(form.world, form.rule, &series, draft);
        draft.push(series, form.rule);
    }
}

/// The days of `part` that can still be planned.
fn ahead(world: &World<'_>, part: Term) -> Term {
    Term {
        from: part.from.max(world.plan.from),
        to: part.to,
    }
}

/// On how many days of a week that has begun a meeting could still be held. What does not fit into
/// them had to be held before. Leave takes nothing off: what it prevents is left out and said so.
fn days_left(instance: &Instance, series: &Series, week: &Week) -> u32 {
    let works = |who: &usize, at: usize| {
        let closed = instance.resources[*who].closed.get(&at);
        matches!(closed, None | Some(Closed::Away(_)))
    };
    let open = |(day, at): (NaiveDate, usize)| {
        let seated = series.cast_on(day).is_some_and(|cast| {
            let mut seats = cast.seats.iter();
            seats.all(|seat| seat.any_of.iter().any(|who| works(who, at)))
        });
        seated && !series.allowed[at].is_empty()
    };
    let days = week.from.iter_days().take_while(|day| *day <= week.to);
    let left = days.filter_map(|day| Some((day, instance.index(day)?)));
    left.filter(|day| open(*day)).count() as u32
}

/// How many meetings a full week asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct FullCount {
    /// Below it, something is left out.
    pub least: u32,
    /// Planned, if it can be.
    pub aimed: u32,
    /// Never more, where the rule says so.
    pub most: Option<u32>,
}

/// Meetings in a full week; hours are so many meetings of `session` minutes.
pub(super) fn full_count(
    form: &Form<'_, '_>,
    weekly: &rules::Weekly,
    session: u32,
) -> Option<FullCount> {
    let session = match weekly.amount {
        Amount::Times(_) => 1,
        Amount::Minutes(_) | Amount::CaseMinutes => session.max(1),
    };
    let amount = match weekly.amount {
        Amount::Times(count) => count,
        Amount::Minutes(_) | Amount::CaseMinutes => minutes(form, weekly)?,
    };
    let aimed = amount.div_ceil(session);
    let bounds = weekly.bounds;
    Some(FullCount {
        least: bounds.map_or(aimed, |bounds| bounds.min.div_ceil(session)),
        aimed,
        most: bounds.map(|bounds| (bounds.max / session).max(aimed)),
    })
}

/// Minutes in a full week; `None` for a case that gives none.
pub(super) fn minutes(form: &Form<'_, '_>, weekly: &rules::Weekly) -> Option<u32> {
    match weekly.amount {
        Amount::Times(count) => Some(count.saturating_mul(form.length()?.minutes.1)),
        Amount::Minutes(minutes) => Some(minutes),
        Amount::CaseMinutes => {
            let minutes = &form.about.care?.case.minutes;
            minutes.get(form.rule.id.name()).copied()
        }
    }
}

/// The ISO weeks of `part`, cut at its ends.
pub(super) fn iso_weeks(part: Term) -> impl Iterator<Item = Term> {
    let mut from = part.from;
    std::iter::from_fn(move || {
        if from > part.to {
            return None;
        }
        let next = monday_of(from).checked_add_days(Days::new(7))?;
        let week = Term {
            from,
            to: part.to.min(next.pred_opt()?),
        };
        from = next;
        Some(week)
    })
}

/// A full week's amount for a part of one, rounded half up: by the days of the week that the rule has, less those on
/// which a holiday keeps its people from working. Of hours that are required at least a holiday takes nothing off.
pub(super) fn pro_rata(form: &Form<'_, '_>, weekly: &rules::Weekly, full: u32, days: Term) -> u32 {
    let allowed = &form.rule.when.allowed;
    let whole = allowed
        .iter()
        .filter(|hours| !hours.is_empty())
        .count()
        .max(1) as u32;
    let required = is_least_of_hours(form.rule, weekly);
    let counts =
        |day: &NaiveDate| !allowed[weekday(*day)].is_empty() && (required || !is_lost(form, *day));
    let held = days.days().filter(counts).count() as u32;
    (2 * full.saturating_mul(held) + whole) / (2 * whole)
}

/// Whether a rule requires so many hours a week.
fn is_least_of_hours(rule: &Rule, weekly: &rules::Weekly) -> bool {
    rule.severity == Severity::Hard && !matches!(weekly.amount, Amount::Times(_))
}

/// Whether a holiday takes a day from those who come: somebody who would have worked does not.
fn is_lost(form: &Form<'_, '_>, day: NaiveDate) -> bool {
    let Form {
        world,
        programme,
        rule,
        about,
    } = form;
    if !world.calendar.free.contains_key(&day) {
        return false;
    }
    let staff = rule.who.all.iter().chain(&rule.who.any).filter(|role| {
        let role = programme.roles.get(*role);
        role.is_some_and(|role| matches!(role.kind, RoleKind::Staff | RoleKind::Slot))
    });
    let on = about.clamp(day);
    let mut known = false;
    for role in staff {
        let people = world.team.holders(programme, &about.subject, role, on);
        known |= !people.is_empty();
        let works = |person: &&Person| !hours(person, &world.team.office, day).is_empty();
        let swaps = |person: &&Person| person.swaps.iter().any(|(worked, _)| *worked == day);
        if people.iter().any(works) && !people.iter().any(|one| works(one) && swaps(one)) {
            return true;
        }
    }
    !known
}

/// Takes off a week's meetings what its people have no day for, and says so.
fn fall_short(form: &Form<'_, '_>, series: &Series, weeks: &mut [Week], draft: &mut Draft) {
    for week in weeks {
        let left = days_left(&draft.instance, series, week);
        if left < week.least && draft.instance.first <= week.from {
            draft.note(Note::WeekShort {
                title: form.rule.title.clone(),
                subject: form.about.key.clone(),
                from: week.from,
                asked: week.least,
                left,
            });
            week.at_most(left);
        }
    }
}

fn weeks(form: &Form<'_, '_>, weekly: &rules::Weekly, full: FullCount, part: Term) -> Vec<Week> {
    iso_weeks(part)
        .map(|week| Week {
            from: week.from,
            to: week.to,
            count: pro_rata(form, weekly, full.aimed, week),
            least: pro_rata(form, weekly, full.least, week),
            outside: 0,
            spread: true,
            daytime: true,
        })
        .collect()
}

/// Spreads the share outside office hours: after each week at least that share of all so far.
fn share_outside(form: &Form<'_, '_>, weeks: &mut [Week]) {
    let Some(share) = form.rule.when.outside else {
        return;
    };
    let (mut all, mut outside) = (0, 0);
    for week in weeks {
        all += week.count;
        week.outside = (all * share.percent).div_ceil(100) - outside;
        outside += week.outside;
    }
}

/// Takes the meetings that stand in a week off its count; gives their days, which are taken.
fn take_off_standing(form: &Form<'_, '_>, weeks: &mut [Week]) -> Vec<NaiveDate> {
    let met = form.world.history.met(&form.about.series(form.rule));
    let mut days = Vec::new();
    for met in met {
        let in_week = |week: &&mut Week| week.from <= met.day && met.day <= week.to;
        let Some(week) = weeks.iter_mut().find(in_week) else {
            continue;
        };
        let office = form.rule.when.outside.map(|outside| outside.office);
        let start = met.start.map(slot_at);
        let inside = office
            .zip(start)
            .is_some_and(|(office, start)| weekday(met.day) < 5 && office.has(start));
        week.count = week.count.saturating_sub(1);
        week.least = week.least.saturating_sub(1);
        week.outside = week
            .outside
            .saturating_sub(u32::from(!inside))
            .min(week.count);
        days.push(met.day);
    }
    days
}
