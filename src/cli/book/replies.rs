//! `confirm`, `refuse`, `add`, `pin` and `unpin`: what was said of a meeting before it was held.

use chrono::{NaiveDateTime, NaiveTime, Timelike as _};

use super::args::{AddArguments, MeetingArguments, PinArguments, ReplyArguments};
use super::desk::Desk;
use super::words::moment;
use crate::cli::Context;
use crate::error::Error;
use crate::pipeline::{self, Recorded};
use crate::plan::Placement;
use crate::records::{Act, Added};
use crate::rules::Demand;
use crate::store::Store as _;
use crate::team::Agreed;
use crate::time::zone;

/// How many days ahead a meeting may be agreed: as far as the longest term.
const AHEAD: i64 = 800;

/// Those who were asked said yes.
pub(in crate::cli) fn confirm(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut desk = Desk::open(context, &request.team)?;
    let meeting = desk.find_standing(&request.occurrence)?;
    let by = desk.by(Some(&request.by))?;
    let (id, start) = (meeting.id, meeting.start);
    desk.write(vec![(by, Act::Confirm { id, start })])
}

/// Somebody who was asked said no.
pub(in crate::cli) fn refuse(context: &Context, request: &ReplyArguments) -> Result<u8, Error> {
    let mut desk = Desk::open(context, &request.team)?;
    let meeting = desk.find_standing(&request.occurrence)?;
    let by = desk.by(Some(&request.by))?;
    let act = Act::Refuse {
        id: meeting.id,
        start: meeting.start,
        reason: request.reason.clone(),
    };
    desk.write(vec![(by, act)])
}

/// A meeting that planning may not move.
pub(in crate::cli) fn pin(context: &Context, request: &PinArguments) -> Result<u8, Error> {
    let mut desk = Desk::open(context, &request.meeting.team)?;
    let by = desk.by(request.meeting.by.as_ref())?;
    // What was put off is in no calendar until it has a new time, and here it gets one.
    let (meeting, start) = match &request.at {
        Some(at) => (
            desk.find_open(&request.meeting.occurrence)?,
            desk.open_moment(at)?,
        ),
        None => {
            let meeting = desk.find_standing(&request.meeting.occurrence)?;
            let start = meeting.start;
            (meeting, start)
        }
    };
    desk.same_day(start, meeting.minutes)?;
    desk.warn_of_clashes(&meeting, start);
    let act = Act::Pin {
        id: meeting.id,
        start,
    };
    desk.write(vec![(by, act)])
}

/// A meeting that planning may move again.
pub(in crate::cli) fn unpin(context: &Context, request: &MeetingArguments) -> Result<u8, Error> {
    let mut desk = Desk::open(context, &request.team)?;
    let meeting = desk.find_standing(&request.occurrence)?;
    let by = desk.by(request.by.as_ref())?;
    desk.write(vec![(by, Act::Unpin { id: meeting.id })])
}

/// A meeting agreed outside the plan.
pub(in crate::cli) fn add(context: &Context, request: &AddArguments) -> Result<u8, Error> {
    let desk = Desk::open(context, &request.team)?;
    let by = desk.by(request.by.as_ref())?;
    let (case, person) = (request.case.as_deref(), request.person.as_deref());
    let series = desk.series(&request.rule, case, person, request.group.as_deref())?;
    let rule = desk.rule(&request.rule)?;
    if let Demand::Duty(_) | Demand::Stay { .. } | Demand::Cap(_) = rule.demand {
        let id = &rule.id;
        return Err(desk.fault(
            format!("`{id}` is geen afspraak met een dag en een uur"),
            format!("`{id}` is no meeting with a day and an hour"),
        ));
    }
    let target = rule.duration.target;
    let start = desk.open_moment(&request.at)?;
    let Some(minutes) = request
        .minutes
        .or(Some(target).filter(|target| *target > 0))
    else {
        return Err(desk.fault("zeg hoe lang: --minutes", "say how long: --minutes"));
    };
    for who in &request.people {
        let is_case = desk.team.cases.iter().any(|case| case.code.as_str() == who);
        if !is_case {
            desk.by(Some(who))?;
        }
    }
    let same = |noted: &crate::records::Noted<Added>| {
        noted.what.series == series && noted.what.start == start
    };
    let listed = |row: &Agreed| {
        row.start == start
            && row
                .rule
                .as_ref()
                .map(|rule| rule.series(&row.subject))
                .as_ref()
                == Some(&series)
    };
    if desk.team.agreed.iter().any(listed) {
        return Err(desk.fault(
            "deze afspraak staat al in agreed.csv",
            "this meeting is in agreed.csv already",
        ));
    }
    if desk.ledger.added.iter().any(same) {
        return Err(desk.fault(
            "deze afspraak staat al in het boek: zie `cadans records`",
            "this meeting is in the book already: see `cadans records`",
        ));
    }
    desk.same_day(start, minutes)?;
    let added = Added::new(series, start, minutes, request.people.clone());
    let added = desk.agree(added)?;
    desk.write(vec![(by, Act::Add(added))])
}

