//! The parts of an explanation's sentences: meetings by name, people, what moves, what it costs.

use chrono::NaiveDateTime;

use super::Writer;
use crate::explain::{Moved, Price, Share};
use crate::ids::{CaseCode, OccurrenceId};
use crate::language::{Lang, Text};
use crate::plan::{LeftOut, Placement};
use crate::series::cost::{HARD, LATE, SOFT};

/// Whether it costs or saves, and by which rule.
type Kind<'a> = (bool, Option<&'a str>);

/// Other meetings that are named one by one.
const NAMED: usize = 3;

impl Writer<'_> {
    /// The name, and whom it is about.
    pub(super) fn named(&self, title: &Text, id: &OccurrenceId, case: Option<&CaseCode>) -> String {
        let series = id.series();
        let subject = case.map_or(series.subject(), |case| case.as_str());
        // An appointment outside the rules is about nobody by its id.
        let ruled = self.formatter.team.rule(&series.rule()).is_some();
        match case.is_some() || ruled {
            true => self.formatter.with_subject(title.get(self.lang), subject),
            false => title.get(self.lang).to_owned(),
        }
    }

    pub(super) fn people(&self, placement: &Placement) -> String {
        let names: Vec<String> = placement
            .participants
            .iter()
            .map(|one| self.formatter.participant(&placement.programme, one))
            .collect();
        names.join(", ")
    }

    /// `Teamoverleg (di 9 feb 10:00 → wo 10 feb 09:00) verschuift`.
    pub(super) fn moved(&self, moved: &[Moved]) -> String {
        let one = |moved: &Moved| {
            let (from, to) = (self.moment(moved.from.start), self.moment(moved.to));
            let at = &moved.from;
            let name = self.named(&at.title, &at.id, at.case.as_ref());
            format!("{name} ({from} → {to})")
        };
        let shown: Vec<String> = moved.iter().take(NAMED).map(one).collect();
        let more = moved.len().saturating_sub(NAMED);
        let more = match (more, self.lang) {
            (0, _) => String::new(),
            (_, Lang::Nl) => format!(" en nog {more}"),
            (_, Lang::En) => format!(" and {more} more"),
        };
        let verb = match (moved.len(), self.lang) {
            (1, Lang::Nl) => "verschuift",
            (_, Lang::Nl) => "verschuiven",
            (1, Lang::En) => "moves",
            (_, Lang::En) => "move",
        };
        format!("{}{more} {verb}", shown.join(", "))
    }

    pub(super) fn moment(&self, at: NaiveDateTime) -> String {
        format!(
            "{} {}",
            self.formatter.short_date(at.date()),
            at.format("%H:%M")
        )
    }

    pub(super) fn left_out(&self, left_out: &[LeftOut]) -> String {
        let one = |one: &LeftOut| self.named(&one.title, &one.id, one.case.as_ref());
        let named: Vec<String> = left_out.iter().map(one).collect();
        named.join(", ")
    }

    /// `kost 3 dagen ritme en 2 punten voorkeur bij X; scheelt 1 punt voorkeur bij Y`.
    pub(super) fn price(&self, price: &Price) -> String {
        if price.is_nothing() {
            return self
                .say("kost niets, even goed", "costs nothing, just as good")
                .to_owned();
        }
        let mut said: Vec<(Kind<'_>, Vec<String>)> = Vec::new();
        let mut shares: Vec<&Share> = price.shares.iter().collect();
        shares.sort_by_key(|share| share.amount < 0);
        for share in shares {
            let amount = share.amount.abs();
            let amount = format!("{amount} {}", self.unit(share.layer, amount));
            let rule = share.rule.as_ref().map(|(_, title)| title.get(self.lang));
            let key = (share.amount > 0, rule);
            match said.iter_mut().find(|(known, _)| *known == key) {
                Some((_, amounts)) => amounts.push(amount),
                None => said.push((key, vec![amount])),
            }
        }
        let one = |((costs, rule), amounts): &(Kind<'_>, Vec<String>)| {
            let verb = match costs {
                true => self.say("kost", "costs"),
                false => self.say("scheelt", "saves"),
            };
            let whose = match rule {
                Some(title) => format!("{} {title}", self.say("bij", "of")),
                None => self
                    .say("voor samen op één dag", "for meeting on one day")
                    .to_owned(),
            };
            let amounts = amounts.join(self.say(" en ", " and "));
            format!("{verb} {amounts} {whose}")
        };
        let said: Vec<String> = said.iter().map(one).collect();
        said.join("; ")
    }

    fn unit(&self, layer: usize, amount: i64) -> &'static str {
        let (one, many) = match layer {
            HARD => (
                ["verplichte afspraak", "required meeting"],
                ["verplichte afspraken", "required meetings"],
            ),
            SOFT => (
                ["gewenste afspraak", "desired meeting"],
                ["gewenste afspraken", "desired meetings"],
            ),
            LATE => (["dag te laat", "day late"], ["dagen te laat", "days late"]),
            _ => (
                ["punt", "point of quality"],
                ["punten", "points of quality"],
            ),
        };
        let [nl, en] = if amount == 1 { one } else { many };
        self.lang.pick(nl, en)
    }
}
