//! The scheduling instance: resources with their free time, series (what they require stands in
//! `requirement`), and what is fixed. Everything later stages know of rules and team is in here.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::StandingRow;
use super::note::Note;
use super::promises::Promise;
use super::requirement::{Milestone, Requirement, Window};
use super::standard::Standard;
use super::timetable::Obstacle;
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::rules::{Notice, Severity, Text, Weights};
use crate::team::AwayKind;
use crate::time::{Offset, Pauses, Rollover, Slots, Term, Workdays};

/// All that is to be planned in a term.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The term asked for.
    pub term: Term,
    /// The first day that may be planned: the later of the term's first day and today.
    pub first: NaiveDate,
    /// The local moment it is planned at: nothing starts before it, and nothing that is new or moves
    /// before it and its notice.
    pub now: NaiveDateTime,
    /// Who and what can be in use, with free time for each day from `first` to the term's end.
    pub resources: Vec<Resource>,
    /// Minutes between places, symmetric, zero on the diagonal. A place is an address: index 0 is
    /// the office, then one for each family.
    pub travel: Vec<Vec<u32>>,
    /// Names of the places: of the office's zone, and for a family its zone (so names repeat).
    pub places: Vec<String>,
    /// What is asked for.
    pub series: Vec<Series>,
    /// Minutes of rest that a colleague has between one day's last meeting and the next day's first.
    pub rest: u32,
    /// Meetings that stand and may not move; they take their people's time.
    pub fixed: Vec<Fixed>,
    /// Meetings of the same people that are drawn together on one day: resource pairs.
    pub bundles: Vec<Bundle>,
    /// Things to hand in.
    pub duties: Vec<Duty>,
    /// Things to hand in after the days planned. Whoever planned them before learns what they are
    /// now: what they count from may move.
    pub later_duties: Vec<Duty>,
    /// Stays in units of a capacity.
    pub stays: Vec<Stay>,
    /// Hours claimed per person and week.
    pub loads: Vec<Load>,
    /// What the plan before left undone (hard and soft obligations, late days), when everything it
    /// planned is still asked for. While nothing gets worse than that, and nothing new is asked,
    /// meetings move only for what is required.
    pub settled: Option<[i64; 3]>,
    /// The standing times it is planned by.
    pub standing: Vec<StandingRow>,
    /// What makes one plan better than another.
    pub weights: Weights,
    /// Which days are worked.
    pub workdays: Workdays,
    /// Things a team lead should know before planning starts.
    pub notes: Vec<Note>,
}

impl Instance {
    /// How many days are planned.
    pub fn day_count(&self) -> usize {
        ((self.term.to - self.first).num_days() + 1).max(0) as usize
    }

    /// The dates of a milestone counted from `anchor`. What is overdue already may be planned up to
    /// `late_max` after the first day of the plan.
    pub fn window(&self, milestone: &Milestone, anchor: NaiveDate) -> Window {
        let mut window = milestone.window(anchor, &self.workdays);
        if window.due < self.first {
            window.latest = milestone.late_max.from_day(self.first, &self.workdays);
        }
        window
    }

    /// Whether a milestone with this window belongs to this term: the term holds its last on-time
    /// working day, or fewer than five on-time working days are left after the term. What was due
    /// before the term and is asked for still belongs to it.
    pub fn belongs(&self, window: &Window) -> bool {
        let end = self.term.to;
        let after = window.from.max(end.succ_opt().unwrap_or(end));
        window.due <= end || (window.from <= end && self.workdays.count(after, window.due) < 5)
    }

    /// The day with this index from `first`.
    pub fn day(&self, index: usize) -> NaiveDate {
        self.first + Days::new(index as u64)
    }

    /// The colleagues who come to a meeting of this cast in any case: each alone can take a seat.
    pub fn colleagues<'a>(&'a self, cast: &'a Cast) -> impl Iterator<Item = usize> + 'a {
        let sure = cast.seats.iter().filter_map(|seat| match seat.any_of[..] {
            [only] => Some(only),
            _ => None,
        });
        sure.filter(|who| self.resources[*who].kind == ResourceKind::Staff)
    }

