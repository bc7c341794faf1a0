//! What a plan has to say: why something has no place, what blocks it and what would have to change come in as facts;
//! sentences go out. What was stored without facts is said as it was stored, to those who may see everything.

use super::condition::working_days;
use super::dates;
use super::{Formatter, HIDDEN, Reader};
use crate::explain::{Explanation, Outcome, State};
use crate::language::{Lang, Text};
use crate::plan::{
    Blocking, Cause, DayHours, Hour, Lack, LeftOut, Plan, Spell, Standing, WayOut, Whom, Why,
};
use crate::team::{AwayKind, Team};

/// How many causes a sentence names; `blocking` has all of them.
const MOST_CAUSES: usize = 4;
/// Days off that nothing is planned on anyway: a weekend does not cut a span of days in two.
const WEEKEND: i64 = 2;

/// Puts words beside the facts of a plan, for whoever reads its JSON.
pub fn settle(team: &Team, plan: &mut Plan) {
    plan.left_out
        .iter_mut()
        .for_each(|one| settle_left_out(team, one));
    for note in &mut plan.notes {
        if note.fact.fact().is_some() {
            note.text = dates::both(|lang| Formatter::whole(team, lang).note(note));
        }
    }
}

/// The same of an explanation.
pub fn settle_explanation(team: &Team, explanation: &mut Explanation) {
    match &mut explanation.state {
        State::Placed(_, others) => others
            .iter_mut()
            .for_each(|other| match &mut other.outcome {
                Outcome::Forbidden(blocking) | Outcome::Taken(blocking) => {
                    settle_blocking(team, blocking);
                }
                Outcome::Possible(..) | Outcome::Moves(..) | Outcome::LeavesOut(_) => {}
            }),
        State::Broken(_, blocking) => settle_blocking(team, blocking),
        State::LeftOut(missing) => {
            settle_left_out(team, &mut missing.left_out);
            for way_out in &mut missing.ways_out {
                settle_blocking(team, &mut way_out.changes);
            }
        }
        State::Stands(_) | State::NotAsked | State::LaterTerm { .. } | State::Owed => {}
    }
}

fn settle_left_out(team: &Team, one: &mut LeftOut) {
    settle_blocking(team, &mut one.blocking);
    if let Some(way_out) = &mut one.way_out {
        settle_blocking(team, &mut way_out.changes);
    }
    if one.why.fact().is_some() {
        one.reason = dates::both(|lang| Formatter::whole(team, lang).reason(one));
    }
}

/// The same of single causes.
pub fn settle_blocking(team: &Team, blocking: &mut [Blocking]) {
    for one in blocking {
        if one.cause.fact().is_some() {
            one.text = dates::both(|lang| Formatter::whole(team, lang).blocking(one));
        }
    }
}

