//! What a rule asks of whom and how often, in one sentence.

use super::Teller;
use super::length::{every, minutes, number, period};
use crate::language::Lang;
use crate::rules::{
    Amount, Cap, Demand, Duty, Milestone, Mode, Per, Points, RoleKind, Rule, Weekly,
};
use crate::words::dates;

impl Teller<'_> {
    /// The sentence.
    pub(super) fn sentence(self, rule: &Rule) -> String {
        let title = format!("“{}”", rule.title.get(self.lang));
        if rule.mode == Mode::Off {
            return match self.lang {
                Lang::Nl => format!("{title} staat uit: er wordt niets van gepland."),
                Lang::En => format!("{title} is off: nothing of it is planned."),
            };
        }
        let whose = self.subject(&rule.per);
        let has = self.pick("heeft", "has");
        match &rule.demand {
            Demand::Milestone(milestone) => self.milestone(&title, &whose, milestone),
            Demand::Cadence(cadence) => {
                let often = every(self.lang, cadence.gap.target);
                match self.lang {
                    Lang::Nl => format!("{whose} {has} eens per {often} {title}."),
                    Lang::En => format!("{whose} {has} {title} once every {often}."),
                }
            }
            Demand::Weekly(weekly) => {
                let much = self.amount(weekly);
                match self.lang {
                    Lang::Nl => format!("{whose} {has} {much} {title}."),
                    Lang::En => format!("{whose} {has} {title} {much}."),
                }
            }
            Demand::Duty(duty) => self.duty(&title, &whose, duty),
            Demand::Stay { capacity, .. } => match self.lang {
                Lang::Nl => format!(
                    "{whose} heeft {title}: een plaats van `{capacity}`, zolang de zorg duurt."
                ),
                Lang::En => format!(
                    "{whose} has {title}: a place of `{capacity}` for as long as care lasts."
                ),
            },
            Demand::Cap(cap) => self.cap(cap),
        }
    }

    fn milestone(self, title: &str, whose: &str, milestone: &Milestone) -> String {
        if let Some(calendar) = milestone.repeat.and_then(|repeat| repeat.calendar()) {
            let often = self.part_of_year(calendar.months);
            return match self.lang {
                Lang::Nl => format!("{whose} heeft eens per {often} {title}."),
                Lang::En => format!("{whose} has {title} once every {often}."),
            };
        }
        if let Some(repeat) = &milestone.repeat {
            let anchor = self.anchor(milestone.anchor);
            let listed: Vec<String> = (repeat.points.listed())
                .map(|length| period(self.lang, length))
                .collect();
            let listed = dates::list(self.lang, &listed);
            return match (repeat.points, self.lang) {
                (Points::Every(every), Lang::Nl) => {
                    let every = period(self.lang, every);
                    format!("{whose} heeft telkens na {every} {title}, geteld vanaf {anchor}.")
                }
                (Points::Every(every), Lang::En) => {
                    let every = period(self.lang, every);
                    format!("{whose} has {title} after every {every}, counted from {anchor}.")
                }
                (Points::At(_) | Points::Calendar(_), Lang::Nl) => {
                    format!("{whose} heeft {title} na {listed}, geteld vanaf {anchor}.")
                }
                (Points::At(_) | Points::Calendar(_), Lang::En) => {
                    format!("{whose} has {title} after {listed}, counted from {anchor}.")
                }
            };
        }
        let due = self.day(milestone.due, milestone.anchor);
        match self.lang {
            Lang::Nl => format!("{whose} heeft eenmaal {title}, uiterlijk {due}."),
            Lang::En => format!("{whose} has {title} once, {due} at the latest."),
        }
    }

    /// Whom it is about: `Elk gezin`, `Elke collega`.
    fn subject(self, per: &Per) -> String {
        match per {
            Per::Case { each: None } => self.pick("Elk gezin", "Each family").to_owned(),
            Per::Case { each: Some(role) } => match self.lang {
                Lang::Nl => format!("Elk gezin, met elke {} apart,", self.role(role)),
                Lang::En => format!("Each family, with each {} on their own,", self.role(role)),
            },
            Per::Person { of } => format!("{} {}", self.pick("Elke", "Each"), self.role(of)),
            Per::Group => self.pick("Elke groep", "Each group").to_owned(),
            Per::Team => self.pick("Het team", "The team").to_owned(),
        }
    }

    fn amount(self, weekly: &Weekly) -> String {
        let week = self.pick("per week", "a week");
        let much = self.much(weekly.amount);
        let Some(bounds) = weekly.bounds else {
            let least = match weekly.at_least {
                true => self.pick("ten minste ", "at least "),
                false => "",
            };
            return format!("{least}{much} {week}");
        };
        let [min, max] = [bounds.min, bounds.max].map(|bound| match weekly.amount {
            Amount::Times(_) => self.much(Amount::Times(bound)),
            Amount::Minutes(_) | Amount::CaseMinutes => self.much(Amount::Minutes(bound)),
        });
        match self.lang {
            Lang::Nl => format!("ten minste {min}, bij voorkeur {much} en hoogstens {max} {week}"),
            Lang::En => format!("at least {min}, preferably {much} and at most {max} {week}"),
        }
    }

    fn much(self, amount: Amount) -> String {
        match (amount, self.lang) {
            (Amount::Times(1), Lang::Nl) => "eenmaal".to_owned(),
            (Amount::Times(1), Lang::En) => "once".to_owned(),
            (Amount::Times(2), Lang::En) => "twice".to_owned(),
            (Amount::Times(times), Lang::Nl) => format!("{} keer", number(Lang::Nl, times)),
            (Amount::Times(times), Lang::En) => format!("{} times", number(Lang::En, times)),
            (Amount::Minutes(amount), lang) => minutes(lang, amount),
            (Amount::CaseMinutes, Lang::Nl) => "het aantal uren dat bij het gezin staat".to_owned(),
            (Amount::CaseMinutes, Lang::En) => "as many hours as stand with the family".to_owned(),
        }
    }

    fn duty(self, title: &str, whose: &str, duty: &Duty) -> String {
        let due = self.day(duty.due, duty.anchor);
        let owner = self.role(&duty.owner);
        let by = match self.programme.roles.get(&duty.owner).map(|role| role.kind) {
            Some(RoleKind::Family) => self.pick("het", "the"),
            _ => self.pick("de", "the"),
        };
        match self.lang {
            Lang::Nl => {
                format!("{whose} heeft {title}: {by} {owner} levert dat in, uiterlijk {due}.")
            }
            Lang::En => {
                format!("{whose} has {title}: {by} {owner} hands it in, {due} at the latest.")
            }
        }
    }

    fn cap(self, cap: &Cap) -> String {
        let (role, cases) = (self.role(&cap.role), number(self.lang, cap.cases));
        let rata = match cap.pro_rata {
            true => self.pick(", naar rato van het contract", ", pro rata of the contract"),
            false => "",
        };
        let families = match (cap.cases, self.lang) {
            (1, Lang::Nl) => "gezin",
            (_, Lang::Nl) => "gezinnen",
            (1, Lang::En) => "family",
            (_, Lang::En) => "families",
        };
        match self.lang {
            Lang::Nl => format!("Elke {role} heeft hoogstens {cases} {families} tegelijk{rata}."),
            Lang::En => format!("Each {role} has at most {cases} {families} at once{rata}."),
        }
    }
}
