//! One entry of a feed: a published meeting or duty and its reader come in, a VEVENT goes out.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use icalendar::{CalendarDateTime, Component as _, Event, EventLike as _, EventStatus};

use super::{Audience, Detail, Feed};
use crate::ids::OccurrenceId;
use crate::plan::{Departed, DutyEntry, Entry, Life};
use crate::time::zone;

/// The identity once more, for programs that do not compare UIDs: vdirsyncer would take two meetings
/// of one kind at one time for the same.
const APART: &str = "X-CADANS-ENTRY";

/// All that a VEVENT says.
pub(super) struct Draft {
    pub(super) uid: String,
    pub(super) start: NaiveDateTime,
    /// `None` for a whole day.
    pub(super) minutes: Option<u32>,
    sequence: u32,
    created: DateTime<Utc>,
    pub(super) modified: DateTime<Utc>,
    pub(super) status: EventStatus,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) location: String,
}

impl Feed<'_> {
    /// The meetings of this feed.
    pub(super) fn meetings(&self) -> impl Iterator<Item = Draft> {
        self.published.entries.iter().filter_map(|entry| {
            if self.who.attends(entry) {
                return self.meeting(entry);
            }
            let gone = self.departure(&entry.life)?;
            let draft = self.departed(&entry.placement.id, &entry.life, gone)?;
            let title = self.meeting_title(&entry.placement);
            Some(Draft {
                minutes: Some(gone.minutes),
                summary: self.lang.cancelled_prefix().to_owned() + &title,
                ..draft
            })
        })
    }

    /// The duties of this feed: those the reader owes. Who sees only when the reader is busy sees
    /// none: nobody is busy with one.
    pub(super) fn duties(&self) -> impl Iterator<Item = Draft> {
        let reader = match self.who {
            Audience::Person(id) if self.detail > Detail::Busy => Some(id.as_str()),
            _ => None,
        };
        self.published.duties.iter().filter_map(move |entry| {
            if reader? == entry.duty.owner {
                return self.duty(entry);
            }
            let gone = self.departure(&entry.life)?;
            let draft = self.departed(&entry.duty.id, &entry.life, gone)?;
            let title = self.duty_title(&entry.duty);
            Some(Draft {
                summary: self.lang.cancelled_prefix().to_owned() + &title,
                ..draft
            })
        })
    }

    fn meeting(&self, entry: &Entry) -> Option<Draft> {
        let meeting = &entry.placement;
        let title = self.meeting_title(meeting);
        let tentative = meeting.status.is_tentative();
        let draft = self.draft(&meeting.id, &entry.life, meeting.start, title, tentative)?;
        let full = self.detail > Detail::Busy;
        Some(Draft {
            minutes: Some(meeting.minutes),
            description: if full {
                self.meeting_text(entry)
            } else {
                String::new()
            },
            location: meeting.place.clone().filter(|_| full).unwrap_or_default(),
            ..draft
        })
    }

    fn duty(&self, entry: &DutyEntry) -> Option<Draft> {
        let duty = &entry.duty;
        let title = self.duty_title(duty);
        let draft = self.draft(&duty.id, &entry.life, duty.due.into(), title, false)?;
        Some(Draft {
            description: self.duty_text(entry),
            ..draft
        })
    }

    /// An entry as it stands, if the window shows it.
    fn draft(
        &self,
        id: &OccurrenceId,
        life: &Life,
        start: NaiveDateTime,
        title: String,
        tentative: bool,
    ) -> Option<Draft> {
        let cancelled = life.cancelled.is_some();
        if !self.shows(start.date()) || cancelled && !self.in_grace(start.date()) {
            return None;
        }
        let (status, prefix) = match (cancelled, tentative) {
            (true, _) => (EventStatus::Cancelled, self.lang.cancelled_prefix()),
            (false, true) => (EventStatus::Tentative, ""),
            (false, false) => (EventStatus::Confirmed, ""),
        };
        Some(Draft {
            uid: self.key.uid(&self.published.team.domain, id),
            start,
            minutes: None,
            sequence: life.sequence,
            created: life.created,
            modified: life.modified,
            status,
            summary: prefix.to_owned() + &title,
            description: String::new(),
            location: String::new(),
        })
    }

    /// When the reader left this entry.
    fn departure<'l>(&self, life: &'l Life) -> Option<&'l Departed> {
        let reader = self.who.id()?;
        life.departed.iter().find(|gone| gone.participant == reader)
    }

    /// What someone who left an entry sees of it: what they knew, cancelled.
    fn departed(&self, id: &OccurrenceId, life: &Life, gone: &Departed) -> Option<Draft> {
        let day = gone.start.date();
        (self.shows(day) && self.in_grace(day)).then(|| Draft {
            uid: self.key.uid(&self.published.team.domain, id),
            start: gone.start,
            minutes: None,
            sequence: gone.sequence,
            created: life.created,
            modified: gone.modified,
            status: EventStatus::Cancelled,
            summary: String::new(),
            description: match self.detail {
                Detail::Busy => String::new(),
                _ => self.lang.departed_on(gone.on),
            },
            location: String::new(),
        })
    }
}

impl Draft {
    /// The component, with local times in `zone`.
    pub(super) fn build(&self, zone: &str) -> Event {
        let mut event = Event::with_uid(&self.uid);
        event
            .timestamp(self.modified)
            .created(self.created)
            .last_modified(self.modified)
            .sequence(self.sequence)
            .summary(&self.summary)
            .description(&self.description)
            .location(&self.location)
            .status(self.status);
        match self.minutes {
            Some(minutes) => {
                let end = ends(self.start, minutes.max(1), zone);
                event.starts(local(self.start, zone)).ends(local(end, zone));
            }
            None => {
                let day = self.start.date();
                event.starts(day).ends(day.succ_opt().unwrap_or(day));
            }
        }
        let (transparent, shown) = match (self.minutes, self.status) {
            (None, _) | (_, EventStatus::Cancelled) => ("TRANSPARENT", "FREE"),
            (_, EventStatus::Tentative) => ("OPAQUE", "TENTATIVE"),
            (_, EventStatus::Confirmed) => ("OPAQUE", "BUSY"),
        };
        event
            .add_property("TRANSP", transparent)
            .add_property("X-MICROSOFT-CDO-BUSYSTATUS", shown)
            .add_property(APART, self.uid.split('@').next().unwrap_or_default());
        event.done()
    }
}

/// The local end, so many true minutes after the start.
fn ends(start: NaiveDateTime, minutes: u32, zone: &str) -> NaiveDateTime {
    match zone::named(zone) {
        Ok(known) => zone::ends(known, start, minutes).naive_local(),
        Err(_) => start + Duration::minutes(i64::from(minutes)),
    }
}

fn local(at: NaiveDateTime, zone: &str) -> CalendarDateTime {
    CalendarDateTime::WithTimezone {
        date_time: at,
        tzid: zone.to_owned(),
    }
}
