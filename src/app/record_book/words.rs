//! What the book answers in words: a meeting that was not found, or somebody nobody knows, comes in; a sentence goes out.

use chrono::NaiveDateTime;

use super::{ids, offered};
use crate::app::NotFound;
use crate::language::{Lang, Text};
use crate::plan::Placement;
use crate::records::Entry;
use crate::team::Team;

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

/// That nothing is to be planned for a meeting that never stood in a calendar.
pub fn settled(meeting: &Placement) -> Text {
    let said = |lang: Lang| {
        let case = meeting.case.as_ref().map(|case| format!(" {case}"));
        let title = meeting.title.get(lang).to_owned() + &case.unwrap_or_default();
        let gone = lang.pick(
            "er hoeft niets meer gepland te worden",
            "nothing is to be planned for it any more",
        );
        format!("{title}: {gone}.")
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
        NotFound::Settled(meeting) => settled(meeting),
        NotFound::Several(_, count) => Text::new(
            format!("`{asked}` kan {count} afspraken zijn, zoals {some}; noem ook de datum"),
            format!("`{asked}` may be {count} meetings, such as {some}; name the date as well"),
        ),
    }
}
