//! The record book read a second time, by the sentences of the semantics: lines and published
//! meetings come in; what became of each obligation and what still stands go out.

use std::collections::{BTreeMap, BTreeSet};

use cadans::plan::{Firmness, Placement};
use cadans::records::{Act, Added, Entry, State};
use chrono::NaiveDate;

/// A meeting of the calendar.
#[derive(Clone)]
pub struct Stood {
    pub id: String,
    pub series: String,
    pub rule: String,
    pub day: NaiveDate,
    /// Whether it was agreed by telephone.
    pub agreed: bool,
}

impl Stood {
    pub fn of(one: &Placement) -> Self {
        Self {
            id: one.id.to_string(),
            series: one.series.to_string(),
            rule: one.rule.name().to_owned(),
            day: one.start.date(),
            agreed: one.status == Firmness::Agreed,
        }
    }
}

/// What became of one planned meeting.
#[derive(Default)]
pub struct Story {
    /// Day and outcome, in the order in which it was said.
    pub said: Vec<(NaiveDate, State)>,
    /// Whether it was held with too few.
    pub too_few: Option<NaiveDate>,
    /// The day it is fixed to.
    fixed: Option<NaiveDate>,
}

impl Story {
    /// The day on which it was held or waived.
    pub fn met(&self) -> Option<NaiveDate> {
        let last = self.said.last();
        last.filter(|(_, state)| state.satisfies())
            .map(|(day, _)| *day)
    }

    pub fn postponed(&self) -> usize {
        self.said
            .iter()
            .filter(|(_, state)| *state == State::Postponed)
            .count()
    }
}

/// The book.
#[derive(Default)]
pub struct Book {
    /// By id of the meeting or duty.
    pub stories: BTreeMap<String, Story>,
    /// Meetings that lacked something: rule, subject, day.
    pub flawed: Vec<(String, String, NaiveDate)>,
    /// Let off: series and day.
    pub waived: BTreeSet<(String, NaiveDate)>,
    /// Met without ever being planned: series and day.
    pub unplanned: Vec<(String, NaiveDate)>,
    /// Who was there, by series and day, where somebody said so.
    pub present: BTreeMap<(String, NaiveDate), Vec<String>>,
    /// Agreed by telephone.
    pub added: Vec<Stood>,
    /// Agreed by telephone by mistake: ids.
    pub struck: BTreeSet<String>,
    /// Pauses of a family.
    pub pauses: Vec<(String, NaiveDate, NaiveDate)>,
    /// Last days of care and of the decision that were entered.
    pub ends: BTreeMap<String, (NaiveDate, Option<NaiveDate>)>,
}

impl Book {
    pub fn read(entries: &[Entry]) -> Self {
        let mut taken_back = BTreeSet::new();
        for entry in entries.iter().rev() {
            if let Act::Correct { entry: wrong, .. } = entry.act
                && !taken_back.contains(&entry.number)
            {
                taken_back.insert(wrong);
            }
        }
        let mut book = Self::default();
        for entry in entries {
            if !taken_back.contains(&entry.number) {
                book.take(&entry.act);
            } else if let Act::Add(Added { id: Some(id), .. }) = &entry.act {
                book.struck.insert(id.to_string());
            }
        }
        for (id, story) in &book.stories {
            if let Some((day, State::Waived)) = story.said.last() {
                let series = id.rsplit_once('/').expect("a series").0;
                book.waived.insert((series.to_owned(), *day));
            }
        }
        for (id, story) in &book.stories {
            if let Some((day, State::Held)) = story.said.last() {
                let series = id.rsplit_once('/').expect("a series").0;
                book.waived.remove(&(series.to_owned(), *day));
            }
        }
        book
    }

    fn take(&mut self, act: &Act) {
        match act {
            Act::Record(what) => {
                let (day, mut state) = (what.record.day, what.record.state);
                // Fewer than four peers are no group, and the rule is strict.
                let there = &what.record.present;
                let series = &what.record.series;
                let flaw = (
                    series.rule().name().to_owned(),
                    series.subject().to_owned(),
                    day,
                );
                let short = what.record.minutes.is_some_and(|minutes| minutes < 60);
                if short && flaw.0 == "supervision" {
                    self.flawed.push(flaw);
                }
                let key = (what.record.series.to_string(), day);
                self.present.insert(key, there.clone());
                let peers = there.len();
                let few = series.rule().name() == "intervision" && peers > 0 && peers < 4;
                if few {
                    state = if state == State::Held {
                        State::Cancelled
                    } else {
                        state
                    };
                }
                let Some(id) = &what.id else {
                    if state.satisfies() {
                        self.unplanned.push((what.record.series.to_string(), day));
                    }
                    return;
                };
                let story = self.stories.entry(id.to_string()).or_default();
                // It is held once, and what was said of the same day is said better now.
                story
                    .said
                    .retain(|(old, was)| *old != day && !was.satisfies());
                story.too_few = (few && what.record.state == State::Held).then_some(day);
                story.said.push((day, state));
                if !state.satisfies() {
                    story.fixed = None;
                }
            }
            Act::Pin { id, start } | Act::Confirm { id, start } => {
                self.stories.entry(id.to_string()).or_default().fixed = Some(start.date());
            }
            Act::Add(added) => {
                let id = added.id.as_ref().expect("an id");
                let day = added.start.date();
                self.stories.entry(id.to_string()).or_default().fixed = Some(day);
                self.added.push(Stood {
                    id: id.to_string(),
                    series: id.series().to_string(),
                    rule: added.series.rule().name().to_owned(),
                    day,
                    agreed: true,
                });
            }
            Act::Pause(pause) => {
                self.pauses
                    .push((pause.case.to_string(), pause.from, pause.to));
            }
            Act::End(end) => {
                let decision = end.decision_end;
                self.ends.insert(end.case.to_string(), (end.last, decision));
            }
            _ => {}
        }
    }

