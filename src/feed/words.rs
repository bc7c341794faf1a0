//! The words of feeds in Dutch and English.

use chrono::{Datelike as _, NaiveDate};

use crate::language::Lang;
use crate::plan::Firmness;

impl Lang {
    /// The language's tag in identifiers.
    pub(super) fn tag(self) -> &'static str {
        self.pick("NL", "EN")
    }

    pub(super) fn busy(self) -> &'static str {
        self.pick("Bezet", "Busy")
    }

    pub(super) fn appointment(self) -> &'static str {
        self.pick("Afspraak", "Appointment")
    }

    pub(super) fn cancelled_prefix(self) -> &'static str {
        self.pick("VERVALLEN: ", "CANCELLED: ")
    }

    pub(super) fn cancelled_on(self, day: NaiveDate) -> String {
        format!(
            "{} {}.",
            self.pick("Vervallen op", "Cancelled on"),
            self.day(day)
        )
    }

    pub(super) fn departed_on(self, day: NaiveDate) -> String {
        let text = self.pick(
            "Uw deelname is vervallen op",
            "You are no longer needed since",
        );
        format!("{text} {}.", self.day(day))
    }

    pub(super) fn firmness(self, firmness: Firmness) -> &'static str {
        match firmness {
            Firmness::Planned => self.pick("Gepland.", "Planned."),
            Firmness::Proposed => self.pick(
                "Voorstel: nog niet bevestigd.",
                "Proposed: not yet confirmed.",
            ),
            Firmness::Confirmed => self.pick("Bevestigd.", "Confirmed."),
            Firmness::Agreed => self.pick("Vast afgesproken.", "Agreed beforehand."),
            Firmness::Refused => self.pick(
                "Afgewezen: er komt een nieuw voorstel.",
                "Refused: another time will follow.",
            ),
        }
    }

    pub(super) fn due_by(self, day: NaiveDate) -> String {
        format!("{} {}", self.pick("uiterlijk", "by"), self.day(day))
    }

    /// A day as people write it: `3 februari 2027`.
    pub(super) fn day(self, day: NaiveDate) -> String {
        format!("{} {} {}", day.day(), self.month(day), day.year())
    }
}
