//! What findings say: facts come in, one sentence in both languages goes out.

use chrono::NaiveDate;

use super::{Finding, Level};
use crate::language::{Lang, Text};
use crate::rules::{Programme, Rule};
use crate::series::{Kind, Lapse, Obligation, Shortfall, Stay};
use crate::team::{Absence, Away, Flaw, Team};

/// A text made for each language.
fn both(of: impl Fn(Lang) -> String) -> Text {
    Text::new(of(Lang::Nl), of(Lang::En))
}

/// `3 dagen`, `1 day`.
fn counted(count: i64, lang: Lang, one: [&str; 2], more: [&str; 2]) -> String {
    let [nl, en] = if count == 1 { one } else { more };
    format!("{count} {}", lang.pick(nl, en))
}

fn days(count: i64, lang: Lang) -> String {
    counted(count, lang, ["dag", "day"], ["dagen", "days"])
}

/// What is said of an obligation: how it stands, where it is planned, what stood in its way.
pub(super) fn of_obligation(
    team: &Team,
    one: &Obligation,
    finding: &Finding,
    causes: &[&Absence],
) -> Text {
    both(|lang| {
        let subject = one.series.subject();
        let mut text = format!("{} {subject}", one.title.get(lang));
        // Of a group's rhythm, the gap of one member.
        let member = one.person.as_deref().filter(|person| *person != subject);
        text += &member.map_or_else(|| ": ".to_owned(), |person| format!(", {person}: "));
        text += &standing(one, finding, lang);
        if finding.postponed > 0 {
            let times = match (finding.postponed, lang) {
                (_, Lang::Nl) => "keer uitgesteld",
                (1, Lang::En) => "time put off",
                (_, Lang::En) => "times put off",
            };
            text += &format!("; {} {times}", finding.postponed);
        }
        for absence in causes {
            text += &format!("; {}", away(team, absence, lang));
        }
        text
    })
}

fn standing(one: &Obligation, finding: &Finding, lang: Lang) -> String {
    let due = lang.date(one.due);
    let late = days(finding.days_late, lang);
    if one.kind == Kind::Decision {
        return match lang {
            Lang::Nl => {
                format!("de beschikking eindigde op {due}, {late} geleden, en de zorg loopt door")
            }
            Lang::En => format!("the decision ended on {due}, {late} ago, and care goes on"),
        };
    }
    let planned = one.planned.map(|day| lang.date(day));
    let no_date = lang.pick("niets gepland", "nothing planned").to_owned();
    let on = |day: String| format!("{} {day}", lang.pick("gepland op", "planned on"));
    let planned = match one.kind {
        Kind::Duty => None,
        _ => Some(planned.map_or(no_date, on)),
    };
    let by = format!("{} {due}", lang.pick("uiterlijk", "due"));
    let mut parts = vec![by];
    match finding.level {
        Level::Blocking if finding.days_late > 0 => parts.push(match lang {
            Lang::Nl => format!("wettelijke termijn, {late} te laat"),
            Lang::En => format!("legal term, {late} late"),
        }),
        Level::AtRisk => parts.push(match lang {
            Lang::Nl => format!("wordt {late} te laat"),
            Lang::En => format!("will be {late} late"),
        }),
        _ if finding.days_late > 0 => {
            parts.push(format!("{late} {}", lang.pick("te laat", "late")));
        }
        _ => {}
    }
    parts.extend(planned);
    if one.kind == Kind::Gap {
        let since = lang.date(one.since);
        parts.push(format!(
            "{} {since}",
            lang.pick("gerekend vanaf", "counted from")
        ));
    }
    parts.join(", ")
}

/// `Bram is er niet van za 24 jul t/m zo 15 aug`, `K7QX is er niet op do 14 jan (onderbreking)`.
fn away(team: &Team, absence: &Absence, lang: Lang) -> String {
    let who = match &absence.who {
        Away::Person(id) => team.person(id).map_or(id.as_str(), |one| &one.name),
        Away::Family(code) => code.as_str(),
    };
    let (from, to) = (lang.short_date(absence.from), lang.short_date(absence.to));
    let kind = absence.kind.told(lang);
    let kind = kind.map_or(String::new(), |kind| format!(" ({kind})"));
    match (lang, absence.from == absence.to) {
        (Lang::Nl, true) => format!("{who} is er niet op {from}{kind}"),
        (Lang::En, true) => format!("{who} is away on {from}{kind}"),
        (Lang::Nl, false) => format!("{who} is er niet van {from} t/m {to}{kind}"),
        (Lang::En, false) => format!("{who} is away from {from} to {to}{kind}"),
    }
}

