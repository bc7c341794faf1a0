//! What is said of a meeting before it is held: that it is confirmed, refused, kept where it is or at another
//! time, let go, or agreed by telephone. What somebody says comes in; an act for the book goes out, with what
//! it collides with: the choice stays theirs.

use chrono::{NaiveDateTime, NaiveTime, Timelike as _};

use super::{Consequence, DeedWithConsequences, RecordBook};
use crate::app::Snapshot;
use crate::error::Error;
use crate::ids::OccurrenceId;
use crate::language::Lang;
use crate::plan::Placement;
use crate::records::{Act, Added};
use crate::rules::Demand;
use crate::store::Store;
use crate::team::Agreed;
use crate::time::zone;

/// How many days ahead a meeting may be agreed: as far as the longest term.
const AHEAD: i64 = 800;

/// A meeting agreed outside the plan.
#[derive(Clone, Debug, Default)]
pub struct NewAppointment<'a> {
    /// The rule, by id or name.
    pub rule: &'a str,
    /// The case, person or group that it is about, whichever the rule asks for.
    pub case: Option<&'a str>,
    /// The person.
    pub person: Option<&'a str>,
    /// The group.
    pub group: Option<&'a str>,
    /// Its start, local.
    pub start: NaiveDateTime,
    /// Its length, when not the rule's.
    pub minutes: Option<u32>,
    /// Who comes, when not whom the rule says.
    pub people: &'a [String],
    /// Whether it comes beside what is planned, also where it could be one of those.
    pub extra: bool,
}

/// Whether something that begins then goes on past midnight.
pub fn past_midnight(start: NaiveTime, minutes: u32) -> bool {
    start.num_seconds_from_midnight() / 60 + minutes > 24 * 60
}

impl<S: Store> RecordBook<S> {
    /// Those who were asked said yes to its time.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no such meeting in the calendar.
    pub fn confirm(&mut self, meeting: &str) -> Result<Act, Error> {
        let meeting = self.find_standing(meeting)?;
        let (id, start) = (meeting.id, meeting.start);
        Ok(Act::Confirm { id, start })
    }

    /// Somebody who was asked said no to its time.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no such meeting in the calendar.
    pub fn refuse(&mut self, meeting: &str, reason: Option<String>) -> Result<Act, Error> {
        let meeting = self.find_standing(meeting)?;
        Ok(Act::Refuse {
            id: meeting.id,
            start: meeting.start,
            reason,
        })
    }

    /// Planning may not move it from where it is, or from this time.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no such meeting to come, or the time cannot be.
    pub fn pin(
        &mut self,
        meeting: &str,
        at: Option<NaiveDateTime>,
    ) -> Result<DeedWithConsequences, Error> {
        // What was put off is in no calendar until it has a new time, and here it gets one.
        let (meeting, start) = match at {
            Some(at) => (self.find_open(meeting)?, at),
            None => {
                let meeting = self.find_standing(meeting)?;
                let start = meeting.start;
                (meeting, start)
            }
        };
        self.same_day(start, meeting.minutes)?;
        if self.snapshot.is_placeless(&meeting.id) {
            return self.take(&meeting, start);
        }
        let mut mind = self.obstacles(&meeting, start);
        if at.is_none() {
            // It stands there already: nobody chose the time now.
            mind.retain(Consequence::forbids);
        }
        let id = meeting.id;
        Ok((Act::Pin { id, start }, mind))
    }

    /// What stands in the way of a meeting at a time.
    pub fn obstacles(&self, meeting: &Placement, at: NaiveDateTime) -> Vec<Consequence> {
        let found = self.snapshot.obstacles(meeting, at);
        found.into_iter().map(Consequence::from).collect()
    }

    /// Planning may move it again.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no such meeting in the calendar.
    pub fn unpin(&mut self, meeting: &str) -> Result<Act, Error> {
        let meeting = self.find_standing(meeting)?;
        Ok(Act::Unpin { id: meeting.id })
    }

