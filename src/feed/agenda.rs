//! A feed for people to read: the same entries that a calendar shows, with the same words, come out as
//! data.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use icalendar::EventStatus;

use super::event::Draft;
use super::{Audience, Detail, Feed, UidKey};
use crate::language::Lang;
use crate::plan::Published;

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// When it starts; midnight of its day for something to hand in.
    pub start: NaiveDateTime,
    /// How many minutes it takes; `None` for something to hand in on that day.
    pub minutes: Option<u32>,
    /// What it is.
    pub title: String,
    /// Who comes, how firm it is: a line each.
    pub text: String,
    /// Where, if it is anywhere.
    pub place: String,
    /// How firm it is.
    pub state: State,
    /// When it was last changed.
    pub modified: DateTime<Utc>,
}

/// How firm an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It stands.
    Stands,
    /// It is proposed.
    Proposed,
    /// It does not take place, or the reader need not come.
    Cancelled,
}

/// The entries of a feed in order of start, as [`export`](super::export) writes them.
pub fn agenda(
    published: &Published,
    who: &Audience,
    detail: Detail,
    lang: Lang,
    today: NaiveDate,
    key: &UidKey,
) -> Vec<Item> {
    let feed = Feed::new(published, who, detail, lang, today, key);
    let mut drafts: Vec<Draft> = feed.meetings().chain(feed.duties()).collect();
    drafts.sort_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));
    drafts.into_iter().map(Item::of).collect()
}

/// The calendar's name, as its feed has it.
pub fn name(published: &Published, who: &Audience, detail: Detail, key: &UidKey) -> String {
    let (lang, day) = (Lang::Nl, published.at.date_naive());
    Feed::new(published, who, detail, lang, day, key).name()
}

impl Item {
    fn of(draft: Draft) -> Self {
        Self {
            start: draft.start,
            minutes: draft.minutes,
            title: draft.summary,
            text: draft.description,
            place: draft.location,
            state: match draft.status {
                EventStatus::Cancelled => State::Cancelled,
                EventStatus::Tentative => State::Proposed,
                EventStatus::Confirmed => State::Stands,
            },
            modified: draft.modified,
        }
    }

    /// Whether it is something to hand in rather than a meeting.
    pub fn is_duty(&self) -> bool {
        self.minutes.is_none()
    }
}