    /// The index of `day`, when it is planned.
    pub fn index(&self, day: NaiveDate) -> Option<usize> {
        let index = usize::try_from((day - self.first).num_days()).ok()?;
        (index < self.day_count()).then_some(index)
    }
}

/// A person or a family: at one place at a time.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Person id, or the family's key.
    pub id: String,
    /// The name for people (a code for a family).
    pub label: String,
    /// What kind.
    pub kind: ResourceKind,
    /// Free slots per day index: hours minus absences, holidays and protected time. Fixed meetings
    /// are not taken off.
    pub free: Vec<Slots>,
    /// Slots per day index that leave or a pause takes, whether worked or not.
    pub away: Vec<Slots>,
    /// Why a day has no free slot, per day index, where it has none.
    pub closed: BTreeMap<usize, Closed>,
    /// Further slots at which they could be asked to come, per day index: outside their hours but within
    /// what the employer allows, never in protected time or on a holiday; on a day away, their hours.
    pub askable: Vec<Slots>,
    /// A colleague's breaks per day index: what lies half an hour or more between their hours, where these span more than
    /// may be worked without one. No way may take of it.
    pub breaks: Vec<Slots>,
    /// Most meetings in a day.
    pub max_per_day: Option<u32>,
    /// Whether hours are irregular: what they have by themselves or with another has no standing times.
    pub irregular: bool,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// The family of a case.
    Family,
    /// Of the team.
    Staff,
    /// Outside the team.
    External,
}

/// Why somebody has no time on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Does not work (or offers nothing) that day.
    NoHours,
    /// Away; what of the reason is kept.
    Away(AwayKind),
    /// A holiday of the employer or a closure of the team, by name.
    Holiday(Text),
    /// Not yet or no longer in the team.
    NotInTeam,
}

/// One rule for one subject.
#[derive(Clone, Debug)]
pub struct Series {
    /// `<rule>/<subject>`. Several share one id: the occurrences of a repeated milestone (told apart
    /// by their ordinal), and the pieces of a rhythm or of weeks that a fixed meeting or another
    /// form of the rule cuts (told apart by their days). Pieces count on in one numbering.
    pub id: SeriesId,
    /// The rule.
    pub rule: RuleId,
    /// Name in calendars.
    pub title: Text,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// What leaving one out means.
    pub severity: Severity,
    /// What is asked for.
    pub requirement: Requirement,
    /// Who takes part, by date; the parts do not overlap. A day in no part cannot be used.
    pub casts: Vec<Cast>,
    /// Length in minutes: the shortest, and the one aimed at (multiples of 15).
    pub minutes: (u32, u32),
    /// Where: an index into `places`; `None` needs no travel.
    pub place: Option<usize>,
    /// Allowed slots per day index.
    pub allowed: Vec<Slots>,
    /// The only start allowed, in slots.
    pub fixed_start: Option<u32>,
    /// Preferred slots, Monday first.
    pub preferred: Option<[Slots; 7]>,
    /// Office hours (a working day's), when some meetings should start outside them; weekends
    /// always are outside. How many stands in each [`super::Week`].
    pub office: Option<Slots>,
    /// Day indexes that are avoided where nothing weightier is against it.
    pub avoid: Vec<usize>,
    /// The standing times it keeps to, of a rule that has them.
    pub standing: Option<Standard>,
    /// What an invited member's absence costs by role, where the rule says so; else what the team's weights say.
    pub absent: BTreeMap<String, i64>,
    /// The start slot that a series without standing times keeps where it can: as published, else as last held.
    pub usual_start: Option<u32>,
    /// Who asks the family and people outside the team to confirm, if anyone must.
    pub confirm_by: Option<String>,
    /// The cases whose own meetings, under the rule that this one covers, a meeting here stands for.
    pub covers: Vec<CaseCode>,
    /// How long beforehand people learn of its meetings.
    pub notice: Notice,
    /// Its meetings that people know of and that are planned anew.
    pub promises: Vec<Promise>,
    /// The ordinal of the first occurrence that is planned now.
    pub first_ordinal: u32,
    /// Rule's source.
    pub source: String,
}

