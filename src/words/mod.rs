//! What is said to people: facts of all stages, a team, a language and a reader come in; words go out, the same on the
//! command line and the board. Families and people outside the team go by code or role, and a case that the reader may
//! not see is not named.

mod audit;
mod condition;
mod dates;
pub mod differences;
mod entry;
mod explain;
mod finding;
mod invitation;
pub mod measures;
mod note;
mod obstacle;
mod plan;
mod reader;
pub mod rule;
mod standing;
pub mod store;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

use crate::check::Level;
use crate::ids::{OccurrenceId, PersonId, RuleId, SeriesId};
use crate::language::Lang;
use crate::plan::{Firmness, Participant, Placement};
use crate::records::State;
use crate::rules::Demand;
use crate::store::Role;
use crate::team::{Person, Team};
use crate::time::Term;

/// Most names that are listed; more are counted.
const NAMES: usize = 6;

pub use self::invitation::{Invitation, invitation};
pub use self::plan::{settle, settle_blocking, settle_explanation};
pub use self::reader::{HIDDEN, Reader, works_for};

/// A team in a language, to a reader.
#[derive(Clone, Copy)]
pub struct Formatter<'a> {
    /// The team.
    pub team: &'a Team,
    /// The language.
    pub lang: Lang,
    /// Who reads.
    pub reader: Reader<'a>,
}

impl<'a> Formatter<'a> {
    /// Words for whoever may see everything.
    pub fn whole(team: &'a Team, lang: Lang) -> Self {
        Self {
            team,
            lang,
            reader: Reader::Everyone,
        }
    }

    /// The code of a case, or what stands in its place.
    pub fn case(self, code: &str) -> &str {
        match self.reader.sees(self.team, code) {
            true => code,
            false => HIDDEN,
        }
    }

    /// Whether an id is a family's code.
    fn is_case(self, id: &str) -> bool {
        self.team.cases.iter().any(|case| case.code.as_str() == id)
    }

    /// A family in a sentence: `gezin K7QX`.
    pub fn family(self, code: &str) -> String {
        format!("{} {}", self.lang.pick("gezin", "family"), self.case(code))
    }

    /// `Anna`, `gezin K7QX`, `gemeente`: whoever takes part, in a sentence.
    pub fn participant(self, programme: &str, who: &Participant) -> String {
        match self.is_case(&who.id) {
            true => self.family(&who.id),
            false => self.name(programme, who),
        }
    }

    /// What a series is about, by name: a person, a group, the team; a family by its code, and what its second
    /// colleague has in it so.
    pub fn subject(self, id: &str) -> String {
        if let Some(person) = self.team.person(&PersonId::new(id)) {
            return person.name.clone();
        }
        if self.is_case(id) {
            return self.case(id).to_owned();
        }
        if let Some(code) = id.strip_suffix("-2").filter(|code| self.is_case(code)) {
            let whose = self.lang.pick("tweede collega", "second colleague");
            return format!("{} ({whose})", self.case(code));
        }
        match self.team.group(id) {
            Some(group) => group.title.clone(),
            None if id == Team::WHOLE => self.team.name.clone(),
            None => id.to_owned(),
        }
    }

