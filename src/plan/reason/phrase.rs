//! What stands in the way, as data: a [`Block`] or a [`Change`] comes in; the fact that a plan keeps goes out.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDateTime, NaiveTime};

use super::room::{Room, Spot};
use super::seen::{Block, people};
use super::way_out::Change;
use crate::plan::{Blocking, Cause, Hour, Lack, Whom};
use crate::time::SLOT_MINUTES;

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
            Block::Hours(who) => self.person("hours", who, self.hours(who)),
            Block::Away(who) => self.person("absence", who, self.away(who)),
            Block::NotInTeam(who) => {
                let cause = Cause::NotInTeam {
                    who: self.whom(who),
                };
                self.person("assignment", who, cause)
            }
            Block::Meetings(who) => match self.full(who) {
                Some(full) => self.person("capacity", who, full),
                None => Blocking {
                    what: self.in_the_way(who).first().map(|busy| busy.id.to_string()),
                    ..self.person("meeting", who, self.meetings(who))
                },
            },
            Block::Maximum(who) => self.person("capacity", who, self.maximum(who)),
            Block::Notice(who) => Blocking {
                what: Some(self.room.earliest(who).format("%Y-%m-%dT%H:%M").to_string()),
                ..self.person("notice", who, self.notice(who))
            },
            Block::Times => self.rule(self.times()),
            Block::Spacing => self.rule(self.spacing()),
        }
    }

    /// What there is none of: enough people, a day on which all can come, or only the time.
    pub(super) fn lacking(&self) -> Lack {
        if let Some(quorum) = self.room.quorum().filter(|_| self.people_lack) {
            return Lack::Quorum(quorum);
        }
        let minutes = self.room.series.minutes.0;
        match (self.no_common_day, self.rule_blocks) {
            (true, _) => Lack::Day,
            (false, true) => Lack::Room(minutes),
            (false, false) => Lack::Minutes(minutes),
        }
    }

    /// What would have to be so for it to fit.
    pub(super) fn change(&self, change: Change) -> Blocking {
        self.asked(change, None)
    }

    /// A change that is asked for, at a time where one is known.
    pub(super) fn asked(&self, change: Change, spot: Option<Spot>) -> Blocking {
        let at = spot.map(|spot| Hour {
            start: self.moment(spot),
            minutes: self.room.len * SLOT_MINUTES,
        });
        match change {
            Change::Hours(who) => {
                let cause = Cause::IfComes {
                    who: self.whom(who),
                    at,
                };
                self.person("hours", who, cause)
            }
            Change::Back(who) => {
                let cause = Cause::IfBack {
                    who: self.whom(who),
                    at,
                };
                self.person("absence", who, cause)
            }
            Change::Agreed(fixed) => self.agreed(fixed),
            Change::Notice(who, days) => Blocking {
                what: Some(format!("{days}wd")),
                ..self.person(
                    "notice",
                    who,
                    Cause::IfShorterNotice {
                        who: self.whom(who),
                        days,
                    },
                )
            },
            Change::Times => self.rule(Cause::IfTimes),
            Change::Spacing(days) => self.rule(Cause::IfCloser { days }),
            Change::TakesOver(seat, who) => {
                let cause = Cause::IfStandsIn {
                    who: self.whom(who),
                    instead_of: self.seated(seat, who),
                };
                self.person("assignment", who, cause)
            }
            Change::Maximum(who) => {
                let cause = Cause::IfOneMore {
                    who: self.whom(who),
                };
                self.person("capacity", who, cause)
            }
            Change::Until(day) => self.rule(Cause::IfUntil { day }),
            Change::Gap(days) => self.rule(Cause::IfFurther { days }),
        }
    }

    /// A spot as a local time.
    pub(super) fn moment(&self, spot: Spot) -> NaiveDateTime {
        let midnight = self.room.instance().day(spot.day).and_time(NaiveTime::MIN);
        midnight + Duration::minutes(i64::from(spot.start * SLOT_MINUTES))
    }

    /// Whose a seat is, but for somebody new.
    fn seated(&self, seat: usize, new: usize) -> Vec<Whom> {
        let mut casts = self.room.days.iter().filter_map(|day| self.room.cast(*day));
        let seat = casts.find_map(|cast| cast.seats.get(seat));
        let holders = seat.into_iter().flat_map(|seat| &seat.any_of);
        let holders = holders.filter(|who| **who != new);
        holders.map(|who| self.whom(*who)).collect()
    }

    fn agreed(&self, fixed: usize) -> Blocking {
        let fixed = &self.room.instance().fixed[fixed];
        Blocking::of(
            "agreed",
            Cause::IfMoved {
                title: fixed.title.clone(),
                start: fixed.start,
            },
        )
        .about(fixed.start.format("%Y-%m-%dT%H:%M").to_string())
    }
}

/// Whose presence it is about, if anyone's.
fn present(block: &Block) -> Option<usize> {
    match block {
        Block::Hours(who) | Block::Away(who) => Some(*who),
        _ => None,
    }
}
