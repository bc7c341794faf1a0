//! What a team makes of a programme: its readings of the choices, its own keys for rules, and its
//! overlays. The team's loader gathers them; names stand without the programme.

use crate::document::{Table, Word};

/// A team's adjustments of one programme.
#[derive(Clone, Debug, Default)]
pub struct Adjustments {
    /// Readings chosen: `"programme.choice" = "option"`.
    pub choices: Vec<Pick>,
    /// Keys laid over rules: `[rules."programme.rule"]`.
    pub rules: Vec<Adjusted>,
    /// Variants added behind a rule's own: `[[overlays]]`, without its `rule` key.
    pub overlays: Vec<Adjusted>,
}

/// One choice made.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The choice's key.
    pub choice: Word,
    /// The option's key.
    pub option: Word,
}

/// Keys for one rule.
#[derive(Clone, Debug)]
pub struct Adjusted {
    /// The rule's name.
    pub rule: Word,
    /// The keys.
    pub table: Table,
}
