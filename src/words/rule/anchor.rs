//! What a date counts from, in words: an anchor and an offset come in; "zes weken na het begin van de zorg" goes out.

use super::Teller;
use super::length::period;
use crate::language::Lang;
use crate::rules::{Anchor, PlainAnchor};
use crate::time::Offset;

impl Teller<'_> {
    /// A day: so long before or after something, or on its day.
    pub(super) fn day(self, offset: Offset, anchor: Anchor) -> String {
        self.day_of(offset, &self.anchor(anchor))
    }

    pub(super) fn day_of(self, offset: Offset, of: &str) -> String {
        if offset.period.amount == 0 {
            return format!("{} {of}", self.pick("bij", "at"));
        }
        let side = match offset.before {
            true => self.pick("voor", "before"),
            false => self.pick("na", "after"),
        };
        format!("{} {side} {of}", period(self.lang, offset.period))
    }

    /// Where a rhythm ends.
    pub(super) fn end(self, offset: Offset, anchor: PlainAnchor) -> String {
        self.day(
            offset,
            match anchor {
                PlainAnchor::CareStart => Anchor::CareStart,
                PlainAnchor::CareEnd => Anchor::CareEnd,
            },
        )
    }

    /// What a date counts from.
    pub(super) fn anchor(self, anchor: Anchor) -> String {
        match anchor {
            Anchor::CareStart => self
                .pick("het begin van de zorg", "the start of care")
                .to_owned(),
            Anchor::CareEnd => self
                .pick("het einde van de zorg", "the end of care")
                .to_owned(),
            Anchor::DecisionStart => self
                .pick("het begin van de beschikking", "the start of the decision")
                .to_owned(),
            Anchor::DecisionEnd => self
                .pick("het einde van de beschikking", "the end of the decision")
                .to_owned(),
            Anchor::PersonSince => self
                .pick("de eerste dag in het team", "the first day in the team")
                .to_owned(),
            Anchor::TermStart => {
                let said = self.pick(
                    "het begin van de periode die gepland wordt",
                    "the start of the term planned",
                );
                said.to_owned()
            }
            Anchor::Phase { phase, at } => self.point(phase, at),
            Anchor::Rule(rule) => {
                let rule = self.programme.rules.get(rule);
                let title = rule
                    .map(|rule| rule.title.get(self.lang))
                    .unwrap_or_default();
                format!("“{title}”")
            }
            Anchor::Date(nth) => {
                let date = self.programme.dates.values().nth(nth);
                let title = date.map(|title| title.get(self.lang)).unwrap_or_default();
                format!("“{title}”")
            }
        }
    }

    /// A point of a phase: its ends by name, anything between as a share.
    fn point(self, phase: usize, at: f64) -> String {
        let name = self.phase(phase);
        let percent = (at * 100.0).round() as u32;
        match (percent, self.lang) {
            (0, Lang::Nl) => format!("het begin van de fase {name}"),
            (0, Lang::En) => format!("the start of the phase {name}"),
            (50, Lang::Nl) => format!("de helft van de fase {name}"),
            (50, Lang::En) => format!("halfway the phase {name}"),
            (100, Lang::Nl) => format!("het einde van de fase {name}"),
            (100, Lang::En) => format!("the end of the phase {name}"),
            (_, Lang::Nl) => format!("{percent}% van de fase {name}"),
            (_, Lang::En) => format!("{percent}% of the phase {name}"),
        }
    }

    /// A phase by its name.
    pub(super) fn phase(self, phase: usize) -> String {
        let phase = self.programme.phases.get(phase);
        let name = phase
            .map(|phase| phase.title.get(self.lang))
            .unwrap_or_default();
        format!("“{name}”")
    }
}
