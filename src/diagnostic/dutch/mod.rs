//! Faults in Dutch: an English sentence as a stage wrote it comes in; the Dutch one goes out, when the catalogue has
//! it. Stages write English alone, so that a fault is one line where it is found; what is missing here stands in
//! English.

mod files;
mod lists;
mod rules;
mod team;

/// English and Dutch; `{}` stands for what was read, in the same order in both.
type Sentence = (&'static str, &'static str);

/// The catalogue; of two sentences that fit, the first is meant.
const ALL: [&[Sentence]; 4] = [lists::SAID, team::SAID, rules::SAID, files::SAID];

/// A sentence in Dutch; `None` when the catalogue does not have it.
pub(super) fn said(english: &str) -> Option<String> {
    let mut all = ALL.into_iter().flatten();
    all.find_map(|(en, nl)| {
        let read = fit(en, english)?;
        // What was read may itself be one of ours: `a list`, `person `anna``.
        let read: Vec<String> = read
            .into_iter()
            .map(|one| said(one).unwrap_or_else(|| one.to_owned()))
            .collect();
        Some(fill(nl, &read))
    })
}

/// What stands in a text where a pattern has holes; `None` when the pattern does not fit it.
fn fit<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut holes = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        let at = match last {
            true => rest
                .len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))?,
            false => rest.find(part)?,
        };
        let hole = rest.get(..at).filter(|hole| !hole.is_empty())?;
        holes.push(hole);
        rest = rest.get(at + part.len()..)?;
    }
    rest.is_empty().then_some(holes)
}

/// A pattern with its holes filled.
fn fill(pattern: &str, holes: &[String]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut next = holes.iter();
    let mut parts = pattern.split("{}");
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(next.next().map_or("", String::as_str));
        text.push_str(part);
    }
    text
}
