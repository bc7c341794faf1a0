//! What somebody may have meant: a misspelt word and the known ones come in, a hint goes out.

use crate::language::Lang;

/// What to do about a word that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// One that is spelt nearly so.
    Near(String),
    /// All that are known.
    Known(Vec<String>),
    /// None is known.
    Nothing,
}

impl Hint {
    /// The known word nearest to `word`; else all of them.
    pub fn of<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let nearest = known
            .iter()
            .map(|candidate| (distance(word, candidate), *candidate))
            .min();
        match nearest {
            Some((distance, candidate)) if distance <= word.chars().count().max(3) / 3 => {
                Self::Near(candidate.to_owned())
            }
            Some(_) => Self::Known(known.into_iter().map(str::to_owned).collect()),
            None => Self::Nothing,
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
        }
    }
}

/// The words in back-quotes, separated by commas.
pub fn listed(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let words = words.into_iter();
    let quoted: Vec<String> = words.map(|word| format!("`{}`", word.as_ref())).collect();
    quoted.join(", ")
}

/// How many letters must be added, dropped, changed or swapped with their neighbour; long words
/// are compared by their first 64 letters.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().take(64).flat_map(char::to_lowercase).collect();
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
