//! What stands in the way of a meeting at another time: a meeting and a time come in; what those who choose it should
//! mind goes out, in words.

use chrono::{NaiveDateTime, Timelike as _};

use super::{Desk, moment};
use crate::language::{Lang, Text};
use crate::plan::Placement;
use crate::store::Store;
use crate::team::Away;
use crate::time::Slots;
use crate::words::Formatter;

impl<S: Store> Desk<S> {
    /// What stands in the way of a meeting at another time: other meetings of the same people, their leave, and its
    /// due date.
    pub fn clashes(&self, meeting: &Placement, start: NaiveDateTime) -> Vec<Text> {
        let end = start + chrono::Duration::minutes(i64::from(meeting.minutes));
        let comes = |id: &str| meeting.participants.iter().any(|who| who.id == id);
        let same_time =
            |other: &Placement| other.id != meeting.id && other.start < end && start < other.end();
        let book = self.book();
        let standing = self.meetings.iter().filter_map(|other| book.now(other));
        let mut mind: Vec<Text> = standing
            .filter(|other| same_time(other))
            .filter(|other| other.participants.iter().any(|who| comes(&who.id)))
            .map(|other| self.has_then(&other, comes))
            .collect();
        mind.extend(self.leave(meeting, start));
        if let Some(due) = meeting.due.filter(|due| *due < start.date()) {
            mind.push(Text::new(
                format!("dit is na de uiterste dag, {}", Lang::Nl.date(due)),
                format!("this is after its due date, {}", Lang::En.date(due)),
            ));
        }
        mind
    }

    /// Who has which other meeting then, and when.
    fn has_then(&self, other: &Placement, comes: impl Fn(&str) -> bool) -> Text {
        let read = |lang| {
            let formatter = Formatter::whole(&self.team, lang);
            let who = other.participants.iter().filter(|who| comes(&who.id));
            let names = who.map(|who| formatter.name(&other.programme, who));
            let names: Vec<String> = names.collect();
            (
                names.join(", "),
                formatter.title(other),
                moment(lang, other.start),
            )
        };
        let (nl, en) = (read(Lang::Nl), read(Lang::En));
        Text::new(
            format!("{} heeft dan {}, {}", nl.0, nl.1, nl.2),
            format!("{} has {} then, {}", en.0, en.1, en.2),
        )
    }

    /// Who of a meeting is away then.
    fn leave(&self, meeting: &Placement, start: NaiveDateTime) -> Vec<Text> {
        let first = start.time().num_seconds_from_midnight() / 60;
        let slots = Slots::touching(first, (first + meeting.minutes).min(24 * 60));
        let day = start.date();
        let away = self.team.absences.iter().filter(|one| {
            let then = one.from <= day && day <= one.to;
            then && one.slots.is_none_or(|hours| !hours.and(slots).is_empty())
        });
        let named = away.filter_map(|one| {
            let id = match &one.who {
                Away::Person(id) => id.as_str(),
                Away::Family(code) => code.as_str(),
            };
            let who = meeting.participants.iter().find(|who| who.id == id)?;
            let name = |lang| Formatter::whole(&self.team, lang).name(&meeting.programme, who);
            Some(Text::new(
                format!("{} is dan afwezig", name(Lang::Nl)),
                format!("{} is away then", name(Lang::En)),
            ))
        });
        named.collect()
    }
}
