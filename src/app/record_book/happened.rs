//! What became of one meeting, judged: what somebody says comes in, from the command line or from a
//! row of a list; an act for the book, or everything that is wrong with it, goes out.

use chrono::{NaiveDate, NaiveTime};

use super::replies::past_midnight;
use super::{RecordBook, words};
use crate::app::is_duty;
use crate::error::Error;
use crate::ids::{PersonId, RuleId, SeriesId};
use crate::language::{Lang, Text};
use crate::plan::Placement;
use crate::records::{Act, Happened, Meeting, Record, State};
use crate::rules::{Demand, Per};
use crate::store::Store;
use crate::words::Formatter;

/// What somebody says of a meeting.
#[derive(Clone, Debug)]
pub struct Said {
    /// Of which meeting.
    pub which: Which,
    /// What became of it.
    pub state: State,
    /// The day, when not the planned one.
    pub on: Option<NaiveDate>,
    /// The start, when not the planned one.
    pub start: Option<NaiveTime>,
    /// The length, when not the planned one.
    pub minutes: Option<u32>,
    /// Who was there, when not those who were to come.
    pub present: Option<Vec<String>>,
    /// Why, in a few words without names.
    pub reason: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// Whether it is known that the team lead says so.
    pub lead: bool,
}

/// Which meeting.
#[derive(Clone, Debug)]
pub enum Which {
    /// One that was planned.
    Planned(Box<Placement>),
    /// One that never was.
    Unplanned(SeriesId),
}

/// Something that cannot be, and the column or option it stands in.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The column or option.
    pub column: &'static str,
    /// What is wrong.
    pub text: Text,
    /// The same on a page, where no option is a way out.
    pub page: Option<Text>,
}

impl Fault {
    fn on_page(self, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            page: Some(Text::new(nl, en)),
            ..self
        }
    }
}

impl<S: Store> RecordBook<S> {
    /// The act for the book.
    ///
    /// # Errors
    /// Every fault.
    pub fn judge(&self, said: Said) -> Result<(Option<String>, Act), Vec<Fault>> {
        let planned = match &said.which {
            Which::Planned(planned) => Some(planned.as_ref()),
            Which::Unplanned(_) => None,
        };
        let day = self.day(&said, planned);
        let mut faults = self.strangers(said.present.as_deref(), said.by.as_ref());
        match day {
            None => faults.push(self.wrong(
                "on",
                "zeg op welke dag: --on".to_owned(),
                "say on which day: --on".to_owned(),
            )),
            Some(day) if day > self.snapshot.today && !may_be_ahead(said.state) => {
                faults.push(self.wrong(
                    "on",
                    format!(
                        "{} is nog niet geweest (vandaag is {})",
                        Lang::Nl.date(day),
                        Lang::Nl.date(self.snapshot.today)
                    ),
                    format!(
                        "{} has not been yet (today is {})",
                        Lang::En.date(day),
                        Lang::En.date(self.snapshot.today)
                    ),
                ))
            }
            Some(_) => {}
        }
        if said.state == State::Waived {
            faults.extend(self.waiver(&said));
        }
        faults.extend(planned.and_then(|planned| self.undutiful(&said, planned)));
        faults.extend(planned.and_then(|planned| self.not_standing(&said, planned)));
        faults.extend(self.too_long(&said, planned));
        faults.extend(day.and_then(|day| self.planned_after_all(&said, day)));
        match day {
            Some(day) if faults.is_empty() => {
                let by = said.by.as_ref().map(|by| self.written(by));
                Ok((by, self.act(said, day)))
            }
            _ => Err(faults),
        }
    }

    /// What became of a planned meeting, on its day and as it was planned, for the book.
    ///
    /// # Errors
    /// [`Error::Usage`] with every fault.
    pub fn became(
        &self,
        planned: Placement,
        state: State,
        reason: Option<String>,
        (by, lead): (Option<String>, bool),
    ) -> Result<Act, Error> {
        let said = Said {
            which: Which::Planned(Box::new(planned)),
            state,
            on: None,
            start: None,
            minutes: None,
            present: None,
            reason,
            by,
            lead,
        };
        let judged = self.judge(said).map(|(_, act)| act);
        judged.map_err(|faults| usage(&faults))
    }

    fn wrong(&self, column: &'static str, nl: String, en: String) -> Fault {
        Fault {
            column,
            text: Text::new(nl, en),
            page: None,
        }
    }

    /// A fault for everybody named whom nobody knows.
    pub fn strangers(&self, present: Option<&[String]>, by: Option<&String>) -> Vec<Fault> {
        let present = present.unwrap_or_default().iter();
        present
            .map(|who| ("present", who))
            .chain(by.map(|by| ("by", by)))
            .filter(|(_, who)| !self.is_somebody(who))
            .map(|(column, who)| Fault {
                column,
                text: words::nobody(&self.snapshot.team, who),
                page: None,
            })
            .collect()
    }