    /// The published calendar with what was agreed since.
    pub fn calendar(&self, published: &[Placement]) -> Vec<Stood> {
        let published = published.iter().map(Stood::of);
        let mut all: Vec<Stood> = published
            .filter(|one| !one.agreed || !self.struck.contains(&one.id))
            .collect();
        for one in &self.added {
            if !all.iter().any(|known| known.id == one.id) {
                all.push(one.clone());
            }
        }
        all
    }

    /// The day on which a published meeting still stands, past or to come; `None` when it was held,
    /// fell through or was let off.
    pub fn stands(&self, placement: &Stood, comes_back: bool) -> Option<NaiveDate> {
        let planned = placement.day;
        let Some(story) = self.stories.get(&placement.id) else {
            return Some(planned).filter(|_| !self.falls_away(placement));
        };
        match story.said.last() {
            Some((_, state)) if state.satisfies() => return None,
            // In a rhythm the next meeting takes the place of one that fell through.
            Some((_, State::NoShow | State::Cancelled)) if comes_back => return None,
            _ => {}
        }
        let day = story.fixed.unwrap_or(planned);
        let fell_through = story.said.iter().any(|(on, _)| *on == day);
        let gone = fell_through || self.falls_away(placement);
        (!gone || story.fixed.is_some()).then_some(day)
    }

    /// Whether its family's care, as somebody said since, has no place for it: it is over, or stands still. What ends
    /// care may come up to four weeks after it.
    fn falls_away(&self, placement: &Stood) -> bool {
        let subject = placement.series.rsplit('/').next().unwrap_or_default();
        let case = subject.strip_suffix("-2").unwrap_or(subject);
        let late = match placement.rule == "closing_meeting" {
            true => 28,
            false => 0,
        };
        let over = |(last, _): &(NaiveDate, Option<NaiveDate>)| {
            *last + chrono::Days::new(late) < placement.day
        };
        let ended = self.ends.get(case).is_some_and(over);
        let paused = |(of, from, to): &(String, NaiveDate, NaiveDate)| {
            of == case && *from <= placement.day && placement.day <= *to
        };
        ended || self.pauses.iter().any(paused)
    }

    /// The days on which a series was met.
    pub fn met(&self, series: &str) -> Vec<NaiveDate> {
        let planned = self
            .stories
            .iter()
            .filter(|(id, _)| id.rsplit_once('/').is_some_and(|(own, _)| own == series));
        let mut days: Vec<NaiveDate> = planned.filter_map(|(_, story)| story.met()).collect();
        days.extend(
            self.unplanned
                .iter()
                .filter(|one| one.0 == series)
                .map(|one| one.1),
        );
        days
    }

    /// How often open meetings of a series were put off from one day to another.
    pub fn postponed(&self, series: &str, from: NaiveDate, to: Option<NaiveDate>) -> usize {
        let own = self.stories.iter().filter(|(id, story)| {
            id.rsplit_once('/').is_some_and(|(own, _)| own == series)
                && story.met().is_none()
                && story.too_few.is_none()
        });
        let said = own.flat_map(|(_, story)| &story.said);
        said.filter(|(day, state)| {
            *state == State::Postponed && *day >= from && to.is_none_or(|to| *day <= to)
        })
        .count()
    }

    /// Paused days of a family as one knows them.
    pub fn still(&self, family: &str, day: NaiveDate) -> bool {
        let own = |(code, from, to): &(String, NaiveDate, NaiveDate)| {
            code == family && (*from..=*to).contains(&day)
        };
        self.pauses.iter().any(own)
    }

    /// `days` running days after `anchor`, on a running day.
    pub fn after(&self, family: &str, anchor: NaiveDate, days: i64) -> NaiveDate {
        if days <= 0 {
            return anchor + chrono::Duration::days(days);
        }
        let (mut day, mut left) = (anchor, days);
        while left > 0 {
            left -= i64::from(!self.still(family, day));
            day = day.succ_opt().expect("a day");
        }
        while self.still(family, day) {
            day = day.succ_opt().expect("a day");
        }
        day
    }
}
