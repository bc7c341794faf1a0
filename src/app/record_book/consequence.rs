//! What follows from a deed in the book: the deed and what stands in its way, falls away by it or stays, as data,
//! come in; a sentence for each, and whether the deed is refused until they are sure, goes out.

use chrono::NaiveDate;

use crate::language::Lang;
use crate::plan::Placement;
use crate::rules::Text;
use crate::series::timetable::{Obstacle, Weight};
use crate::words::Formatter;

/// One thing that follows, or stands in the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Consequence {
    /// Something stands in the way of the time.
    Obstacle(Obstacle),
    /// The meeting that is added is this one, which is planned, and takes its place.
    Instead(Box<Placement>),
    /// The meeting that is added comes beside all that is planned.
    Extra(Text),
    /// The rule asks for none now.
    CountsForNothing(Text),
    /// This meeting is cancelled by it.
    FallsAway(Box<Placement>),
    /// This one stands again.
    ComesBack(Box<Placement>),
    /// What belongs on these days was not planned, for care had no place for it then.
    NotPlanned(NaiveDate, NaiveDate),
    /// This one stays, though care has no place for it: it was promised.
    Stays(Box<Placement>),
}

impl Consequence {
    /// Whether it is refused until they say that they are sure.
    pub fn forbids(&self) -> bool {
        matches!(self, Self::Obstacle(obstacle) if obstacle.weight() == Weight::Forbids)
    }

    /// Whether no choice of theirs changes it.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Obstacle(Obstacle::Past))
    }

    /// Whether somebody is asked before it is done, rather than told after.
    pub fn asks(&self) -> bool {
        !matches!(
            self,
            Self::FallsAway(_)
                | Self::ComesBack(_)
                | Self::NotPlanned(..)
                | Self::CountsForNothing(_)
        )
    }

    /// In a sentence.
    pub fn said(&self, formatter: Formatter<'_>) -> String {
        let lang = formatter.lang;
        let meeting =
            |one: &Placement| format!("{}, {}", formatter.title(one), formatter.moment(one.start));
        match (self, lang) {
            (Self::Obstacle(obstacle), _) => formatter.obstacle(obstacle),
            (Self::Instead(one), Lang::Nl) => {
                format!(
                    "dit komt in plaats van {}; of is het een extra afspraak?",
                    meeting(one)
                )
            }
            (Self::Instead(one), Lang::En) => {
                format!("this replaces {}; or is it an extra meeting?", meeting(one))
            }
            (Self::Extra(title), Lang::Nl) => format!(
                "{}: dit is een extra afspraak naast wat die week gepland is; verzet anders een geplande",
                title.nl
            ),
            (Self::Extra(title), Lang::En) => format!(
                "{}: this is an extra meeting beside those planned that week; else move a planned one",
                title.en
            ),
            (Self::CountsForNothing(title), Lang::Nl) => format!(
                "{} staat nu niet open: de afspraak komt in de agenda en telt nergens voor",
                title.nl
            ),
            (Self::CountsForNothing(title), Lang::En) => format!(
                "{} is not open now: the meeting is in the calendar and counts for nothing",
                title.en
            ),
            (Self::FallsAway(one), Lang::Nl) => format!("vervalt: {}", meeting(one)),
            (Self::FallsAway(one), Lang::En) => format!("cancelled: {}", meeting(one)),
            (Self::ComesBack(one), Lang::Nl) => {
                format!("staat weer in de agenda: {}", meeting(one))
            }
            (Self::ComesBack(one), Lang::En) => {
                format!("is in the calendar again: {}", meeting(one))
            }
            (Self::NotPlanned(from, to), Lang::Nl) => format!(
                "wat hoort in {} is nog niet gepland: plan opnieuw",
                formatter.span(*from, *to)
            ),
            (Self::NotPlanned(from, to), Lang::En) => format!(
                "what belongs in {} is not planned yet: plan again",
                formatter.span(*from, *to)
            ),
            (Self::Stays(one), Lang::Nl) => {
                format!("blijft staan, want dit is zo afgesproken: {}", meeting(one))
            }
            (Self::Stays(one), Lang::En) => format!("stays, for it was promised: {}", meeting(one)),
        }
    }
}

impl From<Obstacle> for Consequence {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}
