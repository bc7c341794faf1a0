//! What a rule file says, once loaded and judged: programmes, phases, roles and rules. After this
//! stage no code knows a programme by name.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};

use super::names::cited;
use crate::diagnostic::{FileName, Span};
use crate::ids::RuleId;
use crate::language::Text;
use crate::time::holidays::Holiday;
use crate::time::{Offset, Period, Rollover, Slots, Unit, Workdays, Yearly};

/// How badly a rule is broken when it is broken.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Must be kept; leaving one out is exit code 4.
    Hard,
    /// Should be kept; costs in its own layer.
    Soft,
    /// Good to know.
    Advice,
}

/// A programme: one rule file, with what it inherits.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Its key, the first segment of every id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Total length.
    pub length: LengthRange,
    /// Whether care that has no end of its own lasts as long as a decision that is longer than its phases.
    pub follows_decision: bool,
    /// The phases in order.
    pub phases: Vec<Phase>,
    /// The roles by key.
    pub roles: BTreeMap<String, Role>,
    /// Extra date columns of `cases.csv` that rules may anchor on.
    pub dates: BTreeMap<String, Text>,
    /// The rules in the order of the file.
    pub rules: Vec<Rule>,
    /// The contradictions of the sources and what was chosen.
    pub choices: Vec<Choice>,
    /// Documents the rules cite: key → title.
    pub sources: BTreeMap<String, String>,
    /// The file (or built-in file) it came from, for people.
    pub origin: String,
    /// Which file each key of a rule comes from, by the rule's name.
    pub layers: BTreeMap<String, Vec<Layer>>,
}

/// What a file has to say of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The file.
    pub file: FileName,
    /// The rule's keys that come from it.
    pub keys: Vec<String>,
}

impl Programme {
    /// The rule with this name (without the programme).
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.name() == name)
    }

    /// A source with the titles of the documents it cites.
    pub fn cited(&self, source: &str) -> String {
        cited(source, &self.sources)
    }
}

/// A length with its bounds; `min ≤ target ≤ max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthRange {
    /// Shortest.
    pub min: Period,
    /// Aimed at.
    pub target: Period,
    /// Longest.
    pub max: Period,
}

/// A phase of a programme.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Key.
    pub id: String,
    /// Other names the sources use.
    pub aliases: Vec<String>,
    /// Name.
    pub title: Text,
    /// How long.
    pub length: PhaseLength,
    /// Flags of cases for which it may last longer than its greatest length.
    pub longer_for: Vec<String>,
    /// Where that stands.
    pub source: String,
}

impl Phase {
    /// Whether a case with these flags may be longer in it than its bounds say.
    pub fn is_longer_for(&self, flags: &BTreeSet<String>) -> bool {
        self.longer_for.iter().any(|flag| flags.contains(flag))
    }
}

/// How long a phase lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseLength {
    /// Its own bounds.
    Range(LengthRange),
    /// What the programme's length leaves, at most `max`.
    Remainder {
        /// Upper bound.
        max: Option<Period>,
    },
}

/// A role that people hold, or a slot any of several roles may fill.
#[derive(Clone, Debug)]
pub struct Role {
    /// Key.
    pub id: String,
    /// Name.
    pub title: Text,
    /// What kind of participant.
    pub kind: RoleKind,
    /// For a slot: the roles that may fill it.
    pub any_of: Vec<String>,
}

/// The kinds of participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// The family of the case itself.
    Family,
    /// People of the team.
    Staff,
    /// People outside it, who offer times.
    External,
    /// Any of other roles.
    Slot,
}

/// A contradiction or gap of the sources, and the reading that was chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Key, e.g. `talk_length`.
    pub id: String,
    /// What is to be chosen.
    pub question: Text,
    /// Which entry of the list of contradictions it answers (`C1` …).
    pub about: String,
    /// The reading in force.
    pub chosen: String,
    /// Every reading: key → what it means.
    pub options: BTreeMap<String, Text>,
}