    /// What a waiver lacks: its reason, or the lead's word.
    fn waiver(&self, said: &Said) -> Vec<Fault> {
        let mut faults = Vec::new();
        let reason = said.reason.as_deref().unwrap_or_default();
        if reason.trim().is_empty() {
            faults.push(
                self.wrong(
                    "reason",
                    "laten vervallen vraagt een reden: --reason".to_owned(),
                    "a waiver needs a reason: --reason".to_owned(),
                )
                .on_page(
                    "Geef een reden om dit te laten vervallen.",
                    "Give a reason to waive this.",
                ),
            );
        }
        let leads = self.leads();
        let by = said.by.as_deref().unwrap_or_default();
        if !said.lead && !leads.is_empty() && !leads.contains(&by) {
            let formatter = Formatter::whole(&self.snapshot.team, self.lang);
            let names: Vec<String> = leads.iter().map(|lead| formatter.subject(lead)).collect();
            let (leads, names) = (leads.join(", "), names.join(", "));
            faults.push(
                self.wrong(
                    "by",
                    format!("alleen de teamleider laat iets vervallen: --by {leads}"),
                    format!("only the team lead waives: --by {leads}"),
                )
                .on_page(
                    format!("Alleen de teamleider ({names}) kan dit laten vervallen."),
                    format!("Only the team lead ({names}) may waive this."),
                ),
            );
        }
        faults
    }

    /// Something to hand in is handed in, waived or dropped; nobody can fail to come to it.
    fn undutiful(&self, said: &Said, planned: &Placement) -> Option<Fault> {
        let odd = matches!(said.state, State::NoShow | State::Postponed);
        (odd && is_duty(planned)).then(|| {
            let names = [Lang::Nl, Lang::En]
                .map(|lang| Formatter::whole(&self.snapshot.team, lang).title(planned));
            let [nl, en] = names;
            self.wrong(
                "state",
                format!("{nl} moet ingeleverd worden: held, waived of cancelled"),
                format!("{en} is to be handed in: held, waived or cancelled"),
            )
            .on_page(
                format!(
                    "{nl} moet worden ingeleverd: kies ingeleverd, of laat het vervallen met reden."
                ),
                format!("{en} must be handed in: choose handed in, or waive it."),
            )
        })
    }

    /// What stands in no calendar was held all the same, or is waived; nobody can fail to come to it.
    fn not_standing(&self, said: &Said, planned: &Placement) -> Option<Fault> {
        let odd = !said.state.satisfies() && !is_duty(planned);
        (odd && self.snapshot.is_placeless(&planned.id)).then(|| {
            self.wrong(
                "state",
                "dit staat in geen agenda: held met --on, of waived".to_owned(),
                "this is in no calendar: held with --on, or waived".to_owned(),
            )
            .on_page(
                "Dit staat in geen agenda: kies een tijd, of laat het vervallen met reden.",
                "This is in no calendar: choose a time, or waive it with a reason.",
            )
        })
    }

    /// It cannot have gone on past midnight: that is another day's calendar.
    fn too_long(&self, said: &Said, planned: Option<&Placement>) -> Option<Fault> {
        let start = said.start.or(planned.map(|planned| planned.start.time()))?;
        let minutes = said.minutes.or(planned.map(|planned| planned.minutes))?;
        past_midnight(start, minutes).then(|| {
            self.wrong(
                "minutes",
                "dat duurt tot na middernacht: noteer wat er die dag van werd".to_owned(),
                "that goes on past midnight: record what became of it on that day".to_owned(),
            )
        })
    }

