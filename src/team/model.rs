//! A team as its folder describes it: people and their hours, families by code, who does what
//! from when to when, and what is already fixed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::{AlternateWeeks, AwayKind, Retention};
use crate::diagnostic::Span;
use crate::ids::{CaseCode, PersonId, RuleId, SeriesId};
use crate::records::{Proposal, Record};
use crate::rules::{Employer, Notice, Programme, Weights};
use crate::time::zone::Tz;
use crate::time::{Pauses, Slots};

/// A stay that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodged {
    /// The case.
    pub case: CaseCode,
    /// Its programme.
    pub programme: String,
    /// The day its file asks for.
    pub asked: NaiveDate,
    /// The day it begins.
    pub from: NaiveDate,
}

/// A team, whole.
#[derive(Clone, Debug)]
pub struct Team {
    /// Key of the team (the folder's name unless `id` is given).
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Domain for feed identities.
    pub domain: String,
    /// `nl` or `en`.
    pub lang: String,
    /// Time zone.
    pub zone: Tz,
    /// School-holiday region.
    pub region: String,
    /// Calendar and labour rules.
    pub employer: Employer,
    /// The programmes it works with, adjusted by the team's own choices.
    pub programmes: Vec<Programme>,
    /// How long beforehand people learn of a meeting, where its rule does not say.
    pub notice: Notice,
    /// How long what is kept.
    pub retention: Retention,
    /// What makes one plan better than another.
    pub quality: Weights,
    /// The most that feeds and addresses tell (`busy`, `type`, `code`), when that is less than they could.
    pub max_detail: Option<&'static str>,
    /// Office hours, Monday first: the default availability of anyone without own hours.
    pub office: [Slots; 7],
    /// Staff and external people, in the order of the file.
    pub people: Vec<Person>,
    /// Groups in the order of the file.
    pub groups: Vec<Group>,
    /// Capacities with their units (homes, rooms): key → units.
    pub capacities: BTreeMap<String, Vec<String>>,
    /// Travel between zones.
    pub travel: Travel,
    /// Cases in the order of the list.
    pub cases: Vec<Case>,
    /// Who does what, from when to when.
    pub assignments: Vec<Assignment>,
    /// When people are away.
    pub absences: Vec<Absence>,
    /// Appointments made elsewhere.
    pub agreed: Vec<Agreed>,
    /// What was held before.
    pub held: Vec<Record>,
    /// Where the list says of a day that a series was held on it.
    pub held_at: BTreeMap<(SeriesId, NaiveDate), Span>,
    /// Which occurrences of a series were held or waived on a day, where the record book names them.
    pub held_as: BTreeMap<(SeriesId, NaiveDate), Vec<u32>>,
    /// Starts that somebody who was asked said no to, by series.
    pub refused: Vec<(SeriesId, NaiveDateTime)>,
    /// Times that are offered for meetings and not yet chosen from.
    pub offers: Vec<Proposal>,
    /// Stays that the published calendar has moved: what the files ask for, and where they begin.
    pub lodged: Vec<Lodged>,
    /// The day of which it is told what the record book says; `None` of the files alone.
    pub as_of: Option<NaiveDate>,
    /// Days on which the team is closed: day → why.
    pub closures: BTreeMap<NaiveDate, String>,
    /// School holidays of the region: first day, last day, name.
    pub school_holidays: Vec<(NaiveDate, NaiveDate, String)>,
}

/// Someone who can be in a meeting.
#[derive(Clone, Debug)]
pub struct Person {
    /// Key, also the feed's file name.
    pub id: PersonId,
    /// Name for colleagues.
    pub name: String,
    /// Role keys held.
    pub roles: BTreeSet<String>,
    /// Outside the team: offers times instead of working hours.
    pub external: bool,
    /// Of somebody outside the team: what they are, in a word or two (`gemeente`, `huisarts`, `jeugdbeschermer`).
    pub kind: Option<String>,
    /// Contract in minutes a week.
    pub contract: Option<u32>,
    /// First day in the team.
    pub since: Option<NaiveDate>,
    /// Last day in the team.
    pub until: Option<NaiveDate>,
    /// Hours; of those that hold on a date the last listed counts.
    pub patterns: Vec<Pattern>,
    /// Times kept free of meetings, within the hours.
    pub protected: Vec<Pattern>,
    /// Most meetings in a day.
    pub max_per_day: Option<u32>,
    /// Marks that rules per person ask for.
    pub flags: BTreeSet<String>,
    /// Whether their meetings may have standing times; not where hours are irregular.
    pub standing: bool,
    /// Holidays worked in exchange for another day off: the holiday's day → the day off.
    pub swaps: Vec<(NaiveDate, NaiveDate)>,
    /// Where it stands.
    pub span: Span,
}