/// One rule, whole.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `<programme>.<name>`.
    pub id: RuleId,
    /// Name in calendars.
    pub title: Text,
    /// Name where there is little room, when it has one.
    pub short: Option<Text>,
    /// Which document and line it comes from.
    pub source: String,
    /// Hard, soft or advice.
    pub severity: Severity,
    /// Whether the sources are silent and a person must still confirm it.
    pub inferred: bool,
    /// Planned, only reserving load, or off.
    pub mode: Mode,
    /// What each series of the rule is about.
    pub per: Per,
    /// Who takes part.
    pub who: Who,
    /// How long a meeting lasts.
    pub duration: Duration,
    /// Where.
    pub place: Place,
    /// When, how often, after what.
    pub demand: Demand,
    /// Times of day and week it may or should take.
    pub when: When,
    /// Who asks the family and people outside the team to confirm (a role);
    /// `None` when nobody needs to.
    pub confirm_by: Option<String>,
    /// Days before a meeting within which it is not moved if that can be avoided.
    pub freeze_days: Option<u32>,
    /// Working days that lie at least between now and a meeting that is new or moves; `None`: the team's
    /// own [`Notice`](super::Notice), by who comes.
    pub notice: Option<u32>,
    /// The rule whose obligations a meeting of this one also satisfies, for each case it covers.
    pub covers: Option<String>,
    /// Whether meetings of the same people are drawn together on one day.
    pub bundle: bool,
    /// What must come before its meetings in a case, and how long they wait for it.
    pub after: Option<After>,
    /// Whether its meetings have standing times: the same hours of the week, as long as that goes.
    pub standing: bool,
    /// What an invited member's absence costs, by role, in points of quality; roles not named cost the team's own.
    pub absent: BTreeMap<String, i64>,
    /// Rules whose people must be others than this one's, role by role.
    pub distinct_from: Vec<String>,
    /// The rule as it stands for subjects that meet a condition; the last that matches holds.
    pub variants: Vec<(Condition, Rule)>,
    /// Where it stands in its file.
    pub span: Span,
}

/// A rule whose meeting comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The other rule's name, of the same programme.
    pub rule: String,
    /// Days after the first of care from which its meetings wait no longer.
    pub release: u32,
}

/// Whether a rule is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Its occurrences are placed in the calendar.
    Plan,
    /// It only claims hours of people's weeks.
    Reserve,
    /// It is off, said so explicitly.
    Off,
}

/// What a series is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each case; with `each`, once for every person in that role (lead and second).
    Case {
        /// A role of the case.
        each: Option<String>,
    },
    /// Each person holding a role.
    Person {
        /// The role.
        of: String,
    },
    /// Each group that `team.toml` forms for this rule.
    Group,
    /// The team as a whole.
    Team,
}

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// One of each of these roles must come (for groups and the team: all holders are invited).
    pub all: Vec<String>,
    /// Any holders of one of these roles must come, as many as `count` says.
    pub any: Vec<String>,
    /// How many of `any` must come, different people; 1 at least.
    pub count: u32,
    /// Whether anybody of the team who holds a role of `any` will do, not those alone who hold it for the subject.
    pub anyone: bool,
    /// Whoever holds one of these roles for the subject is invited, and may miss it.
    pub optional: Vec<String>,
    /// Nobody holding any of these may be invited.
    pub forbid: Vec<String>,
    /// Whether whoever is assigned as a second comes too.
    pub seconds: bool,
    /// Fewest members of a group; 0 when unbounded.
    pub min: u32,
    /// Most members of a group; `None` when unbounded.
    pub max: Option<u32>,
    /// How many of the invited must be free; `None` means all.
    pub quorum: Option<u32>,
    /// Whether a meeting held counts only with its quorum, all its roles and nobody forbidden.
    pub strict: bool,
}

/// How long a meeting lasts, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Shortest it may be planned.
    pub min: u32,
    /// What it should be; the flat part when `per_case` is given.
    pub target: u32,
    /// Longest a record is believed.
    pub max: u32,
    /// So much shorter a meeting that was held may have been.
    pub tolerance: u32,
    /// Minutes for each case of the person (zero for a flat length).
    pub per_case: u32,
    /// How the flat and the per-case part combine.
    pub combine: Combine,
    /// Longest single sitting; a longer length is split into equal parts.
    pub split_max: Option<u32>,
    /// Length by group size: the entry with the largest size not above the group's.
    pub by_size: BTreeMap<u32, u32>,
}

