//! A meeting agreed by telephone: what was said comes in; the line for the book goes out, with the id
//! that the meeting keeps, and with everybody who comes. Also what the calendar has of such lines.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Recorded;
use super::obstacles::near;
use super::record_book::Consequence;
use crate::ids::{OccurrenceId, RuleId, SeriesId};
use crate::language::Text;
use crate::plan::{self, Firmness, Participant, Placement, Plan, Window};
use crate::records::{Added, Attendee, Meeting};
use crate::rules::Demand;
use crate::series::timetable::Obstacle;
use crate::series::{self, Earlier, FixedBy, Standing};
use crate::team::Agreed;
use crate::time::Term;

/// How far behind the meeting due dates are looked at, to see which one it meets.
const AHEAD: u64 = 183;

/// The rule's place in the id of a meeting that meets nothing its rule asks for.
const EXTRA: &str = "added";

impl<'a> Recorded<'a> {
    /// The line of a meeting that was agreed, and what to mind. `calendar` is what stands, `issued` the highest ordinal of
    /// each series.
    ///
    /// It is the open milestone whose due date is nearest, or the meeting that its series has on that day already, and
    /// moves it; otherwise it is a new one, and nothing else moves. An `extra` one, and one in a week that has all its
    /// rule asks for, comes beside those. One that names its id already is that one. `dates` gives the first day of what is
    /// due once, and the last one on time. `None` when the rule brings nobody together for this subject on that day.
    pub fn agree(
        self,
        calendar: Option<&Plan>,
        issued: BTreeMap<SeriesId, u32>,
        added: Added,
        extra: bool,
        now: NaiveDateTime,
        dates: &dyn Fn(&OccurrenceId) -> Option<(NaiveDate, NaiveDate)>,
    ) -> Option<(Added, Vec<Consequence>)> {
        let today = now.date();
        let mut team = self.team.with(self.ledger, today);
        team.agreed.push(Agreed::by_telephone(&added));
        let day = added.start.date();
        let term = Term {
            from: today,
            to: day.checked_add_days(Days::new(AHEAD)).unwrap_or(day),
        };
        let standing = calendar.map_or_else(|| self.standing_alone(), |plan| self.standing(plan));
        // What it may be itself does not stand beside it.
        let (own, others): (Vec<_>, Vec<_>) = standing.into_iter().partition(|one| {
            let itself = one.day() == day || self.is_milestone(&one.rule);
            one.series == added.series && itself
        });
        let over = |id| self.ledger.meeting(id).and_then(Meeting::outcome).is_some();
        let same_day = own.iter().find(|one| one.day() == day && !over(&one.id));
        let extra_id = RuleId::new(EXTRA).series(added.series.subject());
        let extra_id = extra_id.occurrence(1 + issued.get(&extra_id).copied().unwrap_or(0));
        let earlier = Earlier {
            placements: others.into_iter().map(Standing::firmly).collect(),
            issued,
            ..Earlier::default()
        };
        let instance = series::expand(&team, term, today, &earlier, &[]);
        // The row added last stands last.
        let mut agreed = instance.fixed.iter().rev();
        let fixed = agreed.find(|fixed| fixed.why == FixedBy::Agreed)?;
        if fixed.start != added.start || fixed.people.is_empty() {
            return None;
        }
        let same_day = same_day.map(|one| &one.id);
        let known = added.id.as_ref().or(same_day).or(fixed.id.as_ref());
        let id = known.filter(|_| !extra).unwrap_or(&extra_id).clone();
        let mut meeting = plan::placement(&instance, id, fixed);
        meeting.series = added.series.clone();
        if let Some((from, due)) = dates(&meeting.id) {
            meeting.window.from = from;
            meeting.due = Some(due);
        }
        let around = self.around(calendar, &meeting, now, near(day, today));
        let mut found = around.obstacles(added.start);
        let full = extra || found.contains(&Obstacle::WeekFull);
        found.retain(|one| !full || !matches!(one, Obstacle::WeekFull | Obstacle::Spacing(..)));
        let mut mind: Vec<Consequence> = found.into_iter().map(Consequence::from).collect();
        let mut planned = calendar.into_iter().flat_map(|plan| &plan.placements);
        let itself = planned.find(|one| one.id == meeting.id);
        if full && itself.is_none() {
            meeting.id = extra_id;
            mind.push(Consequence::Extra(meeting.title.clone()));
        } else if known.is_none() {
            mind.push(Consequence::CountsForNothing(meeting.title.clone()));
        } else if let Some(itself) = itself.filter(|one| one.start != meeting.start) {
            mind.push(Consequence::Instead(Box::new(itself.clone())));
        }
        let mut asked = instance.series.iter();
        let asked = asked.find(|series| series.id == added.series);
        let added = Added {
            id: Some(meeting.id),
            who: meeting.participants.into_iter().map(attendee).collect(),
            case: meeting.case,
            place: meeting.place,
            covers: asked.map_or_else(Vec::new, |series| series.covers.clone()),
            ..added
        };
        Some((added, mind))
    }

