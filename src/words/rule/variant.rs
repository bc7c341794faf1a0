//! When a variant holds, in words: a condition comes in; "in de fase “start” en in gemeente Zuidveld" goes out.

use super::Teller;
use super::length::{minutes, period};
use crate::language::Lang;
use crate::rules::Condition;
use crate::words::dates;

impl Teller<'_> {
    pub(super) fn condition(self, condition: &Condition) -> String {
        let mut parts = Vec::new();
        if let Some(phase) = condition.phase {
            parts.push(format!(
                "{} {}",
                self.pick("in de fase", "in the phase"),
                self.phase(phase)
            ));
        }
        if let Some(tenure) = condition.tenure_under {
            let tenure = period(self.lang, tenure);
            parts.push(match self.lang {
                Lang::Nl => format!("met wie korter dan {tenure} in het team is"),
                Lang::En => format!("with somebody less than {tenure} in the team"),
            });
        }
        if let Some(under) = condition.contract_under {
            let hours = minutes(self.lang, under);
            parts.push(match self.lang {
                Lang::Nl => format!("met wie een contract van minder dan {hours} per week heeft"),
                Lang::En => format!("with somebody whose contract is under {hours} a week"),
            });
        }
        let named = [
            (&condition.municipality, ["in gemeente", "in municipality"]),
            (&condition.case, ["voor gezin", "for family"]),
            (
                &condition.flag,
                ["voor wie het kenmerk heeft van", "for whoever has the flag"],
            ),
            (&condition.region, ["in regio", "in region"]),
            (&condition.employer, ["bij werkgever", "with employer"]),
        ];
        for (name, [nl, en]) in named {
            parts.extend(
                name.as_ref()
                    .map(|name| format!("{} {name}", self.pick(nl, en))),
            );
        }
        if let Some(person) = &condition.person {
            let name = self.format.subject(person);
            parts.push(format!("{} {name}", self.pick("met", "with")));
        }
        dates::list(self.lang, &parts)
    }
}
