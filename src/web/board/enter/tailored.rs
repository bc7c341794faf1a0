//! What a team makes of its method, as it was sent with a form, comes in; the keys of `team.toml` that say so, or in a
//! sentence why they cannot, go out.

use chrono::NaiveTime;

use super::fields::Fields;
use super::method::settable;
use crate::app::{Entered, Filed};
use crate::error::Error;
use crate::team::Team;

impl Fields {
    /// The day and time of a meeting, and how often it is.
    pub(super) fn fixed(&self, team: &Team) -> Result<Vec<Filed>, Error> {
        let rule = self.text("rule");
        let known = settable(team).find(|known| known.id.as_str() == rule);
        let known = known.ok_or_else(|| Error::usage("Kies een overleg.", "Choose a meeting."))?;
        let (day, start) = (self.text("day"), self.text("start"));
        if !start.is_empty() && NaiveTime::parse_from_str(&start, "%H:%M").is_err() {
            return Err(Error::usage(
                format!("`{start}` is geen tijd; schrijf 09:00."),
                format!("`{start}` is no time; write 09:00."),
            ));
        }
        let mut fixed = vec![("start", start.clone())];
        if !day.is_empty() {
            fixed.insert(0, ("day", day));
        }
        let fixed = (!start.is_empty()).then_some(Entered::Table(fixed));
        let table = vec!["rules".to_owned(), rule];
        let when = [table.clone(), vec!["when".to_owned()]].concat();
        let mut filed = Vec::new();
        if fixed.is_some() || known.when.fixed_start.is_some() {
            filed.push(Filed::Table(when, vec![("fixed", fixed)]));
        }
        if let Ok(weeks) = self.text("weeks").parse::<u32>() {
            let of = |name, weeks: u32| (name, format!("{weeks}w"));
            let fewest = weeks.saturating_sub(1).max(1);
            let gap = vec![
                of("min", fewest),
                of("target", weeks),
                of("max", weeks),
                of("limit", weeks.saturating_add(1)),
            ];
            filed.push(Filed::Table(
                table,
                vec![("gap", Some(Entered::Table(gap)))],
            ));
        }
        Ok(filed)
    }

    /// The readings that differ from those that hold now.
    pub(super) fn readings(&self, team: &Team) -> Result<Filed, Error> {
        let mut keys = Vec::new();
        for programme in &team.programmes {
            for choice in &programme.choices {
                let key = format!("{}.{}", programme.id, choice.id);
                let option = self.text(&format!("reading {key}"));
                if choice.options.contains_key(&option) && option != choice.chosen {
                    keys.push((key, Some(Entered::Text(option))));
                }
            }
        }
        match keys.is_empty() {
            true => Err(Error::usage(
                "Er is niets anders gekozen.",
                "Nothing else was chosen.",
            )),
            false => Ok(Filed::Named("choices", keys)),
        }
    }

    /// A day on which nobody is planned, or is again when nothing is said of it.
    pub(super) fn closure(&self, why: Option<String>) -> Result<Filed, Error> {
        let day = self.day("day")?.to_string();
        if why.as_ref().is_some_and(String::is_empty) {
            return Err(Error::usage("Zeg waarvoor.", "Say what for."));
        }
        Ok(Filed::Named(
            "closures",
            vec![(day, why.map(Entered::Text))],
        ))
    }
}