/// Of a meeting, or of `count` in one week, without a record.
pub(super) fn unrecorded(title: &Text, subject: &str, day: NaiveDate, count: usize) -> Text {
    both(|lang| {
        let title = title.get(lang);
        let date = lang.date(day);
        let week = lang.week(day);
        match (lang, count) {
            (Lang::Nl, 1) => {
                format!("{title} {subject}: van {date} is niet genoteerd wat ervan werd")
            }
            (Lang::En, 1) => {
                format!("{title} {subject}: nobody has recorded what became of {date}")
            }
            (Lang::Nl, _) => format!(
                "{title} {subject}: van {count} afspraken in {week} is niet genoteerd wat ervan werd"
            ),
            (Lang::En, _) => format!(
                "{title} {subject}: nobody has recorded what became of {count} meetings in {week}"
            ),
        }
    })
}

/// Of a gap that was too long, or of weeks with too few meetings.
pub(super) fn lapse(team: &Team, lapse: &Lapse, causes: &[&Absence]) -> Text {
    both(|lang| {
        let Lapse { of, what } = lapse;
        let mut text = format!("{} {}: ", of.title.get(lang), of.series.subject());
        text += &match what {
            Shortfall::Gap { most } => too_long(of, *most, lang),
            Shortfall::Weeks { held, asked } => too_few(of, *held, *asked, lang),
        };
        for absence in causes {
            text += &format!("; {}", away(team, absence, lang));
        }
        text
    })
}

fn too_long(of: &Obligation, most: u32, lang: Lang) -> String {
    let until = of.planned.unwrap_or(of.due);
    let gap = days((until - of.since).num_days(), lang);
    let late = days((until - of.due).num_days(), lang);
    let (from, to) = (lang.date(of.since), lang.date(until));
    match lang {
        Lang::Nl => {
            format!("{gap} tussen {from} en {to}, hoogstens {most}: {late} te laat gehouden")
        }
        Lang::En => format!("{gap} between {from} and {to}, at most {most}: held {late} late"),
    }
}

fn too_few(of: &Obligation, held: u32, asked: u32, lang: Lang) -> String {
    let weeks = lang.weeks(of.since, of.due);
    match lang {
        Lang::Nl => format!("{held} van de {asked} gehouden in {weeks}"),
        Lang::En => format!("{held} of {asked} held in {weeks}"),
    }
}

/// Of a meeting held in the wrong company, or cut short.
pub(super) fn flawed(
    programme: &Programme,
    rule: &Rule,
    subject: &str,
    day: NaiveDate,
    flaws: &[Flaw],
) -> Text {
    both(|lang| {
        let flaws: Vec<String> = flaws
            .iter()
            .map(|flaw| flaw_in(programme, flaw, lang))
            .collect();
        let (title, date, flaws) = (rule.title.get(lang), lang.date(day), flaws.join(", "));
        let lost = match rule.who.strict {
            true => lang.pick("; telt niet mee", "; does not count"),
            false => "",
        };
        let held = lang.pick("gehouden op", "held on");
        format!("{title} {subject}: {held} {date}: {flaws}{lost}")
    })
}

fn flaw_in(programme: &Programme, flaw: &Flaw, lang: Lang) -> String {
    let title = |role: &str| {
        let named = role.split('/').map(|role| {
            let known = programme.roles.get(role);
            known.map_or(role, |role| role.title.get(lang)).to_owned()
        });
        named.collect::<Vec<_>>().join("/")
    };
    match (flaw, lang) {
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

/// Of somebody with more cases than the cap.
pub(super) fn too_many(rule: &Rule, person: &str, count: u32, most: u32) -> Text {
    both(|lang| {
        let title = rule.title.get(lang);
        match lang {
            Lang::Nl => format!("{title} {person}: {count} gezinnen, hoogstens {most}"),
            Lang::En => format!("{title} {person}: {count} families, at most {most}"),
        }
    })
}

/// Of a stay for which no place is free.
pub(super) fn no_place(rule: &Rule, stay: &Stay) -> Text {
    both(|lang| {
        let (title, case) = (rule.title.get(lang), &stay.case);
        let (asked, from) = (lang.date(stay.asked), lang.date(stay.from));
        match (lang, stay.from > stay.asked) {
            (Lang::Nl, true) => format!(
                "{title} {case}: op {asked} is geen plaats vrij; de eerste vrije dag is {from}"
            ),
            (Lang::En, true) => {
                format!("{title} {case}: no place is free on {asked}; the first free day is {from}")
            }
            (Lang::Nl, false) => {
                format!("{title} {case}: begonnen op {asked} terwijl geen plaats vrij was")
            }
            (Lang::En, false) => {
                format!("{title} {case}: began on {asked} while no place was free")
            }
        }
    })
}