/// Hours of a week, from one date to another, every so many weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// First day; alternate weeks count from the week of this day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// 1 each week, 2 every other week …; counted from `from`, which is then given.
    pub every: u32,
    /// Slots, Monday first.
    pub week: [Slots; 7],
}

/// A fixed group of people for a rule.
#[derive(Clone, Debug)]
pub struct Group {
    /// Key.
    pub id: String,
    /// Name.
    pub title: String,
    /// The rule it is formed for.
    pub rule: RuleId,
    /// Where it stands.
    pub span: Span,
}

/// Travel time between zones in minutes.
#[derive(Clone, Debug, Default)]
pub struct Travel {
    /// Zones by key; index 0 is the office.
    pub zones: Vec<String>,
    /// Minutes from zone to zone, symmetric, within the triangle inequality; the diagonal is the
    /// time between two addresses in one zone.
    pub minutes: Vec<Vec<u32>>,
}

/// A family in care under one programme.
#[derive(Clone, Debug)]
pub struct Case {
    /// Random code.
    pub code: CaseCode,
    /// Programme key.
    pub programme: String,
    /// First day of care.
    pub start: NaiveDate,
    /// Last day of care, when it is known to differ from the phases' sum.
    pub end: Option<NaiveDate>,
    /// Ties siblings' cases together; the code when not given.
    pub family: String,
    /// The municipality that pays.
    pub municipality: Option<String>,
    /// First day of the decision.
    pub decision_start: Option<NaiveDate>,
    /// Last day of the decision.
    pub decision_end: Option<NaiveDate>,
    /// Last day of care and of the decision as the list has them, where the record book says otherwise since.
    pub listed_ends: Option<(Option<NaiveDate>, Option<NaiveDate>)>,
    /// Dates on which the municipality wants an evaluation.
    pub evaluations: Vec<NaiveDate>,
    /// The programme's own date columns.
    pub dates: BTreeMap<String, NaiveDate>,
    /// Phase lengths that differ, in days.
    pub phases: BTreeMap<String, u32>,
    /// Travel zone (index).
    pub zone: usize,
    /// When the family can be met; `None` means office hours.
    pub hours: Option<AlternateWeeks>,
    /// Minutes a week by rule name, from `hours_<rule>` columns.
    pub minutes: BTreeMap<String, u32>,
    /// Days on which the programme stands still.
    pub pauses: Pauses,
    /// Free marks such as `lvb`.
    pub flags: BTreeSet<String>,
    /// The case this one continues.
    pub follows: Option<CaseCode>,
    /// Where it stands.
    pub span: Span,
}

/// A subject of assignments.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A case: code and programme.
    Case(CaseCode, String),
    /// A person.
    Person(PersonId),
    /// A group.
    Group(String),
}

/// In what way someone does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AssignmentKind {
    /// The one who does it.
    Lead,
    /// A second one beside.
    Second,
    /// In place of the lead while this holds.
    Substitute,
}

/// Someone does something for a subject, from one date to another.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// For whom.
    pub subject: Subject,
    /// As what.
    pub role: String,
    /// Who.
    pub person: PersonId,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Lead, second or substitute.
    pub kind: AssignmentKind,
    /// Where it stands.
    pub span: Span,
}

/// Someone, a family or the whole team is away.
#[derive(Clone, Debug)]
pub struct Absence {
    /// Who.
    pub who: Away,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Only these slots of each day; `None` is the whole day.
    pub slots: Option<Slots>,
    /// What is kept of the reason.
    pub kind: AwayKind,
    /// Where it stands.
    pub span: Span,
}

/// Whose absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Away {
    /// A person.
    Person(PersonId),
    /// A family, by case code.
    Family(CaseCode),
}

/// An appointment made elsewhere: fixed.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The rule it fulfils; `None` for something outside the rules.
    pub rule: Option<RuleId>,
    /// The subject segment (`K7QX`, `anna`, a group); empty for something outside the rules.
    pub subject: String,
    /// Local start.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Who comes, when it differs from the rule; person ids and case codes.
    pub people: Vec<String>,
    /// What it is, for people.
    pub note: String,
    /// Where it stands.
    pub span: Span,
}
