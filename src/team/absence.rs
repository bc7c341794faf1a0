//! What is kept of an absence: a word of a list comes in; that somebody is away, and no more of the reason than planning
//! and its owner need, goes out. Why people are ill, or what families do on a free day, is kept nowhere.

use crate::language::Lang;

/// What is kept of why somebody is away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AwayKind {
    /// No more than that they are.
    #[default]
    Away,
    /// Leave, for themselves and for lead and planner to know.
    Leave,
    /// Training, for the same.
    Training,
    /// A programme that stands still, which the record book says.
    Paused,
    /// A time held free for a meeting that was offered.
    Offered,
}

impl AwayKind {
    /// The kind that a list means; `None` for a word that says more than is kept.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "" | "away" | "afwezig" | "?" => Self::Away,
            "leave" | "verlof" | "holiday" | "vacation" | "vakantie" => Self::Leave,
            "training" | "scholing" | "study day" | "studiedag" | "course" | "cursus" => {
                Self::Training
            }
            _ => return None,
        })
    }

    /// The word that stands for it in a list.
    pub fn filed(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Training => "training",
            Self::Away | Self::Paused | Self::Offered => "away",
        }
    }

    /// What everybody may know of it: nothing, of people; of a programme and of a time, why it is kept free.
    pub fn told(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Away | Self::Leave | Self::Training => None,
            Self::Paused => Some(lang.pick("pauze", "pause")),
            Self::Offered => Some(lang.pick("voorgestelde tijd", "time offered")),
        }
    }

    /// What lead, planner and whose absence it is may know.
    pub fn told_to_its_own(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Leave => Some(lang.pick("verlof", "leave")),
            Self::Training => Some(lang.pick("scholing", "training")),
            Self::Away | Self::Paused | Self::Offered => self.told(lang),
        }
    }
}