    /// A meeting agreed outside the plan; nothing else moves.
    ///
    /// # Errors
    /// [`Error::Usage`] when it makes no sense, or is known already.
    pub fn add(&self, asked: &NewAppointment<'_>) -> Result<DeedWithConsequences, Error> {
        let series = self.series(asked.rule, asked.case, asked.person, asked.group)?;
        let rule = self.rule(asked.rule)?;
        if let Demand::Duty(_) | Demand::Stay { .. } | Demand::Cap(_) = rule.demand {
            let id = &rule.id;
            return Err(self.fault(
                format!("`{id}` is geen afspraak met een dag en een uur"),
                format!("`{id}` is no meeting with a day and an hour"),
            ));
        }
        let target = rule.duration.target;
        let start = asked.start;
        let Some(minutes) = asked.minutes.or(Some(target).filter(|target| *target > 0)) else {
            return Err(self.fault("zeg hoe lang: --minutes", "say how long: --minutes"));
        };
        for who in asked.people {
            let is_case = self
                .snapshot
                .team
                .cases
                .iter()
                .any(|case| case.code.as_str() == who);
            if !is_case {
                self.by(Some(who))?;
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
        if self.snapshot.team.agreed.iter().any(listed) {
            return Err(self.fault(
                "deze afspraak staat al in agreed.csv",
                "this meeting is in agreed.csv already",
            ));
        }
        if self.snapshot.ledger.added.iter().any(same) {
            return Err(self.fault(
                "deze afspraak staat al in het boek: zie `cadans records`",
                "this meeting is in the book already: see `cadans records`",
            ));
        }
        self.same_day(start, minutes)?;
        let added = Added::new(series, start, minutes, asked.people.to_vec());
        let (added, mind) = self.agree(added, asked.extra)?;
        Ok((Act::Add(added), mind))
    }

    /// A meeting without a place takes a time: it comes in the calendar under its own id, as one that was agreed.
    ///
    /// # Errors
    /// [`Error::Usage`] when nobody meets for it that day.
    pub fn take(
        &self,
        meeting: &Placement,
        start: NaiveDateTime,
    ) -> Result<DeedWithConsequences, Error> {
        let people = Vec::new();
        let added = Added {
            id: Some(meeting.id.clone()),
            ..Added::new(meeting.series.clone(), start, meeting.minutes, people)
        };
        let (added, mind) = self.agree(added, false)?;
        Ok((Act::Add(added), mind))
    }

    /// Gives a meeting that was agreed its id and its people, and says what to mind.
    fn agree(&self, added: Added, extra: bool) -> Result<(Added, Vec<Consequence>), Error> {
        let series = added.series.clone();
        let Snapshot {
            plan, issued, now, ..
        } = &self.snapshot;
        let book = self.snapshot.recorded();
        let dates = |id: &OccurrenceId| self.snapshot.dates(id);
        let agreed = book.agree(plan.as_ref(), issued.clone(), added, extra, *now, &dates);
        agreed.ok_or_else(|| {
            self.fault(
                format!("niemand komt die dag bijeen voor {series}: zeg wie met --people, of kies een andere dag"),
                format!("nobody meets that day for {series}: say who with --people, or choose another day"),
            )
        })
    }

    /// Faults when a meeting would go on past midnight: a day's calendar ends there.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn same_day(&self, start: NaiveDateTime, minutes: u32) -> Result<(), Error> {
        if !past_midnight(start.time(), minutes) {
            return self.keeps_its_hours(start, minutes);
        }
        Err(self
            .fault(
                "dat duurt tot na middernacht: neem een vroeger uur, of korter met --minutes",
                "that goes on past midnight: take an earlier hour, or fewer --minutes",
            )
            .on_page(
                "Dat duurt tot na middernacht: kies een vroeger uur, of maak het korter.",
                "That goes on past midnight: choose an earlier hour, or make it shorter.",
            ))
    }

    /// Faults when the clock changes during a meeting: its minutes and its hours would not be the same.
    fn keeps_its_hours(&self, start: NaiveDateTime, minutes: u32) -> Result<(), Error> {
        if zone::keeps_its_hours(self.snapshot.team.zone, start, minutes) {
            return Ok(());
        }
        Err(self.fault(
            "de klok wordt in die tijd verzet: kies een ander uur, of maak er twee afspraken van",
            "the clock changes during that time: choose another hour, or make it two appointments",
        ))
    }

    /// A moment from today on, not too far ahead, that the clock shows once.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn open_moment(&self, text: &str) -> Result<NaiveDateTime, Error> {
        let at = self.moment(text)?;
        if (at.date() - self.snapshot.today).num_days() > AHEAD {
            return Err(self.fault(
                format!(
                    "{} is meer dan {AHEAD} dagen vooruit",
                    Lang::Nl.date(at.date())
                ),
                format!(
                    "{} is more than {AHEAD} days ahead",
                    Lang::En.date(at.date())
                ),
            ));
        }
        if at.date() < self.snapshot.today {
            let (nl, en) = (Lang::Nl.date(at.date()), Lang::En.date(at.date()));
            return Err(self
                .fault(
                    format!(
                        "{nl} is al geweest: registreer of het is doorgegaan met `cadans record`"
                    ),
                    format!("{en} has been: say what happened with `cadans record`"),
                )
                .on_page(
                    format!("{nl} is al geweest: registreer bij de afspraak of het is doorgegaan."),
                    format!("{en} has passed: record at the meeting whether it was held."),
                ));
        }
        if !zone::happens_once(self.snapshot.team.zone, at) {
            let said = |lang: Lang| format!("{} {}", lang.date(at.date()), at.format("%H:%M"));
            let (nl, en) = (said(Lang::Nl), said(Lang::En));
            return Err(self.fault(
                format!("de klok slaat {nl} over of toont het twee keer: kies een ander uur"),
                format!("the clock skips {en} or shows it twice: choose another hour"),
            ));
        }
        Ok(at)
    }
}
