//! What the audit trail says: an event comes in, what was done goes out. Lines of earlier versions, and events of later
//! ones, stand as they were written: the trail is for lead and auditor alone.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::Formatter;
use crate::language::Lang;
use crate::store::{AuditEvent, Audited, EntryForm, Role, Whose};

impl Formatter<'_> {
    /// What was done.
    pub fn audited(self, what: &Audited) -> String {
        match what {
            Audited::Event(event) => self.event(event),
            Audited::Unknown { text, .. } | Audited::Legacy(text) => text.clone(),
        }
    }

    fn event(self, event: &AuditEvent) -> String {
        use AuditEvent as E;
        let say = |nl: &str, en: &str| self.lang.pick(nl, en).to_owned();
        let of = |nl: &str, en: &str, what: &str| format!("{} {what}", self.lang.pick(nl, en));
        match event {
            E::SawToday => say("bekeek Vandaag", "saw Today"),
            E::SawFindings => say("bekeek wat te laat is", "saw what is late"),
            E::SawQuarter { term } => of("bekeek de planperiode", "saw the period", term),
            E::SawWeek { week } => {
                let week = self.week_of_year(week);
                of("bekeek week", "saw week", &week)
            }
            E::SawWeekOf { person } => of(
                "bekeek de week van",
                "saw the week of",
                &self.subject(person),
            ),
            E::SawPerson { person } => of(
                "bekeek het kwartaal van",
                "saw the quarter of",
                &self.subject(person),
            ),
            E::SawCase => say("bekeek het gezin", "saw the family"),
            E::SawMeeting => say("bekeek een afspraak", "saw a meeting"),
            E::SawChanges { from, to } => {
                let revisions = format!("{from}, {to}");
                of(
                    "bekeek wijzigingen tussen revisies",
                    "saw changes between revisions",
                    &revisions,
                )
            }
            E::SawPast { subject } => of(
                "bekeek wat eerder doorging van",
                "saw what was held before of",
                &self.subject(subject),
            ),
            E::SawForms => say("bekeek de formulieren", "saw the forms"),
            E::SawLinks => say(
                "bekeek wie welke agendalink heeft",
                "saw who has which calendar link",
            ),
            E::SawAddress { link, whose } => {
                let whose = self.whose_noted(whose);
                match self.lang {
                    Lang::Nl => format!("bekeek de bladzijde van agendalink {link} ({whose})"),
                    Lang::En => format!("saw the page of calendar link {link} ({whose})"),
                }
            }
            E::SawTrial => say(
                "bekeek een planning die werd uitgeprobeerd",
                "saw a plan that was tried out",
            ),
            E::SawTrail => say("bekeek het logboek", "saw the audit trail"),
            E::SawWhoLooked => say(
                "bekeek wie in het dossier keek",
                "saw who looked into the file",
            ),
            E::ExportedTrail => say(
                "haalde het logboek op als bestand",
                "took the audit trail out as a file",
            ),
            E::Showed { of: None } => say(
                "bekeek de agenda op de opdrachtregel",
                "saw the calendar on the command line",
            ),
            E::Showed { of: Some(what) } => of(
                "bekeek op de opdrachtregel de agenda van",
                "saw on the command line the calendar of",
                &self.subject(what),
            ),
            E::SawRecords => say(
                "las op de opdrachtregel wat er is vastgelegd",
                "read on the command line what was recorded",
            ),
            E::WroteFeeds => say(
                "schreef ieders agenda naar een map",
                "wrote everybody's calendar to a folder",
            ),
            E::ExportedStore => say(
                "haalde de hele opslag op als bestand",
                "took the whole store out as a file",
            ),
            E::LoggedIn {
                role,
                from,
                by_proxy,
            } => {
                let role = self.role_of_account(role);
                let by = match by_proxy {
                    true => self
                        .lang
                        .pick(" via de inlogdienst", " by the identity provider"),
                    false => "",
                };
                match self.lang {
                    Lang::Nl => format!("logde in als {role}{by}{}", from_where(" vanaf ", from)),
                    Lang::En => format!("logged in as {role}{by}{}", from_where(" from ", from)),
                }
            }
            E::LogInFailed { name, from, times } => {
                self.failed(name.as_deref(), from, times.unwrap_or(1))
            }
            E::LoggedOut => say("logde uit", "logged out"),
            E::EndedSession => say(
                "beëindigde een eigen sessie",
                "ended a session of their own",
            ),
            E::ChangedPassword => say(
                "wijzigde het eigen wachtwoord",
                "changed their own password",
            ),
            E::SetSecondFactor => say(
                "stelde de tweede stap van het inloggen in",
                "set up the second step of their log-in",
            ),
            E::Entered { form, .. } => self.entered(*form).to_owned(),
            E::TriedPlan => say("liet een planning maken", "had a plan made"),
            E::TriedAbsence => say("probeerde uit dat iemand weg is", "tried out somebody away"),
            E::MadeKey => say(
                "maakte de sleutel van de agenda",
                "made the key of the calendar",
            ),
            E::SavedRevision { revision } => {
                of("bewaarde revisie", "saved revision", &revision.to_string())
            }
            E::PublishedRevision { revision } => of(
                "publiceerde revisie",
                "published revision",
                &revision.to_string(),
            ),
            E::Recorded { entry, lines } => self.recorded(*entry, *lines),
            E::Told { participant, id } => {
                let (who, what) = (self.subject(participant), self.meeting(id));
                match self.lang {
                    Lang::Nl => format!("gaf door aan {who}: {what}"),
                    Lang::En => format!("told {who}: {what}"),
                }
            }
            E::IssuedLink { link, whose } => of(
                "gaf een agendalink uit:",
                "issued a calendar link:",
                &self.links(link, whose.as_deref()),
            ),
            E::RotatedLink { old, link, whose } => {
                let links = self.links(&format!("{old} → {link}"), whose.as_deref());
                of(
                    "verving een agendalink:",
                    "replaced a calendar link:",
                    &links,
                )
            }
            E::RevokedLinks { links, whose } => of(
                "trok agendalinks in:",
                "revoked calendar links:",
                &self.links(&links.join(", "), whose.as_deref()),
            ),
            E::KeptAccount { name, role: None } => of("bewaarde account", "kept account", name),
            E::KeptAccount {
                name,
                role: Some(role),
            } => {
                let account = format!("{name} ({})", self.role_of_account(role));
                of("bewaarde account", "kept account", &account)
            }
            E::RemovedAccount { name } => of("verwijderde account", "removed account", name),
            E::GavePasswordLink { name } => of(
                "gaf een wachtwoordlink uit voor account",
                "gave out a password link for account",
                name,
            ),
            E::ChosePassword { name } => of(
                "koos een wachtwoord voor account",
                "chose a password for account",
                name,
            ),
            E::SetServerAddress => say("stelde het serveradres in", "set the server's address"),
            E::Rescued => say(
                "herstelde een beschadigde opslag",
                "saved what was left of a damaged store",
            ),
            E::Imported => say(
                "zette een opslag terug uit een bestand",
                "took in a store from a file",
            ),
            E::TookOver { format } => of(
                "nam over van opslagversie",
                "took over from format",
                &format.to_string(),
            ),
            E::ExportedDossier { .. } => say("exporteerde het dossier", "exported the dossier"),
            E::Forgotten => say("niet meer bewaard", "no longer kept"),
            E::PurgedOld => say(
                "wiste oude regels van logboek en uren",
                "purged old lines of trail and hours",
            ),
            E::PurgedCase => say("wiste een gezin", "purged a family"),
            E::PurgedBefore { day } => {
                let day = self.lang.date(*day);
                of("wiste wat eindigde vóór", "purged what ended before", &day)
            }
        }
    }

    /// An address of a calendar, and whose it is: `a1b2c3 (Anna Voorbeeld)`.
    fn links(self, links: &str, whose: Option<&str>) -> String {
        match whose {
            Some(whose) => format!("{links} ({})", self.whose_noted(whose)),
            None => links.to_owned(),
        }
    }

    /// Whose calendar an address shows, as a line has it: which family stands beside it.
    fn whose_noted(self, whose: &str) -> String {
        match whose {
            "case" => self.lang.pick("het gezin", "the family").to_owned(),
            other => self.whose(&Whose::from(other)),
        }
    }

    /// What an account may do, by the name of its role.
    pub fn role_of_account(self, role: &str) -> String {
        let role: Result<Role, _> = role.parse();
        let said = match role {
            Ok(Role::Lead) => self.lang.pick("teamleider", "team lead"),
            Ok(Role::Planner) => self.lang.pick("planner", "planner"),
            Ok(Role::Worker) => self.lang.pick("medewerker", "worker"),
            Ok(Role::Reader) => self.lang.pick("lezer", "reader"),
            Ok(Role::Auditor) => self.lang.pick("controleur", "auditor"),
            Err(_) => "?",
        };
        said.to_owned()
    }

    fn failed(self, name: Option<&str>, from: &str, times: u32) -> String {
        let often = match times {
            0 | 1 => String::new(),
            times => format!(" ({times}×)"),
        };
        let (nl, en) = match name {
            Some(name) => (format!(" als {name}"), format!(" as {name}")),
            None => (
                " met een onbekende naam".to_owned(),
                " with an unknown name".to_owned(),
            ),
        };
        match self.lang {
            Lang::Nl => format!("inloggen mislukt{nl}{}{often}", from_where(" vanaf ", from)),
            Lang::En => format!("log-in failed{en}{}{often}", from_where(" from ", from)),
        }
    }

    fn entered(self, form: EntryForm) -> &'static str {
        use EntryForm as F;
        let (nl, en) = match form {
            F::Absence => ("voerde een afwezigheid in", "recorded an absence"),
            F::AbsenceGone => ("verwijderde een afwezigheid", "removed an absence"),
            F::Hours => ("voerde andere uren in", "entered other hours"),
            F::Assignment => ("voerde in wie wat doet", "entered who does what"),
            F::AssignmentEnd => ("beëindigde een taak", "ended a task"),
            F::Case => ("voerde een gezin in", "entered a family"),
            F::CaseChange => ("wijzigde een gezin", "changed a family"),
            F::Past => (
                "voerde in wat eerder doorging",
                "entered what was held before",
            ),
            F::Agreed => ("voerde een afspraak in", "entered an appointment"),
            F::Person => ("wijzigde een collega", "changed a colleague"),
            F::Group => ("maakte een groep", "made a group"),
            F::Settings => ("wijzigde de instellingen", "changed the settings"),
            F::Fixed => ("wijzigde een vaste tijd", "changed a fixed time"),
            F::Readings => (
                "wijzigde de uitleg van de methodiek",
                "changed how the method is read",
            ),
            F::Closure => ("voerde een sluitingsdag in", "entered a day of closure"),
            F::ClosureGone => ("verwijderde een sluitingsdag", "removed a day of closure"),
        };
        self.lang.pick(nl, en)
    }

    fn recorded(self, entry: u32, lines: usize) -> String {
        let last = entry as usize + lines.saturating_sub(1);
        match (self.lang, lines) {
            (Lang::Nl, 0 | 1) => format!("registreerde regel {entry}"),
            (Lang::En, 0 | 1) => format!("recorded line {entry}"),
            (Lang::Nl, _) => format!("registreerde regels {entry} t/m {last}"),
            (Lang::En, _) => format!("recorded lines {entry} to {last}"),
        }
    }

    /// `6 van 2027`, of `2027-W06`.
    fn week_of_year(self, name: &str) -> String {
        let monday = name.split_once("-W").and_then(|(year, week)| {
            NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)
        });
        let Some(monday) = monday else {
            return name.to_owned();
        };
        let week = monday.iso_week();
        let of = self.lang.pick("van", "of");
        format!("{} {of} {}", week.week(), week.year())
    }
}

/// From where, when it is known.
fn from_where(word: &str, from: &str) -> String {
    match from {
        "" => String::new(),
        from => format!("{word}{from}"),
    }
}