impl Formatter<'_> {
    /// A text of an earlier version.
    pub(super) fn legacy(self, text: &Text) -> String {
        match self.reader {
            Reader::Everyone => text.get(self.lang).to_owned(),
            Reader::Own(..) | Reader::Outside => HIDDEN.to_owned(),
        }
    }

    /// What a left-out meeting is about: `Evaluatie K7QX`.
    pub fn left_out(self, one: &LeftOut) -> String {
        self.with_subject(one.title.get(self.lang), one.id.subject())
    }

    /// Why it has no place, in one sentence with what it is about, and what would help.
    pub fn reason(self, one: &LeftOut) -> String {
        if one.why.fact().is_none() {
            return self.legacy(&one.reason);
        }
        let helps = one.way_out.as_ref().map(|way_out| self.fits(way_out));
        format!(
            "{}: {}{}",
            self.left_out(one),
            self.why(one),
            helps.unwrap_or_default()
        )
    }

    /// Why it has no place.
    pub fn why(self, one: &LeftOut) -> String {
        let Some(why) = one.why.fact() else {
            return self.legacy(&one.reason);
        };
        let causes = self.causes(&one.blocking);
        match why {
            Why::OutsideTerm | Why::Room => causes,
            Why::Unsought => {
                let said = self.lang.pick(
                    "waarom is niet meer uitgezocht, want de tijd was op (`explain` zoekt het uit)",
                    "why was not looked into any more, for the time was over (`explain` does)",
                );
                said.to_owned()
            }
            Why::FellThrough { on } => {
                let said = self.lang.pick("ging niet door op", "fell through on");
                format!("{said} {}", self.lang.date(*on))
            }
            Why::NoDay { from, to } => {
                let none = self.lang.pick("geen bruikbare dag", "no usable day");
                format!("{none} {}: {causes}", dates::between(self.lang, *from, *to))
            }
            Why::Blocked { lack, from, to } => {
                let when = dates::between(self.lang, *from, *to);
                format!("{causes}: {} {when}", self.lack(*lack))
            }
        }
    }

    fn lack(self, lack: Lack) -> String {
        match (lack, self.lang) {
            (Lack::Quorum(quorum), Lang::Nl) => {
                format!("niet genoeg deelnemers tegelijk (minstens {quorum})")
            }
            (Lack::Quorum(quorum), Lang::En) => {
                format!("not enough of the invited together (at least {quorum})")
            }
            (Lack::Day, Lang::Nl) => "geen gezamenlijke dag".to_owned(),
            (Lack::Day, Lang::En) => "no common day".to_owned(),
            (Lack::Room(minutes), Lang::Nl) => format!("geen plaats voor {minutes} minuten"),
            (Lack::Room(minutes), Lang::En) => format!("no room for {minutes} minutes"),
            (Lack::Minutes(minutes), Lang::Nl) => format!("geen gezamenlijke {minutes} minuten"),
            (Lack::Minutes(minutes), Lang::En) => format!("no common {minutes} minutes"),
        }
    }

    /// The first of what blocks, and how much more there is.
    fn causes(self, blocking: &[Blocking]) -> String {
        let first = blocking.iter().take(MOST_CAUSES);
        let mut said: Vec<String> = first.map(|one| self.blocking(one)).collect();
        if said.is_empty() {
            said.push(self.cause(&Cause::TooFewPeople));
        }
        let more = blocking.len().saturating_sub(MOST_CAUSES);
        if more > 0 {
            said.push(self.and_more(more));
        }
        said.join(", ")
    }

    fn and_more(self, more: usize) -> String {
        match self.lang {
            Lang::Nl => format!("en nog {more}"),
            Lang::En => format!("and {more} more"),
        }
    }

    /// `; het past wel op di 2 februari 09:00 als Anna dan kan`.
    fn fits(self, way_out: &WayOut) -> String {
        let (ways, at) = (
            self.changes(&way_out.changes),
            dates::moment(self.lang, way_out.start),
        );
        match self.lang {
            Lang::Nl => format!("; het past wel op {at} als {ways}"),
            Lang::En => format!("; it fits on {at} if {ways}"),
        }
    }

    /// What would have to change, as the rest of a sentence after "if".
    pub fn changes(self, changes: &[Blocking]) -> String {
        let ways: Vec<String> = changes.iter().map(|one| self.blocking(one)).collect();
        dates::list(self.lang, &ways)
    }

    /// One thing that blocks, or would have to change.
    pub fn blocking(self, one: &Blocking) -> String {
        match one.cause.fact() {
            Some(cause) => self.cause(cause),
            None => self.legacy(&one.text),
        }
    }

    /// `Bram`, `gezin K7QX`.
    pub(super) fn whom(self, who: &Whom) -> String {
        match who {
            Whom::Staff(id) | Whom::External(id) => self.subject(id),
            Whom::Case(code) => self.family(code.as_str()),
        }
    }

    pub(super) fn cause(self, cause: &Cause) -> String {
        use Cause as C;
        let (lang, say) = (self.lang, |nl: &str, en: &str| {
            self.lang.pick(nl, en).to_owned()
        });
        let whose = |who: &Whom, nl: &str, en: &str| format!("{} {}", self.whom(who), say(nl, en));
        match cause {
            C::Hours {
                who,
                weekdays,
                hours,
                by_day,
            } => self.hours_of(who, &self.days_with(weekdays, hours.as_deref(), by_day)),
            C::Away { who, spells } => self.away(who, spells),
            C::NotInTeam { who } => whose(
                who,
                "is er nog niet of niet meer",
                "is not yet or no longer there",
            ),
            C::Meetings {
                who,
                meetings,
                more,
            } => self.taken(who, meetings, *more),
            C::Full {
                who,
                from,
                to,
                asked,
                free,
            } => {
                let minutes = [asked, free].map(|minutes| i64::from(*minutes));
                self.full(&self.whom(who), [*from, *to], minutes)
            }
            C::DayFull { who, most } => {
                let said = whose(
                    who,
                    "heeft dan al het dagmaximum aan afspraken",
                    "already has the most meetings in a day",
                );
                format!("{said} ({most})")
            }
            C::Notice { who, days, first } => {
                let days = working_days(lang, *days);
                let first = self.moment(*first);
                match lang {
                    Lang::Nl => format!(
                        "{} heeft {days} van tevoren nodig (eerst vanaf {first})",
                        self.whom(who)
                    ),
                    Lang::En => format!(
                        "{} needs {days} notice (not before {first})",
                        self.whom(who)
                    ),
                }
            }
            C::DayOver => say("die dag is voorbij", "that day is over"),
            C::Times {
                weekdays,
                hours,
                by_day,
            } => {
                let days = self.days_with(weekdays, hours.as_deref(), by_day);
                match lang {
                    Lang::Nl => format!("de regel staat {days} toe"),
                    Lang::En => format!("the rule allows {days}"),
                }
            }
            C::Spacing { least, most } => match lang {
                Lang::Nl => {
                    format!("tussen twee liggen minstens {least} dagen en hoogstens {most}")
                }
                Lang::En => format!("two are at least {least} days apart and at most {most}"),
            },
            C::OneADay => say("maximaal één per dag", "one a day at most"),
            C::OutsideTerm => say(
                "de termijn valt buiten de planperiode",
                "the window lies outside the days that are planned",
            ),
            C::Holiday { days, name } => {
                let days = dates::spans(lang, days, 0);
                format!("{days} {} {}", say("is", "is"), name.get(lang))
            }
            C::NobodyAssigned => say(
                "niet alle rollen zijn aan iemand toegewezen",
                "not every role is assigned to somebody",
            ),
            C::TooFewMembers => say("er zijn te weinig leden", "there are too few members"),
            C::RuleForbids => say("de regel staat het niet toe", "the rule does not allow it"),
            C::NobodyWorks => say("niemand werkt dan", "nobody works then"),
            C::TooFewPeople => say(
                "de rollen zijn niet door verschillende mensen te bezetten",
                "the roles cannot be taken by different people",
            ),
            C::LongerThanAnyDay { longest } => match lang {
                Lang::Nl => format!("niemand heeft meer dan {longest} minuten achter elkaar"),
                Lang::En => format!("nobody has more than {longest} minutes on end"),
            },
            C::RoomNamed => say(
                "de plaats die er nog is, is al bij een andere weggelaten afspraak genoemd",
                "the room there is was named for another meeting that is left out",
            ),
            C::RoomCosts { at } => {
                let at = dates::moment(lang, *at);
                match lang {
                    Lang::Nl => {
                        format!("op {at} is er plaats, maar dan valt elders een afspraak uit")
                    }
                    Lang::En => {
                        format!("there is room on {at}, but then another meeting has no place")
                    }
                }
            }
            C::RoomUnfound { at } => {
                let at = dates::moment(lang, *at);
                match lang {
                    Lang::Nl => format!(
                        "op {at} is er plaats, maar de berekening stopte voordat die gevonden was; plan opnieuw met meer tijd"
                    ),
                    Lang::En => format!(
                        "there is room on {at}, but the calculation stopped before finding it; plan again with more time"
                    ),
                }
            }
            C::GaveUp => say(
                "misschien is minder dan dit al genoeg (er is niet verder gezocht)",
                "perhaps less than this is enough (the search went no further)",
            ),
            C::IfComes { .. }
            | C::IfBack { .. }
            | C::IfMoved { .. }
            | C::IfTimes
            | C::IfCloser { .. }
            | C::IfFurther { .. }
            | C::IfStandsIn { .. }
            | C::IfOneMore { .. }
            | C::IfShorterNotice { .. }
            | C::IfUntil { .. } => self.condition(cause),
        }
    }

    /// `Eva dinsdag 9 februari 's middags (13:00-14:00) kan`.
    pub(super) fn at_half_day(self, who: &Whom, at: Hour, [nl, en]: [&str; 2]) -> String {
        let name = self.whom(who);
        let end = at.start + chrono::Duration::minutes(i64::from(at.minutes));
        let part = match at.start.format("%H").to_string().as_str() {
            hour if hour < "12" => self.lang.pick("'s ochtends", "in the morning"),
            hour if hour < "18" => self.lang.pick("'s middags", "in the afternoon"),
            _ => self.lang.pick("'s avonds", "in the evening"),
        };
        let day = dates::in_full(self.lang, at.start.date());
        let time = format!("({}-{})", at.start.format("%H:%M"), end.format("%H:%M"));
        match self.lang {
            Lang::Nl => format!("{name} {day} {part} {time} {nl}"),
            Lang::En => format!("{name} {en} on {day} {part} {time}"),
        }
    }

    /// `ma-di`, `di 13:00-17:00`, `ma 09:00-12:30 en di-do 13:00-17:00`.
    fn days_with(self, weekdays: &[u32], hours: Option<&str>, by_day: &[DayHours]) -> String {
        let days = |weekdays: &[u32], hours: Option<&str>| {
            let hours = hours.map(|hours| format!(" {hours}")).unwrap_or_default();
            format!("{}{hours}", dates::weekdays(self.lang, weekdays))
        };
        if by_day.is_empty() {
            return days(weekdays, hours);
        }
        let each = by_day.iter();
        let each = each.map(|one| days(&one.weekdays, Some(&one.hours)));
        dates::list(self.lang, &each.collect::<Vec<_>>())
    }

    /// `Bram werkt ma-di`, `gezin K7QX kan di 13:00-17:00`.
    fn hours_of(self, who: &Whom, days: &str) -> String {
        let name = self.whom(who);
        if days.is_empty() {
            let said = match who {
                Whom::Staff(_) => self.lang.pick("werkt dan niet", "does not work then"),
                Whom::External(_) => self.lang.pick("biedt dan geen tijd", "offers no time then"),
                Whom::Case(_) => self.lang.pick("kan dan niet", "cannot come then"),
            };
            return format!("{name} {said}");
        }
        let verb = match who {
            Whom::Staff(_) => self.lang.pick("werkt", "works"),
            Whom::External(_) => self.lang.pick("biedt", "offers"),
            Whom::Case(_) => self.lang.pick("kan", "can come"),
        };
        format!("{name} {verb} {days}")
    }

    /// `Bram is afwezig (verlof) 4 t/m 8 januari`. What keeps them is said to those who plan.
    fn away(self, who: &Whom, spells: &[Spell]) -> String {
        let span = |one: &Spell| {
            let days = dates::spans(self.lang, &one.days, WEEKEND);
            let single = one.days.len() == 1;
            let days = match single {
                true => format!("{} {days}", self.lang.pick("op", "on")),
                false => format!("{} {days}", self.lang.pick("van", "from")),
            };
            // Why people are away, as old revisions have it, is for nobody.
            let kind = match one.kind.as_str() {
                "paused" => AwayKind::Paused.told(self.lang),
                "offered" => AwayKind::Offered.told(self.lang),
                _ => None,
            };
            kind.map_or_else(|| days.clone(), |kind| format!("({kind}) {days}"))
        };
        let spans: Vec<String> = spells.iter().map(span).collect();
        let said = match who {
            Whom::Case(_) => self.lang.pick("kan niet", "cannot come"),
            Whom::Staff(_) | Whom::External(_) => self.lang.pick("is afwezig", "is away"),
        };
        format!(
            "{} {said} {}",
            self.whom(who),
            dates::list(self.lang, &spans)
        )
    }

    /// `Bram heeft dan al Teamoverleg (ma 4 januari 10:00) en nog 2`.
    fn taken(self, who: &Whom, meetings: &[Standing], more: usize) -> String {
        let shown = meetings.iter().map(|one| {
            let at = dates::moment(self.lang, one.start);
            format!("{} ({at})", one.title.get(self.lang))
        });
        let shown: Vec<String> = shown.collect();
        let said = self.lang.pick("heeft dan al", "already has");
        let more = match more {
            0 => String::new(),
            more => format!(" {}", self.and_more(more)),
        };
        format!("{} {said} {}{more}", self.whom(who), shown.join(", "))
    }
}
