//! What the audit trail says was done: an event with its arguments comes in; a code, arguments and a plain text, as a
//! line of the journal keeps them, go out, and back. Lines of earlier versions have a text alone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry_form::EntryForm;
use super::mention::{self, Going};

/// What somebody saw or did. The case it is about stands in the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum AuditEvent {
    /// Saw what is up today, with families in it.
    SawToday,
    /// Saw what is late.
    SawFindings,
    /// Saw a quarter.
    SawQuarter {
        /// `2027Q1`.
        term: String,
    },
    /// Saw the week of the team, or their own.
    SawWeek {
        /// `2027-W05`.
        week: String,
    },
    /// Saw the week of somebody, to confirm it.
    SawWeekOf {
        /// Who.
        person: String,
    },
    /// Saw somebody's quarter.
    SawPerson {
        /// Who.
        person: String,
    },
    /// Saw a family's page.
    SawCase,
    /// Saw a family's meeting.
    SawMeeting,
    /// Saw what changed between two revisions.
    SawChanges {
        /// The earlier.
        from: u32,
        /// The later.
        to: u32,
    },
    /// Saw what was held of a family, colleague or group before.
    SawPast {
        /// Of whom.
        subject: String,
    },
    /// Saw the forms in which families are entered and changed.
    SawForms,
    /// Saw who has which address of a calendar.
    SawLinks,
    /// Saw the page of a calendar's address.
    SawAddress {
        /// The first letters of its hash.
        link: String,
        /// Whose calendar: a person's key, `case` or `team`.
        whose: String,
    },
    /// Saw a plan that was tried out.
    SawTrial,
    /// Saw the audit trail.
    SawTrail,
    /// Saw who looked into a family's file.
    SawWhoLooked,
    /// Took the audit trail out as a file.
    ExportedTrail,
    /// Saw a calendar on the command line.
    Showed {
        /// The person or week that was asked for, when it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// Read the record book on the command line.
    SawRecords,
    /// Wrote everybody's calendar to a folder.
    WroteFeeds,
    /// Took the whole store out as a file.
    ExportedStore,
    /// Logged in.
    LoggedIn {
        /// As what.
        role: String,
        /// From where: an address, or a network.
        from: String,
        /// Whether an identity provider said who it is.
        #[serde(default)]
        by_proxy: bool,
    },
    /// Somebody could not log in: of an account there is, its name; else nothing of what was typed.
    LogInFailed {
        /// The account.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// From where: an address, or a network.
        from: String,
        /// How often, when so many came that they are told together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<u32>,
    },
    /// Logged out.
    LoggedOut,
    /// Ended a session of their own.
    EndedSession,
    /// Gave themselves another password.
    ChangedPassword,
    /// Set up the second factor of their log-in.
    SetSecondFactor,
    /// Sent a form that changes the team's files.
    Entered {
        /// Which.
        form: EntryForm,
        /// The version of the files that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
    },
    /// Had a plan made, to look at.
    TriedPlan,
    /// Tried out that somebody is away.
    TriedAbsence,
    /// The secret key of the calendar was made.
    MadeKey,
    /// Saved a revision.
    SavedRevision {
        /// Its number.
        revision: u32,
    },
    /// Published a revision.
    PublishedRevision {
        /// Its number.
        revision: u32,
    },
    /// Wrote in the record book.
    Recorded {
        /// The first line's number.
        entry: u32,
        /// How many lines.
        lines: usize,
    },
    /// Told somebody of a near change.
    Told {
        /// Whom.
        participant: String,
        /// Of which meeting.
        id: String,
    },
    /// Gave out an address of a calendar.
    IssuedLink {
        /// The first letters of its hash.
        link: String,
        /// Whose calendar (a person's key, `case` or `team`); lines of earlier versions do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whose: Option<String>,
    },
    /// Put a new address in the place of an old one.
    RotatedLink {
        /// The old.
        old: String,
        /// The new.
        link: String,
        /// Whose calendar (a person's key, `case` or `team`); lines of earlier versions do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whose: Option<String>,
    },
    /// Ended addresses.
    RevokedLinks {
        /// Which.
        links: Vec<String>,
        /// Whose calendar (a person's key, `case` or `team`); lines of earlier versions do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whose: Option<String>,
    },
    /// Made an account, or changed it.
    KeptAccount {
        /// Its name.
        name: String,
        /// What it may do; lines of earlier versions do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
    },
    /// Removed an account.
    RemovedAccount {
        /// Its name.
        name: String,
    },
    /// Gave out a link to choose an account's password by.
    GavePasswordLink {
        /// Its name.
        name: String,
    },
    /// Chose a password by such a link.
    ChosePassword {
        /// The account's name.
        name: String,
    },
    /// Said at which address the server is reached.
    SetServerAddress,
    /// Took in a store that was written to a file.
    Imported,
    /// Made a store that opens of what was left of a damaged one.
    Rescued,
    /// Brought a store of an older format up to date.
    TookOver {
        /// The format.
        format: u32,
    },
    /// Exported the dossier of a case.
    ExportedDossier {
        /// On the day it was for the team.
        day: NaiveDate,
    },
    /// What was done is no longer kept: only that something was.
    Forgotten,
    /// Purged lines of the audit trail and hours that need not be kept any longer.
    PurgedOld,
    /// Purged a case, named by its pseudonym.
    PurgedCase,
    /// Purged what had ended before a day.
    PurgedBefore {
        /// The day.
        day: NaiveDate,
    },
}

