//! Milestones: what was held, what is asked for now, and what counts from what. Rules with their
//! anchors come in; series with one meeting each go out, each after the one it counts from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::about::About;
use super::anchors::{self, Base};
use super::casts::Form;
use super::history::Met;
use super::nothing;
use super::overdue::{self, Fate};
use super::parts;
use super::repeats;
use super::variants;
use super::world::{Draft, World};
use super::{Milestone, Note, Requirement, Window};
use crate::ids::{OccurrenceId, SeriesId};
use crate::rules::{self, Demand, Mode, Points, Programme, Repeat, Rule};
use crate::time::{Offset, Period, Term, Unit};

/// What is known of a milestone's meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MilestoneFate {
    /// It was held, or stands.
    Met,
    /// It is planned now: a series of the instance.
    Asked(usize),
    /// Neither: it lies in another term.
    Due,
}

/// One occurrence of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// What is known of it.
    pub known: MilestoneFate,
    /// The day it was met, else its due date.
    pub day: NaiveDate,
    /// The earliest day it may have.
    pub earliest: NaiveDate,
    /// Whether it will not be, because care ends before.
    pub lost: bool,
}

/// The walk over the rules: what it has learned of milestones, so that each is looked at once and
/// stands before those that count from it.
pub(super) struct Walk<'w, 'a> {
    /// Where things are looked up.
    pub world: &'w World<'a>,
    resolved: BTreeMap<SeriesId, Vec<Occurrence>>,
    /// Ordinals of agreed meetings, by their index in the team's list.
    pub agreed: BTreeMap<usize, u32>,
    /// What each meeting that counts was asked for as: its dates may follow one that is planned now.
    pub met: BTreeMap<OccurrenceId, Milestone>,
}

/// What one occurrence counts from, the form of the rule on its own day, and its dates by that.
#[derive(Clone, Copy)]
pub(super) struct Occasion<'w> {
    /// What it counts from.
    pub base: Base,
    /// The rule as it holds when it is due.
    pub form: &'w Rule,
    /// Its dates.
    pub window: Window,
}

impl Occasion<'_> {
    /// The days on which a meeting without a number is this one: its part of the year, else the day it is due.
    pub fn span(&self) -> Term {
        let due = self.window.due;
        self.base
            .part
            .map_or(Term { from: due, to: due }, |part| part.whole)
    }
}

/// An occurrence that is not met.
#[derive(Clone, Copy)]
struct Unmet<'w> {
    point: Occasion<'w>,
    ordinal: u32,
    fate: Fate,
}

impl<'w, 'a> Walk<'w, 'a> {
    /// A walk that has seen nothing yet.
    pub fn new(world: &'w World<'a>) -> Self {
        Self {
            world,
            resolved: BTreeMap::new(),
            agreed: BTreeMap::new(),
            met: BTreeMap::new(),
        }
    }