    /// Everything that recurs weekly in one person's week, that has passed and is not recorded yet.
    /// What is due once is recorded singly.
    pub fn unrecorded_week<'d>(
        &'d self,
        person: &'d str,
        monday: NaiveDate,
    ) -> impl Iterator<Item = &'d Placement> {
        self.snapshot.meetings.iter().filter(move |one| {
            let day = one.start.date();
            let rule = self.snapshot.team.rule(&one.rule);
            let recorded = self.snapshot.recorded().outcome(one);
            (0..7).contains(&(day - monday).num_days())
                && self.snapshot.has_begun(one)
                && self.snapshot.recorded().now(one).is_some()
                && one.participants.iter().any(|who| who.id == person)
                && rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)))
                && recorded.is_none()
        })
    }

    /// One said never to have been planned that is in the calendar on that day, at no other time.
    fn planned_after_all(&self, said: &Said, day: NaiveDate) -> Option<Fault> {
        let Which::Unplanned(series) = &said.which else {
            return None;
        };
        let apart = |one: &Placement| said.start.is_some_and(|start| start != one.start.time());
        let open = |one: &&Placement| {
            let recorded = self
                .snapshot
                .ledger
                .meeting(&one.id)
                .and_then(Meeting::outcome);
            one.series == *series && one.start.date() == day && !apart(one) && recorded.is_none()
        };
        let planned = self.snapshot.meetings.iter().find(open)?;
        Some(self.wrong(
            "start",
            format!(
                "{} is die dag gepland: registreer die, of noem een andere --start",
                planned.id
            ),
            format!(
                "{} is planned that day: record that one, or say another --start",
                planned.id
            ),
        ))
    }

    /// The day it is recorded for: as said, else as planned; a duty is handed in at the latest today. When a meeting was held
    /// that stands in no calendar must be said.
    fn day(&self, said: &Said, planned: Option<&Placement>) -> Option<NaiveDate> {
        let duty = planned.is_some_and(is_duty);
        let nowhere = |one: &Placement| self.snapshot.is_placeless(&one.id);
        if said.state == State::Held && !duty && planned.is_some_and(nowhere) {
            return said.on;
        }
        let planned = planned.map(|planned| planned.start.date());
        let by_today = planned.map(|day| day.min(self.snapshot.today));
        said.on.or(if duty { by_today } else { planned })
    }

    fn leads(&self) -> Vec<&str> {
        let leads = self.snapshot.team.leads(self.snapshot.today);
        leads.map(|person| person.id.as_str()).collect()
    }

    fn act(&self, said: Said, day: NaiveDate) -> Act {
        let held = said.state == State::Held;
        let (id, series, planned) = match said.which {
            Which::Planned(planned) => (
                Some(planned.id.clone()),
                planned.series.clone(),
                Some(planned),
            ),
            Which::Unplanned(series) => (None, series, None),
        };
        let nowhere = planned
            .as_deref()
            .is_some_and(|one| self.snapshot.is_placeless(&one.id));
        let planned = planned.as_deref().filter(|planned| !is_duty(planned));
        let as_planned = planned.filter(|_| held);
        let hour = planned.filter(|_| !nowhere).map(|one| one.start.time());
        let moved = id
            .as_ref()
            .and_then(|id| self.snapshot.planned.get(id).copied());
        Act::Record(Happened {
            id,
            planned: moved,
            record: Record {
                series,
                state: said.state,
                day,
                start: said.start.or(hour),
                minutes: said.minutes.or(as_planned.map(|planned| planned.minutes)),
                present: match said.present {
                    Some(present) => present.iter().map(|who| self.written(who)).collect(),
                    None => as_planned.map_or_else(Vec::new, |planned| self.company(planned)),
                },
            },
            reason: said.reason,
            also: as_planned.map_or_else(Vec::new, |planned| self.covered(planned)),
        })
    }

    /// Who was to come: people of the team by key, others by role.
    fn company(&self, planned: &Placement) -> Vec<String> {
        let by_role = |who: &crate::plan::Participant| {
            let person = self.snapshot.team.person(&PersonId::new(&*who.id));
            if person.is_some_and(|person| !person.external) {
                who.id.clone()
            } else {
                who.role.clone()
            }
        };
        planned.participants.iter().map(by_role).collect()
    }

    /// The series that a meeting satisfies besides its own: the covered rule's, for each case.
    fn covered(&self, planned: &Placement) -> Vec<SeriesId> {
        let Some(rule) = self.snapshot.team.rule(&planned.rule) else {
            return Vec::new();
        };
        let (Some(covers), Per::Person { of }) = (&rule.covers, &rule.per) else {
            return Vec::new();
        };
        let covered = RuleId::of(&planned.programme, covers);
        let day = planned.start.date();
        let cases = planned.covers.iter();
        cases
            .map(|code| {
                let case = self.snapshot.team.case(code, &planned.programme);
                let seconds = case.map(|case| self.snapshot.team.seconds(&case.subject(), of, day));
                let is_second = seconds.is_some_and(|seconds| {
                    // One of several sittings carries its number after a dot.
                    let subject = planned.series.subject();
                    let person = subject.split('.').next().unwrap_or(subject);
                    seconds.iter().any(|second| second.id.as_str() == person)
                });
                if is_second {
                    covered.series(&format!("{code}-2"))
                } else {
                    covered.series(code.as_str())
                }
            })
            .collect()
    }
}

/// Whether this can be known before the day has come.
fn may_be_ahead(state: State) -> bool {
    matches!(state, State::Postponed | State::Cancelled | State::Waived)
}

/// Faults as one error of usage.
pub fn usage(faults: &[Fault]) -> Error {
    let join = |text: &dyn Fn(&Fault) -> Text| {
        let texts: Vec<Text> = faults.iter().map(text).collect();
        let lines = |lang| {
            let lines: Vec<&str> = texts.iter().map(|text| text.get(lang)).collect();
            lines.join("\n")
        };
        (lines(Lang::Nl), lines(Lang::En))
    };
    let (nl, en) = join(&|fault| fault.text.clone());
    let (page_nl, page_en) = join(&|fault| fault.page.as_ref().unwrap_or(&fault.text).clone());
    Error::usage(nl, en).on_page(page_nl, page_en)
}
