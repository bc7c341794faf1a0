//! What stands in the way, in words of a team lead: a [`Block`] comes in, a part of a sentence in
//! both languages goes out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::calendar::Busy;
use super::name;
use super::room::{Block, Room, Shut, people};
use crate::language::Lang;
use crate::plan::Blocking;
use crate::plan::words::{self, both};
use crate::rules::Text;
use crate::series::{Closed, Requirement, ResourceKind};
use crate::time::Slots;

/// Days off that nothing is planned on anyway: a weekend does not cut a span of days in two.
const WEEKEND: i64 = 2;

/// Says what stands in the way in a room.
pub(super) struct Speaker<'a> {
    pub room: &'a Room<'a>,
    /// Whether those who block are never there on the same day.
    no_common_day: bool,
    /// Whether the rule itself is part of what blocks.
    rule_blocks: bool,
}

impl<'a> Speaker<'a> {
    /// A speaker about `blocks`, all that stands in the way.
    pub(super) fn new(room: &'a Room<'a>, blocks: &BTreeSet<Block>) -> Self {
        let mut speaker = Self {
            room,
            no_common_day: false,
            rule_blocks: blocks.contains(&Block::Times) || blocks.contains(&Block::Spacing),
        };
        speaker.no_common_day = speaker.never_together(blocks);
        speaker
    }

    fn never_together(&self, blocks: &BTreeSet<Block>) -> bool {
        let present = |block: &Block| match block {
            Block::Hours(who) | Block::Away(who) => Some(*who),
            _ => None,
        };
        let named: BTreeSet<usize> = blocks.iter().filter_map(present).collect();
        let together = |day: &usize| {
            let people = self.room.cast(*day).map(people).unwrap_or_default();
            people
                .intersection(&named)
                .all(|who| !self.free(*who, *day).is_empty())
        };
        blocks.iter().all(|block| present(block).is_some()) && !self.room.days.iter().any(together)
    }

    /// One thing that blocks.
    pub(super) fn block(&self, block: Block) -> Blocking {
        match block {
            Block::Hours(who) => self.person("hours", who, |lang| self.hours(lang, who)),
            Block::Away(who) => self.person("absence", who, |lang| self.away(lang, who)),
            Block::NotInTeam(who) => self.person("assignment", who, |lang| {
                let said = lang.pick(
                    "is er nog niet of niet meer",
                    "is not yet or no longer there",
                );
                format!("{} {said}", self.name(lang, who))
            }),
            Block::Meetings(who) => Blocking {
                what: self.in_the_way(who).first().map(|busy| busy.id.to_string()),
                ..self.person("meeting", who, |lang| self.meetings(lang, who))
            },
            Block::Maximum(who) => self.person("capacity", who, |lang| self.maximum(lang, who)),
            Block::Times => self.rule(both(|lang| self.times(lang))),
            Block::Spacing => self.rule(both(|lang| self.spacing(lang))),
        }
    }

    /// Something the rule itself forbids.
    pub(super) fn rule(&self, text: Text) -> Blocking {
        Blocking {
            kind: "rule".to_owned(),
            who: None,
            what: Some(self.room.series.rule.to_string()),
            text,
        }
    }

    /// Why no day of the window can be thought of: each cause once.
    pub(super) fn shut(&self) -> Vec<Blocking> {
        let mut blocking = self.holidays();
        let has = |wanted: &Shut| self.room.shut.iter().any(|(_, shut)| shut == wanted);
        if has(&Shut::NoCast) {
            blocking.push(Blocking {
                kind: "assignment".to_owned(),
                who: None,
                what: Some(self.room.series.rule.to_string()),
                text: both(|lang| {
                    let said = lang.pick(
                        "niet alle rollen zijn aan iemand toegewezen",
                        "not every role is assigned to somebody",
                    );
                    said.to_owned()
                }),
            });
        }
        if has(&Shut::Rule) {
            blocking.push(self.rule(both(|lang| {
                let said = lang.pick("de regel staat het niet toe", "the rule does not allow it");
                said.to_owned()
            })));
        }
        if has(&Shut::NobodyWorks) {
            blocking.push(Blocking {
                kind: "hours".to_owned(),
                who: None,
                what: Some(self.room.series.rule.to_string()),
                text: both(|lang| {
                    lang.pick("niemand werkt dan", "nobody works then")
                        .to_owned()
                }),
            });
        }
        blocking
    }

    /// The holidays of the window, each with its name.
    pub(super) fn holidays(&self) -> Vec<Blocking> {
        let mut by_name: Vec<(&Text, Vec<NaiveDate>)> = Vec::new();
        for (day, shut) in &self.room.shut {
            let Shut::Holiday(name) = shut else { continue };
            let date = self.room.instance().day(*day);
            match by_name.iter_mut().find(|(known, _)| *known == name) {
                Some((_, days)) => days.push(date),
                None => by_name.push((name, vec![date])),
            }
        }
        let blocking = by_name.into_iter().map(|(name, days)| Blocking {
            kind: "holiday".to_owned(),
            who: None,
            what: Some(name.nl.clone()),
            text: both(|lang| {
                let days = words::spans(lang, &days, 0);
                format!("{days} {} {}", lang.pick("is", "is"), name.get(lang))
            }),
        });
        blocking.collect()
    }