/// Whether something that begins then goes on past midnight.
pub(super) fn past_midnight(start: NaiveTime, minutes: u32) -> bool {
    start.num_seconds_from_midnight() / 60 + minutes > 24 * 60
}

impl Desk<'_> {
    /// Gives a meeting that was agreed its id and its people, and says on stderr what is odd about it;
    /// the choice stays theirs.
    fn agree(&self, added: Added) -> Result<Added, Error> {
        let book = Recorded {
            team: &self.team,
            ledger: &self.ledger,
        };
        let plan = pipeline::known(&self.store)?.map(|plan| book.calendar(plan));
        let cases: Vec<_> = self
            .team
            .cases
            .iter()
            .map(|case| case.code.clone())
            .collect();
        let issued = self.store.issued_to(&cases)?;
        let series = added.series.clone();
        let agreed = book.agree(plan.as_ref(), issued, added, self.today);
        let Some((added, said)) = agreed else {
            return Err(self.fault(
                format!("niemand komt die dag bijeen voor {series}: zeg wie met --people, of kies een andere dag"),
                format!("nobody meets that day for {series}: say who with --people, or choose another day"),
            ));
        };
        for said in said {
            let mind = self.lang.pick("let op", "mind");
            self.context
                .warn(&format!("{mind}: {}", said.get(self.lang)));
        }
        Ok(added)
    }

    /// Faults when a meeting would go on past midnight: a day's calendar ends there.
    pub fn same_day(&self, start: NaiveDateTime, minutes: u32) -> Result<(), Error> {
        if !past_midnight(start.time(), minutes) {
            return Ok(());
        }
        Err(self.fault(
            "dat duurt tot na middernacht: neem een vroeger uur, of korter met --minutes",
            "that goes on past midnight: take an earlier hour, or fewer --minutes",
        ))
    }

    /// A moment from today on, not too far ahead, that the clock shows once.
    pub fn open_moment(&self, text: &str) -> Result<NaiveDateTime, Error> {
        let at = self.moment(text)?;
        if (at.date() - self.today).num_days() > AHEAD {
            return Err(self.fault(
                format!("{} is meer dan {AHEAD} dagen vooruit", at.date()),
                format!("{} is more than {AHEAD} days ahead", at.date()),
            ));
        }
        if at.date() < self.today {
            return Err(self.fault(
                format!(
                    "{} is al geweest: leg vast wat er gebeurde met `cadans record`",
                    at.date()
                ),
                format!(
                    "{} has been: say what happened with `cadans record`",
                    at.date()
                ),
            ));
        }
        if !zone::happens_once(self.team.zone, at) {
            let at = at.format("%Y-%m-%d %H:%M");
            return Err(self.fault(
                format!("de klok slaat {at} over of toont het twee keer: kies een ander uur"),
                format!("the clock skips {at} or shows it twice: choose another hour"),
            ));
        }
        Ok(at)
    }

    /// Says on stderr which other meetings the same people have then; the choice stays theirs.
    fn warn_of_clashes(&self, meeting: &Placement, start: NaiveDateTime) {
        let end = start + chrono::Duration::minutes(i64::from(meeting.minutes));
        let shares = |other: &&Placement| {
            let ids = |one: &Placement| {
                one.participants
                    .iter()
                    .map(|who| who.id.clone())
                    .collect::<std::collections::BTreeSet<_>>()
            };
            other.id != meeting.id
                && other.start < end
                && start < other.end()
                && !ids(other).is_disjoint(&ids(meeting))
        };
        for other in self.meetings.iter().filter(shares) {
            let at = moment(self.lang, other.start);
            let text = self
                .lang
                .pick("let op, dan is er ook", "mind, there is also")
                .to_owned();
            self.context.warn(&format!("{text} {}, {at}", other.id));
        }
    }
}
