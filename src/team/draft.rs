//! A team while it is read: words of the lists come in, the people, cases and rules they name go
//! out, or the fault that there is none.

use super::named::{named_programme, named_rule};
use super::{Subject, Team};
use crate::diagnostic::{Diagnostics, ListFault, Named};
use crate::document::Word;
use crate::ids::{CaseCode, PersonId, RuleId};
use crate::rules::{Per, RoleKind};

/// A team under construction.
pub(super) struct Draft {
    /// What is read so far.
    pub(super) team: Team,
    /// Programmes that `team.toml` names and that could not be loaded. What may stand in them is
    /// not reported as unknown.
    pub(super) missing: Vec<String>,
    /// Whether `programmes` itself had faults, so that any programme may be missing.
    pub(super) unread: bool,
    /// What could not be read of the lists, so that its absence is not reported as well.
    pub(super) lost: Lost,
    /// For whom the team's own overlays are meant: the key of each condition and what it names.
    pub(super) aimed: Vec<(String, Word)>,
}

/// Rows that had faults of their own and are not in the team.
#[derive(Default)]
pub(super) struct Lost {
    /// The list of cases, or one of its rows, could not be read at all.
    pub(super) some_cases: bool,
    /// Codes of the cases whose rows had faults.
    pub(super) cases: Vec<String>,
    /// The list of assignments, or one of its rows, could not be read at all.
    pub(super) some_assignments: bool,
    /// Subject and role of the assignments whose rows had faults.
    pub(super) assignments: Vec<(String, String)>,
}

impl Lost {
    /// Whether a subject may be missing only because its row had faults.
    fn may_be(&self, text: &str) -> bool {
        let code = text.split_once('/').map_or(text, |(_, code)| code);
        let lost = |known: &String| known == code || known == base(code);
        self.some_cases || self.cases.iter().any(lost)
    }

    /// Whether somebody may be missing in this role only because a row had faults.
    pub(super) fn role(&self, role: &str) -> bool {
        self.some_assignments || self.assignments.iter().any(|(_, lost)| lost == role)
    }

    /// Whether somebody may be missing for this subject only because a row had faults.
    pub(super) fn subject(&self, subject: &str) -> bool {
        self.some_assignments || self.assignments.iter().any(|(lost, _)| lost == subject)
    }
}

impl Draft {
    /// Whether something may be unknown only because its programme could not be loaded.
    pub(super) fn unsure(&self) -> bool {
        self.unread || !self.missing.is_empty()
    }

    /// The kind of a role in the first programme that has it.
    pub(super) fn role_kind(&self, role: &str) -> Option<RoleKind> {
        let mut programmes = self.team.programmes.iter();
        programmes.find_map(|programme| Some(programme.roles.get(role)?.kind))
    }

    /// Whether a programme has the role; reported when none has.
    pub(super) fn known_role(&self, word: &Word, faults: &mut Diagnostics) -> bool {
        let known = self.role_kind(&word.text).is_some() || self.unsure();
        if !known {
            let programmes = &self.team.programmes;
            let roles = programmes
                .iter()
                .flat_map(|programme| programme.roles.keys());
            let hint = faults.hint(&word.text, roles.map(String::as_str));
            let read = word.text.clone();
            faults.report(word.span, ListFault::UnknownRole { read, hint });
        }
        known
    }

    /// The id of a programme's rule; reported when there is none. A rule of a programme that could
    /// not be loaded is let through.
    pub(super) fn rule_id(&self, word: &Word, faults: &mut Diagnostics) -> Option<RuleId> {
        let id = RuleId::new(&word.text);
        let known = self.unread
            || self.team.rule(&id).is_some()
            || self
                .missing
                .iter()
                .any(|programme| programme == id.programme());
        if !known {
            let rules = self.team.programmes.iter().flat_map(|p| &p.rules);
            let hint = faults.hint(&word.text, rules.map(|rule| rule.id.as_str()));
            let read = word.text.clone();
            faults.report(word.span, ListFault::UnknownRule { read, hint });
        }
        known.then_some(id)
    }

    /// Whether the team has this programme, loaded or not; reported when not.
    pub(super) fn known_programme(&self, word: &Word, faults: &mut Diagnostics) -> bool {
        let loaded = self.team.programmes.iter().map(|programme| &programme.id);
        let names: Vec<&str> = loaded.chain(&self.missing).map(String::as_str).collect();
        let known = self.unread || names.contains(&word.text.as_str());
        if !known {
            let hint = faults.hint(&word.text, names);
            let read = word.text.clone();
            faults.report(word.span, ListFault::UnknownProgramme { read, hint });
        }
        known
    }

    /// What a programme is called; one that could not be loaded by its key.
    pub(super) fn named_programme(&self, id: &str) -> Named {
        let known = self.team.programme(id).map(named_programme);
        known.unwrap_or_else(|| Named::plain(id, id))
    }