/// What kind of thing an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditKind {
    /// Something was looked at, or taken out.
    Look,
    /// Somebody came in or went, or set up how they come in.
    Door,
    /// Something was changed.
    Change,
}

impl AuditEvent {
    /// What kind of thing it is.
    pub fn kind(&self) -> AuditKind {
        match self {
            Self::SawToday
            | Self::SawFindings
            | Self::SawQuarter { .. }
            | Self::SawWeek { .. }
            | Self::SawWeekOf { .. }
            | Self::SawPerson { .. }
            | Self::SawCase
            | Self::SawMeeting
            | Self::SawPast { .. }
            | Self::SawForms
            | Self::SawLinks
            | Self::SawAddress { .. }
            | Self::SawTrial
            | Self::SawTrail
            | Self::SawWhoLooked
            | Self::SawChanges { .. }
            | Self::TriedPlan
            | Self::TriedAbsence
            | Self::ExportedTrail
            | Self::Showed { .. }
            | Self::SawRecords
            | Self::WroteFeeds
            | Self::ExportedStore
            | Self::ExportedDossier { .. } => AuditKind::Look,
            Self::LoggedIn { .. }
            | Self::LogInFailed { .. }
            | Self::LoggedOut
            | Self::EndedSession
            | Self::ChangedPassword
            | Self::ChosePassword { .. }
            | Self::SetSecondFactor => AuditKind::Door,
            Self::Entered { .. }
            | Self::MadeKey
            | Self::SavedRevision { .. }
            | Self::PublishedRevision { .. }
            | Self::Recorded { .. }
            | Self::Told { .. }
            | Self::IssuedLink { .. }
            | Self::RotatedLink { .. }
            | Self::RevokedLinks { .. }
            | Self::KeptAccount { .. }
            | Self::RemovedAccount { .. }
            | Self::SetServerAddress
            | Self::Imported
            | Self::TookOver { .. }
            | Self::PurgedCase
            | Self::PurgedBefore { .. }
            | Self::PurgedOld
            | Self::Rescued
            | Self::Forgotten
            | Self::GavePasswordLink { .. } => AuditKind::Change,
        }
    }
}

/// What a line of the trail says was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audited {
    /// An event of this version.
    Event(AuditEvent),
    /// One of a later version, kept as it is.
    Unknown {
        /// Its code.
        code: String,
        /// Its arguments.
        args: Value,
        /// In plain words.
        text: String,
    },
    /// A line of an earlier version, in English.
    Legacy(String),
}

/// As a line keeps it.
pub(super) struct Parts {
    pub code: Option<String>,
    pub args: Option<Value>,
    pub text: String,
}

impl Audited {
    /// What kind of thing was done. Earlier versions began every look with one word.
    pub fn kind(&self) -> AuditKind {
        match self {
            Self::Event(event) => event.kind(),
            Self::Unknown { code: said, .. } | Self::Legacy(said) if said.starts_with("saw") => {
                AuditKind::Look
            }
            Self::Unknown { .. } | Self::Legacy(_) => AuditKind::Change,
        }
    }

    /// Its code; none of a line of an earlier version.
    pub fn code(&self) -> Option<String> {
        self.parts().code
    }

    /// What a line keeps of it. The text is for those who read the journal itself.
    pub(super) fn parts(&self) -> Parts {
        match self {
            Self::Legacy(text) => Parts {
                code: None,
                args: None,
                text: text.clone(),
            },
            Self::Unknown { code, args, text } => Parts {
                code: Some(code.clone()),
                args: Some(args.clone()),
                text: text.clone(),
            },
            Self::Event(event) => {
                let mut value = serde_json::to_value(event).unwrap_or_default();
                let code = value["code"].as_str().unwrap_or_default().to_owned();
                let args = value.get_mut("args").map(Value::take);
                let mut text = code.replace('-', " ");
                plain(args.as_ref(), &mut text);
                Parts {
                    code: Some(code),
                    args,
                    text,
                }
            }
        }
    }

    /// What a line said.
    pub(super) fn of(parts: Parts) -> Self {
        let Parts { code, args, text } = parts;
        let Some(code) = code else {
            return Self::Legacy(text);
        };
        let mut value = serde_json::json!({ "code": code });
        if let Some(args) = &args {
            value["args"] = args.clone();
        }
        match serde_json::from_value(value) {
            Ok(event) => Self::Event(event),
            Err(_) => Self::Unknown {
                code,
                args: args.unwrap_or_default(),
                text,
            },
        }
    }

    /// The cases that go and are named in it.
    pub(super) fn names(&self, going: &Going) -> Vec<String> {
        mention::named(&self.parts().text, going)
    }

    /// The same with pseudonyms for the cases that go.
    pub(super) fn without(&self, going: &Going) -> Self {
        let mut parts = self.parts();
        parts.text = mention::without(&parts.text, going);
        parts.args = parts.args.map(|args| mention::everywhere(args, going));
        Self::of(parts)
    }
}

impl Default for Audited {
    fn default() -> Self {
        Self::Legacy(String::new())
    }
}

impl From<AuditEvent> for Audited {
    fn from(event: AuditEvent) -> Self {
        Self::Event(event)
    }
}

/// Arguments one after the other.
fn plain(value: Option<&Value>, text: &mut String) {
    match value {
        Some(Value::Object(fields)) => fields.values().for_each(|one| plain(Some(one), text)),
        Some(Value::Array(parts)) => parts.iter().for_each(|one| plain(Some(one), text)),
        Some(Value::String(one)) => *text = format!("{text} {one}"),
        Some(Value::Null) | None => {}
        Some(other) => *text = format!("{text} {other}"),
    }
}
