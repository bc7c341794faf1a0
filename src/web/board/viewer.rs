//! Who looks at the board, and what they may see: a snapshot of the team, a language and rights come in; the
//! meetings, cases and findings that are theirs to see go out.

use chrono::NaiveDate;
use maud::Markup;

use crate::app::Snapshot;
use crate::app::is_duty;
use crate::check::{self, Finding};
use crate::ids::PersonId;
use crate::language::Lang;
use crate::plan::Placement;
use crate::team::Case;
use crate::time::Term;
use crate::web::address::asking;
use crate::words::{Formatter, Reader, works_for};

/// What somebody may see and do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum May {
    /// Everything.
    All,
    /// Their own calendar and cases, by person id.
    Own(String),
    /// Findings, without cases.
    Read,
}

/// A page: its title and what stands below it.
pub struct Sheet {
    /// The title.
    pub title: String,
    /// What stands below it.
    pub body: Markup,
}

/// Somebody looking at a team.
#[derive(Clone, Copy)]
pub struct Viewer<'a> {
    /// How the team stands.
    pub snapshot: &'a Snapshot,
    /// Their language.
    pub lang: Lang,
    /// What comes before every address, such as `/t/north`.
    pub base: &'a str,
    /// What they may.
    pub may: &'a May,
    /// What every form must carry.
    pub token: &'a Markup,
}

impl<'a> Viewer<'a> {
    /// How things are said to them.
    pub fn formatter(self) -> Formatter<'a> {
        Formatter {
            team: &self.snapshot.team,
            lang: self.lang,
            reader: match self.may {
                May::All => Reader::Everyone,
                May::Own(person) => Reader::Own(person, self.today()),
                May::Read => Reader::Outside,
            },
        }
    }

    /// One of two readings.
    pub fn say(self, nl: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(nl, en)
    }

    /// A day, with its year when it is not this one's.
    pub fn short_date(self, day: NaiveDate) -> String {
        self.formatter().short_date(day)
    }

    /// An address of the board.
    pub fn at(self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// An address of the board that asks for one thing: `asking("/overdue", "who", "anna")`.
    pub fn asking(self, path: &str, name: &str, value: &str) -> String {
        self.at(&asking(path, &[(name, value)]))
    }

    /// The address of a meeting.
    pub fn at_meeting(self, id: &str) -> String {
        format!("{}/meeting/{id}", self.base)
    }

    /// The address of a case.
    pub fn at_case(self, code: &str) -> String {
        format!("{}/case/{code}", self.base)
    }

    /// Whether they may see this case and change what is about it: everybody's, or one of theirs that they have not
    /// handed over. Who handed a family over has no more business with it: of that time they keep the meetings they
    /// came to themselves, to say what became of them.
    pub fn sees_case(self, code: &str) -> bool {
        self.formatter().reader.sees(&self.snapshot.team, code)
    }

    /// Whether somebody is or was assigned to a case; that gives no right to anything.
    pub fn works_for(self, person: &str, code: &str) -> bool {
        works_for(&self.snapshot.team, person, code)
    }

    /// The cases they may see, in the order of the list.
    pub fn cases(self) -> impl Iterator<Item = &'a Case> {
        let cases = self.snapshot.team.cases.iter();
        cases.filter(move |case| self.sees_case(case.code.as_str()))
    }

    /// The meetings of the calendar they may see, in order of time.
    pub fn meetings(self) -> impl Iterator<Item = &'a Placement> {
        let plan = self.snapshot.plan.as_ref();
        let all = plan.map_or(&[][..], |plan| &plan.placements[..]);
        all.iter().filter(move |one| self.sees(one))
    }

    /// Whether they may see this meeting: everybody's, one they come to, one of their cases.
    pub fn sees(self, meeting: &Placement) -> bool {
        match self.may {
            May::All => true,
            May::Read => false,
            May::Own(person) => {
                let case = meeting.case.as_ref();
                comes(meeting, person) || case.is_some_and(|case| self.sees_case(case.as_str()))
            }
        }
    }

    /// The findings they may see.
    pub fn findings(self) -> impl Iterator<Item = &'a Finding> {
        let findings = self.snapshot.findings().iter();
        findings.filter(move |one| match self.may {
            May::All | May::Read => true,
            May::Own(person) => {
                let case = one.case.as_ref();
                one.who_acts == *person
                    || one.person.as_ref().is_some_and(|about| about == person)
                    || case.is_some_and(|case| self.sees_case(case.as_str()))
            }
        })
    }

    /// Whether they may move this meeting, strike it or let it stand: what is about no case, or about one that
    /// others work for, is for lead and planner.
    pub fn may_change(self, meeting: &Placement) -> bool {
        let case = meeting.case.as_ref();
        *self.may == May::All || case.is_some_and(|case| self.sees_case(case.as_str()))
    }

    /// Whether they may say what became of this meeting, which they see: of one that is over, everybody who came.
    pub fn may_tell(self, meeting: &Placement) -> bool {
        let over = is_duty(meeting) || meeting.start.date() <= self.today();
        self.may_change(meeting) || over && *self.may != May::Read
    }

    /// Whether the day of a meeting is over and nobody has said what became of it. What no rule asks for owes no record.
    pub fn is_unrecorded(self, meeting: &Placement) -> bool {
        let day = meeting.start.date();
        let ledger = &self.snapshot.ledger;
        day < self.today()
            && self.snapshot.team.rule(&meeting.rule).is_some()
            && !check::is_recorded(ledger, &meeting.id, &meeting.series, day)
    }

    /// The person they are, when they have a calendar of their own.
    pub fn own(self) -> Option<&'a str> {
        match self.may {
            May::Own(person) => Some(person),
            May::All | May::Read => None,
        }
    }

    /// Somebody's name; a family goes by its code.
    pub fn name(self, id: &str) -> &'a str {
        let team = &self.snapshot.team;
        if let Some(person) = team.person(&PersonId::new(id)) {
            return &person.name;
        }
        let case = team.cases.iter().find(|case| case.code.as_str() == id);
        case.map_or("", |case| case.code.as_str())
    }

    /// What a series is about, by name: a person, a group, the team; a family by its code, and what its second
    /// colleague has in it so.
    pub fn subject(self, id: &str) -> String {
        self.formatter().subject(id)
    }

    /// The title of a role, of whichever programme has it.
    pub fn role(self, id: &str) -> String {
        let mut programmes = self.snapshot.team.programmes.iter();
        let role = programmes.find_map(|programme| programme.roles.get(id));
        role.map_or(id, |role| role.title.get(self.lang)).to_owned()
    }

    /// The quarter to be shown when none is asked for: this one, or the first that is planned when that is still to
    /// come.
    pub fn quarter(self) -> Option<Term> {
        let first = self.snapshot.plan.as_ref().map(|plan| plan.term.from);
        Term::quarter_of(first.map_or(self.today(), |first| first.max(self.today())))
    }

    /// The term that a meeting without a place belongs to, when that was not planned yet.
    pub fn later_term(self, meeting: &Placement) -> Option<String> {
        let due = meeting.due.unwrap_or(meeting.window.to);
        let later = self
            .snapshot
            .planned_until()
            .is_some_and(|until| until < due);
        let nowhere = later && self.snapshot.is_placeless(&meeting.id);
        nowhere.then(|| self.formatter().term_of(due))
    }

    /// The day it is.
    pub fn today(self) -> NaiveDate {
        self.snapshot.today
    }
}

/// Whether somebody comes to a meeting: a person by id, a family by its code.
pub fn comes(meeting: &Placement, who: &str) -> bool {
    meeting.participants.iter().any(|one| one.id == who)
}