impl Series {
    /// Who takes part on a day.
    pub fn cast_on(&self, day: NaiveDate) -> Option<&Cast> {
        let mut casts = self.casts.iter();
        casts.find(|cast| cast.from <= day && day <= cast.to)
    }
}

/// Who takes part, from one date to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Each must be taken by one of its holders.
    pub seats: Vec<Seat>,
    /// All are invited, and so many must come.
    pub invited: Option<Invited>,
}

/// A role to be taken by one of these resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The role.
    pub role: String,
    /// Those who may (never empty).
    pub any_of: Vec<usize>,
}

/// The members of a group or team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Resource and role.
    pub members: Vec<(usize, String)>,
    /// So many must be free.
    pub quorum: usize,
}

/// A meeting that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its id, when it belongs to a series.
    pub id: Option<OccurrenceId>,
    /// Its rule, when it fulfils one.
    pub rule: Option<RuleId>,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// What it is.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Who: resource and role.
    pub people: Vec<(usize, String)>,
    /// Where (index into `places`).
    pub place: Option<usize>,
    /// What it was asked for as, when it is a milestone that lies ahead in the published plan: its
    /// dates follow the meeting it counts from, which may move now.
    pub milestone: Option<Milestone>,
    /// Why it stands.
    pub why: FixedBy,
    /// What it collides with where it stands; empty when nothing.
    pub conflicts: Vec<Obstacle>,
}

/// Why a meeting may not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedBy {
    /// `agreed.csv`.
    Agreed,
    /// It lies outside the term, in the plan that is published.
    CarriedOver,
    /// The record book: it was held, confirmed or pinned.
    Recorded,
}

/// Two resources whose meetings in these series are drawn together on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The two resources.
    pub pair: (usize, usize),
    /// The series, by index.
    pub series: Vec<usize>,
}

/// Something to hand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// `<rule>/<subject>/<ordinal>`.
    pub id: OccurrenceId,
    /// The rule.
    pub rule: RuleId,
    /// Name.
    pub title: Text,
    /// The case.
    pub case: Option<CaseCode>,
    /// Who must on the day it is expected to be due (a person id; a role when nobody is assigned).
    pub owner: String,
    /// Who must from each day on, in order of day; empty when the due day is known.
    pub owners: Vec<(NaiveDate, String)>,
    /// By when: a day, or so far from a meeting of this plan.
    pub due: DueBy,
    /// Days on which the clock of a due date that counts from a meeting stands still.
    pub pauses: Pauses,
    /// Whether it is a legal term.
    pub legal: bool,
    /// What is to be handed in.
    pub items: Vec<String>,
}

impl Duty {
    /// Who must when it turns out to be due on `day`.
    pub fn owner_on(&self, day: NaiveDate) -> &str {
        let begun = self.owners.iter().rev().find(|(from, _)| *from <= day);
        begun
            .or(self.owners.first())
            .map_or(&self.owner, |(_, owner)| owner)
    }
}

/// When a duty is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueBy {
    /// On a known day.
    Day(NaiveDate),
    /// Counted from the meeting of a series (index); if that is left out, from its due date.
    Series(usize, Offset, Rollover),
}

/// A stay in one unit of a capacity, both ends inclusive of nights: `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The case.
    pub case: CaseCode,
    /// The capacity.
    pub capacity: String,
    /// The unit; `None` when none is free in the term.
    pub unit: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// The day it is left.
    pub to: NaiveDate,
    /// The day it was asked for, when it had to move.
    pub asked: NaiveDate,
    /// Whether the published calendar has it where it begins now.
    pub known: bool,
}

/// Minutes claimed of a person in one ISO week by rules that only reserve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The resources that may carry it, one or several.
    pub any_of: Vec<usize>,
    /// Monday of the week.
    pub week: NaiveDate,
    /// Minutes.
    pub minutes: u32,
    /// The rule.
    pub rule: RuleId,
    /// The case.
    pub case: Option<CaseCode>,
}