    /// What an account may do, in a word.
    pub fn account_role(self, role: Role) -> &'static str {
        match role {
            Role::Lead => self.lang.pick("teamleider", "lead"),
            Role::Planner => self.lang.pick("planner", "planner"),
            Role::Worker => self
                .lang
                .pick("medewerker: eigen agenda", "worker: own calendar"),
            Role::Auditor => self.lang.pick(
                "controleur: alleen het logboek",
                "auditor: the audit trail only",
            ),
            Role::Reader => self.lang.pick(
                "lezer: alleen aantallen te laat",
                "reader: only how many are late",
            ),
        }
    }

    /// A participant by name; people outside the team by their kind, where the team says it, and else like families by
    /// role.
    pub fn name(self, programme: &str, who: &Participant) -> String {
        match self.team.person(&PersonId::new(&*who.id)) {
            Some(person) if !person.external => person.name.clone(),
            Some(Person {
                kind: Some(kind), ..
            }) => kind.clone(),
            _ => self.role(programme, &who.role),
        }
    }

    /// The title of a role.
    pub fn role(self, programme: &str, role: &str) -> String {
        let programme = self.team.programme(programme);
        let known = programme.and_then(|programme| programme.roles.get(role));
        known
            .map_or(role, |role| role.title.get(self.lang))
            .to_owned()
    }

    /// Somebody in a meeting, by name; of a colleague who has left by then, that too.
    pub fn attendee(self, placement: &Placement, who: &Participant) -> String {
        let name = self.name(&placement.programme, who);
        let person = self.team.person(&PersonId::new(&*who.id));
        let day = placement.start.date();
        match person.filter(|person| person.until.is_some_and(|last| last < day)) {
            Some(_) => {
                let gone = self.lang.pick("niet meer in het team", "has left the team");
                format!("{name} ({gone})")
            }
            None => name,
        }
    }

    /// Who else comes, as a list.
    pub fn company(self, placement: &Placement, without: Option<&str>) -> String {
        let others = placement.participants.iter();
        let names: Vec<String> = others
            .filter(|who| Some(who.id.as_str()) != without)
            .map(|who| self.attendee(placement, who))
            .collect();
        match names.len() {
            0..=NAMES => names.join(", "),
            many => format!("{} {}", many, self.lang.pick("mensen", "people")),
        }
    }

    /// Who must act: a person or group by name, a role that nobody holds by its title.
    pub fn who(self, id: &str) -> String {
        if id == Team::WHOLE {
            return self.lang.pick("Het team", "The team").to_owned();
        }
        if let Some(person) = self.team.person(&PersonId::new(id)) {
            return person.name.clone();
        }
        if let Some(group) = self.team.group(id) {
            return group.title.clone();
        }
        let programmes = self.team.programmes.iter();
        match programmes.filter_map(|each| each.roles.get(id)).next() {
            Some(role) => {
                let nobody = self.lang.pick("niemand toegewezen", "nobody assigned");
                format!("{} ({nobody})", role.title.get(self.lang))
            }
            None => id.to_owned(),
        }
    }

    /// A meeting's name, with the code of its case, or the person or group it is about where the name does not say so.
    pub fn title(self, placement: &Placement) -> String {
        let title = placement.title.get(self.lang);
        if let Some(case) = &placement.case {
            return format!("{title} {}", self.case(case.as_str()));
        }
        match placement.is_outside_rules() {
            true => title.to_owned(),
            false => self.with_subject(title, placement.series.subject()),
        }
    }

    /// A meeting's name where there is little room.
    pub fn short_title(self, placement: &Placement) -> String {
        let rule = self.team.rule(&placement.rule);
        match rule.and_then(|rule| rule.short.clone()) {
            Some(title) => self.title(&Placement {
                title,
                ..placement.clone()
            }),
            None => self.title(placement),
        }
    }

    /// A title with whom it is about; the whole team, and a group that is called the same, go without.
    pub fn with_subject(self, title: &str, id: &str) -> String {
        let about = self.subject(id);
        match id == Team::WHOLE || title.eq_ignore_ascii_case(&about) {
            true => title.to_owned(),
            false => format!("{title} {about}"),
        }
    }

    /// A series by its rule and what it is about: `Huisbezoek K7QX`; what is none stands as it is.
    pub fn series(self, series: &SeriesId) -> String {
        match self.team.rule(&series.rule()) {
            Some(rule) => self.with_subject(rule.title.get(self.lang), series.subject()),
            None => series.to_string(),
        }
    }

    /// A meeting by its id, likewise.
    pub fn meeting(self, id: &str) -> String {
        self.series(&OccurrenceId::new(id).series())
    }

    /// `di 9 feb`, with its year when it is not this one's.
    pub fn short_date(self, day: NaiveDate) -> String {
        let date = self.lang.short_date(day);
        match self.team.as_of.filter(|today| today.year() != day.year()) {
            Some(_) => format!("{date} {}", day.year()),
            None => date,
        }
    }

    /// `4 t/m 8 januari`.
    pub fn span(self, from: NaiveDate, to: NaiveDate) -> String {
        dates::span(self.lang, from, to)
    }

    /// `1e kwartaal 2027`, else its first and last day.
    pub fn term(self, term: Term) -> String {
        dates::term(self.lang, term)
    }

    /// The calendar quarter that holds a day.
    pub fn term_of(self, day: NaiveDate) -> String {
        Term::quarter_of(day).map_or_else(|| self.lang.date(day), |term| self.term(term))
    }

    /// `10:00-11:00`.
    pub fn hours(placement: &Placement) -> String {
        let (start, end) = (placement.start, placement.end());
        format!("{}-{}", start.format("%H:%M"), end.format("%H:%M"))
    }

    /// `di 9 feb 10:00`.
    pub fn moment(self, at: NaiveDateTime) -> String {
        format!("{} {}", self.short_date(at.date()), at.format("%H:%M"))
    }

    /// What stands behind a meeting: how firm it is, and when it must be held.
    pub fn remarks(self, placement: &Placement) -> String {
        let firmness = self.firmness(placement.status).map(str::to_owned);
        let remarks: Vec<String> = firmness.into_iter().chain(self.by(placement)).collect();
        remarks.join(" · ")
    }

    /// When a meeting must be held, or how late it is.
    pub fn by(self, placement: &Placement) -> Option<String> {
        let due = placement.due?;
        let late = (placement.start.date() - due).num_days();
        Some(match late {
            1.. => format!("{} {}", self.days(late), self.lang.pick("te laat", "late")),
            _ => {
                let by = self.lang.pick("uiterlijk", "by");
                format!("{by} {}", self.short_date(due))
            }
        })
    }

    /// Of a meeting whose day is over: that somebody is to say what became of it.
    pub fn to_record(self) -> &'static str {
        self.lang.pick("nog te registreren", "to be recorded")
    }

    /// How firm a meeting is, where that needs saying.
    pub fn firmness(self, status: Firmness) -> Option<&'static str> {
        match status {
            Firmness::Planned => None,
            Firmness::Proposed => Some(self.lang.pick("nog te bevestigen", "to be confirmed")),
            Firmness::Confirmed => Some(self.lang.pick("bevestigd", "confirmed")),
            Firmness::Agreed => Some(self.lang.pick("afgesproken", "agreed")),
            Firmness::Refused => Some(self.lang.pick(
                "afgewezen, opnieuw te plannen",
                "refused, to be planned anew",
            )),
        }
    }

    /// What became of a meeting.
    pub fn state(self, state: State) -> &'static str {
        match state {
            State::Held => self.lang.pick("doorgegaan", "held"),
            State::NoShow => self.lang.pick("niet verschenen", "no-show"),
            State::Postponed => self.lang.pick("uitgesteld", "postponed"),
            State::Cancelled => self.lang.pick("afgezegd", "cancelled"),
            State::Waived => self.lang.pick("vervallen met reden", "waived"),
        }
    }

    /// What became of a meeting of a rule: what is handed in was not held, and what was put off and has a new time has
    /// moved.
    pub fn became(self, rule: &RuleId, state: State, now: Option<NaiveDateTime>) -> String {
        let duty = self.team.rule(rule);
        let duty = duty.is_some_and(|rule| matches!(rule.demand, Demand::Duty(_)));
        match (state, now) {
            (State::Held, _) if duty => self.lang.pick("ingeleverd", "handed in").to_owned(),
            (State::Postponed, Some(now)) => {
                format!(
                    "{} {}",
                    self.lang.pick("verzet naar", "moved to"),
                    self.moment(now)
                )
            }
            _ => self.state(state).to_owned(),
        }
    }

    /// How bad something is.
    pub fn level(self, level: Level) -> &'static str {
        match level {
            Level::Blocking => self.lang.pick("blokkerend", "blocking"),
            Level::Overdue => self.lang.pick("te laat", "overdue"),
            Level::Breach => self.lang.pick("afwijking van de methodiek", "breach"),
            Level::AtRisk => self.lang.pick("te laat gepland", "at risk"),
            Level::Unrecorded => self.lang.pick("niet geregistreerd", "not recorded"),
            Level::Unplanned => self.lang.pick("niet ingepland", "not planned"),
            Level::Ok => self.lang.pick("op schema", "on schedule"),
        }
    }

    /// So many of a level: `2 overtredingen`, `1 te laat`.
    pub fn levels(self, count: usize, level: Level) -> String {
        let said = match (level, count) {
            (Level::Breach, 2..) => self.lang.pick("afwijkingen van de methodiek", "breaches"),
            _ => self.level(level),
        };
        format!("{count} {said}")
    }

    /// So many of something: `1 dag`, `3 dagen`; in Dutch and English, one and more.
    pub fn count(self, count: i64, one: [&str; 2], more: [&str; 2]) -> String {
        let [nl, en] = if count == 1 { one } else { more };
        format!("{count} {}", self.lang.pick(nl, en))
    }

    /// `1 dag`, `3 dagen`.
    pub fn days(self, count: i64) -> String {
        self.count(count, ["dag", "day"], ["dagen", "days"])
    }

    /// A capital for each rule of meetings that are due once: the first of its title still free.
    pub fn letters(self) -> BTreeMap<RuleId, char> {
        let mut letters = BTreeMap::new();
        let rules = self.team.programmes.iter().flat_map(|each| &each.rules);
        for rule in rules.filter(|rule| matches!(rule.demand, Demand::Milestone(_))) {
            let title = rule.title.get(self.lang).to_uppercase();
            let free = |letter: &char| {
                letter.is_alphabetic() && !letters.values().any(|used| used == letter)
            };
            if let Some(letter) = title.chars().find(free) {
                letters.insert(rule.id.clone(), letter);
            }
        }
        letters
    }
}
