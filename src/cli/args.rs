//! The arguments of the command line (names are part of the contract).

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::book::args::{
    AddArguments, ChooseArguments, CloseArguments, CorrectArguments, ExtendArguments,
    MeetingArguments, PauseArguments, PinArguments, ProposeArguments, RecordArguments,
    RecordsArguments, ReplyArguments, StandingArguments,
};
use super::door::args::{AccountArguments, FeedLinkArguments, ServeArguments};
use crate::feed::Detail;

/// Plans the whole calendar of a family-treatment programme from rule files, publishes it as
/// calendar feeds and keeps it true.
///
/// Exit codes: 0 fine; 1 a bug; 2 usage; 3 faults in rules or team files; 4 a plan was made and
/// saved, but something hard had to be left out; 5 `check` found something overdue; 6 the store or a
/// file could not be read or written.
#[derive(Debug, Parser)]
#[command(name = "cadans", version = version(), max_term_width = 100)]
pub struct Arguments {
    /// What applies to every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The version, and that of the time-zone database built in.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let zones = crate::time::zone::database_version();
        format!("{} (time zones {zones})", env!("CARGO_PKG_VERSION"))
    });
    &VERSION
}

/// What applies to every command.
#[derive(Args, Debug)]
pub struct Global {
    /// Where plans are kept [default: .cadans in the team folder].
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// The day that counts as today [default: the clock's].
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// The day and time that count as now, such as 2027-02-02T13:19 [default: the clock's; with --today its
    /// first moment].
    #[arg(long, global = true, value_name = "MOMENT", value_parser = moment, conflicts_with = "today")]
    pub now: Option<NaiveDateTime>,
    /// Seconds to wait while another command uses the store.
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Language of texts for people [default: the team's].
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
}

/// A day and the time on it.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let read = |form| NaiveDateTime::parse_from_str(text, form).ok();
    let known = read("%Y-%m-%dT%H:%M").or_else(|| read("%Y-%m-%d %H:%M"));
    known.ok_or_else(|| "write a day and a time, like 2027-02-02T13:19".to_owned())
}

/// Files of which there is a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Rule files: `constraints/*.toml`.
    Rules,
    /// A team's settings: `team.toml`.
    Team,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Only `check`: as test results, for a build server.
    Junit,
    /// Only `check`: as gauges, for monitoring.
    Prometheus,
}

/// The languages of the users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented team folder that plans as it is.
    Init {
        /// The new folder.
        dir: PathBuf,
        /// Write settings only, without invented people: they are entered on the board.
        #[arg(long)]
        empty: bool,
        /// Write a rule file of this name as well, to make a programme of your own of.
        #[arg(long, value_name = "NAME", conflicts_with = "empty")]
        programme: Option<String>,
    },
    /// Load rules and team, and print every fault.
    Validate {
        /// The team folder.
        team: PathBuf,
    },
    /// Print a JSON Schema of rule files or of `team.toml`, for editors.
    Schema {
        /// Of which files.
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Plan a term and save it as a draft revision (or publish it).
    Plan(PlanArguments),
    /// Make a revision the calendar that feeds and checks know.
    Publish {
        /// The team folder.
        team: PathBuf,
        /// The revision [default: the latest].
        revision: Option<u32>,
    },
    /// Show the calendar: the quarter, a week, a person or a case.
    Show(ShowArguments),
    /// Show what differs between two revisions, for each person.
    Diff(DiffArguments),
    /// Say why a meeting stands where it does, or has no place and what would help; of a rule, what it asks.
    Explain(ExplainArguments),
    /// Say what is overdue, at risk, not planned or not recorded, and who can act.
    Check(CheckArguments),
    /// Write the calendar feeds of the published revision.
    Feeds {
        /// The team folder.
        team: PathBuf,
        /// Where to.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// How much every feed tells: busy, type or code [default: code for staff, else type].
        #[arg(long)]
        detail: Option<Detail>,
    },
    /// Record what became of a meeting: held, no-show, postponed, cancelled or waived.
    Record(RecordArguments),
    /// Those who were asked said yes to the time of a meeting.
    Confirm(ReplyArguments),
    /// Somebody who was asked said no to the time of a meeting.
    Refuse(ReplyArguments),
    /// Add a meeting that was agreed by telephone.
    Add(AddArguments),
    /// Keep a meeting where it is, or at another time.
    Pin(PinArguments),
    /// Let planning move a meeting again, a confirmed one too.
    Unpin(MeetingArguments),
    /// Find times at which everybody can, and keep them free until one is chosen.
    Propose(ProposeArguments),
    /// Choose one of the times proposed.
    Choose(ChooseArguments),
    /// A family's programme stands still for some days.
    Pause(PauseArguments),
    /// A family's programme ends on a day, earlier than planned.
    Close(CloseArguments),
    /// A family's programme goes on longer.
    Extend(ExtendArguments),
    /// Choose, free or agree to standing times: the hours of the week that planning keeps to.
    Standing(StandingArguments),
    /// Show what was recorded, with the number of each entry.
    Records(RecordsArguments),
    /// Take an entry back that was a mistake.
    Correct(CorrectArguments),
    /// Write the optimisation problem of a term down, for other solvers.
    Problem(ProblemArguments),
    /// Serve feeds and the board.
    Serve(ServeArguments),
    /// Who may log in on the board.
    Account(AccountArguments),
    /// Make, replace, end or list secret feed addresses.
    FeedLink(FeedLinkArguments),
    /// Export, import or purge what is kept.
    Store {
        /// Which of them.
        #[command(subcommand)]
        command: StoreCommand,
    },
}

