//! The arguments of the commands that write in the record book (names are part of the contract).

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, ValueEnum};

use crate::records::State;

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// It was held.
    Held,
    /// The family did not come.
    NoShow,
    /// Put off; its due date stays.
    Postponed,
    /// It will not be held.
    Cancelled,
    /// The lead released the team from it, with a reason.
    Waived,
}

impl From<What> for State {
    fn from(what: What) -> Self {
        match what {
            What::Held => Self::Held,
            What::NoShow => Self::NoShow,
            What::Postponed => Self::Postponed,
            What::Cancelled => Self::Cancelled,
            What::Waived => Self::Waived,
        }
    }
}

/// What really happened.
#[derive(Args, Debug)]
pub struct RecordArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The meeting and what became of it: `OCCURRENCE STATE`, or only `STATE` with --rule or --week.
    /// A meeting is named by its id, by the identity of its calendar entry, or in short: "rule case
    /// date". STATE is held, no-show, postponed, cancelled or waived.
    #[arg(value_name = "OCCURRENCE STATE", num_args = 0..=2)]
    pub words: Vec<String>,
    /// Record every row of a list: occurrence,state,start,minutes,present,reason,by.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["words", "rule", "week"])]
    pub from: Option<PathBuf>,
    /// The rule of a meeting that was never planned.
    #[arg(long, value_name = "RULE", conflicts_with = "week")]
    pub rule: Option<String>,
    /// Its case.
    #[arg(long, value_name = "CODE", requires = "rule")]
    pub case: Option<String>,
    /// Its group.
    #[arg(long, value_name = "GROUP", requires = "rule", conflicts_with = "case")]
    pub group: Option<String>,
    /// All meetings that recur weekly in this ISO week, such as 2027-W05; with --person.
    #[arg(long, value_name = "WEEK", requires = "person")]
    pub week: Option<String>,
    /// Whose week; with --rule, whom the meeting was about.
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    /// The day [default: as planned].
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    /// When it began [default: as planned].
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub start: Option<NaiveTime>,
    /// How long it lasted [default: as planned].
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Who was there: people by key, family and people outside the team by role [default: as planned].
    #[arg(long, value_name = "P,P", value_delimiter = ',')]
    pub present: Option<Vec<String>>,
    /// Why, in a few words without names.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// One meeting, and who says so.
#[derive(Args, Debug)]
pub struct MeetingArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The meeting: its id, the identity of its calendar entry, or in short "rule case date".
    pub occurrence: String,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// An answer of those who were asked.
#[derive(Args, Debug)]
pub struct ReplyArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The meeting: its id, the identity of its calendar entry, or in short "rule case date".
    pub occurrence: String,
    /// Who says so: a person, or the role of the family or of people outside the team.
    #[arg(long, value_name = "PERSON")]
    pub by: String,
    /// Why, in a few words without names.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
}

/// A meeting that is kept where it is.
#[derive(Args, Debug)]
pub struct PinArguments {
    /// Which, and who says so.
    #[command(flatten)]
    pub meeting: MeetingArguments,
    /// Another day and time, such as 2027-02-03T10:00 [default: where it stands].
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Do it although something stands in the way, such as leave or another meeting.
    #[arg(long)]
    pub sure: bool,
}

