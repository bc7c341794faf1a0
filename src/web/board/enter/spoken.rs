//! What stands in the files in their own spelling comes in; how people of either language say it goes out, and back:
//! hours of a week, a contract, programmes.

use std::collections::BTreeMap;

use crate::language::Lang;
use crate::rules;
use crate::team::{Team, week_in};
use crate::time::Period;

/// Fields that hold hours of a week.
const WEEKS: [&str; 3] = ["office", "hours", "protected"];
/// What may stand behind a number of hours, the longest first.
const UNITS: [&str; 6] = ["uren", "uur", "hours", "hour", "u", "h"];
/// Hours of a week.
const WEEK: f64 = 168.0;

/// Fields as they are written, in somebody's language.
pub(super) fn said(lang: Lang, fields: &mut BTreeMap<String, String>) {
    for (name, text) in fields {
        if WEEKS.contains(&name.as_str()) {
            *text = week_in(lang, text);
        } else if name == "contract" {
            let minutes = text.parse::<Period>().ok().and_then(Period::minutes);
            *text = minutes.map_or(text.clone(), |minutes| hours(lang, minutes));
        }
    }
}

/// Hours of a week as the files spell them, so that what was only looked at stays as it was written.
pub(super) fn as_filed(week: &str) -> String {
    week_in(Lang::En, week)
}

/// `28 uur`, `24,5 uur`; what is no quarter of an hour as on a clock.
pub(super) fn hours(lang: Lang, minutes: u32) -> String {
    let (whole, rest) = (minutes / 60, minutes % 60);
    let point = lang.pick(",", ".");
    let number = match rest {
        0 => whole.to_string(),
        15 => format!("{whole}{point}25"),
        30 => format!("{whole}{point}5"),
        45 => format!("{whole}{point}75"),
        _ => format!("{whole}:{rest:02}"),
    };
    format!("{number} {}", lang.pick("uur", "hours"))
}

/// A number of hours a week as files have it: of `24`, `24 uur`, `24,5 u` or `24:30`. `None` when it is no such number.
pub(super) fn contract(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let minutes = match text.parse::<Period>() {
        Ok(known) => known.minutes()?,
        Err(_) => spoken(&text)?,
    };
    let fits = minutes > 0 && f64::from(minutes) <= WEEK * 60.0;
    fits.then(|| match minutes % 60 {
        0 => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    })
}

fn spoken(text: &str) -> Option<u32> {
    let unit = UNITS.into_iter().find_map(|unit| text.strip_suffix(unit));
    let number = unit.unwrap_or(text).trim_end();
    if let Some((hours, minutes)) = number.split_once(':') {
        let minutes = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
        return hours
            .parse::<u32>()
            .ok()?
            .checked_mul(60)?
            .checked_add(minutes);
    }
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || ".,".contains(c));
    let hours: f64 = number.replace(',', ".").parse().ok()?;
    (plain && hours <= WEEK).then(|| (hours * 60.0).round() as u32)
}

/// The programmes there are, those built in and the team's, each with its name.
pub(super) fn programmes(team: &Team, lang: Lang) -> BTreeMap<String, String> {
    let shipped = rules::shipped_programmes();
    let shipped = shipped.map(|(id, title)| (id.to_owned(), title.get(lang).to_owned()));
    let own = team.programmes.iter();
    let own = own.map(|one| (one.id.clone(), one.title.get(lang).to_owned()));
    shipped.chain(own).collect()
}