    /// What there is none of: enough people, a day on which all can come, or only the time.
    pub(super) fn lacking(&self, lang: Lang) -> String {
        if let Some(quorum) = self.room.quorum() {
            return match lang {
                Lang::Nl => format!("niet genoeg deelnemers tegelijk (minstens {quorum})"),
                Lang::En => format!("not enough of the invited together (at least {quorum})"),
            };
        }
        if self.no_common_day {
            return lang
                .pick("geen gezamenlijke dag", "no common day")
                .to_owned();
        }
        let minutes = self.room.series.minutes.0;
        match (self.rule_blocks, lang) {
            (true, Lang::Nl) => format!("geen plaats voor {minutes} minuten"),
            (true, Lang::En) => format!("no room for {minutes} minutes"),
            (false, Lang::Nl) => format!("geen gezamenlijke {minutes} minuten"),
            (false, Lang::En) => format!("no common {minutes} minutes"),
        }
    }

    /// What would have to be so for it to fit, as the rest of a sentence.
    pub(super) fn given_up(&self, lang: Lang, block: Block) -> String {
        match block {
            Block::Hours(who) => {
                let name = self.name(lang, who);
                format!("{name} {}", lang.pick("dan kan", "can come then"))
            }
            Block::Away(who) | Block::NotInTeam(who) => {
                let name = self.name(lang, who);
                let said = lang.pick("er dan is of vervangen wordt", "is there or replaced");
                format!("{name} {said}")
            }
            Block::Meetings(who) => {
                let name = self.name(lang, who);
                match lang {
                    Lang::Nl => format!("een andere afspraak van {name} wijkt"),
                    Lang::En => format!("another meeting of {name} gives way"),
                }
            }
            Block::Maximum(who) => {
                let name = self.name(lang, who);
                let said = lang.pick(
                    "die dag een afspraak meer heeft",
                    "has one more meeting that day",
                );
                format!("{name} {said}")
            }
            Block::Times => {
                let said = lang.pick("de regel die tijd toestaat", "the rule allows that time");
                said.to_owned()
            }
            Block::Spacing => {
                let said = lang.pick(
                    "de afspraken dichter op elkaar mogen",
                    "the meetings may be closer together",
                );
                said.to_owned()
            }
        }
    }

    fn person(&self, kind: &str, who: usize, say: impl Fn(Lang) -> String) -> Blocking {
        let instance = self.room.instance();
        let resource = &instance.resources[who];
        let id = match (resource.kind, &self.room.series.case) {
            (ResourceKind::Family, Some(case)) => case.to_string(),
            _ => resource.id.clone(),
        };
        Blocking {
            kind: kind.to_owned(),
            who: Some(id),
            what: None,
            text: both(say),
        }
    }

    fn name(&self, lang: Lang, who: usize) -> String {
        name(lang, self.room.instance(), who)
    }

    fn free(&self, who: usize, day: usize) -> Slots {
        let free = &self.room.instance().resources[who].free;
        free.get(day).copied().unwrap_or_default()
    }

    /// The days that can be thought of on which somebody is in the cast.
    fn days(&self, who: usize) -> impl Iterator<Item = usize> {
        let in_cast = move |day: &usize| {
            self.room
                .cast(*day)
                .is_some_and(|cast| people(cast).contains(&who))
        };
        self.room.days.iter().copied().filter(in_cast)
    }

    /// `Bram werkt ma-di`; with the hours, where the days alone do not say it: `Anna werkt wo
    /// 09:00-12:00`.
    fn hours(&self, lang: Lang, who: usize) -> String {
        let mut week: BTreeMap<u32, BTreeSet<Slots>> = BTreeMap::new();
        for day in self.days(who) {
            let free = self.free(who, day);
            if !free.is_empty() {
                let weekday = self.room.instance().day(day).weekday();
                let hours = week.entry(weekday.num_days_from_monday()).or_default();
                hours.insert(free);
            }
        }
        let kind = self.room.instance().resources[who].kind;
        let name = self.name(lang, who);
        if week.is_empty() {
            let said = match kind {
                ResourceKind::Staff => lang.pick("werkt dan niet", "does not work then"),
                ResourceKind::External => lang.pick("biedt dan geen tijd", "offers no time then"),
                ResourceKind::Family => lang.pick("kan dan niet", "cannot come then"),
            };
            return format!("{name} {said}");
        }
        let verb = match kind {
            ResourceKind::Staff => lang.pick("werkt", "works"),
            ResourceKind::External => lang.pick("biedt", "offers"),
            ResourceKind::Family => lang.pick("kan", "can come"),
        };
        let weekdays: Vec<u32> = week.keys().copied().collect();
        let hours: BTreeSet<&Slots> = week.values().flatten().collect();
        let hours = match (hours.len(), hours.first()) {
            (1, Some(hours)) if !self.no_common_day => format!(" {hours}"),
            _ => String::new(),
        };
        format!("{name} {verb} {}{hours}", words::weekdays(lang, &weekdays))
    }

