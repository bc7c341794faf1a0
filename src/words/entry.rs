//! A line of the record book: what was recorded comes in, a line for people goes out, with names for ids. Whoever works on
//! the command line gets the id of the meeting too, for the next command.

use chrono::NaiveDate;

use super::Formatter;
use crate::ids::{OccurrenceId, PersonId};
use crate::records::{Act, Entry, Happened, StandingChoice};
use crate::store::Whose;
use crate::time::zone;

impl Formatter<'_> {
    /// `12 · wo 3 februari 2027 · Anna · doorgegaan: Bezoek K7QX, wo 3 feb 10:00`; with ids behind each name when
    /// `ids` are wanted.
    pub fn entry(self, entry: &Entry, ids: bool) -> String {
        let by = entry
            .by
            .as_deref()
            .map(|by| format!(" · {}", self.by_whom(by)));
        format!(
            "{} · {}{} · {}",
            entry.number,
            self.lang.date(zone::local_day(self.team.zone, entry.at)),
            by.unwrap_or_default(),
            self.act(&entry.act, ids)
        )
    }

    /// Whose a calendar link is: `Anna`, `gezin K7QX`, `het team`.
    pub fn whose(self, whose: &Whose) -> String {
        match whose {
            Whose::Team => self.lang.pick("het team", "the team").to_owned(),
            Whose::Person(id) => self.subject(id.as_str()),
            Whose::Case(code) => self.family(code.as_str()),
        }
    }

    /// What a calendar link is for; the usual purpose has a word.
    pub fn purpose(self, purpose: &str) -> &str {
        match purpose {
            crate::store::USUAL_PURPOSE => self.lang.pick("agenda", "calendar"),
            own => own,
        }
    }

    /// Who wrote it: a person by name, families and people outside the team by role, anybody else as they are known.
    pub(super) fn by_whom(self, by: &str) -> String {
        let known = self.team.person(&PersonId::new(by));
        let mut programmes = self.team.programmes.iter();
        let role = programmes.find_map(|one| one.roles.get(by));
        match (known, role) {
            (Some(person), _) => person.name.clone(),
            (None, Some(role)) => role.title.get(self.lang).to_lowercase(),
            (None, None) => by.to_owned(),
        }
    }

    fn with_id(self, id: &OccurrenceId, ids: bool) -> String {
        let name = self.meeting(id.as_str());
        match ids {
            true => format!("{name} ({id})"),
            false => name,
        }
    }

    fn act(self, act: &Act, ids: bool) -> String {
        let lang = self.lang;
        let why = |reason: &Option<String>| match reason {
            Some(reason) => format!(" ({reason})"),
            None => String::new(),
        };
        let said = |[nl, en]: [&str; 2], id: &OccurrenceId| {
            format!("{}: {}", lang.pick(nl, en), self.with_id(id, ids))
        };
        match act {
            Act::Record(what) => self.happened(what, ids),
            Act::Confirm { id, start } => {
                format!(
                    "{}, {}",
                    said(["bevestigd", "confirmed"], id),
                    self.moment(*start)
                )
            }
            Act::Choose { id, start } => {
                format!(
                    "{}, {}",
                    said(["gekozen", "chosen"], id),
                    self.moment(*start)
                )
            }
            Act::Refuse { id, start, reason } => format!(
                "{}, {}{}",
                said(["afgewezen", "refused"], id),
                self.moment(*start),
                why(reason)
            ),
            Act::Add(added) => {
                let which = self.series(&added.series);
                let which = match added.id.as_ref().filter(|_| ids) {
                    Some(id) => format!("{which} ({id})"),
                    None => which,
                };
                let word = lang.pick("afgesproken", "agreed");
                format!(
                    "{word}: {which}, {}, {} min",
                    self.moment(added.start),
                    added.minutes
                )
            }
            Act::Pin { id, start } => {
                format!(
                    "{}, {}",
                    said(["vastgezet", "pinned"], id),
                    self.moment(*start)
                )
            }
            Act::Unpin { id } => said(["losgelaten", "released"], id),
            Act::Propose(offer) => {
                let slots = (1..).zip(&offer.slots);
                let slots = slots.map(|(number, slot)| format!("{number}) {}", self.moment(*slot)));
                let until = lang.pick("geldig tot en met", "valid until");
                format!(
                    "{}: {} ({until} {})",
                    said(["voorgesteld", "proposed"], &offer.id),
                    slots.collect::<Vec<_>>().join(", "),
                    self.short_date(offer.until)
                )
            }
            Act::Pause(pause) => format!(
                "{}: {} {} {} {} ({})",
                lang.pick("gepauzeerd", "paused"),
                self.case(pause.case.as_str()),
                lang.date(pause.from),
                lang.pick("t/m", "to"),
                lang.date(pause.to),
                pause.reason
            ),
            Act::End(end) => {
                let ends = lang.pick("eindigt op", "ends on");
                let decision = end.decision_end.map(|day: NaiveDate| {
                    let word = lang.pick("beschikking tot en met", "decision until");
                    format!(", {word} {}", lang.date(day))
                });
                format!(
                    "{} {ends} {}{}{}",
                    self.case(end.case.as_str()),
                    lang.date(end.last),
                    decision.unwrap_or_default(),
                    why(&end.reason)
                )
            }
            Act::StandingTimes(choice) => {
                let agreed = match choice.agreed {
                    true => lang.pick(", afgesproken", ", agreed"),
                    false => "",
                };
                self.times([": vaste tijden", ": standing times"], choice) + agreed
            }
            Act::StandingAgree(choice) => self.times(
                [": akkoord met vaste tijden", ": agreed to standing times"],
                choice,
            ),
            Act::StandingFree(freed) => format!(
                "{}: {} {}",
                self.standing_key(&freed.key),
                lang.pick(
                    "vaste tijden vrijgegeven vanaf",
                    "standing times freed from"
                ),
                lang.date(freed.from)
            ),
            Act::Correct { entry, reason } => {
                let word = lang.pick("ingetrokken: regel", "taken back: entry");
                format!("{word} {entry}{}", why(reason))
            }
        }
    }

    fn times(self, [nl, en]: [&str; 2], choice: &StandingChoice) -> String {
        let lang = self.lang;
        format!(
            "{}{} {} {}: {}",
            self.standing_key(&choice.key),
            lang.pick(nl, en),
            lang.pick("vanaf", "from"),
            lang.date(choice.from),
            self.slots(&choice.slots)
        )
    }

    fn happened(self, what: &Happened, ids: bool) -> String {
        let record = &what.record;
        let which = match &what.id {
            Some(id) => self.with_id(id, ids),
            None => self.series(&record.series),
        };
        let became = self.became(&record.series.rule(), record.state, None);
        let mut text = format!("{became}: {which}, {}", self.short_date(record.day));
        if let Some(start) = record.start {
            text += &format!(" {}", start.format("%H:%M"));
        }
        if let Some(minutes) = record.minutes {
            text += &format!(", {minutes} min");
        }
        if !record.present.is_empty() {
            let present = record.present.iter().map(|who| self.by_whom(who));
            text += &format!(", {}", present.collect::<Vec<_>>().join(", "));
        }
        if let Some(reason) = &what.reason {
            text += &format!(" ({reason})");
        }
        text
    }
}
