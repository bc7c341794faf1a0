//! What would have to be so for something to fit: a cause comes in, the rest of a sentence after "if" goes out.

use super::{Formatter, dates};
use crate::language::Lang;
use crate::plan::{Cause, Whom};

impl Formatter<'_> {
    /// What would have to be so, as the rest of a sentence after "if".
    pub(super) fn condition(self, cause: &Cause) -> String {
        use Cause as C;
        let (lang, say) = (self.lang, |nl: &str, en: &str| {
            self.lang.pick(nl, en).to_owned()
        });
        let then = |who: &Whom, nl: &str, en: &str| format!("{} {}", self.whom(who), say(nl, en));
        match cause {
            C::IfComes { who, at: None } => then(who, "dan kan", "can come then"),
            C::IfBack { who, at: None } => then(who, "er dan wel is", "is there after all"),
            C::IfComes { who, at: Some(at) } => self.at_half_day(who, *at, ["kan", "can come"]),
            C::IfBack { who, at: Some(at) } => {
                self.at_half_day(who, *at, ["toch komt", "comes after all"])
            }
            C::IfMoved { title, start } => {
                let (title, at) = (title.get(lang), dates::moment(lang, *start));
                format!("{title} ({at}) {}", say("verzet wordt", "is moved"))
            }
            C::IfTimes => say("de regel die tijd toestaat", "the rule allows that time"),
            C::IfCloser { days } => match lang {
                Lang::Nl => format!("de regel {days} dagen ertussen toestaat"),
                Lang::En => format!("the rule allows {days} days between two"),
            },
            C::IfFurther { days } => match lang {
                Lang::Nl => format!("er {days} dagen tussen twee mogen liggen"),
                Lang::En => format!("{days} days may lie between two"),
            },
            C::IfStandsIn { who, instead_of } => {
                let others: Vec<String> = instead_of.iter().map(|one| self.whom(one)).collect();
                let (name, others) = (self.whom(who), dates::list(lang, &others));
                match lang {
                    Lang::Nl => format!("{name} die keer invalt voor {others}"),
                    Lang::En => format!("{name} stands in for {others} that time"),
                }
            }
            C::IfOneMore { who } => then(
                who,
                "op een dag één afspraak meer heeft dan het dagmaximum",
                "has one meeting more in a day than the most",
            ),
            C::IfShorterNotice { who, days: 0 } => then(
                who,
                "op zo korte termijn akkoord is",
                "agrees at such short notice",
            ),
            C::IfShorterNotice { who, days } => {
                let given = working_days(lang, *days);
                match lang {
                    Lang::Nl => format!("{} met {given} van tevoren akkoord is", self.whom(who)),
                    Lang::En => format!("{} agrees at {given} notice", self.whom(who)),
                }
            }
            C::IfUntil { day } => {
                let day = dates::dated(lang, *day);
                match lang {
                    Lang::Nl => format!("de termijn tot en met {day} mag lopen"),
                    Lang::En => format!("the window may run to {day}"),
                }
            }
            other => self.cause(other),
        }
    }
}

/// So many working days, as notice.
pub(super) fn working_days(lang: Lang, days: u32) -> String {
    match (lang, days) {
        (Lang::Nl, 1) => "1 werkdag".to_owned(),
        (Lang::Nl, _) => format!("{days} werkdagen"),
        (Lang::En, 1) => "one working day's".to_owned(),
        (Lang::En, _) => format!("{days} working days'"),
    }
}