/// How a flat and a per-case length combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Both added.
    Sum,
    /// The longer.
    Max,
}

/// Where a meeting is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the family, in the case's travel zone.
    Family,
    /// At the team's office.
    Office,
    /// By telephone or video: no travel.
    Remote,
}

/// When, how often, after what.
#[derive(Clone, Debug)]
pub enum Demand {
    /// Once (or at a few fixed points) per subject.
    Milestone(Milestone),
    /// Again and again, each some time after the last.
    Cadence(Cadence),
    /// So many, or so many hours, each ISO week.
    Weekly(Weekly),
    /// Something to hand in, without a meeting.
    Duty(Duty),
    /// A stay in one of a few units.
    Stay {
        /// The capacity in `team.toml`.
        capacity: String,
        /// The days of the week on which one begins that has to move, Monday first.
        weekdays: [bool; 7],
    },
    /// An upper bound on what a person carries.
    Cap(Cap),
}

/// A one-off meeting with a due date.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// What the window counts from.
    pub anchor: Anchor,
    /// First day it may be held.
    pub from: Offset,
    /// The day aimed at.
    pub target: Offset,
    /// The last day that is on time.
    pub due: Offset,
    /// How long after due it may still be planned.
    pub late_max: Period,
    /// What happens to a due date that is not worked.
    pub rollover: Rollover,
    /// Whether the due date is a legal term, which no pause moves.
    pub legal: bool,
    /// Further occurrences at equal distances.
    pub repeat: Option<Repeat>,
}

impl Milestone {
    /// Whether it is a rhythm of the calendar, one in each month or quarter.
    pub fn is_of_calendar(&self) -> bool {
        self.repeat
            .is_some_and(|repeat| repeat.calendar().is_some())
    }
}

impl Repeat {
    /// The parts of the year it is asked for in, one in each.
    pub fn calendar(&self) -> Option<Calendar> {
        match self.points {
            Points::Calendar(calendar) => Some(calendar),
            Points::Every(_) | Points::At(_) => None,
        }
    }
}

/// Milestones that come back until the end of care.
#[derive(Clone, Copy, Debug)]
pub struct Repeat {
    /// Where they lie.
    pub points: Points,
    /// None closer to the end of care than this.
    pub before_end: Period,
    /// At least so many; when equal distances give fewer, they are spread evenly.
    pub count_min: u32,
    /// Whether dates the municipality set for the case are due dates as well.
    pub case_dates: bool,
}

/// Where the points of a repeat lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// At this distance from the anchor to the first, and between them.
    Every(Period),
    /// At these distances from the anchor, those that are there first.
    At([Option<Period>; Points::MOST]),
    /// One in each calendar month, quarter or other part of a year.
    Calendar(Calendar),
}

/// One in each part of the calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Months of a part; twelve is a multiple of it.
    pub months: u32,
    /// The day of it that is meant; `None`: any.
    pub on: Option<NthWeekday>,
    /// So many days before or after that day are as much on time.
    pub within: u32,
}

/// The first (1) to thirteenth such weekday of a part of the year; 0 is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthWeekday {
    /// Which of them.
    pub nth: u32,
    /// Which weekday.
    pub weekday: Weekday,
}

impl Points {
    /// The most distances that one rule may list.
    pub const MOST: usize = 12;

    /// The distances that are listed.
    pub fn listed(&self) -> impl Iterator<Item = Period> {
        let listed = match self {
            Self::Every(_) | Self::Calendar(_) => [None; Self::MOST],
            Self::At(listed) => *listed,
        };
        listed.into_iter().flatten()
    }
}

/// A rhythm. `min ≤ target ≤ max ≤ limit`.
#[derive(Clone, Copy, Debug)]
pub struct Cadence {
    /// The gap to the next.
    pub gap: Gap,
    /// How far the first lies from what it starts from, where that is not the gap.
    pub first: Option<First>,
    /// What it starts from when nothing was held yet.
    pub start: Anchor,
    /// What it ends at; `None` is the end of care (or of the person's contract).
    pub until: Option<Until>,
    /// No more than so many (a punch card).
    pub count_max: Option<u32>,
}

