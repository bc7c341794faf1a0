//! Something that need not be kept any longer: what it is and since when comes in; whether anything must be done first,
//! and how it is said, go out.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ids::CaseCode;
use crate::language::Lang;

/// Something that need not be kept any longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ToDestroy {
    /// A family.
    Case {
        /// Its code.
        case: CaseCode,
        /// The last day of anything planned, due or recorded, or of care.
        last: NaiveDate,
        /// Since when it need not be kept.
        since: NaiveDate,
        /// When its dossier was last exported; until it is, it stays.
        dossier: Option<NaiveDate>,
    },
    /// Lines of the audit trail.
    Audit {
        /// How many.
        lines: usize,
        /// Those before this day.
        before: NaiveDate,
    },
    /// Hours kept for a registration.
    Hours {
        /// Of how many people, months and rules.
        lines: usize,
        /// Those of months before this day's.
        before: NaiveDate,
    },
    /// Reasons of absences that say more than is kept.
    Reasons {
        /// Of how many absences.
        rows: usize,
    },
}

impl ToDestroy {
    /// Whether nothing has to be done first.
    pub fn is_ready(&self) -> bool {
        match self {
            Self::Case { last, dossier, .. } => dossier.is_some_and(|day| *last <= day),
            Self::Audit { .. } | Self::Hours { .. } | Self::Reasons { .. } => true,
        }
    }

    /// What it is, since when, and what comes first.
    pub fn said(&self, lang: Lang) -> String {
        let day = |day: NaiveDate| lang.date(day);
        match (self, lang) {
            (
                Self::Case {
                    case,
                    last,
                    since,
                    dossier,
                },
                Lang::Nl,
            ) => format!(
                "gezin {case}: laatste verplichting {}, hoeft sinds {} niet meer bewaard te worden; {}",
                day(*last),
                day(*since),
                match dossier.filter(|_| self.is_ready()) {
                    Some(exported) => format!("dossier geëxporteerd {}", day(exported)),
                    None => "exporteer eerst het dossier".to_owned(),
                }
            ),
            (
                Self::Case {
                    case,
                    last,
                    since,
                    dossier,
                },
                Lang::En,
            ) => format!(
                "family {case}: last obligation {}, need not be kept since {}; {}",
                day(*last),
                day(*since),
                match dossier.filter(|_| self.is_ready()) {
                    Some(exported) => format!("dossier exported {}", day(exported)),
                    None => "export the dossier first".to_owned(),
                }
            ),
            (Self::Audit { lines, before }, Lang::Nl) => {
                format!("logboek: {lines} regels van vóór {}", day(*before))
            }
            (Self::Audit { lines, before }, Lang::En) => {
                format!("audit trail: {lines} lines from before {}", day(*before))
            }
            (Self::Hours { lines, before }, Lang::Nl) => {
                format!(
                    "uren voor registratie: {lines} maandtotalen van vóór {}",
                    day(*before)
                )
            }
            (Self::Hours { lines, before }, Lang::En) => {
                format!(
                    "hours for a registration: {lines} sums of months before {}",
                    day(*before)
                )
            }
            (Self::Reasons { rows }, Lang::Nl) => format!(
                "redenen van afwezigheid: {rows}; alleen afwezig, verlof of scholing wordt bewaard"
            ),
            (Self::Reasons { rows }, Lang::En) => {
                format!("reasons of absences: {rows}; only away, leave or training is kept")
            }
        }
    }
}
