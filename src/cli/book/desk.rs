//! The desk at which the book is written: team, store and what is known come in; entries go out.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::words;
use crate::cli::{Context, FINE, print, print_json};
use crate::document::listed;
use crate::error::Error;
use crate::feed::UidKey;
use crate::ids::{OccurrenceId, PersonId, RuleId, SeriesId};
use crate::language::Lang;
use crate::pipeline::{self, NotFound, Recorded};
use crate::plan::{Duty, Firmness, Placement, Window};
use crate::records::{Act, Entry, Ledger};
use crate::rules::{Per, RoleKind, Rule};
use crate::store::{Store as _, Turn};
use crate::team::Team;

/// What every command that writes in the book has at hand.
pub(super) struct Desk<'c> {
    pub context: &'c Context,
    pub team: Team,
    pub store: Turn,
    pub ledger: Ledger,
    /// Every meeting of the published plan, of the latest one those it has besides, and those added
    /// since, as planned; and every duty, as a meeting without length on the day it is due.
    pub meetings: Vec<Placement>,
    pub lang: Lang,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl<'c> Desk<'c> {
    /// Opens the book of a team; it need not have a plan.
    pub fn open(context: &'c Context, folder: &Path) -> Result<Self, Error> {
        let team = context.team(folder)?;
        let store = context.store(folder, &team)?;
        let published = store.published()?.map(|(revision, _)| revision);
        let published = match published {
            Some(revision) => store.plan(revision)?,
            None => None,
        };
        let ledger = pipeline::ledger(&team, &store, None)?;
        let book = Recorded {
            team: &team,
            ledger: &ledger,
        };
        let mut meetings = Vec::new();
        let mut known = BTreeSet::new();
        let plans = published.into_iter().chain(store.latest()?);
        let planned = plans.flat_map(|plan| {
            let duties: Vec<Placement> = plan.duties.iter().map(as_meeting).collect();
            duties.into_iter().chain(plan.placements)
        });
        let all = planned.chain(book.added());
        meetings.extend(all.filter(|one| known.insert(one.id.clone())));
        Ok(Self {
            ledger,
            lang: context.lang(&team),
            today: context.today(),
            now: context.now(),
            context,
            team,
            store,
            meetings,
        })
    }

    /// One of two readings, as a fault of usage.
    pub fn fault(&self, nl: impl Into<String>, en: impl Into<String>) -> Error {
        Error::usage(nl, en)
    }

    /// The meeting that is meant, as it was planned.
    pub fn find(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let key = UidKey::new(self.store.uid_key()?);
        let domain = &self.team.domain;
        let found = pipeline::find(&self.meetings, occurrence, |id| key.uid(domain, id));
        found
            .cloned()
            .map_err(|why| Error::Usage(words::not_found(occurrence, &why)))
    }

    /// The meeting that is meant, as it was planned; it must still be to come.
    pub fn find_open(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let planned = self.find(occurrence)?;
        let book = Recorded {
            team: &self.team,
            ledger: &self.ledger,
        };
        if is_duty(&planned) {
            return Err(self.no_meeting(&planned));
        }
        if book.is_open(&planned) {
            return Ok(planned);
        }
        let id = &planned.id;
        Err(self.fault(
            format!("{id} is afgerond: zie `cadans records`; was dat fout, trek het in met `cadans correct`"),
            format!("{id} is over: see `cadans records`; if that was wrong, take it back with `cadans correct`"),
        ))
    }

    /// The meeting that is meant, where it now stands; it must still be in the calendar.
    pub fn find_standing(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let planned = self.find(occurrence)?;
        if is_duty(&planned) {
            return Err(self.no_meeting(&planned));
        }
        let book = Recorded {
            team: &self.team,
            ledger: &self.ledger,
        };
        let standing = book.now(&planned);
        standing.ok_or_else(|| {
            let id = &planned.id;
            self.fault(
                format!(
                    "{id} staat niet meer in de agenda: zie `cadans records`; plan eerst opnieuw"
                ),
                format!(
                    "{id} is not in the calendar any more: see `cadans records`; plan again first"
                ),
            )
        })
    }

    fn no_meeting(&self, duty: &Placement) -> Error {
        let id = &duty.id;
        self.fault(
            format!("{id} is geen afspraak maar iets om in te leveren: `cadans record … held`"),
            format!("{id} is no meeting but something to hand in: `cadans record … held`"),
        )
    }

    /// The rule with this id or name.
    pub fn rule(&self, named: &str) -> Result<&Rule, Error> {
        let rules = || self.team.programmes.iter().flat_map(|each| &each.rules);
        let fits = |rule: &&Rule| rule.id.as_str() == named || rule.id.name() == named;
        let found: Vec<&Rule> = rules().filter(fits).collect();
        match &found[..] {
            [one] => Ok(one),
            [] => {
                let known = listed(rules().map(|rule| rule.id.as_str()));
                Err(self.fault(
                    format!("er is geen regel `{named}`; wel {known}"),
                    format!("there is no rule `{named}`; there are {known}"),
                ))
            }
            many => {
                let ids = listed(many.iter().map(|rule| rule.id.as_str()));
                Err(self.fault(
                    format!("`{named}` kan {ids} zijn; noem er een"),
                    format!("`{named}` may be {ids}; name one"),
                ))
            }
        }
    }

    /// The series of a rule for the subject that is given; faults when it cannot be one.
    pub fn series(
        &self,
        rule: &str,
        case: Option<&str>,
        person: Option<&str>,
        group: Option<&str>,
    ) -> Result<SeriesId, Error> {
        let rule = self.rule(rule)?;
        let id: &RuleId = &rule.id;
        let (wanted, given, known) = match &rule.per {
            Per::Case { .. } => ("--case", case, self.is_case(id.programme(), case)),
            Per::Person { .. } => ("--person", person, self.is_person(person)),
            Per::Group => {
                let is = group.is_some_and(|group| self.team.group(group).is_some());
                ("--group", group, is)
            }
            Per::Team => return Ok(id.series(Team::WHOLE)),
        };
        let Some(subject) = given else {
            return Err(self.fault(
                format!("zeg over wie `{id}` gaat: {wanted} …"),
                format!("say whom `{id}` is about: {wanted} …"),
            ));
        };
        if !known {
            return Err(self.fault(
                format!("`{subject}` is niet bekend voor {wanted} van `{id}`"),
                format!("`{subject}` is not known as {wanted} of `{id}`"),
            ));
        }
        Ok(id.series(subject))
    }

    fn is_case(&self, programme: &str, code: Option<&str>) -> bool {
        // A second one's series carries a number after the code.
        let code = code.map(|code| code.strip_suffix("-2").unwrap_or(code));
        let mut cases = self.team.cases.iter();
        cases.any(|case| Some(case.code.as_str()) == code && case.programme == programme)
    }

    fn is_person(&self, person: Option<&str>) -> bool {
        person.is_some_and(|person| self.team.person(&PersonId::new(person)).is_some())
    }

    /// Whether this names somebody who may say or attend something: a person, a family by code, or
    /// the role of those who go by role.
    pub fn is_somebody(&self, who: &str) -> bool {
        let by_role = |kind| matches!(kind, RoleKind::Family | RoleKind::External);
        let mut programmes = self.team.programmes.iter();
        self.is_person(Some(who))
            || self.team.cases.iter().any(|case| case.code.as_str() == who)
            || programmes.any(|each| each.roles.get(who).is_some_and(|role| by_role(role.kind)))
    }

    /// A family or somebody outside the team is written down by role only.
    pub fn written(&self, who: &str) -> String {
        let person = self.team.person(&PersonId::new(who));
        let roles = self
            .team
            .programmes
            .iter()
            .flat_map(|each| each.roles.values());
        let mut roles = roles.filter(|role| match person {
            Some(person) => role.kind == RoleKind::External && person.roles.contains(&role.id),
            None => role.kind == RoleKind::Family,
        });
        match person {
            Some(person) if !person.external => who.to_owned(),
            None if !self.team.cases.iter().any(|case| case.code.as_str() == who) => who.to_owned(),
            _ => roles
                .next()
                .map_or_else(|| who.to_owned(), |role| role.id.clone()),
        }
    }

    /// Faults when `by` is nobody.
    pub fn by(&self, by: Option<&String>) -> Result<Option<String>, Error> {
        if let Some(who) = by.filter(|who| !self.is_somebody(who)) {
            return Err(Error::Usage(words::nobody(&self.team, who)));
        }
        Ok(by.map(|who| self.written(who)))
    }

    /// A day and time such as `2027-02-03T10:00`, a blank between them as well.
    pub fn moment(&self, text: &str) -> Result<NaiveDateTime, Error> {
        let text = text.trim().replace('T', " ");
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").map_err(|_| {
            self.fault(
                format!("`{text}` is geen dag en tijd: schrijf 2027-02-03T10:00"),
                format!("`{text}` is no day and time: write 2027-02-03T10:00"),
            )
        })
    }

    /// Writes acts in the book, all or none, brings the feeds' calendar up to date and says what
    /// was written.
    pub fn write(mut self, acts: Vec<(Option<String>, Act)>) -> Result<u8, Error> {
        let entries: Vec<Entry> = acts
            .into_iter()
            .map(|(by, act)| Entry {
                number: 0,
                at: self.now,
                by,
                act,
            })
            .collect();
        let kept = pipeline::enter(&self.team, &mut self.store, &entries, self.now)?;
        self.tell(&kept, &BTreeSet::new())
    }

    /// Reads entries aloud, and says which of them were taken back.
    pub fn tell(&self, entries: &[Entry], withdrawn: &BTreeSet<u32>) -> Result<u8, Error> {
        if self.context.json() {
            print_json(&serde_json::json!({ "team": self.team.id, "entries": entries }))?;
        } else {
            let mut text = String::new();
            for entry in entries {
                text += &words::entry(self.lang, self.team.zone, entry);
                if withdrawn.contains(&entry.number) {
                    text += self.lang.pick(" (ingetrokken)", " (taken back)");
                }
                text.push('\n');
            }
            print(&text)?;
        }
        Ok(FINE)
    }
}

/// Whether this is something to hand in.
pub(super) fn is_duty(one: &Placement) -> bool {
    one.minutes == 0
}

/// A duty as a meeting without length at the beginning of the day it is due.
fn as_meeting(duty: &Duty) -> Placement {
    Placement {
        id: duty.id.clone(),
        series: duty.id.series(),
        rule: duty.rule.clone(),
        programme: duty.rule.programme().to_owned(),
        case: duty.case.clone(),
        title: duty.title.clone(),
        start: duty.due.into(),
        minutes: 0,
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: Window {
            from: duty.due,
            to: duty.due,
        },
        due: Some(duty.due),
        status: Firmness::Planned,
        covers: Vec::new(),
    }
}

/// The ids of a list, for a message.
pub(super) fn ids(ids: &[OccurrenceId]) -> String {
    listed(ids.iter().map(OccurrenceId::as_str))
}

/// What could not be found, for whoever reads it.
pub(super) fn offered(why: &NotFound) -> &[OccurrenceId] {
    match why {
        NotFound::Unknown(near) => near,
        NotFound::Several(some, _) => some,
    }
}
