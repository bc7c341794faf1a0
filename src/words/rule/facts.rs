//! What a rule says beside its sentence: who comes, how long, when, between which days, how heavy, since which source.

use super::length::days;
use super::{Said, Teller};
use crate::language::Lang;
use crate::rules::{Demand, Mode, Rule, Severity};

impl Teller<'_> {
    /// Everything it says, in the order in which it is read.
    pub(super) fn facts(self, rule: &Rule) -> Vec<Said> {
        let meets = matches!(
            rule.demand,
            Demand::Milestone(_) | Demand::Cadence(_) | Demand::Weekly(_)
        );
        let meeting = |text: String| meets.then_some(text).filter(|text| !text.is_empty());
        let all = [
            ("who", ["Wie", "Who"], meeting(self.who(&rule.who))),
            (
                "length",
                ["Duur", "Length"],
                meeting(self.length(&rule.duration)),
            ),
            (
                "place",
                ["Waar", "Where"],
                meeting(self.place(rule.place).to_owned()),
            ),
            ("days", ["Dagen", "Days"], self.days(rule)),
            ("first", ["Eerste", "First"], self.first(rule)),
            ("when", ["Tijden", "Times"], meeting(self.times(&rule.when))),
            ("after", ["Volgorde", "Order"], self.order(rule)),
            ("items", ["Wat", "What"], self.items(rule)),
            ("confirm", ["Bevestigen", "Confirming"], self.confirm(rule)),
            (
                "severity",
                ["Zwaarte", "Severity"],
                Some(self.severity(rule.severity).to_owned()),
            ),
            ("mode", ["Planning", "Planning"], self.mode(rule)),
            ("source", ["Bron", "Source"], Some(self.source(rule))),
        ];
        let said = |(about, label, text): (&'static str, [&'static str; 2], Option<String>)| {
            let label = self.pick(label[0], label[1]);
            Some(Said {
                about,
                label,
                text: text?,
            })
        };
        all.into_iter().filter_map(said).collect()
    }

    fn order(self, rule: &Rule) -> Option<String> {
        let after = rule.after.as_ref()?;
        let (title, release) = (self.title(&after.rule), days(self.lang, after.release));
        Some(match self.lang {
            Lang::Nl => format!("na “{title}”, waarop hoogstens {release} wordt gewacht"),
            Lang::En => format!("after “{title}”, which is waited for {release} at most"),
        })
    }

    fn items(self, rule: &Rule) -> Option<String> {
        match &rule.demand {
            Demand::Duty(duty) if !duty.items.is_empty() => Some(duty.items.join(", ")),
            _ => None,
        }
    }

    fn confirm(self, rule: &Rule) -> Option<String> {
        let role = self.role(rule.confirm_by.as_ref()?);
        Some(match self.lang {
            Lang::Nl => format!("{role} vraagt het gezin en mensen van buiten om een ja"),
            Lang::En => format!("{role} asks the family and people from outside for a yes"),
        })
    }

    fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Hard => self.pick("verplicht", "required"),
            Severity::Soft => self.pick("gewenst", "desired"),
            Severity::Advice => self.pick("advies", "advice"),
        }
    }

    fn mode(self, rule: &Rule) -> Option<String> {
        let said = match rule.mode {
            Mode::Plan if matches!(rule.demand, Demand::Stay { .. } | Demand::Cap(_)) => {
                return None;
            }
            Mode::Plan => self.pick("komt in de agenda", "goes into calendars"),
            Mode::Reserve => self.pick("houdt alleen uren vrij", "only keeps hours free"),
            Mode::Off => self.pick("uit", "off"),
        };
        Some(said.to_owned())
    }

    fn source(self, rule: &Rule) -> String {
        let cited = self.programme.cited(&rule.source);
        match rule.inferred {
            true => format!(
                "{cited}; {}",
                self.pick(
                    "ingevuld waar de bron zwijgt",
                    "filled in where the source is silent"
                )
            ),
            false => cited,
        }
    }
}
