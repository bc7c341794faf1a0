//! Cadences: rhythms counted from the last meeting that was held or stands. A rule comes in; one
//! series for each stretch between fixed points goes out.

use chrono::NaiveDate;

use super::about::About;
use super::casts::Form;
use super::milestones::Walk;
use super::pieces::{self, Stretch, after};
use super::shape::presence;
use super::variants;
use super::world::Draft;
use super::{Anchor, Follows};
use crate::ids::SeriesId;
use crate::rules::{self, Demand, Gap, Mode, PlainAnchor, Programme, Rule};
use crate::time::Term;

impl<'w> Walk<'w, '_> {
    /// Adds the series of a cadence for one subject.
    ///
    /// A meeting agreed within the term cuts the rhythm in two series with one id: the first ends
    /// on the day before it (which is where its last gap is measured to) and keeps its distance,
    /// the second counts from it. Where another form of the rule sets in, say in another phase,
    /// another series goes on from the last meeting of the one before.
    pub fn cadence(
        &mut self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        draft: &mut Draft,
    ) {
        let days = self.days(rule, about);
        if days.from > days.to {
            return;
        }
        let mut parts = variants::parts(self.world, programme, rule, about, days);
        parts.dedup_by(|next, part| {
            let same = same_rhythm(part.1, next.1);
            if same {
                part.0.to = next.0.to;
            }
            same
        });
        let running: Vec<(Term, &Rule)> = parts
            .into_iter()
            .flat_map(|(whole, form)| {
                let pieces = about.pauses().cut(whole).into_iter();
                pieces.map(move |piece| (piece, form))
            })
            .collect();
        let most = |(_, form): &(Term, &'w Rule)| self.sittings(programme, form, about);
        for sitting in 1..=running.iter().map(most).max().unwrap_or(0) {
            let id = sitting_id(about, rule, sitting);
            let mut before: Option<Before> = None;
            for (at, (part, form)) in running.iter().copied().enumerate() {
                let Demand::Cadence(cadence) = &form.demand else {
                    continue;
                };
                let shape = Form {
                    world: self.world,
                    programme,
                    rule: form,
                    about,
                };
                let length = shape.length().filter(|one| sitting <= one.sittings);
                let Some(length) = length.filter(|_| form.mode == Mode::Plan) else {
                    before = Some(Before {
                        days: part,
                        open: None,
                        planned: false,
                    });
                    continue;
                };
                let goes_on = part.to < self.own_end(rule, about);
                let mut start = self.start(programme, cadence, about, &id, part, draft);
                let gap_on = |day| self.gap_on(programme, rule, about, day);
                if start.met {
                    let then = gap_on(self.last_before(programme, about, &id, part.from));
                    start.first = then.map(|then| change(then, cadence.gap));
                }
                start = match before {
                    Some(before) if !before.touches(part) => {
                        resumed(start, before.days, cadence.gap)
                    }
                    Some(Before { planned: false, .. }) => changeover(part, cadence.gap),
                    Some(Before {
                        open: Some(open), ..
                    }) => going_on(start, open),
                    _ => start,
                };
                let start = Stretch { goes_on, ..start };
                let next = running.get(at + 1);
                let is_planned = next.is_some_and(|(next, form)| {
                    Before {
                        days: part,
                        open: None,
                        planned: true,
                    }
                    .touches(*next)
                        && form.mode == Mode::Plan
                        && sitting <= self.sittings(programme, form, about)
                });
                let later = |day| gap_on(Some(day)).filter(|_| !is_planned);
                let open = pieces::cut(&shape, cadence, &id, start, length.minutes, later, draft);
                before = Some(Before {
                    days: part,
                    open,
                    planned: true,
                });
            }
        }
    }

    /// In how many sittings a form of the rule is held.
    fn sittings(&self, programme: &'w Programme, rule: &'w Rule, about: &About<'w>) -> u32 {
        let form = Form {
            world: self.world,
            programme,
            rule,
            about,
        };
        form.length().map_or(0, |length| length.sittings)
    }

    /// The bounds of a gap that ends on a day, where the rhythm is planned then.
    pub fn gap_on(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        day: Option<NaiveDate>,
    ) -> Option<Gap> {
        let form = variants::on(self.world, programme, rule, about, day?);
        match &form.demand {
            Demand::Cadence(cadence) if form.mode == Mode::Plan => Some(cadence.gap),
            _ => None,
        }
    }

    /// The days of the plan that the rhythm covers.
    fn days(&self, rule: &Rule, about: &About<'_>) -> Term {
        Term {
            from: presence(about, self.world.plan).from,
            to: self.world.plan.to.min(self.own_end(rule, about)),
        }
    }

    /// The rhythm's own last day: the rule's, else the end of care or of the contract. It may lie
    /// after care, as that of a punch card for later contacts does.
    pub fn own_end(&self, rule: &Rule, about: &About<'_>) -> NaiveDate {
        let Demand::Cadence(cadence) = &rule.demand else {
            return about.to;
        };
        let (Some(until), Some(care)) = (&cadence.until, about.care) else {
            return about.to;
        };
        let anchor = match until.anchor {
            PlainAnchor::CareStart => care.case.start,
            PlainAnchor::CareEnd => care.last,
        };
        until.offset.from_day(anchor, &self.world.calendar.workdays)
    }

    /// Where the rhythm counts from: the last meeting before the plan, else the rule's start.
    pub fn start(
        &mut self,
        programme: &'w Programme,
        cadence: &rules::Cadence,
        about: &About<'w>,
        id: &SeriesId,
        part: Term,
        draft: &mut Draft,
    ) -> Stretch {
        let begun = Stretch {
            anchor: part.from,
            follows: None,
            held: false,
            met: false,
            first: None,
            last: None,
            days: part,
            next: None,
            goes_on: true,
        };
        if let Some(last) = self.last_before(programme, about, id, part.from) {
            let paused = about.pauses().between(last, part.from);
            return Stretch {
                anchor: after(last, paused),
                held: true,
                met: true,
                ..begun
            };
        }
        let bases = self.bases(programme, cadence.start, about, draft);
        let Some(start) = bases.first().copied() else {
            return begun;
        };
        let anchor = start.day.max(about.from);
        let earliest = start.earliest.max(about.from);
        Stretch {
            anchor,
            follows: match start.anchor {
                Anchor::Series(meeting) => Some(Follows::Meeting(meeting)),
                Anchor::Day(_) => None,
            },
            held: cadence.start != rules::Anchor::TermStart,
            first: Some(cadence.first_gap()),
            days: Term {
                from: part.from.max(earliest),
                to: part.to,
            },
            ..begun
        }
    }

    /// The last meeting before a day: the rhythm's own, or one that covered it.
    pub fn last_before(
        &self,
        programme: &Programme,
        about: &About<'_>,
        id: &SeriesId,
        before: NaiveDate,
    ) -> Option<NaiveDate> {
        let met = self.world.history.met(id).iter();
        let last = met.map(|met| met.day).rfind(|day| *day < before);
        last.max(self.covered(programme, about, id, before))
    }

    /// The last meeting of a rule that covers this one: a meeting about all of somebody's cases
    /// counts for each case.
    fn covered(
        &self,
        programme: &Programme,
        about: &About<'_>,
        id: &SeriesId,
        before: NaiveDate,
    ) -> Option<NaiveDate> {
        let team = self.world.team;
        let covering = programme.rules.iter().filter(|rule| {
            let covers = rule.covers.as_deref();
            covers.is_some_and(|name| {
                id.as_str()
                    .starts_with(&format!("{}.{name}/", programme.id))
            })
        });
        let role = |rule: &Rule| match &rule.per {
            rules::Per::Person { of } => Some(of.clone()),
            _ => None,
        };
        covering
            .filter_map(|rule| Some((rule, role(rule)?)))
            .flat_map(|(rule, role)| {
                let day = about.clamp(before);
                let people = if about.second {
                    team.seconds(&about.subject, &role, day)
                } else {
                    team.holders(programme, &about.subject, &role, day)
                };
                people
                    .into_iter()
                    .map(|person| rule.id.series(person.id.as_str()))
            })
            .flat_map(|series| self.world.history.met(&series))
            .map(|met| met.day)
            .filter(|day| *day < before && about.from <= *day)
            .max()
    }
}

