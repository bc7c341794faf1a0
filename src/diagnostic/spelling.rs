//! What somebody may have meant: a misspelt word and the known ones come in, a hint goes out.

use crate::language::Lang;

/// What to do about a word that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// One that is spelt nearly so.
    Near(String),
    /// All that are known; of many the first.
    Known(Vec<String>),
    /// None is known.
    Nothing,
    /// Not looked for: nobody reads that many faults.
    Later,
}

/// Of how many known words the nearest is looked for, and how many are listed.
const COMPARED: usize = 5000;
const LISTED: usize = 40;

impl Hint {
    /// The known word nearest to `word`; else all of them.
    pub fn of<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let most = word.chars().count().max(3) / 3;
        let length = word.chars().take(LONGEST).count();
        let known: Vec<&str> = known.into_iter().collect();
        // One that is longer or shorter by more than that is not near.
        let near = known.iter().copied().filter(|candidate| {
            let other = candidate.chars().take(LONGEST).count();
            other.abs_diff(length) <= most
        });
        let nearest = near
            .take(COMPARED)
            .map(|candidate| (distance(word, candidate), candidate))
            .min();
        match nearest {
            Some((distance, candidate)) if distance <= most => Self::Near(candidate.to_owned()),
            _ if known.is_empty() => Self::Nothing,
            _ => {
                let more = (known.len() > LISTED).then_some("…");
                let listed = known.into_iter().take(LISTED).chain(more);
                Self::Known(listed.map(str::to_owned).collect())
            }
        }
    }

    /// In a sentence of its own.
    pub(super) fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Near(word), Lang::Nl) => format!("bedoelt u `{word}`?"),
            (Self::Near(word), Lang::En) => format!("did you mean `{word}`?"),
            (Self::Known(words), Lang::Nl) => format!("hier zijn bekend: {}", listed(words)),
            (Self::Known(words), Lang::En) => format!("known here: {}", listed(words)),
            (Self::Nothing, Lang::Nl) => "hier is er geen bekend".to_owned(),
            (Self::Nothing, Lang::En) => "none is known here".to_owned(),
            (Self::Later, Lang::Nl) => "verbeter eerst de andere fouten".to_owned(),
            (Self::Later, Lang::En) => "mend the other faults first".to_owned(),
        }
    }
}

/// The words in back-quotes, separated by commas.
pub fn listed(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let words = words.into_iter();
    let quoted: Vec<String> = words.map(|word| format!("`{}`", word.as_ref())).collect();
    quoted.join(", ")
}

/// Letters of a word that are compared.
const LONGEST: usize = 64;

/// How many letters must be added, dropped, changed or swapped with their neighbour; long words
/// are compared by their first 64 letters.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .collect();
    let b: Vec<char> = b
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let changed = rows[i][j] + usize::from(x != y);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