/// What to do with the store itself.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Write everything kept as JSON lines, the history and the secret key among it.
    Export {
        /// The team folder.
        team: PathBuf,
        /// A new file, for your eyes only [default: the output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Make a store of what was exported. There must be none yet.
    Import {
        /// The team folder.
        team: PathBuf,
        /// What `store export` wrote.
        file: PathBuf,
    },
    /// Take out of the store, history and files, what need not be kept any longer.
    Purge {
        /// The team folder.
        team: PathBuf,
        /// All cases of which nothing is planned, due or recorded on this day or later, and the
        /// revisions planned before it (but for the latest and the published one).
        #[arg(
            long,
            value_name = "DATE",
            conflicts_with = "case",
            required_unless_present_any = ["case", "due"]
        )]
        before: Option<NaiveDate>,
        /// One case.
        #[arg(long, value_name = "CODE")]
        case: Option<String>,
        /// All that `store retention` lists as ready, in the team's files too.
        #[arg(long, conflicts_with_all = ["before", "case"])]
        due: bool,
    },
    /// List what need not be kept any longer, by `[retention]` of the team.
    Retention {
        /// The team folder.
        team: PathBuf,
    },
    /// Write everything about a family, to be kept in the client's record.
    Dossier {
        /// The team folder.
        team: PathBuf,
        /// Its code.
        case: String,
        /// A new file, for your eyes only [default: the output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Look a store through: every line, what they make together, and the index.
    Verify {
        /// The team folder.
        team: PathBuf,
    },
    /// Say what can be saved of a damaged store, or save it; what was there is kept aside.
    Rescue {
        /// The team folder.
        team: PathBuf,
        /// Where from; also to accept an older copy that was put back [default: say what there is].
        #[arg(long, value_enum)]
        from: Option<Side>,
    },
    /// Copy a store, also while it is used, to a new folder from which it can be restored.
    Backup {
        /// The team folder.
        team: PathBuf,
        /// A new folder, for your eyes only.
        folder: PathBuf,
    },
}

/// Where from to save a damaged store.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Side {
    /// The changes of the journal that are whole.
    Journal,
    /// What its index has.
    Index,
}

/// What to plan.
#[derive(Args, Debug)]
pub struct PlanArguments {
    /// The team folder.
    pub team: PathBuf,
    /// Which term.
    #[command(flatten)]
    pub wanted: Wanted,
    /// Publish the plan at once.
    #[arg(long)]
    pub publish: bool,
    /// Publish and write the feeds here.
    #[arg(long, value_name = "DIR", requires = "publish")]
    pub feeds: Option<PathBuf>,
    /// Show how the cost splits by rule and by person (always in JSON).
    #[arg(long)]
    pub costs: bool,
    /// Show what people will see of it: standing times kept, full days, evenings (always in JSON).
    #[arg(long)]
    pub people: bool,
    /// Seconds to search for a better plan.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    pub limit: f64,
}