    /// Every occurrence of the rule for a subject, by ordinal. At the first call those that are due
    /// and not met become series of the draft.
    pub fn resolve(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Occurrence> {
        let id = about.series(rule);
        if let Some(known) = self.resolved.get(&id) {
            return known.clone();
        }
        // The loader rejects anchors in a circle; should one come through, it finds nothing here.
        self.resolved.insert(id.clone(), Vec::new());
        let world = self.world;
        let points = self.points(programme, rule, about, draft);
        nothing::off_when_due(world, programme, rule, about, &points, draft);
        let windows: Vec<Window> = points.iter().map(|point| point.window).collect();
        let spans: Vec<Term> = points.iter().map(Occasion::span).collect();
        let met = matched(world.history.met(&id), &spans);
        let fates = overdue::fates(&draft.instance, &windows, &met);
        let mut occurrences = Vec::new();
        for (at, point) in points.into_iter().enumerate() {
            let ordinal = at as u32 + 1;
            occurrences.push(match met.get(&at) {
                Some(met) => {
                    self.agreed.extend(met.agreed.map(|index| (index, ordinal)));
                    if let Demand::Milestone(demand) = &point.form.demand {
                        let asked = milestone(demand, point.base, about);
                        self.met.insert(id.occurrence(ordinal), asked);
                    }
                    Occurrence {
                        known: MilestoneFate::Met,
                        day: met.day,
                        earliest: met.day,
                        lost: false,
                    }
                }
                None => {
                    let unmet = Unmet {
                        point,
                        ordinal,
                        fate: fates[at],
                    };
                    self.ask(programme, about, unmet, draft)
                }
            });
        }
        self.resolved.insert(id, occurrences.clone());
        occurrences
    }

    /// What each occurrence of the rule counts from, and its dates counted from there, by the form of the rule on its own
    /// day: whatever day is planned from, they are the same.
    pub fn points(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) -> Vec<Occasion<'w>> {
        let world = self.world;
        let on = |day| variants::on(world, programme, rule, about, day);
        let first = on(about.from);
        let Demand::Milestone(demand) = &first.demand else {
            return Vec::new();
        };
        let bases = match demand.is_of_calendar() {
            true => Vec::new(),
            false => self.bases(programme, demand.anchor, about, draft),
        };
        let repeat = |day| match &on(day).demand {
            Demand::Milestone(demand) => demand.repeat,
            _ => None,
        };
        let calendar = |day| repeat(day).and_then(|form| form.calendar());
        let bases: Vec<Base> = match &demand.repeat {
            None => bases,
            Some(Repeat {
                points: Points::Calendar(_),
                ..
            }) => parts::points(world, &calendar, about),
            Some(first) => bases
                .into_iter()
                .flat_map(|base| repeats::points(world, first, &repeat, base, about))
                .collect(),
        };
        let dated = |base: Base| {
            let Demand::Milestone(asked) = &first.demand else {
                return None;
            };
            let window = |demand: &rules::Milestone, base: Base| {
                let anchor = base.anchor_day(base.day);
                milestone(demand, base, about).window(anchor, &world.calendar.workdays)
            };
            let form = on(window(asked, settled(asked, base, about)).due);
            let Demand::Milestone(own) = &form.demand else {
                return None;
            };
            let base = settled(own, base, about);
            Some(Occasion {
                base,
                form,
                window: window(own, base),
            })
        };
        bases.into_iter().filter_map(dated).collect()
    }

    /// An occurrence that is not met: a series if it belongs to this term.
    fn ask(
        &self,
        programme: &'w Programme,
        about: &About<'w>,
        unmet: Unmet<'w>,
        draft: &mut Draft,
    ) -> Occurrence {
        let world = self.world;
        let Occasion {
            base,
            form: rule,
            window: Window { due, .. },
        } = unmet.point;
        let form = Form {
            world,
            programme,
            rule,
            about,
        };
        let mut occurrence = Occurrence {
            known: MilestoneFate::Due,
            day: due,
            earliest: due,
            lost: base.lost,
        };
        let Demand::Milestone(demand) = &form.rule.demand else {
            return occurrence;
        };
        let milestone = milestone(demand, base, about);
        let earliest = base.anchor_day(base.earliest);
        let window = draft.instance.window(&milestone, earliest);
        occurrence.earliest = window.from.max(world.plan.from);
        occurrence.lost = !is_of_care(programme, demand, base, &window, about);
        let has_days = world.plan.from <= world.plan.to;
        let wanted = has_days && form.rule.mode == Mode::Plan && !world.leaves_out(rule);
        let asked = wanted
            && draft.instance.belongs(&window)
            && in_time(world, &milestone, earliest, about)
            && !base
                .part
                .is_some_and(|part| part.is_over(window.due, world.plan.from))
            && !occurrence.lost;
        let length = form.length();
        if asked && unmet.fate == Fate::Missed {
            draft.note(Note::RepeatMissed {
                title: rule.title.clone(),
                subject: about.key.clone(),
                due,
            });
        }
        if let (true, Some(length)) = (asked && unmet.fate == Fate::Open, length) {
            let id = about.series(rule);
            let requirement = Requirement::Milestone(milestone);
            let days = Term {
                from: world.plan.from,
                to: world.plan.to.min(form.last_day(window.due)),
            };
            let series = form.series(id, unmet.ordinal, length.minutes, requirement, days, draft);
            occurrence.known = MilestoneFate::Asked(draft.instance.series.len());
            draft.push(series, form.rule);
        }
        occurrence
    }
}