/// The end of a cadence: an anchor and an offset.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// The anchor.
    pub anchor: PlainAnchor,
    /// How far from it.
    pub offset: Offset,
}

impl Until {
    /// The last day there can be, when it counts from the first or the last day of care: for whoever does not know
    /// which days are worked.
    pub fn at_most(&self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let from = match self.anchor {
            PlainAnchor::CareStart => first,
            PlainAnchor::CareEnd => last,
        };
        let mut offset = self.offset;
        if offset.period.unit == Unit::WorkingDays {
            offset.period = match offset.before {
                true => Period::days(offset.period.amount),
                false => Period::days(offset.period.amount.saturating_mul(2)),
            };
        }
        offset.from_day(from, &Workdays::default())
    }
}

/// Anchors that need no other rule, for the ends of cadences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainAnchor {
    /// The case's first day.
    CareStart,
    /// The case's last day.
    CareEnd,
}

/// The gap between two occurrences, in calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Never sooner.
    pub min: u32,
    /// Aimed at.
    pub target: u32,
    /// The method's bound: a longer one is reported.
    pub max: u32,
    /// The planner's bound: a longer one counts as left out.
    pub limit: u32,
    /// Days around the target that are as good as the target.
    pub free: u32,
    /// Days beyond the method's bound that are not yet late.
    pub grace: u32,
}

/// How far the first of a rhythm lies from what it starts from, in calendar days; in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// Never sooner.
    pub from: u32,
    /// Aimed at.
    pub target: u32,
    /// The last day on time.
    pub due: u32,
}

impl Cadence {
    /// The bounds of the gap to the first: as much later than its due date is planned as of any other gap.
    pub fn first_gap(&self) -> Gap {
        let Some(first) = self.first else {
            return self.gap;
        };
        let late = self.gap.limit.saturating_sub(self.gap.max);
        Gap {
            min: first.from,
            target: first.target,
            max: first.due,
            limit: first.due.saturating_add(late).max(1),
            free: self
                .gap
                .free
                .min(first.due.saturating_add(late).saturating_sub(first.target)),
            grace: self.gap.grace.min(late),
        }
    }
}

impl Gap {
    /// The gap of a rhythm that nobody gave, in a rule that is off.
    pub const NONE: Self = Self {
        min: 0,
        target: 0,
        max: 0,
        limit: 0,
        free: 0,
        grace: 0,
    };
}

/// Per ISO week.
#[derive(Clone, Copy, Debug)]
pub struct Weekly {
    /// How much; of a range what is aimed at.
    pub amount: Amount,
    /// How much at least and at most, of a range; in what the amount counts.
    pub bounds: Option<Bounds>,
    /// Whether the amount is a floor (the sources give minima) or the number itself.
    pub at_least: bool,
}

/// The least and the most of a range, in meetings or in minutes as the amount they bound:
/// `min ≤ amount ≤ max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Below it, something is left out.
    pub min: u32,
    /// Never more.
    pub max: u32,
}

/// How much per week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// So many meetings.
    Times(u32),
    /// So many minutes.
    Minutes(u32),
    /// The minutes that the case gives in its own column of this rule's name
    /// (`hours_<rule>` in `cases.csv`); a case without them has no series.
    CaseMinutes,
}

/// Something to hand in.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Who must (a role).
    pub owner: String,
    /// What the due date counts from.
    pub anchor: Anchor,
    /// When it is due, from the anchor.
    pub due: Offset,
    /// What happens to a due date that is not worked.
    pub rollover: Rollover,
    /// Whether it is a legal term.
    pub legal: bool,
    /// What is to be handed in, by name (instruments, forms).
    pub items: Vec<String>,
}

/// An upper bound on the cases a person carries in a role.
#[derive(Clone, Debug)]
pub struct Cap {
    /// The role.
    pub role: String,
    /// Cases for a full contract.
    pub cases: u32,
    /// Whether a part-time contract carries its share only (rounded up).
    pub pro_rata: bool,
}

