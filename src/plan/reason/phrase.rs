//! What stands in the way, in words of a team lead: a [`Block`] comes in, a part of a sentence in
//! both languages goes out.

use std::collections::BTreeSet;

use super::room::{Room, Spot};
use super::seen::{Block, people};
use super::way_out::Change;
use crate::language::Lang;
use crate::plan::Blocking;
use crate::plan::words::{self, both};
use crate::time::{SLOT_MINUTES, clock};

/// Says what stands in the way in a room.
pub(super) struct Speaker<'a> {
    pub room: &'a Room<'a>,
    /// Whether those who block are never there on the same day.
    pub no_common_day: bool,
    /// Whether the rule itself is part of what blocks.
    rule_blocks: bool,
    /// Whether hours or leave are part of it.
    people_lack: bool,
}

impl<'a> Speaker<'a> {
    /// A speaker about `blocks`, all that stands in the way.
    pub(super) fn new(room: &'a Room<'a>, blocks: &BTreeSet<Block>) -> Self {
        let mut speaker = Self {
            room,
            no_common_day: false,
            people_lack: blocks.iter().any(|block| present(block).is_some()),
            rule_blocks: blocks.contains(&Block::Times) || blocks.contains(&Block::Spacing),
        };
        speaker.no_common_day = speaker.never_together(blocks);
        speaker
    }

    fn never_together(&self, blocks: &BTreeSet<Block>) -> bool {
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
            Block::Notice(who) => Blocking {
                what: Some(self.room.earliest(who).format("%Y-%m-%dT%H:%M").to_string()),
                ..self.person("notice", who, |lang| self.notice(lang, who))
            },
            Block::Times => self.rule(both(|lang| self.times(lang))),
            Block::Spacing => self.rule(both(|lang| self.spacing(lang))),
        }
    }

    /// What there is none of: enough people, a day on which all can come, or only the time.
    pub(super) fn lacking(&self, lang: Lang) -> String {
        if let Some(quorum) = self.room.quorum().filter(|_| self.people_lack) {
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
    pub(super) fn change(&self, change: Change) -> Blocking {
        match change {
            Change::Hours(who) => self.person("hours", who, |lang| {
                let name = self.name(lang, who);
                format!("{name} {}", lang.pick("dan kan", "can come then"))
            }),
            Change::Back(who) => self.person("absence", who, |lang| {
                let name = self.name(lang, who);
                format!(
                    "{name} {}",
                    lang.pick("er dan wel is", "is there after all")
                )
            }),
            Change::Agreed(fixed) => self.agreed(fixed),
            Change::Notice(who, days) => Blocking {
                what: Some(format!("{days}wd")),
                ..self.person("notice", who, |lang| self.shorter_notice(lang, who, days))
            },
            Change::Times => self.rule(both(|lang| {
                let said = lang.pick("de regel die tijd toestaat", "the rule allows that time");
                said.to_owned()
            })),
            Change::Spacing(days) => self.rule(both(|lang| match lang {
                Lang::Nl => format!("de regel {days} dagen ertussen toestaat"),
                Lang::En => format!("the rule allows {days} days between two"),
            })),
            Change::TakesOver(seat, who) => self.person("assignment", who, |lang| {
                let (name, other) = (self.name(lang, who), self.seated(lang, seat, who));
                match lang {
                    Lang::Nl => format!("{name} die keer invalt voor {other}"),
                    Lang::En => format!("{name} stands in for {other} that time"),
                }
            }),
            Change::Maximum(who) => self.person("capacity", who, |lang| {
                let name = self.name(lang, who);
                let said = lang.pick(
                    "op een dag één afspraak meer heeft dan het dagmaximum",
                    "has one meeting more in a day than the most",
                );
                format!("{name} {said}")
            }),
            Change::Until(day) => self.rule(both(|lang| {
                let day = words::dated(lang, day);
                match lang {
                    Lang::Nl => format!("de termijn tot en met {day} mag lopen"),
                    Lang::En => format!("the window may run to {day}"),
                }
            })),
            Change::Gap(days) => self.rule(both(|lang| match lang {
                Lang::Nl => format!("er {days} dagen tussen twee mogen liggen"),
                Lang::En => format!("{days} days may lie between two"),
            })),
        }
    }

    /// A change that is asked for at a time, saying when: `Eva di 9 februari 's middags (13:00) kan`.
    pub(super) fn asked(&self, change: Change, spot: Spot) -> Blocking {
        let said = |who, nl: &'static str, en: &'static str| {
            both(|lang| {
                let name = self.name(lang, who);
                let at = self.half_day(lang, spot);
                match lang {
                    Lang::Nl => format!("{name} {at} {nl}"),
                    Lang::En => format!("{name} {en} {at}"),
                }
            })
        };
        let plain = self.change(change);
        match change {
            Change::Hours(who) => Blocking {
                text: said(who, "kan", "can come"),
                ..plain
            },
            Change::Back(who) => Blocking {
                text: said(who, "toch komt", "comes after all"),
                ..plain
            },
            _ => plain,
        }
    }

    /// `dinsdag 9 februari 's middags (13:00-14:00)`.
    fn half_day(&self, lang: Lang, spot: Spot) -> String {
        let [from, to] = [spot.start, spot.start + self.room.len].map(|slot| slot * SLOT_MINUTES);
        let part = match from {
            0..720 => lang.pick("'s ochtends", "in the morning"),
            720..1080 => lang.pick("'s middags", "in the afternoon"),
            _ => lang.pick("'s avonds", "in the evening"),
        };
        let day = words::in_full(lang, self.room.instance().day(spot.day));
        let time = format!("({}-{})", clock(from), clock(to));
        match lang {
            Lang::Nl => format!("{day} {part} {time}"),
            Lang::En => format!("on {day} {part} {time}"),
        }
    }

    /// Whose a seat is, but for somebody new.
    fn seated(&self, lang: Lang, seat: usize, new: usize) -> String {
        let mut casts = self.room.days.iter().filter_map(|day| self.room.cast(*day));
        let seat = casts.find_map(|cast| cast.seats.get(seat));
        let holders = seat.into_iter().flat_map(|seat| &seat.any_of);
        let holders = holders.filter(|who| **who != new);
        let names: Vec<String> = holders.map(|who| self.name(lang, *who)).collect();
        words::list(lang, &names)
    }

    fn agreed(&self, fixed: usize) -> Blocking {
        let fixed = self.room.instance().fixed.get(fixed);
        let text = both(|lang| {
            let named = fixed.map_or(String::new(), |fixed| {
                let at = words::moment(lang, fixed.start);
                format!("{} ({at}) ", fixed.title.get(lang))
            });
            format!("{named}{}", lang.pick("verzet wordt", "is moved"))
        });
        Blocking {
            kind: "agreed".to_owned(),
            who: None,
            what: fixed.map(|fixed| fixed.start.format("%Y-%m-%dT%H:%M").to_string()),
            text,
        }
    }
}

/// Whose presence it is about, if anyone's.
fn present(block: &Block) -> Option<usize> {
    match block {
        Block::Hours(who) | Block::Away(who) => Some(*who),
        _ => None,
    }
}
