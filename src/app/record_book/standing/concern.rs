//! What stands against standing times, or is to be known of them, as data; a sentence of each goes out.

use chrono::NaiveDate;

use crate::language::Lang;
use crate::records::{StandingKey, StandingSlot};
use crate::words::Formatter;

/// One thing that those who choose standing times should know.
#[derive(Clone, Debug, PartialEq)]
pub enum StandingConcern {
    /// It lies outside somebody's hours, by id, in so many of so many weeks.
    Hours(String, StandingSlot, (usize, usize)),
    /// The rule does not allow this day or hour.
    Rule(StandingSlot),
    /// Somebody, by id, has other standing times then, or too little time for the way of so many minutes.
    Clash(String, StandingSlot, StandingKey, StandingSlot, u32),
    /// Changed standing times usually begin on this day at the earliest.
    Notice(NaiveDate),
}

impl StandingConcern {
    /// Whether it is refused until they say that they are sure.
    pub fn forbids(&self) -> bool {
        !matches!(self, Self::Notice(_))
    }

    /// In a sentence.
    pub fn said(&self, formatter: Formatter<'_>) -> String {
        let lang = formatter.lang;
        let slot = |one: &StandingSlot| formatter.slot(one);
        let name = |id: &str| formatter.one_of(id);
        match (self, lang) {
            (Self::Hours(who, at, (some, all)), Lang::Nl) if some < all => format!(
                "{}: {} kan dan niet altijd ({some} van {all} weken niet)",
                slot(at),
                name(who)
            ),
            (Self::Hours(who, at, (some, all)), Lang::En) if some < all => format!(
                "{}: {} cannot always come then (not in {some} of {all} weeks)",
                slot(at),
                name(who)
            ),
            (Self::Hours(who, at, _), Lang::Nl) => {
                format!("{} is buiten de uren van {}", slot(at), name(who))
            }
            (Self::Hours(who, at, _), Lang::En) => {
                format!("{} lies outside the hours of {}", slot(at), name(who))
            }
            (Self::Rule(at), Lang::Nl) => format!("de regel laat {} niet toe", slot(at)),
            (Self::Rule(at), Lang::En) => format!("the rule does not allow {}", slot(at)),
            (Self::Clash(who, at, key, other, 0), Lang::Nl) => format!(
                "{}: {} heeft dan al {} ({})",
                slot(at),
                name(who),
                formatter.standing_key(key),
                slot(other)
            ),
            (Self::Clash(who, at, key, other, 0), Lang::En) => format!(
                "{}: {} has {} then already ({})",
                slot(at),
                name(who),
                formatter.standing_key(key),
                slot(other)
            ),
            (Self::Clash(who, at, key, other, way), Lang::Nl) => format!(
                "{}: {} heeft te weinig tijd voor de weg ({way} min) van of naar {} ({})",
                slot(at),
                name(who),
                formatter.standing_key(key),
                slot(other)
            ),
            (Self::Clash(who, at, key, other, way), Lang::En) => format!(
                "{}: {} has too little time for the way ({way} min) from or to {} ({})",
                slot(at),
                name(who),
                formatter.standing_key(key),
                slot(other)
            ),
            (Self::Notice(first), Lang::Nl) => format!(
                "nieuwe vaste tijden gaan anders op zijn vroegst in op {}",
                lang.date(*first)
            ),
            (Self::Notice(first), Lang::En) => format!(
                "changed standing times usually begin on {} at the earliest",
                lang.date(*first)
            ),
        }
    }
}
