//! What findings of the check say: a finding comes in, its sentence goes out.

use chrono::NaiveDate;

use super::Formatter;
use crate::check::{Fact, Finding, Leave, Level};
use crate::language::Lang;
use crate::rules::Severity;
use crate::team::Flaw;

impl Formatter<'_> {
    /// What a finding says, in one sentence.
    pub fn finding(self, one: &Finding) -> String {
        let title = one.about.title.get(self.lang);
        format!("{title} {}", self.finding_of(one))
    }

    /// What a finding is about, by name: `Overleg Emma`.
    pub fn about(self, one: &Finding) -> String {
        let title = one.about.title.get(self.lang);
        format!("{title} {}", self.about_whom(one))
    }

    /// A finding without the title of its meeting: `Emma: uiterlijk ...`.
    pub fn finding_of(self, one: &Finding) -> String {
        format!("{}: {}", self.about_whom(one), self.found(one))
    }

    fn about_whom(self, one: &Finding) -> String {
        let subject = self.subject(&one.about.subject);
        match &one.about.member {
            Some(member) => format!("{subject}, {}", self.subject(member)),
            None => subject,
        }
    }

    /// What there is to say of what a finding is about.
    pub fn found(self, one: &Finding) -> String {
        let mut parts = vec![self.fact(one)];
        if one.postponed > 0 {
            parts.push(self.postponed(one.postponed, one.planned.is_some()));
        }
        parts.extend(one.causes.iter().map(|leave| self.leave(leave)));
        parts.extend(one.left.as_ref().map(|left| {
            let gone = self
                .lang
                .pick("is niet meer in het team", "has left the team");
            format!("{} {gone}", self.subject(left.as_str()))
        }));
        parts.join("; ")
    }

    fn fact(self, one: &Finding) -> String {
        let lang = self.lang;
        match &one.fact {
            Fact::MeetingDue => self.due(one, Some(self.planned(one)), None),
            Fact::DutyDue => self.due(one, None, None),
            Fact::RhythmDue { since, met } => {
                let from = match met {
                    true => lang.pick("laatste keer:", "last time:"),
                    false => lang.pick("gerekend vanaf", "counted from"),
                };
                let from = format!("{from} {}", lang.date(*since));
                self.due(one, Some(self.planned(one)), Some(from))
            }
            Fact::DecisionEnded => {
                let due = one.due.map(|day| lang.date(day)).unwrap_or_default();
                let late = self.days(one.days_late);
                match lang {
                    Lang::Nl => format!(
                        "de beschikking eindigde op {due}, {late} geleden, en de zorg loopt door"
                    ),
                    Lang::En => {
                        format!("the decision ended on {due}, {late} ago, and care goes on")
                    }
                }
            }
            Fact::Unrecorded { meetings } => self.unrecorded(one.planned, *meetings),
            Fact::LongGap {
                since,
                until,
                due,
                most,
            } => self.long_gap([*since, *until, *due], *most),
            Fact::NotHeld { from, to } => {
                let (from, to) = (lang.date(*from), lang.date(*to));
                match lang {
                    Lang::Nl => format!("niet gehouden van {from} tot en met {to}"),
                    Lang::En => format!("not held from {from} to {to}"),
                }
            }
            Fact::TooFewHeld {
                held,
                asked,
                from,
                to,
            } => {
                let weeks = lang.weeks(*from, *to);
                match lang {
                    Lang::Nl => format!("{held} van de {asked} doorgegaan in {weeks}"),
                    Lang::En => format!("{held} of {asked} held in {weeks}"),
                }
            }
            Fact::TooManyHeld {
                held,
                most,
                from,
                to,
            } => {
                let weeks = lang.weeks(*from, *to);
                match lang {
                    Lang::Nl => format!("{held} doorgegaan in {weeks}, hoogstens {most}"),
                    Lang::En => format!("{held} held in {weeks}, at most {most}"),
                }
            }
            Fact::Flawed { flaws, counts } => self.flawed(one, flaws, *counts),
            Fact::TooManyCases { cases, most } => match lang {
                Lang::Nl => format!("{cases} gezinnen, hoogstens {most}"),
                Lang::En => format!("{cases} families, at most {most}"),
            },
            Fact::NoPlace { asked, free } => self.no_place(*asked, *free),
        }
    }

    /// By when it is due, how late that is, where it stands, and what it counts from.
    fn due(self, one: &Finding, planned: Option<String>, from: Option<String>) -> String {
        let lang = self.lang;
        let late = self.days(one.days_late);
        let due = one.due.map(|day| lang.date(day)).unwrap_or_default();
        let by = format!("{} {due}", lang.pick("uiterlijk", "due"));
        let late = (one.days_late > 0).then(|| match (one.level, lang) {
            (Level::Blocking, Lang::Nl) => format!("wettelijke termijn, {late} te laat"),
            (Level::Blocking, Lang::En) => format!("legal term, {late} late"),
            (Level::AtRisk, Lang::Nl) => format!("wordt {late} te laat"),
            (Level::AtRisk, Lang::En) => format!("will be {late} late"),
            (_, Lang::Nl) => format!("{late} te laat"),
            (_, Lang::En) => format!("{late} late"),
        });
        let parts = [Some(by), late, planned, from].into_iter().flatten();
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Where it stands; of what stands nowhere, whether it must.
    fn planned(self, one: &Finding) -> String {
        if let Some(day) = one.planned {
            let on = self.lang.pick("gepland op", "planned on");
            return format!("{on} {}", self.lang.date(day));
        }
        let rule = one.rule.as_ref().and_then(|rule| self.team.rule(rule));
        let not = self.lang.pick("niet ingepland", "not planned");
        if let Some(due) = one.due.filter(|_| one.later_term) {
            let term = self.term_of(due);
            return match self.lang {
                Lang::Nl => format!("nog niet gepland ({term})"),
                Lang::En => format!("not planned yet ({term})"),
            };
        }
        match (rule, one.level) {
            // Its level says so already.
            (Some(rule), Level::Unplanned) => self.severity(rule.severity).to_owned(),
            (Some(rule), _) => format!("{not} ({})", self.severity(rule.severity)),
            (None, _) => not.to_owned(),
        }
    }

    /// Whether something must be or is only wanted.
    pub fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Hard => self.lang.pick("verplicht", "required"),
            Severity::Soft => self.lang.pick("gewenst", "desired"),
            Severity::Advice => self.lang.pick("advies", "advice"),
        }
    }

    /// How many times it got another day, or has lost its day without getting another.
    fn postponed(self, times: usize, has_a_day: bool) -> String {
        let often = match (self.lang, times) {
            (Lang::Nl, _) => format!("{times} keer"),
            (Lang::En, 1) => "once".to_owned(),
            (Lang::En, _) => format!("{times} times"),
        };
        match (self.lang, has_a_day) {
            (Lang::Nl, true) => format!("{often} verzet"),
            (Lang::Nl, false) => format!("{often} uitgesteld"),
            (Lang::En, true) => format!("moved {often}"),
            (Lang::En, false) => format!("postponed {often}"),
        }
    }

    /// `Bram is er niet van za 24 jul t/m zo 15 aug`, `Bram is er niet op do 14 jan`. What keeps them is for
    /// nobody.
    fn leave(self, leave: &Leave) -> String {
        let who = match (&leave.person, &leave.case) {
            (_, Some(case)) => self.case(case.as_str()).to_owned(),
            (Some(person), None) => self.subject(person),
            (None, None) => String::new(),
        };
        let (from, to) = (self.short_date(leave.from), self.short_date(leave.to));
        match (self.lang, leave.from == leave.to) {
            (Lang::Nl, true) => format!("{who} is er niet op {from}"),
            (Lang::En, true) => format!("{who} is away on {from}"),
            (Lang::Nl, false) => format!("{who} is er niet van {from} t/m {to}"),
            (Lang::En, false) => format!("{who} is away from {from} to {to}"),
        }
    }

    /// Of a meeting, or of several in one week, without a record.
    fn unrecorded(self, day: Option<NaiveDate>, meetings: usize) -> String {
        let date = day.map(|day| self.lang.date(day)).unwrap_or_default();
        let week = day.map(|day| self.lang.week(day)).unwrap_or_default();
        match (self.lang, meetings) {
            (Lang::Nl, 1) => format!("{date}: nog niet geregistreerd of dit is doorgegaan"),
            (Lang::En, 1) => format!("{date}: not recorded yet whether this was held"),
            (Lang::Nl, _) => {
                format!(
                    "{week}: van {meetings} afspraken nog niet geregistreerd of ze zijn doorgegaan"
                )
            }
            (Lang::En, _) => {
                format!("{week}: not recorded yet whether {meetings} meetings were held")
            }
        }
    }

    fn long_gap(self, [since, until, due]: [NaiveDate; 3], most: u32) -> String {
        let gap = self.days((until - since).num_days());
        let late = self.days((until - due).num_days());
        let (from, to) = (self.lang.date(since), self.lang.date(until));
        match self.lang {
            Lang::Nl => {
                format!("{gap} tussen {from} en {to}, hoogstens {most}: {late} te laat doorgegaan")
            }
            Lang::En => format!("{gap} between {from} and {to}, at most {most}: held {late} late"),
        }
    }

    /// Of a meeting held in the wrong company, or cut short.
    fn flawed(self, one: &Finding, flaws: &[Flaw], counts: bool) -> String {
        let programme = one.rule.as_ref().map_or("", |rule| rule.programme());
        let flaws: Vec<String> = flaws
            .iter()
            .map(|flaw| self.flaw(programme, flaw))
            .collect();
        let lost = match counts {
            true => "",
            false => self.lang.pick("; telt niet mee", "; does not count"),
        };
        let date = one
            .planned
            .map(|day| self.lang.date(day))
            .unwrap_or_default();
        let held = self.lang.pick("doorgegaan op", "held on");
        format!("{held} {date}: {}{lost}", flaws.join(", "))
    }

    fn flaw(self, programme: &str, flaw: &Flaw) -> String {
        let title = |role: &str| {
            let named = role.split('/').map(|role| self.role(programme, role));
            named.collect::<Vec<_>>().join("/")
        };
        match (flaw, self.lang) {
            (Flaw::NoRole(role), Lang::Nl) => format!("zonder {}", title(role)),
            (Flaw::NoRole(role), Lang::En) => format!("without {}", title(role)),
            (Flaw::TooFew { present, needed }, Lang::Nl) => {
                format!("{present} aanwezig waar {needed} nodig zijn")
            }
            (Flaw::TooFew { present, needed }, Lang::En) => {
                format!("{present} present where {needed} are needed")
            }
            (Flaw::TooShort { minutes, least }, Lang::Nl) => {
                format!("{minutes} minuten, hoort minstens {least} te zijn")
            }
            (Flaw::TooShort { minutes, least }, Lang::En) => {
                format!("{minutes} minutes, should be at least {least}")
            }
            (Flaw::Forbidden(role), Lang::Nl) => format!("{} hoort er niet bij", title(role)),
            (Flaw::Forbidden(role), Lang::En) => format!("{} may not take part", title(role)),
        }
    }

    /// Of a stay for which no place is free.
    fn no_place(self, asked: NaiveDate, free: Option<NaiveDate>) -> String {
        let asked = self.lang.date(asked);
        let free = free.map(|day| self.lang.date(day));
        match (self.lang, free) {
            (Lang::Nl, Some(free)) => {
                format!("op {asked} is geen gezinswoning vrij; de eerste vrije dag is {free}")
            }
            (Lang::En, Some(free)) => {
                format!("no place is free on {asked}; the first free day is {free}")
            }
            (Lang::Nl, None) => format!("begonnen op {asked} terwijl geen gezinswoning vrij was"),
            (Lang::En, None) => format!("began on {asked} while no place was free"),
        }
    }
}
