//! What the audit trail says: an event comes in, what was done goes out. Lines of earlier versions, and events of later
//! ones, stand as they were written: the trail is for the lead alone.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::Formatter;
use crate::ids::OccurrenceId;
use crate::language::Lang;
use crate::store::{AuditEvent, Audited, EntryForm};

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
            E::Entered { form } => self.entered(*form).to_owned(),
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
            E::IssuedLink { link } => {
                of("gaf een agendalink uit:", "issued a calendar link:", link)
            }
            E::RotatedLink { old, link } => {
                let links = format!("{old} → {link}");
                of(
                    "verving een agendalink:",
                    "replaced a calendar link:",
                    &links,
                )
            }
            E::RevokedLinks { links } => of(
                "trok agendalinks in:",
                "revoked calendar links:",
                &links.join(", "),
            ),
            E::KeptAccount { name } => of("bewaarde account", "kept account", name),
            E::RemovedAccount { name } => of("verwijderde account", "removed account", name),
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
            E::PurgedCase => say("wiste een gezin", "purged a family"),
            E::PurgedBefore { day } => {
                let day = self.lang.date(*day);
                of("wiste wat eindigde vóór", "purged what ended before", &day)
            }
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

    /// A meeting by its id: `Huisbezoek K7QX`.
    pub fn meeting(self, id: &str) -> String {
        let id = OccurrenceId::new(id);
        let subject = self.subject(id.subject());
        match self.team.rule(&id.series().rule()) {
            Some(rule) => format!("{} {subject}", rule.title.get(self.lang)),
            None => subject,
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
