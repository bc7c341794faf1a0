//! What an entry says: a meeting or duty and the reader's detail come in, title and description go
//! out. Families and referrers appear by role only, whatever the detail.

use super::{Audience, Detail, Feed, wire};
use crate::ids::CaseCode;
use crate::language::{Lang, Text};
use crate::plan::{Duty, DutyEntry, Entry, Participant, Placement, Published};

impl Feed<'_> {
    pub(super) fn text<'t>(&self, text: &'t Text) -> &'t str {
        self.lang.pick(&text.nl, &text.en)
    }

    /// The title of a meeting.
    pub(super) fn meeting_title(&self, meeting: &Placement) -> String {
        title_of(meeting, self.published, self.who, self.detail, self.lang)
    }

    /// The title of a duty.
    pub(super) fn duty_title(&self, duty: &Duty) -> String {
        let case = duty.case.as_ref().map(CaseCode::as_str);
        titled(&duty.title, case, self.detail, self.lang)
    }

    /// The description of a meeting: who comes, how firm it is, what is due around it.
    pub(super) fn meeting_text(&self, entry: &Entry) -> String {
        let meeting = &entry.placement;
        let lang = self.lang;
        let mut lines = vec![self.people(lang.pick("Wie", "Who"), meeting, &meeting.participants)];
        if self.detail == Detail::Code {
            let absent = lang.pick("Kan er niet bij zijn", "Cannot come");
            lines.push(self.people(absent, meeting, &meeting.absent));
            if self.who.is_of_team(self.published) {
                lines.push(covers(lang, meeting));
            }
        }
        match entry.life.cancelled {
            Some(day) => lines.push(lang.cancelled_on(day)),
            None => {
                lines.push(lang.firmness(meeting.status).to_owned());
                let due = self.due.around(meeting);
                lines.extend(
                    due.filter(|duty| self.may_know(duty))
                        .map(|duty| self.due(duty)),
                );
            }
        }
        joined(lines)
    }

    /// The description of a duty: what it consists of, and whether it is a legal term.
    pub(super) fn duty_text(&self, entry: &DutyEntry) -> String {
        let duty = &entry.duty;
        let items = Some(duty.items.join(", ")).filter(|items| !items.is_empty());
        let mut lines = Vec::from_iter(items);
        if duty.legal {
            lines.push(
                self.lang
                    .pick("Wettelijke termijn.", "Legal term.")
                    .to_owned(),
            );
        }
        if let Some(day) = entry.life.cancelled {
            lines.push(self.lang.cancelled_on(day));
        }
        joined(lines)
    }

    /// People see their own duties; a case's and the team's feed show the case's.
    fn may_know(&self, duty: &Duty) -> bool {
        match self.who {
            Audience::Person(id) => duty.owner == id.as_str(),
            Audience::Case(_) | Audience::Team => true,
        }
    }

    fn due(&self, duty: &Duty) -> String {
        let head = self.lang.pick("Te doen", "To do");
        let title = self.text(&duty.title);
        format!("{head}: {title}, {}.", self.lang.due_by(duty.due))
    }

    /// `Wie: gezin, Bram (zijn rol)`; without names, `Wie: gezin, 2 × rol`.
    fn people(&self, head: &str, meeting: &Placement, people: &[Participant]) -> String {
        let mut said: Vec<(String, usize)> = Vec::new();
        for person in people {
            let text = self.person(meeting, person);
            match said.iter_mut().find(|(known, _)| *known == text) {
                Some((_, count)) => *count += 1,
                None => said.push((text, 1)),
            }
        }
        if said.is_empty() {
            return String::new();
        }
        let said: Vec<String> = said
            .into_iter()
            .map(|(text, count)| match count {
                1 => text,
                _ => format!("{count} × {text}"),
            })
            .collect();
        format!("{head}: {}.", said.join(", "))
    }

    fn person(&self, meeting: &Placement, person: &Participant) -> String {
        let team = &self.published.team;
        let role = team
            .role(&meeting.programme, &person.role)
            .map_or(person.role.as_str(), |role| self.text(role));
        match team.staff.get(&person.id) {
            Some(name) if self.detail == Detail::Code => format!("{name} ({role})"),
            _ => role.to_owned(),
        }
    }
}

/// The title of a meeting, as a reader of this detail knows it. What somebody wrote down about an appointment may name
/// anybody: only colleagues who see codes see that.
pub fn title_of(
    meeting: &Placement,
    published: &Published,
    who: &Audience,
    detail: Detail,
    lang: Lang,
) -> String {
    let may_read = detail == Detail::Code && who.is_of_team(published);
    if detail > Detail::Busy && meeting.is_outside_rules() && !may_read {
        return lang.appointment().to_owned();
    }
    let case = meeting.case.as_ref().map(CaseCode::as_str);
    titled(&meeting.title, case, detail, lang)
}

/// A title, with its case's code where the detail allows it.
fn titled(title: &Text, case: Option<&str>, detail: Detail, lang: Lang) -> String {
    let title = lang.pick(&title.nl, &title.en);
    if detail == Detail::Busy || wire::clean(title).trim().is_empty() {
        return lang.busy().to_owned();
    }
    match case {
        Some(code) if detail == Detail::Code && !title.contains(code) => format!("{title} {code}"),
        _ => title.to_owned(),
    }
}

/// The cases a meeting covers besides its own.
fn covers(lang: Lang, meeting: &Placement) -> String {
    if meeting.covers.is_empty() {
        return String::new();
    }
    let codes: Vec<&str> = meeting.covers.iter().map(|code| code.as_str()).collect();
    format!(
        "{}: {}.",
        lang.pick("Ook over", "Also about"),
        codes.join(", ")
    )
}

fn joined(mut lines: Vec<String>) -> String {
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
