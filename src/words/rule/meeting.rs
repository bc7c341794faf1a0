//! Who comes to a meeting of a rule, for how long, where and at what times.

use super::Teller;
use super::length::{minutes, number};
use crate::language::Lang;
use crate::rules::{Combine, Duration, Place, When, Who};
use crate::time::{Slots, clock};
use crate::words::dates;

impl Teller<'_> {
    pub(super) fn who(self, who: &Who) -> String {
        let named = |roles: &[String]| {
            let names: Vec<String> = roles.iter().map(|role| self.role(role)).collect();
            dates::list(self.lang, &names)
        };
        let mut said = vec![named(&who.all)];
        if !who.any.is_empty() {
            said.push(format!("{} {}", self.any(who), named(&who.any)));
        }
        if !who.optional.is_empty() {
            let optional = named(&who.optional);
            said.push(match self.lang {
                Lang::Nl => format!("uitgenodigd, zonder erop te wachten: {optional}"),
                Lang::En => format!("invited, not waited for: {optional}"),
            });
        }
        if !who.forbid.is_empty() {
            said.push(format!(
                "{} {}",
                self.pick("nooit:", "never:"),
                named(&who.forbid)
            ));
        }
        let sizes = [
            (who.min, ["ten minste", "at least"]),
            (who.max.unwrap_or(0), ["hoogstens", "at most"]),
        ];
        for (size, [nl, en]) in sizes.into_iter().filter(|(size, _)| *size > 0) {
            said.push(format!("{} {}", self.pick(nl, en), number(self.lang, size)));
        }
        if let Some(quorum) = who.quorum {
            let quorum = number(self.lang, quorum);
            said.push(match self.lang {
                Lang::Nl => format!("gaat door met {quorum}"),
                Lang::En => format!("goes ahead with {quorum}"),
            });
        }
        said.retain(|one| !one.is_empty());
        said.join("; ")
    }

    /// How many of several roles come, and out of whom.
    fn any(self, who: &Who) -> String {
        let count = number(self.lang, who.count.max(1));
        match (self.lang, who.anyone, who.count) {
            (Lang::Nl, false, 0..=1) => "een van:".to_owned(),
            (Lang::En, false, 0..=1) => "one of:".to_owned(),
            (Lang::Nl, false, _) => format!("{count} van:"),
            (Lang::En, false, _) => format!("{count} of:"),
            (Lang::Nl, true, _) => format!("{count} van wie dan ook in het team:"),
            (Lang::En, true, _) => format!("{count} of whoever in the team is:"),
        }
    }

    pub(super) fn length(self, duration: &Duration) -> String {
        let said = |amount| minutes(self.lang, amount);
        if duration.target == 0 && duration.per_case == 0 {
            return String::new();
        }
        if !duration.by_size.is_empty() {
            let sizes = duration
                .by_size
                .iter()
                .map(|(size, length)| match self.lang {
                    Lang::Nl => {
                        format!("vanaf {} mensen {}", number(Lang::Nl, *size), said(*length))
                    }
                    Lang::En => {
                        format!("{} from {} people", said(*length), number(Lang::En, *size))
                    }
                });
            return sizes.collect::<Vec<_>>().join("; ");
        }
        if duration.per_case > 0 {
            let each = format!(
                "{} {}",
                said(duration.per_case),
                self.pick("per gezin", "per family")
            );
            let how = match duration.combine {
                Combine::Sum => self.pick("en", "plus"),
                Combine::Max => self.pick("of, als dat langer is,", "or, if that is longer,"),
            };
            return match duration.target {
                0 => each,
                flat => format!("{} {how} {each}", said(flat)),
            };
        }
        match duration.min == duration.max {
            true => said(duration.target),
            false => match self.lang {
                Lang::Nl => format!(
                    "{} tot {}, het liefst {}",
                    said(duration.min),
                    said(duration.max),
                    said(duration.target)
                ),
                Lang::En => format!(
                    "{} to {}, {} if possible",
                    said(duration.min),
                    said(duration.max),
                    said(duration.target)
                ),
            },
        }
    }

    pub(super) fn place(self, place: Place) -> &'static str {
        match place {
            Place::Family => self.pick("bij het gezin", "at the family's"),
            Place::Office => self.pick("op kantoor", "at the office"),
            Place::Remote => self.pick("op afstand", "remotely"),
        }
    }

    pub(super) fn times(self, when: &When) -> String {
        let mut said = vec![self.week(&when.allowed)];
        if let Some(start) = when.fixed_start {
            said = vec![format!("{} {}", self.on(&when.allowed), clock(start))];
        }
        if let Some(preferred) = &when.preferred {
            said.push(format!(
                "{} {}",
                self.pick("het liefst", "preferably"),
                self.week(preferred)
            ));
        }
        if let Some(outside) = when.outside {
            let percent = outside.percent;
            said.push(match self.lang {
                Lang::Nl => format!("{percent}% buiten kantoortijd"),
                Lang::En => format!("{percent}% outside office hours"),
            });
        }
        if when.no_school_holidays {
            let never = self.pick("nooit in schoolvakanties", "never in school holidays");
            said.push(never.to_owned());
        }
        if when.avoid_school_holidays {
            said.push(
                self.pick(
                    "liever niet in schoolvakanties",
                    "not in school holidays if possible",
                )
                .to_owned(),
            );
        }
        said.join("; ")
    }

    /// The weekdays of a week that has slots.
    fn on(self, week: &[Slots; 7]) -> String {
        let days: Vec<u32> = (0..7)
            .filter(|day| !week[*day as usize].is_empty())
            .collect();
        dates::weekdays(self.lang, &days)
    }

    /// Weekdays, with their hours where not every hour will do.
    fn week(self, week: &[Slots; 7]) -> String {
        let mut kinds: Vec<(Slots, [Slots; 7])> = Vec::new();
        for (day, slots) in week
            .iter()
            .enumerate()
            .filter(|(_, slots)| !slots.is_empty())
        {
            match kinds.iter_mut().find(|(known, _)| known == slots) {
                Some((_, days)) => days[day] = *slots,
                None => {
                    let mut days = [Slots::EMPTY; 7];
                    days[day] = *slots;
                    kinds.push((*slots, days));
                }
            }
        }
        let said = kinds
            .iter()
            .map(|(slots, days)| match *slots == Slots::ALL {
                true => self.on(days),
                false => format!("{} {slots}", self.on(days)),
            });
        said.collect::<Vec<_>>().join(", ")
    }
}
