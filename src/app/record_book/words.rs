//! What the book says, in words: an entry comes in, a line for people goes out.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{ids, offered};
use crate::app::NotFound;
use crate::ids::OccurrenceId;
use crate::language::{Lang, Text};
use crate::plan::Placement;
use crate::records::{Act, Entry, Happened, State};
use crate::team::Team;
use crate::time::zone::{self, Tz};

/// A line of the book: `12 · 3 feb 2027 · anna · held: rule/subject/07, wo 3 feb 10:00`.
pub fn entry(lang: Lang, zone: Tz, entry: &Entry) -> String {
    let by = entry.by.as_deref().map(|by| format!(" · {by}"));
    format!(
        "{} · {}{} · {}",
        entry.number,
        day_entered(lang, zone, entry.at),
        by.unwrap_or_default(),
        act(lang, &entry.act)
    )
}

fn day_entered(lang: Lang, zone: Tz, at: DateTime<Utc>) -> String {
    lang.date(zone::local_day(zone, at))
}

fn act(lang: Lang, act: &Act) -> String {
    let why = |reason: &Option<String>| match reason {
        Some(reason) => format!(" ({reason})"),
        None => String::new(),
    };
    match act {
        Act::Record(what) => happened(lang, what),
        Act::Confirm { id, start } => {
            let word = lang.pick("bevestigd", "confirmed");
            format!("{word}: {id}, {}", moment(lang, *start))
        }
        Act::Choose { id, start } => {
            let word = lang.pick("gekozen", "chosen");
            format!("{word}: {id}, {}", moment(lang, *start))
        }
        Act::Refuse { id, start, reason } => {
            let word = lang.pick("afgewezen", "refused");
            format!("{word}: {id}, {}{}", moment(lang, *start), why(reason))
        }
        Act::Add(added) => {
            let word = lang.pick("afgesproken", "agreed");
            let start = moment(lang, added.start);
            let id = added.id.as_ref().map(OccurrenceId::as_str);
            let which = id.unwrap_or(added.series.as_str());
            format!("{word}: {which}, {start}, {} min", added.minutes)
        }
        Act::Pin { id, start } => {
            let word = lang.pick("vastgezet", "pinned");
            format!("{word}: {id}, {}", moment(lang, *start))
        }
        Act::Unpin { id } => format!("{}: {id}", lang.pick("losgelaten", "released")),
        Act::Propose(offer) => {
            let word = lang.pick("voorgesteld", "proposed");
            let slots: Vec<String> = (1..)
                .zip(&offer.slots)
                .map(|(number, slot)| format!("{number}) {}", moment(lang, *slot)))
                .collect();
            let until = lang.pick("tot en met", "until");
            let last = lang.short_date(offer.until);
            format!("{word}: {}, {until} {last}: {}", offer.id, slots.join(", "))
        }
        Act::Pause(pause) => {
            let word = lang.pick("gepauzeerd", "paused");
            let (from, to) = (lang.date(pause.from), lang.date(pause.to));
            format!("{word}: {} {from} … {to} ({})", pause.case, pause.reason)
        }
        Act::End(end) => {
            let word = lang.pick("eindigt op", "ends on");
            let last = lang.date(end.last);
            let decision = end.decision_end.map(|day| {
                let word = lang.pick("beschikking tot en met", "decision until");
                format!(", {word} {}", lang.date(day))
            });
            let decision = decision.unwrap_or_default();
            format!("{} {word} {last}{decision}{}", end.case, why(&end.reason))
        }
        Act::Correct { entry, reason } => {
            let word = lang.pick("ingetrokken: regel", "taken back: entry");
            format!("{word} {entry}{}", why(reason))
        }
    }
}

fn happened(lang: Lang, what: &Happened) -> String {
    let record = &what.record;
    let which = match &what.id {
        Some(id) => id.as_str(),
        None => record.series.as_str(),
    };
    let mut text = format!(
        "{}: {which}, {}",
        state(lang, record.state),
        lang.short_date(record.day)
    );
    if let Some(start) = record.start {
        text += &format!(" {}", start.format("%H:%M"));
    }
    if let Some(minutes) = record.minutes {
        text += &format!(", {minutes} min");
    }
    if !record.present.is_empty() {
        text += &format!(", {}", record.present.join(" "));
    }
    if let Some(reason) = &what.reason {
        text += &format!(" ({reason})");
    }
    text
}

fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Held => lang.pick("doorgegaan", "held"),
        State::NoShow => lang.pick("niet verschenen", "no-show"),
        State::Postponed => lang.pick("uitgesteld", "postponed"),
        State::Cancelled => lang.pick("vervallen", "cancelled"),
        State::Waived => lang.pick("vervallen met reden", "waived"),
    }
}

/// A day and time.
pub fn moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{} {}", lang.short_date(at.date()), at.format("%H:%M"))
}

/// Whether an entry is about a case, a person or a group.
pub fn is_about(entry: &Entry, subject: &str) -> bool {
    entry.act.subject() == Some(subject)
}

/// That nobody is called so, and who there is.
pub(super) fn nobody(team: &Team, who: &str) -> Text {
    let people = team.people.iter();
    let known: Vec<&str> = people.map(|person| person.id.as_str()).collect();
    let known = known.join(", ");
    Text::new(
        format!(
            "niemand heet `{who}`; bekend zijn {known}, en de rol van het gezin en van wie buiten het team staat"
        ),
        format!(
            "nobody is called `{who}`; known are {known}, and the role of the family and of people outside the team"
        ),
    )
}

/// That a meeting fell through, and nothing is to be planned for it.
pub fn fell_through(meeting: &Placement) -> Text {
    let said = |lang: Lang| {
        let case = meeting.case.as_ref().map(|case| format!(" {case}"));
        let title = meeting.title.get(lang).to_owned() + &case.unwrap_or_default();
        let on = lang.pick("stond in de agenda op", "was in the calendar on");
        let gone = lang.pick(
            "Dat ging niet door; er hoeft niets meer gepland te worden.",
            "It fell through, and nothing is to be planned for it.",
        );
        format!("{title} {on} {}. {gone}", moment(lang, meeting.start))
    };
    Text::new(said(Lang::Nl), said(Lang::En))
}

/// That a meeting was not found, and which it might have been.
pub fn not_found(asked: &str, why: &NotFound) -> Text {
    let some = ids(offered(why));
    match why {
        NotFound::Unknown(near) if near.is_empty() => Text::new(
            format!(
                "er is geen afspraak `{asked}`: noem het kenmerk, of \"regel gezin datum\"; `cadans show … --format json` geeft de kenmerken"
            ),
            format!(
                "there is no meeting `{asked}`: name its id, or \"rule case date\"; `cadans show … --format json` gives the ids"
            ),
        ),
        NotFound::Unknown(_) => Text::new(
            format!("er is geen afspraak `{asked}`; het meest lijken {some}"),
            format!("there is no meeting `{asked}`; nearest are {some}"),
        ),
        NotFound::Over(meeting) => fell_through(meeting),
        NotFound::Several(_, count) => Text::new(
            format!("`{asked}` kan {count} afspraken zijn, zoals {some}; noem ook de datum"),
            format!("`{asked}` may be {count} meetings, such as {some}; name the date as well"),
        ),
    }
}
