//! A plan as the record book has made it: a revision and the ledger come in; the meetings that
//! still stand, where they now stand, go out.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::ids::{CaseCode, RuleId};
use crate::language::Text;
use crate::plan::{Duty, Firmness, LeftOut, Placement, Plan, Why};
use crate::records::{Happened, Ledger, Meeting, Reply, State};
use crate::rules::Demand;
use crate::series::{self, OutOfCare, Standing};
use crate::team::Team;

/// What the record book says to a team's plans.
#[derive(Clone, Copy)]
pub struct Recorded<'a> {
    /// The team.
    pub team: &'a Team,
    /// The book.
    pub ledger: &'a Ledger,
}

/// What the book makes of a planned meeting.
enum Fate {
    /// It stands, free to move.
    Open,
    /// It was held, confirmed or pinned, and stands there.
    Firm(NaiveDateTime),
    /// It was put off and is looked for a new day.
    PutOff,
    /// It is not in the calendar any more.
    Gone,
}

impl Recorded<'_> {
    /// The calendar people should see: what fell through or was waived is gone, what was held on
    /// another day or pinned stands there, what was confirmed says so.
    pub fn calendar(self, plan: Plan) -> Plan {
        let mut plan = self.with_added(plan);
        let duties = std::mem::take(&mut plan.duties);
        let due = |duty: &Duty| self.is_still_due(duty, &plan.placements);
        plan.duties = duties.into_iter().filter(due).collect();
        plan.placements.retain_mut(|placement| {
            let stands = self.now(placement);
            let is_there = stands.is_some();
            if let Some(stands) = stands {
                *placement = stands;
            }
            is_there
        });
        plan.placements
            .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        plan
    }

    /// The calendar as people were told of it: what has no place only because the team's files say so now was told to
    /// nobody yet.
    pub fn as_told(self, plan: Plan) -> Plan {
        let known = self.with_added(plan);
        let untold: Vec<Placement> = known
            .placements
            .iter()
            .filter(|one| self.is_untold(one))
            .cloned()
            .collect();
        let mut told = self.calendar(known);
        told.placements.extend(untold);
        told.placements
            .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        told
    }

    /// Whether a meeting stands by the record book, and care has no place for it by the files alone.
    fn is_untold(self, placement: &Placement) -> bool {
        let key = |case: &CaseCode| (case.to_string(), placement.programme.clone());
        let in_book = placement.case.as_ref().is_some_and(|case| {
            let day = placement.start.date();
            let mut pauses = self.ledger.pauses.iter().map(|noted| &noted.what);
            self.ledger.ends.contains_key(&key(case))
                || pauses.any(|one| one.case == *case && one.from <= day && day <= one.to)
        });
        let said = self.ledger.meeting(&placement.id);
        let open =
            said.is_none_or(|known| known.outcome().is_none() && known.fixed_start().is_none());
        open && !in_book && self.out_of_care(placement).is_some()
    }

    /// A meeting as it now stands; `None` when it is not in the calendar any more.
    pub fn now(self, placement: &Placement) -> Option<Placement> {
        match self.fate(placement) {
            Fate::Open => Some(self.replied(placement)),
            Fate::Firm(start) => Some(self.settled(placement, start)),
            Fate::PutOff | Fate::Gone => None,
        }
    }

    /// A meeting that nobody keeps where it is; one whose time was refused says so.
    fn replied(self, placement: &Placement) -> Placement {
        let reply = self.ledger.meeting(&placement.id).map(|known| &known.reply);
        let no = matches!(reply, Some(Reply::Refused(start, _)) if *start == placement.start);
        Placement {
            status: if no {
                Firmness::Refused
            } else {
                placement.status
            },
            ..placement.clone()
        }
    }

    /// The plan that the next one is made from: the calendar, and what was put off on the first
    /// day that is open, so that it keeps its id.
    pub fn base(self, plan: Plan, open_from: NaiveDate) -> Plan {
        let plan = self.with_added(plan);
        let put_off = |placement: &&Placement| matches!(self.fate(placement), Fate::PutOff);
        let put_off: Vec<Placement> = plan
            .placements
            .iter()
            .filter(put_off)
            .map(|placement| Placement {
                start: open_from.and_time(NaiveTime::MIN),
                ..placement.clone()
            })
            .collect();
        let mut plan = self.calendar(plan);
        plan.placements.extend(put_off);
        plan
    }

    /// The calendar, and what must still be held and lost its day among what is left out: asked about, it takes
    /// nobody's time.
    pub fn asked_about(self, plan: Plan) -> Plan {
        let plan = self.with_added(plan);
        let lost = |one: &&Placement| self.now(one).is_none() && self.is_open(one);
        let lost: Vec<LeftOut> = plan
            .placements
            .iter()
            .filter(lost)
            .filter_map(|one| self.lost(one))
            .collect();
        let mut plan = self.calendar(plan);
        plan.left_out.extend(lost);
        plan
    }

    fn lost(self, placement: &Placement) -> Option<LeftOut> {
        let rule = self.team.rule(&placement.rule)?;
        let state = self.ledger.meeting(&placement.id)?.outcome()?;
        let day = state.what.record.day;
        Some(LeftOut {
            id: placement.id.clone(),
            rule: placement.rule.clone(),
            case: placement.case.clone(),
            title: placement.title.clone(),
            severity: rule.severity,
            window: placement.window,
            why: Why::FellThrough { on: day }.into(),
            reason: Text::default(),
            blocking: Vec::new(),
            way_out: None,
        })
    }

    /// The meetings of a plan as [`Recorded::base`] gives it, for the series stage.
    pub fn standing(self, base: &Plan) -> Vec<Standing> {
        self.of(&base.placements)
    }

    /// What stands while there is no plan yet.
    pub fn standing_alone(self) -> Vec<Standing> {
        self.of(&self.added())
    }

    fn of(self, meetings: &[Placement]) -> Vec<Standing> {
        meetings
            .iter()
            .filter_map(|placement| match self.fate(placement) {
                // What is offered elsewhere stays where it is until somebody chooses.
                Fate::Open if !self.awaits(placement) => {
                    let mut offers = self.team.offers.iter();
                    Some(stands(
                        placement,
                        offers.any(|offer| offer.id == placement.id),
                    ))
                }
                Fate::Firm(_) => Some(stands(placement, true)),
                Fate::Open | Fate::PutOff | Fate::Gone => None,
            })
            .collect()
    }

    /// Whether a meeting was put off and has no new day yet: the base has it at midnight.
    fn awaits(self, placement: &Placement) -> bool {
        let meeting = self.ledger.meeting(&placement.id);
        let put_off = meeting.is_some_and(|meeting| meeting.postponements() > 0);
        put_off && placement.start.time() == NaiveTime::MIN
    }

    fn fate(self, placement: &Placement) -> Fate {
        let by_telephone = placement.status == Firmness::Agreed;
        if by_telephone && self.ledger.struck.contains(&placement.id) {
            return Fate::Gone;
        }
        let Some(meeting) = self.ledger.meeting(&placement.id) else {
            return self.free(placement);
        };
        let last = meeting.outcome().map(|noted| &noted.what);
        match last.map(|what| what.record.state) {
            Some(State::Held) => return Fate::Firm(held_at(placement, last)),
            Some(State::Waived) => return Fate::Gone,
            // In a rhythm the meeting is over; a milestone must still be held.
            Some(State::NoShow | State::Cancelled) if !self.reopens(placement) => {
                return Fate::Gone;
            }
            _ => {}
        }
        // What fell through lost its time: one that it has now was given since.
        if let Some(start) = meeting.fixed_start() {
            return Fate::Firm(start);
        }
        match meeting.on(placement.start) {
            Some(noted) if noted.what.record.state == State::Postponed => Fate::PutOff,
            Some(_) => Fate::Gone,
            None => self.free(placement),
        }
    }

    /// What nobody has said anything of stands, unless its family's care has no place for it any more: that ended, or
    /// stands still.
    fn free(self, placement: &Placement) -> Fate {
        match self.out_of_care(placement) {
            Some(_) => Fate::Gone,
            None => Fate::Open,
        }
    }

    /// Why its family's care, as recorded, has no place for a meeting where it stands.
    pub fn out_of_care(self, placement: &Placement) -> Option<OutOfCare> {
        let case = placement.case.as_ref()?;
        let rule = self.team.rule(&placement.rule)?;
        let programme = self.team.programme(&placement.programme)?;
        let case = self.team.case(case, &programme.id)?.as_in(self.ledger);
        let (day, due) = (placement.start.date(), placement.due);
        series::out_of_care(programme, rule, &case, day, due)
    }

    /// What became of a meeting where it stands; `None` while it is to come, has a new day since, or nobody said.
    pub fn outcome(self, placement: &Placement) -> Option<State> {
        let on = self.ledger.meeting(&placement.id)?.on(placement.start)?;
        Some(on.what.record.state)
    }

    /// Whether a meeting is still to be held: neither held, nor waived, nor closed. What was promised stays so after care
    /// has ended, until it is cancelled or let go.
    pub fn is_open(self, placement: &Placement) -> bool {
        let meeting = self.ledger.meeting(&placement.id);
        let outcome = meeting.and_then(Meeting::outcome);
        outcome.is_none_or(|noted| match noted.what.record.state {
            State::Held | State::Waived => false,
            State::Postponed => true,
            State::NoShow | State::Cancelled => self.reopens(placement),
        }) && (self.out_of_care(placement).is_none()
            || self.is_of_the_end(placement)
            || meeting.is_some_and(|meeting| meeting.fixed_start().is_some()))
    }

    fn is_of_the_end(self, placement: &Placement) -> bool {
        let programme = self.team.programme(&placement.programme);
        let rule = self.team.rule(&placement.rule);
        let both = programme.zip(rule);
        both.is_some_and(|(programme, rule)| series::is_of_the_end(programme, rule))
    }

    /// Whether something to hand in is still asked for, by its family's care as recorded.
    fn is_still_due(self, duty: &Duty, meetings: &[Placement]) -> bool {
        let programme = self.team.programme(duty.rule.programme());
        let rule = self.team.rule(&duty.rule);
        let case = duty.case.as_ref();
        let known = case.and_then(|case| self.team.case(case, duty.rule.programme()));
        let (Some(programme), Some(rule), Some(case)) = (programme, rule, known) else {
            return true;
        };
        let meets = |rule: &RuleId| {
            let series = rule.series(duty.id.subject());
            let id = duty.id.ordinal().map(|ordinal| series.occurrence(ordinal));
            let meeting = meetings.iter().find(|one| Some(&one.id) == id.as_ref());
            meeting.is_none_or(|one| self.now(one).is_some() || self.out_of_care(one).is_none())
        };
        series::is_still_due(programme, rule, &case.as_in(self.ledger), duty.due, meets)
    }

    /// Whether a meeting that fell through is asked for again under its own id.
    pub fn reopens(self, placement: &Placement) -> bool {
        let rule = self.team.rule(&placement.rule);
        rule.is_some_and(|rule| matches!(rule.demand, Demand::Milestone(_)))
    }

    /// A placement where the book has it, as long as it lasted, and whether it was confirmed.
    fn settled(self, placement: &Placement, start: NaiveDateTime) -> Placement {
        let meeting = self.ledger.meeting(&placement.id);
        let held = meeting.and_then(Meeting::outcome);
        let mut settled = Placement {
            start,
            ..placement.clone()
        };
        if let Some(held) = held.filter(|noted| noted.what.record.state == State::Held) {
            settled.minutes = held.what.record.minutes.unwrap_or(settled.minutes);
            settled.status = Firmness::Confirmed;
        }
        if meeting.is_some_and(|meeting| matches!(meeting.reply, Reply::Confirmed(..))) {
            settled.status = Firmness::Confirmed;
        }
        settled
    }
}

/// When it was held: as recorded, else at its planned hour.
fn held_at(placement: &Placement, what: Option<&Happened>) -> NaiveDateTime {
    what.map_or(placement.start, |what| {
        let time = what.record.start.unwrap_or(placement.start.time());
        what.record.day.and_time(time)
    })
}

/// A placement with the people in it, as the series stage takes it.
pub(super) fn stands(placement: &Placement, firm: bool) -> Standing {
    let people = placement.participants.iter();
    Standing {
        id: placement.id.clone(),
        series: placement.series.clone(),
        rule: placement.rule.clone(),
        case: placement.case.clone(),
        title: placement.title.clone(),
        start: placement.start,
        minutes: placement.minutes,
        people: people
            .map(|person| (person.id.clone(), person.role.clone()))
            .collect(),
        place: placement.place.clone(),
        firm,
    }
}