    /// A plan with the meetings that were agreed since it was made.
    pub(super) fn with_added(self, mut plan: Plan) -> Plan {
        for meeting in &mut plan.placements {
            meeting.start = self.start_in(plan.entries, meeting);
        }
        for (id, added) in self.named() {
            let mut known = plan.placements.iter_mut();
            match known.find(|known| known.id == *id) {
                Some(known) if known.status != Firmness::Agreed => {
                    known.minutes = added.minutes;
                    if !added.people.is_empty() {
                        known.participants = participants(added);
                    }
                }
                Some(_) => {}
                None => plan.placements.push(self.placement(id, added)),
            }
        }
        plan
    }

    /// Where a meeting of a plan that knows so many lines of the book stands: one that was let go since stays there.
    pub(super) fn start_in(self, entries: u32, meeting: &Placement) -> NaiveDateTime {
        let let_go = self
            .ledger
            .meeting(&meeting.id)
            .and_then(|known| known.let_go);
        let since = let_go.filter(|(line, _)| *line > entries);
        since.map_or(meeting.start, |(_, start)| start)
    }

    /// The meetings that were agreed outside the plan and have an id, where they were agreed.
    pub fn added(self) -> Vec<Placement> {
        let named = self.named();
        named.map(|(id, added)| self.placement(id, added)).collect()
    }

    fn named(self) -> impl Iterator<Item = (&'a OccurrenceId, &'a Added)> {
        let lines = self.ledger.added.iter().map(|noted| &noted.what);
        lines.filter_map(|line| Some((line.id.as_ref()?, line)))
    }

    fn placement(self, id: &OccurrenceId, added: &Added) -> Placement {
        let rule = added.series.rule();
        let day = added.start.date();
        let title = self.team.rule(&rule).map(|rule| rule.title.clone());
        Placement {
            id: id.clone(),
            series: id.series(),
            programme: rule.programme().to_owned(),
            case: added.case.clone(),
            title: title.unwrap_or_else(|| Text::new(rule.name(), rule.name())),
            start: added.start,
            minutes: added.minutes,
            participants: participants(added),
            absent: Vec::new(),
            place: added.place.clone(),
            window: Window { from: day, to: day },
            due: None,
            status: Firmness::Agreed,
            covers: added.covers.clone(),
            rule,
        }
    }

    fn is_milestone(self, rule: &RuleId) -> bool {
        let rule = self.team.rule(rule);
        rule.is_some_and(|rule| matches!(rule.demand, Demand::Milestone(_)))
    }
}

fn attendee(participant: Participant) -> Attendee {
    Attendee {
        id: participant.id,
        role: participant.role,
    }
}

fn participants(added: &Added) -> Vec<Participant> {
    let who = added.who.iter().cloned();
    who.map(|Attendee { id, role }| Participant { id, role })
        .collect()
}
