//! Standing times in words: rows come in; hours of the week as lists have them, and as a family reads them, go out.

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::{Formatter, dates};
use crate::language::Lang;
use crate::records::{ChosenBy, StandingKey, StandingRow, StandingSlot};

impl Formatter<'_> {
    /// Whose they are: the series' name, or both people's: `Anna en Ruben`.
    pub fn standing_key(self, key: &StandingKey) -> String {
        match key {
            StandingKey::Series(series) => self.series(series),
            StandingKey::Pair(one, other) => {
                let both = [self.subject(one), self.subject(other)];
                dates::list(self.lang, &both)
            }
        }
    }

    /// A person by name, a family as one.
    pub fn one_of(self, id: &str) -> String {
        match self.is_case(id) {
            true => self.family(id),
            false => self.subject(id),
        }
    }

    /// `di 09:00`, of a cycle with its week: `di 09:00 (om de 3 weken, week 1)`.
    pub fn slot(self, slot: &StandingSlot) -> String {
        let day = self.lang.weekday_at(slot.weekday.num_days_from_monday());
        format!("{day} {}{}", slot.start.format("%H:%M"), self.cycle(slot))
    }

    /// ` (om de 3 weken, week 1)`; nothing of what is weekly.
    pub fn cycle(self, slot: &StandingSlot) -> String {
        match (slot.cycle, self.lang) {
            (..=1, _) => String::new(),
            (weeks, Lang::Nl) => format!(" (om de {weeks} weken, week {})", slot.week + 1),
            (weeks, Lang::En) => format!(" (every {weeks} weeks, week {})", slot.week + 1),
        }
    }

    /// `di 09:00 en vr 09:00, 90 min`, or that there are none.
    pub fn slots(self, slots: &[StandingSlot]) -> String {
        let Some(first) = slots.first() else {
            return self.irregular().to_owned();
        };
        let same = slots.iter().all(|slot| slot.minutes == first.minutes);
        let one = |slot: &StandingSlot| match same {
            true => self.slot(slot),
            false => format!("{}, {} min", self.slot(slot), slot.minutes),
        };
        let all = dates::list(self.lang, &slots.iter().map(one).collect::<Vec<_>>());
        match same {
            true => format!("{all}, {} min", first.minutes),
            false => all,
        }
    }

    /// That hours are not always the same.
    pub fn irregular(self) -> &'static str {
        self.lang.pick("geen vaste tijden", "no standing times")
    }

    /// Who chose them, and whether those concerned agreed.
    pub fn standing_by(self, row: &StandingRow) -> String {
        let by = match &row.by {
            ChosenBy::Planner => self
                .lang
                .pick("door de planning gekozen", "chosen by the planner"),
            ChosenBy::Person(who) => {
                return format!(
                    "{} {}{}",
                    self.lang.pick("gekozen door", "chosen by"),
                    self.by_whom(who),
                    self.agreed(row)
                );
            }
        };
        format!("{by}{}", self.agreed(row))
    }

    /// What stands behind a row on a day: from and until when it holds, where that needs saying, and whether it is agreed.
    pub fn standing_remarks(self, row: &StandingRow, day: NaiveDate) -> String {
        let from = (day < row.from).then_some(row.from);
        let from = from.map(|from| {
            format!(
                "{} {}",
                self.lang.pick("vanaf", "from"),
                self.short_date(from)
            )
        });
        let to = row
            .to
            .map(|to| format!("{} {}", self.lang.pick("t/m", "until"), self.short_date(to)));
        let agreed = row
            .agreed
            .then(|| self.lang.pick("afgesproken", "agreed").to_owned());
        let all = from.into_iter().chain(to).chain(agreed);
        all.map(|said| format!(" · {said}")).collect()
    }

    fn agreed(self, row: &StandingRow) -> &'static str {
        match row.agreed {
            true => self.lang.pick(", afgesproken", ", agreed"),
            false => "",
        }
    }

    /// As a family reads it: `dinsdag en vrijdag om 9.00 uur`; in the weeks that a day names.
    pub fn spoken_slots(self, slots: &[StandingSlot]) -> String {
        let mut groups: Vec<(NaiveTime, u32, u32, Vec<String>)> = Vec::new();
        for slot in slots {
            let day = self.weekday(slot);
            let same = |one: &&mut (NaiveTime, u32, u32, Vec<String>)| {
                (one.0, one.1, one.2) == (slot.start, slot.cycle, slot.week)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.3.push(day),
                None => groups.push((slot.start, slot.cycle, slot.week, vec![day])),
            }
        }
        let said = |(start, cycle, _, days): &(NaiveTime, u32, u32, Vec<String>)| {
            let days = dates::list(self.lang, days);
            let hour = (start.hour(), start.minute());
            match (self.lang, cycle) {
                (Lang::Nl, ..=1) => format!("{days} om {}.{:02} uur", hour.0, hour.1),
                (Lang::Nl, weeks) => {
                    format!("om de {weeks} weken {days} om {}.{:02} uur", hour.0, hour.1)
                }
                (Lang::En, ..=1) => format!("{days} at {}:{:02}", hour.0, hour.1),
                (Lang::En, weeks) => {
                    format!("every {weeks} weeks {days} at {}:{:02}", hour.0, hour.1)
                }
            }
        };
        dates::list(self.lang, &groups.iter().map(said).collect::<Vec<_>>())
    }

    /// The day of the week in full.
    fn weekday(self, slot: &StandingSlot) -> String {
        let day = NaiveDate::from_isoywd_opt(2027, 1, slot.weekday).unwrap_or_default();
        let day = dates::in_full(self.lang, day);
        day.split(' ').next().unwrap_or_default().to_owned()
    }

    /// That a meeting is held at another time than its standing one.
    pub fn off_standing(self) -> &'static str {
        self.lang.pick("andere tijd", "other time")
    }
}
