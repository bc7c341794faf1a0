//! `propose` and `choose`: a meeting comes in; times that are kept free for it until one is chosen
//! go out.

use chrono::Days;

use super::args::{ChooseArguments, ProposeArguments};
use super::desk::{open, write};
use crate::app::{self, desk::moment};
use crate::cli::Context;
use crate::error::Error;
use crate::records::{Act, Proposal};
use crate::store::Store as _;

/// Days that an offer holds unless said otherwise.
const HOLDS: u64 = 7;

/// Finds times and keeps them free.
pub(in crate::cli) fn propose(context: &Context, request: &ProposeArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.meeting.team)?;
    let meeting = desk.find_open(&request.meeting.occurrence)?;
    let by = desk.by(request.meeting.by.as_ref())?;
    let published = desk.store.published()?.map(|(revision, _)| revision);
    let plan = app::revision_of(&desk.store, published)?;
    let book = desk.book();
    let slots = book.times(
        &book.calendar(plan),
        &meeting,
        desk.today,
        request.slots as usize,
    );
    let Some(last) = slots.last().copied() else {
        return Err(desk.fault(
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
    let week = desk.today.checked_add_days(Days::new(HOLDS));
    let before = last.date().pred_opt().unwrap_or(desk.today);
    let own = week.map_or(desk.today, |week| week.min(before).max(desk.today));
    let until = request.until.unwrap_or(own);
    if until < desk.today {
        return Err(desk.fault(
            format!("een voorstel tot en met {until} is al voorbij"),
            format!("an offer until {until} is over already"),
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
    write(context, desk, vec![(by, Act::Propose(proposal))])
}

/// Takes one of the times offered.
pub(in crate::cli) fn choose(context: &Context, request: &ChooseArguments) -> Result<u8, Error> {
    let mut desk = open(context, &request.meeting.team)?;
    let meeting = desk.find(&request.meeting.occurrence)?;
    let by = desk.by(request.meeting.by.as_ref())?;
    let offer = desk
        .ledger
        .meeting(&meeting.id)
        .and_then(|known| known.proposal.as_ref());
    let Some(offer) = offer.filter(|offer| desk.today <= offer.until) else {
        return Err(desk.fault(
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
            let at = desk.moment(&request.slot)?;
            Some(at).filter(|at| offer.slots.contains(at))
        }
    };
    // The offer may outlast the first of its times.
    let start = start.filter(|start| desk.today <= start.date());
    let Some(start) = start else {
        let slots: Vec<String> = (1..)
            .zip(&offer.slots)
            .map(|(number, slot)| format!("{number}) {}", moment(desk.lang, *slot)))
            .collect();
        let slots = slots.join(", ");
        return Err(desk.fault(
            format!("`{}` is niet voorgesteld; wel {slots}", request.slot),
            format!("`{}` was not proposed; there are {slots}", request.slot),
        ));
    };
    let id = meeting.id;
    write(context, desk, vec![(by, Act::Choose { id, start })])
}