/// Whether two forms of a rule ask for the same rhythm.
fn same_rhythm(one: &Rule, other: &Rule) -> bool {
    match (&one.demand, &other.demand) {
        (Demand::Cadence(a), Demand::Cadence(b)) => a.gap == b.gap && one.mode == other.mode,
        _ => false,
    }
}

/// What lies before a part of a rhythm: its days, the series that is open at their end, and whether anything was planned.
#[derive(Clone, Copy)]
struct Before {
    days: Term,
    open: Option<usize>,
    planned: bool,
}

impl Before {
    /// Whether a part begins on the day after; else the rhythm stood still between them.
    fn touches(self, part: Term) -> bool {
        self.days.to.succ_opt() == Some(part.from)
    }
}

/// A gap over a change of rhythm is judged by the form on its later day, and exceeds no larger limit.
fn change(before: Gap, own: Gap) -> Gap {
    Gap {
        limit: own.limit.max(before.limit),
        ..own
    }
}

/// The start of a stretch that goes on from the last meeting of another form of the rhythm.
fn going_on(start: Stretch, before: usize) -> Stretch {
    Stretch {
        follows: Some(Follows::Part(before)),
        ..start
    }
}

/// The start of a stretch in which a rhythm sets in that was not planned before: nothing counts, but the
/// shortest gap is kept from the day before.
fn changeover(part: Term, gap: Gap) -> Stretch {
    let anchor = part.from.pred_opt().unwrap_or(part.from);
    Stretch {
        anchor,
        follows: None,
        held: false,
        met: false,
        first: None,
        last: None,
        days: Term {
            from: after(anchor, gap.min.max(1)),
            to: part.to,
        },
        next: None,
        goes_on: true,
    }
}

/// The start of a stretch after a pause. When no meeting can be planned `before` the pause, the
/// gap that had begun goes on; else another one begins, and from the last day before the pause the
/// shortest gap is kept.
fn resumed(start: Stretch, before: Term, gap: Gap) -> Stretch {
    let part = start.days;
    let least = start.first.unwrap_or(gap).min;
    let goes_on = match start.held {
        true => after(start.anchor, least) >= part.from,
        false => start.anchor >= part.from,
    };
    if goes_on {
        return start;
    }
    Stretch {
        anchor: part.from.pred_opt().unwrap_or(part.from),
        follows: None,
        held: false,
        met: false,
        first: None,
        days: Term {
            from: part.from.max(after(before.to, gap.min)),
            to: part.to,
        },
        ..start
    }
}

/// The id of one of several sittings: the first has the series' own.
pub(super) fn sitting_id(about: &About<'_>, rule: &Rule, sitting: u32) -> SeriesId {
    match sitting {
        1 => about.series(rule),
        _ => rule.id.series(&format!("{}.{sitting}", about.key)),
    }
}
