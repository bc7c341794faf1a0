//! On which days a rule's meetings may lie: the window of one, the distance between two, the first of a row.

use super::Teller;
use super::length::{days, number, period};
use crate::language::Lang;
use crate::rules::{Demand, Gap, Milestone, Repeat, Rule};
use crate::words::dates;

impl Teller<'_> {
    pub(super) fn days(self, rule: &Rule) -> Option<String> {
        match &rule.demand {
            Demand::Milestone(milestone) => {
                let calendar = milestone.repeat.and_then(|repeat| repeat.calendar());
                Some(match calendar {
                    Some(calendar) => self.of_calendar(calendar),
                    None => self.window(milestone),
                })
            }
            Demand::Cadence(cadence) => Some(self.gap(cadence.gap)),
            Demand::Stay { weekdays, .. } => self.admissions(weekdays),
            _ => None,
        }
    }

    /// The weekdays on which a stay may begin, where not every day will do.
    fn admissions(self, weekdays: &[bool; 7]) -> Option<String> {
        let days: Vec<u32> = (0..7).filter(|day| weekdays[*day as usize]).collect();
        let days = (days.len() < 7).then(|| dates::weekdays(self.lang, &days))?;
        Some(match self.lang {
            Lang::Nl => format!("begint op {days}"),
            Lang::En => format!("begins on {days}"),
        })
    }

    fn window(self, milestone: &Milestone) -> String {
        let of = match milestone.repeat {
            None => self.anchor(milestone.anchor),
            Some(_) => self.pick("die dag", "that day").to_owned(),
        };
        let [from, target, due] = [milestone.from, milestone.target, milestone.due]
            .map(|offset| self.day_of(offset, &of));
        let mut said = match self.lang {
            Lang::Nl => format!("niet eerder dan {from}; het liefst {target}"),
            Lang::En => format!("not earlier than {from}; {target} if possible"),
        };
        if let Some(repeat) = &milestone.repeat {
            said.push_str(&format!(
                "; {} {due}",
                self.pick("uiterlijk", "at the latest")
            ));
            said.push_str(&self.repeated(repeat));
        }
        if milestone.legal {
            said.push_str(self.pick("; wettelijke termijn", "; a legal term"));
        }
        said
    }

    fn repeated(self, repeat: &Repeat) -> String {
        let mut said = String::new();
        if repeat.count_min > 0 {
            let least = number(self.lang, repeat.count_min);
            said.push_str(&format!(
                "; {} {least}",
                self.pick("ten minste", "at least")
            ));
        }
        if repeat.before_end.amount > 0 {
            let before = period(self.lang, repeat.before_end);
            said.push_str(&match self.lang {
                Lang::Nl => format!("; niet binnen {before} voor het einde van de zorg"),
                Lang::En => format!("; not within {before} before the end of care"),
            });
        }
        if repeat.case_dates {
            said.push_str(self.pick(
                "; ook op de datums van de gemeente",
                "; also on the municipality’s dates",
            ));
        }
        said
    }

    fn gap(self, gap: Gap) -> String {
        let [min, max, limit] = [gap.min, gap.max, gap.limit].map(|length| days(self.lang, length));
        match self.lang {
            Lang::Nl => format!(
                "tussen twee liggen ten minste {min} en hoogstens {max}; na {limit} geldt er een als overgeslagen"
            ),
            Lang::En => format!(
                "at least {min} and at most {max} between two; after {limit} one counts as left out"
            ),
        }
    }

    pub(super) fn first(self, rule: &Rule) -> Option<String> {
        let Demand::Cadence(cadence) = &rule.demand else {
            return None;
        };
        let start = self.anchor(cadence.start);
        let mut said = format!("{} {start}", self.pick("telt vanaf", "counts from"));
        if let Some(first) = cadence.first {
            let [from, target, due] =
                [first.from, first.target, first.due].map(|length| days(self.lang, length));
            said.push_str(&match self.lang {
                Lang::Nl => format!(
                    "; de eerste niet binnen {from}, het liefst na {target}, uiterlijk na {due}"
                ),
                Lang::En => format!(
                    "; the first not within {from}, after {target} if possible, after {due} at the latest"
                ),
            });
        }
        if let Some(until) = cadence.until {
            let end = self.end(until.offset, until.anchor);
            said.push_str(&format!("; {} {end}", self.pick("de laatste", "the last")));
        }
        if let Some(most) = cadence.count_max {
            let most = number(self.lang, most);
            said.push_str(&format!("; {} {most}", self.pick("hoogstens", "at most")));
        }
        Some(said)
    }
}