/// A meeting agreed outside the plan.
#[derive(Args, Debug)]
pub struct AddArguments {
    /// The team folder.
    pub team: PathBuf,
    /// It comes beside what is planned, also where it could be one of those.
    #[arg(long)]
    pub extra: bool,
    /// Do it although something stands in the way, such as leave or another meeting.
    #[arg(long)]
    pub sure: bool,
    /// Its rule.
    #[arg(long, value_name = "RULE")]
    pub rule: String,
    /// Its case.
    #[arg(long, value_name = "CODE")]
    pub case: Option<String>,
    /// The person it is about.
    #[arg(long, value_name = "PERSON", conflicts_with = "case")]
    pub person: Option<String>,
    /// Its group.
    #[arg(long, value_name = "GROUP", conflicts_with_all = ["case", "person"])]
    pub group: Option<String>,
    /// Day and time, such as 2027-02-03T10:00.
    #[arg(long, value_name = "TIME")]
    pub at: String,
    /// How long [default: as the rule says].
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Who comes: people by key, families by code [default: as the rule says].
    #[arg(long, value_name = "P,P", value_delimiter = ',')]
    pub people: Vec<String>,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// Times to be offered.
#[derive(Args, Debug)]
pub struct ProposeArguments {
    /// Which meeting, and who says so.
    #[command(flatten)]
    pub meeting: MeetingArguments,
    /// How many times.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=10))]
    pub slots: u32,
    /// The last day the offer holds [default: a week from today, at most until the day before the
    /// last time offered].
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
}

/// The time that was chosen.
#[derive(Args, Debug)]
pub struct ChooseArguments {
    /// Which meeting, and who says so.
    #[command(flatten)]
    pub meeting: MeetingArguments,
    /// The number of the time offered, from 1, or the time itself.
    pub slot: String,
    /// Do it although something stands in the way, such as leave or another meeting.
    #[arg(long)]
    pub sure: bool,
}

/// A family's programme.
#[derive(Args, Debug)]
pub struct CaseArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The case.
    pub case: String,
    /// Its programme, when it is in several.
    #[arg(long, value_name = "PROGRAMME")]
    pub programme: Option<String>,
    /// Why, in a few words without names.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// A stop of a family's programme.
#[derive(Args, Debug)]
pub struct PauseArguments {
    /// Which.
    #[command(flatten)]
    pub case: CaseArguments,
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: NaiveDate,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: NaiveDate,
}

/// An earlier end.
#[derive(Args, Debug)]
pub struct CloseArguments {
    /// Which.
    #[command(flatten)]
    pub case: CaseArguments,
    /// The last day of care.
    #[arg(long, value_name = "DATE")]
    pub on: NaiveDate,
}

/// A later end.
#[derive(Args, Debug)]
pub struct ExtendArguments {
    /// Which.
    #[command(flatten)]
    pub case: CaseArguments,
    /// The last day of care.
    #[arg(long, value_name = "DATE")]
    pub to: NaiveDate,
    /// The last day of the new decision.
    #[arg(long, value_name = "DATE")]
    pub decision_end: Option<NaiveDate>,
}

/// Standing times of a series or of two colleagues.
#[derive(Args, Debug)]
pub struct StandingArguments {
    /// The team folder.
    pub team: PathBuf,
    /// Whose: a series as `RULE/CODE`, two colleagues such as `anna+ruben`, or in short a family's code, a
    /// group or a colleague, when there is only one that it can be.
    #[arg(required_unless_present = "propose")]
    pub key: Option<String>,
    /// The hours, such as "tue 09:00, fri 09:00-10:30"; `irregular`, where there are none; `free`, so that planning
    /// chooses again; or `agree`, to those that stand.
    #[arg(value_name = "TIMES", num_args = 1.., required_unless_present = "propose")]
    pub times: Vec<String>,
    /// Show a better pattern for later, without changing anything.
    #[arg(long, conflicts_with_all = ["key", "times", "minutes", "every", "week", "agreed"])]
    pub propose: bool,
    /// Take over what is proposed.
    #[arg(long, requires = "propose")]
    pub accept: bool,
    /// The first day [default: after the notice for standing times, ten working days].
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// How long each lasts [default: as before, else as the rule says].
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(15..=1440))]
    pub minutes: Option<u32>,
    /// After how many weeks they come back, counted from the Monday of the first day [default: the rule's rhythm].
    #[arg(long, value_name = "WEEKS", value_parser = clap::value_parser!(u32).range(1..=12))]
    pub every: Option<u32>,
    /// In which of these weeks, from 1; another may stand before a day: "week 2 wed 10:00" [default: 1].
    #[arg(long, value_name = "WEEK", requires = "every", value_parser = clap::value_parser!(u32).range(1..=12))]
    pub week: Option<u32>,
    /// The family or the colleagues agreed to them.
    #[arg(long)]
    pub agreed: bool,
    /// Do it although somebody cannot come then, or has other standing times, or it is sooner than the notice allows.
    #[arg(long)]
    pub sure: bool,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// A mistake to take back.
#[derive(Args, Debug)]
pub struct CorrectArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The number of the entry, as `cadans records` shows it.
    pub entry: u32,
    /// Why, in a few words without names.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
}

/// What of the book to show.
#[derive(Args, Debug)]
pub struct RecordsArguments {
    /// The team folder.
    pub team: PathBuf,
    /// Only entries about this case, person or group.
    #[arg(value_name = "SUBJECT")]
    pub subject: Option<String>,
}

/// A time of day.
fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| "write hours and minutes, like 09:30".to_owned())
}
