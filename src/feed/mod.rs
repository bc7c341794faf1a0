//! Calendar feeds: what was published and who reads it come in, the bytes of an iCalendar file go
//! out. They depend on nothing else than the revision, the reader, the detail, the language and
//! the day: never on a clock, an environment or a zone of the machine.

mod agenda;
mod audience;
mod describe;
mod event;
mod uid;
pub mod vtimezone;
pub mod wire;
mod words;

use chrono::{Datelike as _, Days, NaiveDate, TimeDelta};
use icalendar::{Calendar, Event, Property};

pub use agenda::{Item, State, agenda, name};
pub use audience::{Audience, Detail, audiences};
pub use describe::title_of;
pub use uid::UidKey;

use crate::language::Lang;
use crate::plan::{AROUND, LiveDuties, Published};
use crate::time::zone;

/// How many days before today a feed begins.
const DAYS_BACK: u64 = 90;

/// How many days after today a feed ends.
const DAYS_AHEAD: u64 = 400;

/// Why a feed cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The zone is unknown, or no calendar file can express it.
    #[error("{0}; give the team another zone in team.toml")]
    Zone(String),
}

/// A feed as it is read.
struct Feed<'a> {
    published: &'a Published,
    who: &'a Audience,
    detail: Detail,
    lang: Lang,
    key: &'a UidKey,
    /// First and last day shown.
    days: (NaiveDate, NaiveDate),
    /// What is due about those days.
    due: LiveDuties<'a>,
    today: NaiveDate,
}

/// The feed of `who` on the day `today`, as the bytes of an `.ics` file.
///
/// # Errors
/// [`Error::Zone`] when the team's zone is unknown or has clock changes that one pair of yearly
/// rules cannot express.
pub fn export(
    published: &Published,
    who: &Audience,
    detail: Detail,
    lang: Lang,
    today: NaiveDate,
    key: &UidKey,
) -> Result<String, Error> {
    let feed = Feed::new(published, who, detail, lang, today, key);
    let zone = zone::named(&published.team.zone).map_err(Error::Zone)?;
    let zone_lines = vtimezone::lines(zone, feed.days.0.year()).map_err(Error::Zone)?;
    let mut calendar = Calendar::empty();
    calendar.properties = feed.head();
    calendar.extend(feed.events());
    Ok(wire::write(&calendar, &zone_lines))
}

/// How the identifier of the program begins in every feed.
const PRODUCT: &str = "-//Cadans//Cadans ";

/// Whether a file that begins like this is a feed of ours, of any version.
pub fn is_feed(head: &str) -> bool {
    let mut lines = head.lines();
    let ours = |line: &str| {
        line.strip_prefix("PRODID:")
            .is_some_and(|id| id.starts_with(PRODUCT))
    };
    lines.next() == Some("BEGIN:VCALENDAR")
        && lines
            .take_while(|line| !line.starts_with("BEGIN:"))
            .any(ours)
}

impl<'a> Feed<'a> {
    fn new(
        published: &'a Published,
        who: &'a Audience,
        detail: Detail,
        lang: Lang,
        today: NaiveDate,
        key: &'a UidKey,
    ) -> Self {
        let first = today.checked_sub_days(Days::new(DAYS_BACK));
        let last = today.checked_add_days(Days::new(DAYS_AHEAD));
        let days = (first.unwrap_or(today), last.unwrap_or(today));
        let week = TimeDelta::days(AROUND);
        let about = days
            .0
            .checked_sub_signed(week)
            .zip(days.1.checked_add_signed(week));
        let (from, to) = about.unwrap_or(days);
        Self {
            published,
            who,
            detail,
            lang,
            key,
            days,
            due: LiveDuties::of(published, from..=to),
            today,
        }
    }

    /// The calendar's own properties, in order.
    fn head(&self) -> Vec<Property> {
        let name = self.name();
        let hour = Property::new("REFRESH-INTERVAL", "PT1H")
            .add_parameter("VALUE", "DURATION")
            .done();
        vec![
            Property::new("VERSION", "2.0"),
            Property::new("PRODID", self.product()),
            Property::new("CALSCALE", "GREGORIAN"),
            Property::new("NAME", name.as_str()),
            Property::new("X-WR-CALNAME", name.as_str()),
            Property::new("X-WR-TIMEZONE", self.published.team.zone.as_str()),
            hour,
            Property::new("X-PUBLISHED-TTL", "PT1H"),
        ]
    }

    /// The public identifier of the program: the same for all patches of a minor version.
    fn product(&self) -> String {
        format!(
            "{PRODUCT}{}.{}//{}",
            env!("CARGO_PKG_VERSION_MAJOR"),
            env!("CARGO_PKG_VERSION_MINOR"),
            self.lang.tag()
        )
    }

    /// The calendar's name: the team's, and whose it is where the detail allows that.
    fn name(&self) -> String {
        let team = &self.published.team;
        let whose = match self.who {
            _ if self.detail < Detail::Code => None,
            Audience::Person(id) => team.staff.get(id.as_str()).map(String::as_str),
            Audience::Case(code) => Some(code.as_str()),
            Audience::Team => None,
        };
        let parts: Vec<String> = [Some(team.name.as_str()), whose]
            .into_iter()
            .flatten()
            .map(wire::clean)
            .filter(|part| !part.trim().is_empty())
            .collect();
        if parts.is_empty() {
            return "Cadans".to_owned();
        }
        parts.join(": ")
    }

    /// The events in order of start, then UID.
    fn events(&self) -> Vec<Event> {
        let mut events: Vec<_> = self.meetings().chain(self.duties()).collect();
        events.sort_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));
        events
            .iter()
            .map(|event| event.build(&self.published.team.zone))
            .collect()
    }

    /// Whether something on `day` is in the feed's window.
    fn shows(&self, day: NaiveDate) -> bool {
        self.days.0 <= day && day <= self.days.1
    }

    /// Whether a cancellation of something on `day` is still shown.
    fn in_grace(&self, day: NaiveDate) -> bool {
        day.checked_add_days(Days::new(crate::plan::GRACE_DAYS))
            .is_none_or(|last| last >= self.today)
    }
}
