//! `propose` and `choose`: a meeting comes in; times that are kept free for it until one is chosen
//! go out.

use chrono::{Days, NaiveDateTime};

use super::args::{ChooseArguments, ProposeArguments};
use super::open::{RecordBook, open, write, write_minding};
use crate::app::{self, record_book::moment};
use crate::cli::Context;
use crate::error::Error;
use crate::language::Lang;
use crate::records::{Act, Proposal};

/// Days that an offer holds unless said otherwise.
const HOLDS: u64 = 7;

/// Finds times and keeps them free.
pub(in crate::cli) fn propose(context: &Context, request: &ProposeArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.meeting.team)?;
    let meeting = book.find_open(&request.meeting.occurrence)?;
    let by = book.by(request.meeting.by.as_ref())?;
    if book.snapshot.plan.is_none() {
        return Err(app::no_plan());
    }
    let slots = book.snapshot.times(&meeting, request.slots as usize);
    let Some(last) = slots.last().copied() else {
        return Err(book.fault(
            format!(
                "er is geen tijd waarop iedereen van {} kan; plan opnieuw",
                meeting.id
            ),
            format!(
                "there is no time at which all of {} can; plan again",
                meeting.id
            ),
        ));
    };
    let week = book.snapshot.today.checked_add_days(Days::new(HOLDS));
    let before = last.date().pred_opt().unwrap_or(book.snapshot.today);
    let own = week.map_or(book.snapshot.today, |week| {
        week.min(before).max(book.snapshot.today)
    });
    let until = request.until.unwrap_or(own);
    if until < book.snapshot.today {
        return Err(book.fault(
            format!(
                "een voorstel tot en met {} is al voorbij",
                Lang::Nl.date(until)
            ),
            format!("an offer until {} is over already", Lang::En.date(until)),
        ));
    }
    let proposal = Proposal {
        id: meeting.id.clone(),
        slots,
        minutes: meeting.minutes,
        people: meeting
            .participants
            .iter()
            .map(|who| who.id.clone())
            .collect(),
        until,
    };
    write(context, book, vec![(by, Act::Propose(proposal))])
}

/// Takes one of the times offered.
pub(in crate::cli) fn choose(context: &Context, request: &ChooseArguments) -> Result<u8, Error> {
    let mut book = open(context, &request.meeting.team)?;
    let meeting = book.find(&request.meeting.occurrence)?;
    let by = book.by(request.meeting.by.as_ref())?;
    let known = book.snapshot.ledger.meeting(&meeting.id);
    let offer = known.and_then(|known| known.proposal.as_ref());
    let Some(offer) = offer.filter(|offer| book.snapshot.today <= offer.until) else {
        return Err(book.fault(
            format!(
                "voor {} staat geen voorstel open: doe er een met `cadans propose`",
                meeting.id
            ),
            format!(
                "nothing is proposed for {}: do so with `cadans propose`",
                meeting.id
            ),
        ));
    };
    let start = match request.slot.parse::<usize>() {
        Ok(number) => number
            .checked_sub(1)
            .and_then(|at| offer.slots.get(at))
            .copied(),
        Err(_) => {
            let at = book.moment(&request.slot)?;
            Some(at).filter(|at| offer.slots.contains(at))
        }
    };
    // The offer may outlast the first of its times.
    if let Some(start) = start.filter(|start| *start < book.snapshot.now) {
        let passed = moment(book.lang, start);
        let left: Vec<String> = left(&book, &offer.slots);
        let left = left.join(", ");
        return Err(book.fault(
            format!("{passed} is al voorbij; nog te kiezen: {left}"),
            format!("{passed} has passed; left to choose are {left}"),
        ));
    }
    let Some(start) = start else {
        let slots = left(&book, &offer.slots).join(", ");
        return Err(book.fault(
            format!("`{}` is niet voorgesteld; wel {slots}", request.slot),
            format!("`{}` was not proposed; there are {slots}", request.slot),
        ));
    };
    let chosen = Act::Choose {
        id: meeting.id.clone(),
        start,
    };
    let minded = match book.snapshot.is_placeless(&meeting.id) {
        true => {
            let (added, mind) = book.take(&meeting, start)?;
            (vec![added, chosen], mind)
        }
        false => (vec![chosen], book.obstacles(&meeting, start)),
    };
    write_minding(context, book, by, minded, request.sure)
}

/// The offered times that are still to come, by number.
fn left(book: &RecordBook, slots: &[NaiveDateTime]) -> Vec<String> {
    let numbered = (1..).zip(slots);
    numbered
        .filter(|(_, slot)| book.snapshot.now <= **slot)
        .map(|(number, slot)| format!("{number}) {}", moment(book.lang, *slot)))
        .collect()
}
