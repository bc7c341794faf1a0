//! Cadences: rhythms counted from the last meeting that was held or stands. A rule comes in; one
//! series for each stretch between fixed points goes out.

use chrono::NaiveDate;

use super::about::About;
use super::anchors::Base;
use super::casts::Form;
use super::milestones::Walk;
use super::pieces::{self, Stretch, after};
use super::shape::presence;
use super::variants;
use super::world::Draft;
use crate::ids::SeriesId;
use crate::rules::{self, Demand, Gap, Mode, PlainAnchor, Programme, Rule};
use crate::time::Term;

impl<'w> Walk<'w, '_> {
    /// Adds the series of a cadence for one subject.
    ///
    /// A meeting agreed within the term cuts the rhythm in two series with one id: the first ends
    /// on the day before it (which is where its last gap is measured to) and keeps its distance,
    /// the second counts from it. Where another form of the rule sets in, say in another phase,
    /// a new stretch begins as if nothing were held yet.
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
        let running = parts.into_iter().flat_map(|(whole, form)| {
            let pieces = about.pauses().cut(whole);
            let before = [None]
                .into_iter()
                .chain(pieces.clone().into_iter().map(Some));
            let pieces = before.zip(pieces);
            pieces.map(move |(before, piece)| (whole, before, piece, form))
        });
        for (whole, before, part, form) in running {
            let Demand::Cadence(cadence) = &form.demand else {
                continue;
            };
            if form.mode != Mode::Plan {
                continue;
            }
            let form = Form {
                world: self.world,
                programme,
                rule: form,
                about,
            };
            let Some(length) = form.length() else {
                continue;
            };
            let goes_on = part.to < self.own_end(rule, about);
            for sitting in 1..=length.sittings {
                let id = sitting_id(about, rule, sitting);
                let mut start = self.start(programme, cadence, about, &id, part, draft);
                if let Some(before) = before {
                    start = resumed(start, before, cadence.gap);
                } else if whole.from > days.from {
                    start = changeover(part, cadence.gap);
                }
                let start = Stretch { goes_on, ..start };
                let same = |day| {
                    let then = variants::on(self.world, programme, rule, about, day);
                    same_rhythm(form.rule, then)
                };
                pieces::cut(&form, cadence, &id, start, length.minutes, same, draft);
            }
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
        if let Some(last) = self.last_before(programme, about, id, part.from) {
            let paused = about.pauses().between(last, part.from);
            return Stretch {
                anchor: after(last, paused),
                held: true,
                days: part,
                next: None,
                goes_on: true,
            };
        }
        let bases = self.bases(programme, cadence.start, about, draft);
        let start = bases.first().copied().unwrap_or(Base::known(part.from));
        let anchor = start.day.max(about.from);
        Stretch {
            anchor,
            held: false,
            days: Term {
                from: part.from.max(anchor),
                to: part.to,
            },
            next: None,
            goes_on: true,
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

/// The start of a stretch in which another form of the rule sets in: nothing before counts, but the
/// shortest gap is kept from the day before.
fn changeover(part: Term, gap: Gap) -> Stretch {
    let anchor = part.from.pred_opt().unwrap_or(part.from);
    Stretch {
        anchor,
        held: false,
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
    let goes_on = if start.held {
        after(start.anchor, gap.min) >= part.from
    } else {
        start.anchor >= part.from
    };
    if goes_on {
        return start;
    }
    Stretch {
        anchor: part.from.pred_opt().unwrap_or(part.from),
        held: false,
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