/// Whether a meeting is asked for by its care: one that counts from the end of care always is, and none that counts from
/// a meeting that will not be.
pub(super) fn is_of_care(
    programme: &Programme,
    demand: &rules::Milestone,
    base: Base,
    window: &Window,
    about: &About<'_>,
) -> bool {
    let has_place = about.has_place(window.from, window.due);
    !base.lost && (has_place || anchors::is_at_end(programme, demand.anchor))
}

/// Whether it is not too late to ask: the subject is still in care, or the last day on which the
/// meeting may be held late has not passed.
fn in_time(world: &World<'_>, milestone: &Milestone, anchor: NaiveDate, about: &About<'_>) -> bool {
    let first = world.plan.from;
    about.to >= first || milestone.window(anchor, &world.calendar.workdays).latest >= first
}

/// The instance's milestone; a repeated one's distance from its anchor goes into the offsets.
pub(super) fn milestone(demand: &rules::Milestone, base: Base, about: &About<'_>) -> Milestone {
    if let Some(part) = base.part {
        return part.milestone(base.day);
    }
    let moved = |offset: Offset| shifted(offset, base.shift).unwrap_or(offset);
    Milestone {
        anchor: base.anchor,
        from: moved(demand.from),
        target: moved(demand.target),
        due: moved(demand.due),
        late_max: Offset {
            period: demand.late_max,
            before: false,
        },
        rollover: demand.rollover,
        pauses: about.pauses().clone(),
        legal: demand.legal,
    }
}

/// A repeated milestone whose offsets cannot take up its distance (they count months or working
/// days) counts from the day its anchor is due.
fn settled(demand: &rules::Milestone, base: Base, about: &About<'_>) -> Base {
    let offsets = [demand.from, demand.target, demand.due];
    if offsets
        .iter()
        .all(|offset| shifted(*offset, base.shift).is_some())
    {
        base
    } else {
        // Its window counts from this day on: what stood still before it is put off here.
        let anchor = base.anchor_day(base.day);
        Base {
            lost: base.lost,
            ..Base::known(about.pauses().put_off(anchor, base.day))
        }
    }
}

/// The offset so many days later, where both are whole days.
fn shifted(offset: Offset, days: u32) -> Option<Offset> {
    if days == 0 {
        return Some(offset);
    }
    if !matches!(offset.period.unit, Unit::Days | Unit::Weeks) {
        return None;
    }
    let own = i64::from(offset.period.nominal_days());
    let total = i64::from(days) + if offset.before { -own } else { own };
    Some(Offset {
        period: Period::days(u32::try_from(total.abs()).ok()?),
        before: total < 0,
    })
}

/// Which occurrence each meeting was: the one whose ordinal it carries, else the one whose days (its due date, its part
/// of the year) are nearest.
pub(super) fn matched<'m>(met: &'m [Met], spans: &[Term]) -> BTreeMap<usize, &'m Met> {
    let mut taken = BTreeMap::new();
    let (named, unnamed): (Vec<&Met>, Vec<&Met>) =
        met.iter().partition(|met| met.ordinal.is_some());
    for met in named {
        let at = met.ordinal.and_then(|ordinal| ordinal.checked_sub(1));
        if let Some(at) = at.filter(|at| (*at as usize) < spans.len()) {
            taken.entry(at as usize).or_insert(met);
        }
    }
    for met in unnamed {
        let open = (0..spans.len()).filter(|at| !taken.contains_key(at));
        let apart = |span: Term| {
            (met.day - met.day.clamp(span.from, span.to))
                .num_days()
                .abs()
        };
        if let Some(at) = open.min_by_key(|at| apart(spans[*at])) {
            taken.insert(at, met);
        }
    }
    taken
}