/// What a date counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    /// The case's start.
    CareStart,
    /// The case's planned end.
    CareEnd,
    /// First day of the municipality's decision.
    DecisionStart,
    /// Last day of the municipality's decision.
    DecisionEnd,
    /// A point of a phase: 0 is its first day, 1 its end.
    Phase {
        /// Index into the programme's phases.
        phase: usize,
        /// Where in it, 0 to 1.
        at: f64,
    },
    /// Each meeting of another rule of the same programme (index into its rules).
    Rule(usize),
    /// A date column of `cases.csv` (index into the programme's dates, in key order).
    Date(usize),
    /// The first day of a person in the team.
    PersonSince,
    /// The first day of the term: where rhythms of groups and of the team begin.
    TermStart,
}

/// Times of day and week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Slots allowed, Monday first; a fixed team day has one slot run on one day.
    pub allowed: [Slots; 7],
    /// The start, when the rule fixes it (minutes after midnight).
    pub fixed_start: Option<u32>,
    /// Slots preferred, Monday first.
    pub preferred: Option<[Slots; 7]>,
    /// The share of meetings, in percent, that should start outside the office hours given.
    pub outside: Option<Outside>,
    /// Whether days in school holidays and bridge days are avoided where that costs nothing else.
    pub avoid_school_holidays: bool,
    /// Never in the school holidays of the region.
    pub no_school_holidays: bool,
}

/// A share of meetings outside office hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Percent, 1 to 100.
    pub percent: u32,
    /// Office hours of a working day; weekends are outside.
    pub office: Slots,
}

/// When a variant holds. Every part that is given must match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    /// The case is in this phase (index).
    pub phase: Option<usize>,
    /// The person is shorter than this in the team.
    pub tenure_under: Option<Period>,
    /// The person has a contract of fewer minutes a week than this.
    pub contract_under: Option<u32>,
    /// The case's municipality.
    pub municipality: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// The case's code.
    pub case: Option<String>,
    /// The case carries this flag; of a rule per person, the person does.
    pub flag: Option<String>,
    /// The team's school-holiday region.
    pub region: Option<String>,
    /// The employer profile.
    pub employer: Option<String>,
}

/// A day of the year by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// The key that lists name it by.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// When it is.
    pub on: Yearly,
}

impl From<Holiday> for NamedDay {
    fn from(holiday: Holiday) -> Self {
        let (nl, en) = holiday.title();
        Self {
            key: holiday.key().to_owned(),
            title: Text {
                nl: nl.to_owned(),
                en: en.to_owned(),
            },
            on: Yearly::Holiday(holiday),
        }
    }
}

impl Condition {
    /// Whether it holds whenever the other does.
    pub fn holds_with(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(wanted: &Option<T>, given: &Option<T>) -> bool {
            wanted.is_none() || wanted == given
        }
        same(&self.phase, &other.phase)
            && same(&self.tenure_under, &other.tenure_under)
            && same(&self.contract_under, &other.contract_under)
            && same(&self.municipality, &other.municipality)
            && same(&self.person, &other.person)
            && same(&self.case, &other.case)
            && same(&self.flag, &other.flag)
            && same(&self.region, &other.region)
            && same(&self.employer, &other.employer)
    }
}

/// An employer's calendar and labour rules.
#[derive(Clone, Debug)]
pub struct Employer {
    /// Key.
    pub id: String,
    /// Name.
    pub title: Text,
    /// Holidays nobody works.
    pub free: Vec<NamedDay>,
    /// Days worked, but avoided where possible.
    pub avoid: Vec<NamedDay>,
    /// Longest working day in minutes, breaks included.
    pub day_max: u32,
    /// Longest working week in minutes.
    pub week_max: u32,
    /// Shortest rest between two working days in minutes.
    pub rest_min: u32,
    /// A full contract in minutes a week.
    pub full_time: u32,
    /// Days before its first day that a roster must be published.
    pub publish_days: u32,
    /// Days before a meeting within which moves are avoided.
    pub freeze_days: u32,
    /// Where this stands.
    pub source: String,
}
