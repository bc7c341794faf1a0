//! What agreed, confirmed and pinned meetings collide with: somebody's hours, or another meeting that stands. An instance
//! with its fixed meetings comes in, sentences for people go out beside each.

use chrono::Timelike;

use super::world::Draft;
use super::{Closed, Fixed, FixedBy, Instance};
use crate::language::Lang;
use crate::rules::Text;
use crate::time::Slots;

/// Finds what each agreed meeting collides with: somebody's hours, or another meeting that stands.
pub(super) fn judge(draft: &mut Draft) {
    let instance = &mut draft.instance;
    for at in 0..instance.fixed.len() {
        let fixed = &instance.fixed[at];
        let planned = instance.index(fixed.start.date()).is_some();
        let judged = match fixed.why {
            FixedBy::Agreed => true,
            FixedBy::Recorded => planned,
            FixedBy::CarriedOver => false,
        };
        if !judged {
            continue;
        }
        let mut conflicts = hours(instance, fixed);
        for (other, meeting) in instance.fixed.iter().enumerate() {
            if other != at {
                conflicts.extend(clash(instance, fixed, meeting));
            }
        }
        instance.fixed[at].conflicts = conflicts;
    }
}

/// Those who are not there at that time, and why.
fn hours(instance: &Instance, fixed: &Fixed) -> Vec<Text> {
    let Some(day) = instance.index(fixed.start.date()) else {
        return Vec::new();
    };
    let from = fixed.start.num_seconds_from_midnight() / 60;
    let needed = Slots::touching(from, from + fixed.minutes);
    let people = fixed
        .people
        .iter()
        .map(|(person, _)| &instance.resources[*person]);
    people
        .filter(|person| !needed.minus(person.free[day]).is_empty())
        .map(|person| absence(&person.label, person.closed.get(&day)))
        .collect()
}

fn absence(who: &str, why: Option<&Closed>) -> Text {
    let (nl, en) = match why {
        None | Some(Closed::NoHours) => (
            format!("{who} heeft dan geen tijd"),
            format!("{who} is not available then"),
        ),
        Some(Closed::Away(kind)) => (
            format!("{who} is afwezig{}", in_brackets(kind.told(Lang::Nl))),
            format!("{who} is away{}", in_brackets(kind.told(Lang::En))),
        ),
        Some(Closed::Holiday(name)) => (
            format!("{who} is vrij: {}", name.nl),
            format!("{who} is off: {}", name.en),
        ),
        Some(Closed::NotInTeam) => (
            format!("{who} is dan niet in het team"),
            format!("{who} is not in the team then"),
        ),
    };
    Text { nl, en }
}

/// ` (onderbreking)`, or nothing.
fn in_brackets(word: Option<&str>) -> String {
    word.map_or(String::new(), |word| format!(" ({word})"))
}

/// Whether two meetings of the same person overlap, or leave too little time to travel.
fn clash(instance: &Instance, one: &Fixed, other: &Fixed) -> Option<Text> {
    let shared =
        |(person, _): &&(usize, String)| other.people.iter().any(|(also, _)| also == person);
    let (person, _) = one.people.iter().find(shared)?;
    let travel = match (one.place, other.place) {
        (Some(from), Some(to)) => instance.travel[from][to],
        _ => 0,
    };
    let end = |meeting: &Fixed, more: u32| {
        meeting.start + chrono::Duration::minutes(i64::from(meeting.minutes + more))
    };
    if one.start >= end(other, travel) || other.start >= end(one, travel) {
        return None;
    }
    let who = &instance.resources[*person].label;
    let at = other.start.format("%H:%M");
    let apart = one.start >= end(other, 0) || other.start >= end(one, 0);
    let (nl, en) = if apart {
        (
            format!(
                "{who} heeft te weinig reistijd van of naar {} ({at})",
                other.title.nl
            ),
            format!(
                "{who} has too little time to travel from or to {} ({at})",
                other.title.en
            ),
        )
    } else {
        (
            format!("{who} heeft dan ook {} ({at})", other.title.nl),
            format!("{who} also has {} then ({at})", other.title.en),
        )
    };
    Some(Text { nl, en })
}
