//! What a team lead should know before anything is planned: a fact comes in, a sentence goes out.

use chrono::{Datelike as _, NaiveDate};

use super::Formatter;
use crate::ids::SeriesId;
use crate::language::{Lang, Text};
use crate::plan;
use crate::series::Note;

impl Formatter<'_> {
    /// What a note of a plan says.
    pub fn note(self, note: &plan::Note) -> String {
        match note.fact.fact() {
            Some(fact) => self.noted(fact),
            None => self.legacy(&note.text),
        }
    }

    /// What a note says.
    pub fn noted(self, note: &Note) -> String {
        let lang = self.lang;
        let day = |day: &NaiveDate| lang.date(*day);
        match note {
            Note::RecordAhead {
                count,
                today,
                series,
                day: first,
            } => {
                let series = self.series(&SeriesId::new(&**series));
                let (today, first) = (day(today), day(first));
                match lang {
                    Lang::Nl => format!(
                        "{count} × als doorgegaan geregistreerd na {today}, de eerste {series} op {first}: telt nog niet mee"
                    ),
                    Lang::En => format!(
                        "{count} × recorded as held after {today}, the first {series} on {first}: does not count yet"
                    ),
                }
            }
            Note::RepeatMissed {
                title,
                subject,
                due,
            } => {
                let (title, subject) = (title.get(lang), self.subject(subject));
                match lang {
                    Lang::Nl => format!(
                        "{title} {subject}: die van uiterlijk {} is niet doorgegaan; de volgende komt ervoor in de plaats",
                        day(due)
                    ),
                    Lang::En => format!(
                        "{title} {subject}: the one due {} was not held; the next takes its place",
                        day(due)
                    ),
                }
            }
            Note::SchoolHolidaysUnknown { region, last } => match lang {
                Lang::Nl => format!(
                    "schoolvakanties van regio {region} zijn bekend tot en met {}: daarna houdt niets er rekening mee",
                    day(last)
                ),
                Lang::En => format!(
                    "school holidays of region {region} are known up to {}: nothing reckons with them after it",
                    day(last)
                ),
            },
            Note::WeekShort {
                title,
                subject,
                from,
                asked,
                left,
            } => {
                let (title, subject) = (title.get(lang), self.subject(subject));
                match lang {
                    Lang::Nl => format!(
                        "{title} {subject}: in de week vanaf {} is er ruimte voor {left} van de {asked} keer; meer dagen hebben de betrokkenen niet",
                        day(from)
                    ),
                    Lang::En => format!(
                        "{title} {subject}: in the week from {} there is room for {left} of {asked}; its people have no more days",
                        day(from)
                    ),
                }
            }
            Note::NoSince { title, person } => {
                let (title, who) = (title.get(lang), self.subject(person));
                match lang {
                    Lang::Nl => format!(
                        "{title} {who}: er wordt niets gepland, want de eerste werkdag (`since` in team.toml) ontbreekt"
                    ),
                    Lang::En => format!(
                        "{title} {who}: nothing is planned, for their first day (`since` in team.toml) is missing"
                    ),
                }
            }
            Note::OffThen { title, subject } => {
                let (title, subject) = (title.get(lang), self.subject(subject));
                match lang {
                    Lang::Nl => format!(
                        "{title} {subject}: er wordt niets gepland, want de regel staat uit in de fase waarin het aan de beurt is"
                    ),
                    Lang::En => format!(
                        "{title} {subject}: nothing is planned, for the rule is off in the phase in which it would be due"
                    ),
                }
            }
            Note::NeverFits {
                title,
                subject,
                minutes,
            } => {
                let (title, subject) = (title.get(lang), self.subject(subject));
                match lang {
                    Lang::Nl => format!(
                        "{title} {subject}: past nooit; wie erbij moeten zijn, hebben op geen enkele dag samen {minutes} minuten"
                    ),
                    Lang::En => format!(
                        "{title} {subject}: never fits; those who must come have {minutes} minutes together on no day"
                    ),
                }
            }
            Note::CaseMoved { case, from, asked } => {
                let (code, from, asked) = (self.case(case.as_str()), day(from), day(asked));
                match lang {
                    Lang::Nl => format!(
                        "{code}: begint op {from} in plaats van {asked}, als de zorg eindigt die het voortzet"
                    ),
                    Lang::En => format!(
                        "{code}: begins on {from} instead of {asked}, when the care it continues ends"
                    ),
                }
            }
            Note::StayMoved {
                case, asked, from, ..
            } => {
                let iso = from.format("%Y-%m-%d");
                let (code, from, asked) = (self.case(case.as_str()), day(from), day(asked));
                match lang {
                    Lang::Nl => format!(
                        "{code}: op {asked} is geen gezinswoning vrij; de eerste opnamedag daarna is {from} en wat van de start afhangt schuift mee; is dat afgesproken, zet dan {iso} als `start` in cases.csv"
                    ),
                    Lang::En => format!(
                        "{code}: no home is free on {asked}; the first day of admission after that is {from}, and what depends on the start moves with it; once that is agreed, write {iso} as its `start` in cases.csv"
                    ),
                }
            }
            Note::StayWithoutUnit { case, from, .. } => {
                let (code, from) = (self.case(case.as_str()), day(from));
                match lang {
                    Lang::Nl => {
                        format!("{code}: begonnen op {from} terwijl geen gezinswoning vrij was")
                    }
                    Lang::En => {
                        format!("{code}: began on {from} while no home was free")
                    }
                }
            }
            Note::DecisionEndsBeforeCare {
                case,
                last,
                intended,
            } => {
                let (code, last, intended) = (self.case(case.as_str()), day(last), day(intended));
                match lang {
                    Lang::Nl => format!(
                        "{code}: de beschikking eindigt op {last}, de zorg is bedoeld tot en met {intended}; na {last} wordt niets gepland"
                    ),
                    Lang::En => format!(
                        "{code}: the decision ends on {last}, care is meant to last until {intended}; nothing is planned after {last}"
                    ),
                }
            }
            Note::TooFewMembers {
                subject,
                title,
                from,
                to,
            } => {
                let (who, title) = (self.subject(subject), title.get(lang));
                let (from, to) = (day(from), day(to));
                match lang {
                    Lang::Nl => {
                        format!("{who}: te weinig leden voor {title} van {from} tot en met {to}")
                    }
                    Lang::En => format!("{who}: too few members for {title} from {from} to {to}"),
                }
            }
            Note::NobodyInRole {
                subject,
                role,
                title,
                from,
                to,
            } => {
                let (who, role, title) = (self.subject(subject), role.get(lang), title.get(lang));
                let (from, to) = (day(from), day(to));
                match lang {
                    Lang::Nl => {
                        format!("{who}: niemand is {role} van {from} tot en met {to} ({title})")
                    }
                    Lang::En => format!("{who}: nobody is {role} from {from} to {to} ({title})"),
                }
            }
            Note::AgreedTwice { what, start } => {
                let (what, at) = (self.series(&SeriesId::new(&**what)), self.moment(*start));
                match lang {
                    Lang::Nl => {
                        format!("{what}, {at}: de afspraak staat er al; de tweede telt niet")
                    }
                    Lang::En => format!(
                        "{what}, {at}: the appointment is there already; the second does not count"
                    ),
                }
            }
            Note::AgreedConflict {
                case,
                title,
                start,
                conflict,
            } => {
                let at = self.moment(*start);
                let code = case
                    .as_ref()
                    .map(|case| format!(" {}", self.case(case.as_str())));
                let what = title.get(lang).to_owned() + &code.unwrap_or_default();
                format!("{what}, {at}: {}", self.obstacle(conflict))
            }
            Note::Out { person, from, to } => {
                let (who, from, to) = (self.subject(person), day(from), day(to));
                match lang {
                    Lang::Nl => format!(
                        "{who} is er niet van {from} tot en met {to}: er wordt niets gevraagd; regel vervanging voor wat door moet gaan"
                    ),
                    Lang::En => format!(
                        "{who} is away from {from} to {to}: nothing is asked; arrange cover for what must go on"
                    ),
                }
            }
            Note::BeginsAnew {
                title,
                count,
                since,
                from,
            } => {
                let (title, since, from) = (title.get(lang), day(since), day(from));
                match (lang, count) {
                    (Lang::Nl, 1) => format!(
                        "{title}: de laatste was op {since}, en daarna was niets gepland; de termijn is voor {from} verlopen, het ritme begint dan opnieuw"
                    ),
                    (Lang::Nl, _) => format!(
                        "{count} × {title}: de laatste was op zijn vroegst op {since}, en daarna was niets gepland; de termijn is voor {from} verlopen, het ritme begint dan opnieuw"
                    ),
                    (Lang::En, 1) => format!(
                        "{title}: the last was on {since}, and nothing was planned after it; its time had passed by {from}, the rhythm begins anew then"
                    ),
                    (Lang::En, _) => format!(
                        "{count} × {title}: the oldest last one was on {since}, and nothing was planned after it; their time had passed by {from}, the rhythm begins anew then"
                    ),
                }
            }
            Note::OverDemand {
                person,
                from,
                to,
                asked,
                reserved,
                free,
                most,
            } => self.over_demand(
                person,
                [*from, *to],
                [*asked, *reserved, *free],
                most.as_ref(),
            ),
        }
    }

    /// `Bram is vol in week 1-13: 120 van 90 uur: regel vervanging voor 30 uur`.
    fn over_demand(
        self,
        person: &str,
        [from, to]: [NaiveDate; 2],
        [asked, reserved, free]: [i64; 3],
        most: Option<&(Text, i64)>,
    ) -> String {
        let full = self.full(&self.subject(person), [from, to], [asked + reserved, free]);
        let short = up(asked + reserved - free);
        let held = match (up(reserved), self.lang) {
            (0, _) => String::new(),
            (held, Lang::Nl) => format!(", waarvan {held} uur gereserveerd"),
            (held, Lang::En) => format!(" ({held} h of it reserved)"),
        };
        let most = most.map(|(title, minutes)| {
            let (title, hours) = (title.get(self.lang), up(*minutes));
            match self.lang {
                Lang::Nl => format!("; het meest vraagt {title} ({hours} uur)"),
                Lang::En => format!("; most of it for {title} ({hours} h)"),
            }
        });
        let most = most.unwrap_or_default();
        match self.lang {
            Lang::Nl => format!("{full}{held}{most}: regel vervanging voor {short} uur"),
            Lang::En => format!("{full}{held}{most}: arrange cover for {short} h"),
        }
    }

    /// `Ruben is vol in week 5-8: 31 van 24 uur`. What is asked is rounded up, what there is down.
    pub(super) fn full(
        self,
        who: &str,
        [from, to]: [NaiveDate; 2],
        [asked, free]: [i64; 2],
    ) -> String {
        let (first, last) = (from.iso_week().week(), to.iso_week().week());
        let one = first == last;
        let weeks = match one {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        };
        let (asked, free) = (up(asked), free.div_euclid(60));
        match self.lang {
            Lang::Nl => format!("{who} is vol in week {weeks}: {asked} van {free} uur"),
            Lang::En => {
                let week = if one { "week" } else { "weeks" };
                format!("{who} is full in {week} {weeks}: {asked} of {free} h")
            }
        }
    }
}

/// Whole hours that hold these minutes.
fn up(minutes: i64) -> i64 {
    (minutes + 59).div_euclid(60)
}
