//! Whose standing times somebody means: a key, or a short form of one, comes in; the key goes out, or why there is none.

use crate::app::BaseWeek;
use crate::app::record_book::RecordBook;
use crate::diagnostic::listed;
use crate::error::Error;
use crate::records::StandingKey;
use crate::store::Store;

/// Most keys that are named where none is found.
const NAMED: usize = 6;

impl<S: Store> RecordBook<S> {
    /// The key that is meant: a series (`p.talk/GUPI6`, without the programme too), two people (`anna+ruben`), or what
    /// finds one: a family's code, a person or a group when only one rule with standing times concerns it.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none, or it may be several.
    pub fn standing_key(&self, week: &BaseWeek, text: &str) -> Result<StandingKey, Error> {
        let text = text.trim();
        let keys = week.keys();
        if let Ok(key) = text.parse::<StandingKey>()
            && keys.contains(&key)
        {
            return Ok(key);
        }
        let fits = |key: &&StandingKey| match key {
            StandingKey::Series(series) => {
                let rule = series.rule();
                let short = format!("{}/{}", rule.name(), series.subject());
                series.subject() == text || short == text
            }
            StandingKey::Pair(..) => key.has(text),
        };
        let found: Vec<&StandingKey> = keys.iter().filter(fits).collect();
        match &found[..] {
            [one] => Ok((*one).clone()),
            [] => Err(self.no_key(text, &keys.iter().collect::<Vec<_>>())),
            many => {
                let some = listed(many.iter().map(ToString::to_string));
                Err(self.fault(
                    format!("`{text}` kan {some} zijn; noem er een"),
                    format!("`{text}` may be {some}; name one"),
                ))
            }
        }
    }

    /// The key that is meant, or one that has rows though nothing is asked of it any more.
    pub(super) fn known_key(&self, week: &BaseWeek, text: &str) -> Result<StandingKey, Error> {
        let written = text.trim().parse::<StandingKey>().ok();
        let has_rows = |key: &StandingKey| self.snapshot.standing.iter().any(|row| row.key == *key);
        match written.filter(has_rows) {
            Some(key) => Ok(key),
            None => self.standing_key(week, text),
        }
    }

    fn no_key(&self, text: &str, keys: &[&StandingKey]) -> Error {
        let team = &self.snapshot.team;
        let mut rules = team.programmes.iter().flat_map(|each| &each.rules);
        let named = text.split('/').next().unwrap_or(text);
        let rule = rules.find(|rule| rule.id.as_str() == named || rule.id.name() == named);
        if let Some(rule) = rule.filter(|rule| text.contains('/') && !rule.standing) {
            let id = &rule.id;
            return self.fault(
                format!(
                    "regel `{id}` heeft geen vaste tijden (`standing = true` in het regelbestand)"
                ),
                format!("rule `{id}` has no standing times (`standing = true` in the rule file)"),
            );
        }
        if let Some(rule) = rule.filter(|rule| text.contains('/') && rule.bundle) {
            let id = &rule.id;
            return self.fault(
                format!("`{id}` heeft de vaste tijden van twee collega's samen: noem die, zoals `anna+ruben`"),
                format!("`{id}` has the standing times of two colleagues together: name them, as in `anna+ruben`"),
            );
        }
        let about = text.rsplit('/').next().unwrap_or(text);
        let near =
            |key: &&&StandingKey| about.split('+').any(|part| key.to_string().contains(part));
        let near: Vec<&&StandingKey> = keys.iter().filter(near).collect();
        let some = if near.is_empty() {
            keys.iter().collect()
        } else {
            near
        };
        let some = listed(some.iter().take(NAMED).map(ToString::to_string));
        self.fault(
            format!("er zijn geen vaste tijden van `{text}`; wel van bijvoorbeeld {some}"),
            format!("there are no standing times of `{text}`; there are of {some}, for example"),
        )
        .on_page(
            "Hiervan zijn er geen vaste tijden.",
            "There are no standing times of this.",
        )
    }
}