/// What is asked of planning.
#[derive(Args, Debug)]
pub struct Wanted {
    /// A quarter (2027Q1) or a year (2027).
    #[arg(long, value_name = "TERM", conflicts_with_all = ["from", "to"])]
    pub term: Option<String>,
    /// First day, instead of a term.
    #[arg(long, value_name = "DATE", requires = "to")]
    pub from: Option<NaiveDate>,
    /// Last day, instead of a term.
    #[arg(long, value_name = "DATE", requires = "from")]
    pub to: Option<NaiveDate>,
    /// Leave a rule out of this run (may be given again).
    #[arg(long, value_name = "RULE")]
    pub without: Vec<String>,
    /// Plan as if nothing stood: meetings people know of may move freely.
    #[arg(long)]
    pub afresh: bool,
}

/// Which problem to write down.
#[derive(Args, Debug)]
pub struct ProblemArguments {
    /// The team folder.
    pub team: PathBuf,
    /// Which term.
    #[command(flatten)]
    pub wanted: Wanted,
    /// Where to [default: the output].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What to show.
#[derive(Args, Debug)]
pub struct ShowArguments {
    /// The team folder.
    pub team: PathBuf,
    /// One person's calendar.
    #[arg(long, value_name = "PERSON", conflicts_with = "case")]
    pub person: Option<String>,
    /// One case, from start to closing.
    #[arg(long, value_name = "CODE")]
    pub case: Option<String>,
    /// One ISO week, such as 2027-W05.
    #[arg(long, value_name = "WEEK")]
    pub week: Option<String>,
    /// The base week: the standing times in force.
    #[arg(long, conflicts_with_all = ["week", "revision"])]
    pub standing: bool,
    /// A revision [default: the published one, else the latest].
    #[arg(long, value_name = "NUMBER")]
    pub revision: Option<u32>,
}

/// What to explain.
#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The meeting, placed or left out: its id, its UID in a calendar, or words such as `rule subject` with a
    /// number or a date. A rule's id alone: what that rule asks.
    #[arg(value_name = "MEETING|RULE")]
    pub occurrence: String,
    /// A revision [default: the latest].
    #[arg(long, value_name = "NUMBER")]
    pub revision: Option<u32>,
    /// Seconds to try ways out.
    #[arg(long, value_name = "SECONDS", default_value_t = 20.0)]
    pub limit: f64,
}

/// What to check.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// The team folder.
    pub team: PathBuf,
    /// Answer as one could have answered on this day, which then counts as today.
    #[arg(long, value_name = "DATE")]
    pub as_known_on: Option<NaiveDate>,
    /// The mildest level that ends with exit code 5.
    #[arg(long, value_enum, default_value_t = FailOn::Overdue)]
    pub fail_on: FailOn,
    /// Days ahead in which something must be planned.
    #[arg(long, value_name = "N", default_value_t = 28, value_parser = clap::value_parser!(u32).range(0..=366))]
    pub lead_days: u32,
}

/// The levels that may end with exit code 5, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum FailOn {
    /// A decision has ended or a legal term has passed.
    Blocking,
    /// Neither held nor waived by its due date.
    Overdue,
    /// A cap, quorum or composition is broken.
    Breach,
    /// Planned after its due date.
    AtRisk,
    /// Passed, and nothing was recorded.
    Unrecorded,
    /// Due soon, and nothing is planned.
    Unplanned,
}

/// What to compare.
#[derive(Args, Debug)]
pub struct DiffArguments {
    /// The team folder.
    pub team: PathBuf,
    /// The older revision [default: the published one, else the latest].
    #[arg(value_name = "A")]
    pub before: Option<u32>,
    /// The newer revision [default: the latest].
    #[arg(value_name = "B")]
    pub after: Option<u32>,
    /// Only what concerns one person, or one family by its case code.
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
}