    /// The person a word names; reported when there is none.
    pub(super) fn person(&self, word: &Word, faults: &mut Diagnostics) -> Option<PersonId> {
        let id = PersonId::new(&word.text);
        if self.team.person(&id).is_some() {
            return Some(id);
        }
        let people = self.team.people.iter().map(|person| person.id.as_str());
        let hint = faults.hint(&word.text, people);
        let read = word.text.clone();
        faults.report(word.span, ListFault::UnknownPerson { read, hint });
        None
    }

    /// Whom or what an assignment is for: `programme/CODE`, a code, a person or a group.
    pub(super) fn subject(&self, word: &Word, faults: &mut Diagnostics) -> Option<Subject> {
        let mut found = self.subjects(&word.text);
        if found.len() > 1 {
            let (read, count) = (word.text.clone(), found.len());
            faults.report(word.span, ListFault::Ambiguous { read, count });
            return None;
        }
        if found.is_empty() {
            self.unknown_subject(word, faults);
        }
        found.pop()
    }

    /// Whether a word is a person or a case; reported when it is neither.
    pub(super) fn participant(&self, word: &Word, faults: &mut Diagnostics) -> bool {
        let found = self.subjects(&word.text);
        let known = found
            .iter()
            .any(|subject| !matches!(subject, Subject::Group(_)));
        if !known {
            self.unknown_subject(word, faults);
        }
        known
    }

    /// The subject segment of a rule's series (`K7QX`, `K7QX-2`, `anna`, a group, the team);
    /// reported when the rule has no such subject.
    pub(super) fn segment(
        &self,
        rule: &RuleId,
        word: &Word,
        faults: &mut Diagnostics,
    ) -> Option<String> {
        let text = &word.text;
        let Some(known) = self.team.rule(rule) else {
            return Some(text.clone());
        };
        let name = base(text);
        let case = |name: &str| {
            let code = CaseCode::new(name);
            self.team.case(&code, rule.programme()).is_some()
        };
        let person = |name: &str| self.team.person(&PersonId::new(name)).is_some();
        let fits = match &known.per {
            Per::Case { .. } => case(text) || case(name),
            Per::Person { .. } => person(text) || person(name),
            Per::Group => self.team.group(text).is_some(),
            Per::Team if *text == Team::WHOLE || *text == self.team.id => {
                return Some(Team::WHOLE.to_owned());
            }
            Per::Team => false,
        };
        if !fits && !self.lost.may_be(text) {
            let (read, rule) = (text.clone(), named_rule(known));
            let unknown = match &known.per {
                Per::Case { .. } => ListFault::NotACase { read, rule },
                Per::Person { .. } => ListFault::NotAPerson { read, rule },
                Per::Group => ListFault::NotAGroup { read, rule },
                Per::Team => ListFault::NotTheTeam { read, rule },
            };
            faults.report(word.span, unknown);
        }
        fits.then(|| text.clone())
    }

    /// Reports a subject that is nobody's, unless its own row was reported already.
    pub(super) fn unknown_subject(&self, word: &Word, faults: &mut Diagnostics) {
        if self.lost.may_be(&word.text) {
            return;
        }
        let team = &self.team;
        let cases = team.cases.iter().map(|case| case.code.as_str());
        let people = team.people.iter().map(|person| person.id.as_str());
        let groups = team.groups.iter().map(|group| group.id.as_str());
        let hint = faults.hint(&word.text, cases.chain(people).chain(groups));
        let read = word.text.clone();
        faults.report(word.span, ListFault::UnknownSubject { read, hint });
    }

    /// Reports the code of a case that is none, or the very case that says it.
    pub(super) fn unknown_case(&self, word: &Word, faults: &mut Diagnostics) {
        if self.lost.may_be(&word.text) {
            return;
        }
        let codes = self.team.cases.iter().map(|case| case.code.as_str());
        let hint = faults.hint(&word.text, codes.filter(|code| *code != word.text));
        let read = word.text.clone();
        faults.report(word.span, ListFault::UnknownCase { read, hint });
    }

    /// Everything a text may name.
    fn subjects(&self, text: &str) -> Vec<Subject> {
        let (programme, code) = match text.split_once('/') {
            Some((programme, code)) => (Some(programme), code),
            None => (None, text),
        };
        let cases = self.team.cases.iter().filter(|case| {
            case.code.as_str() == code && programme.is_none_or(|wanted| case.programme == wanted)
        });
        let mut found: Vec<Subject> = cases.map(super::Case::subject).collect();
        let person = self.team.people.iter().find(|p| p.id.as_str() == text);
        found.extend(person.map(|person| Subject::Person(person.id.clone())));
        let group = self.team.group(text);
        found.extend(group.map(|group| Subject::Group(group.id.clone())));
        found
    }
}

/// The subject without the number of a second series (`K7QX-2`, `anna.2`).
fn base(text: &str) -> &str {
    match text.rsplit_once(['-', '.']) {
        Some((name, number)) if number.parse::<u32>().is_ok() => name,
        _ => text,
    }
}