    /// `Bram is afwezig (verlof) 4 t/m 8 januari`.
    fn away(&self, lang: Lang, who: usize) -> String {
        let instance = self.room.instance();
        let mut by_kind: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
        for day in self.days(who) {
            if let Some(Closed::Away(kind)) = instance.resources[who].closed.get(&day) {
                by_kind.entry(kind).or_default().push(instance.day(day));
            }
        }
        let spans: Vec<String> = by_kind
            .iter()
            .map(|(kind, days)| {
                let days = words::spans(lang, days, WEEKEND);
                if kind.is_empty() {
                    days
                } else {
                    format!("({kind}) {days}")
                }
            })
            .collect();
        format!(
            "{} {} {}",
            self.name(lang, who),
            lang.pick("is afwezig", "is away"),
            words::list(lang, &spans)
        )
    }

    /// The meetings of somebody on the days on which it would fit if nobody had any, else on all
    /// days on which they are there.
    fn in_the_way(&self, who: usize) -> Vec<&Busy> {
        let calendar = self.room.calendar;
        let mut days = self.room.days_without_meetings();
        days.retain(|day| !calendar.of(who, *day).is_empty());
        if days.is_empty() {
            let there = |day: &usize| !self.free(who, *day).is_empty();
            days = self.days(who).filter(there).collect();
        }
        let mut meetings: Vec<&Busy> = days
            .into_iter()
            .flat_map(|day| calendar.of(who, day))
            .collect();
        meetings.sort_by_key(|busy| busy.start);
        meetings
    }

    fn meetings(&self, lang: Lang, who: usize) -> String {
        let name = self.name(lang, who);
        let meetings = self.in_the_way(who);
        let shown: Vec<String> = meetings
            .iter()
            .take(2)
            .map(|busy| {
                let at = words::moment(lang, busy.start);
                format!("{} ({at})", busy.title.get(lang))
            })
            .collect();
        let more = meetings.len().saturating_sub(shown.len());
        let more = match (more, lang) {
            (0, _) => String::new(),
            (_, Lang::Nl) => format!(" en nog {more}"),
            (_, Lang::En) => format!(" and {more} more"),
        };
        let said = lang.pick("heeft dan al", "already has");
        format!("{name} {said} {}{more}", shown.join(", "))
    }

    fn maximum(&self, lang: Lang, who: usize) -> String {
        let most = self.room.instance().resources[who].max_per_day;
        let (name, most) = (self.name(lang, who), most.unwrap_or_default());
        match lang {
            Lang::Nl => format!("{name} heeft dan al het dagmaximum aan afspraken ({most})"),
            Lang::En => format!("{name} already has the most meetings in a day ({most})"),
        }
    }

    /// `de regel staat di 09:00-12:00 toe (S1:89)`.
    fn times(&self, lang: Lang) -> String {
        let series = self.room.series;
        let instance = self.room.instance();
        let mut weekdays = BTreeSet::new();
        let mut hours: BTreeSet<Slots> = BTreeSet::new();
        for day in &self.room.days {
            weekdays.insert(instance.day(*day).weekday().num_days_from_monday());
            hours.extend(series.allowed.get(*day).copied());
        }
        let weekdays: Vec<u32> = weekdays.into_iter().collect();
        let days = words::weekdays(lang, &weekdays);
        let hours = match (series.fixed_start, hours.len(), hours.first()) {
            (Some(start), ..) => {
                format!(" {}", crate::time::clock(start * crate::time::SLOT_MINUTES))
            }
            (None, 1, Some(hours)) => format!(" {hours}"),
            _ => String::new(),
        };
        match lang {
            Lang::Nl => format!("de regel staat {days}{hours} toe ({})", series.source),
            Lang::En => format!("the rule allows {days}{hours} ({})", series.source),
        }
    }

    fn spacing(&self, lang: Lang) -> String {
        let series = self.room.series;
        let source = &series.source;
        match (&series.requirement, lang) {
            (Requirement::Cadence(cadence), Lang::Nl) => format!(
                "tussen twee liggen minstens {} dagen en hoogstens {} ({source})",
                cadence.min, cadence.limit
            ),
            (Requirement::Cadence(cadence), Lang::En) => format!(
                "two are at least {} days apart and at most {} ({source})",
                cadence.min, cadence.limit
            ),
            (Requirement::Weekly(_) | Requirement::Milestone(_), Lang::Nl) => {
                format!("op een dag past er een ({source})")
            }
            (Requirement::Weekly(_) | Requirement::Milestone(_), Lang::En) => {
                format!("there is one a day ({source})")
            }
        }
    }
}
