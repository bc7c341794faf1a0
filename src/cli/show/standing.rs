//! `show --standing`: the standing times in force come in; the base week of each colleague, or of whom is asked about,
//! goes out.

use std::fmt::Write as _;

use serde::Serialize;

use super::{looked, somebody_known};
use crate::app::{RowWithPeople, Snapshot};
use crate::cli::args::ShowArguments;
use crate::cli::{Context, FINE, print, print_json};
use crate::error::Error;
use crate::records::{StandingRow, StandingSlot};
use crate::store::Turn;
use crate::words::Formatter;

/// The same for programs: the rows as in a plan.
#[derive(Serialize)]
struct Standing<'a> {
    team: &'a str,
    revision: Option<u32>,
    standing: Vec<&'a StandingRow>,
}

/// Shows them.
pub(super) fn run(
    context: &Context,
    store: &mut Turn,
    snapshot: &Snapshot,
    request: &ShowArguments,
) -> Result<u8, Error> {
    let team = &snapshot.team;
    somebody_known(team, request)?;
    let whose = request.person.as_deref().or(request.case.as_deref());
    let wanted = |one: &&RowWithPeople| {
        let about = |id: &str| one.people.iter().any(|who| who == id) || one.row.key.has(id);
        whose.is_none_or(about)
    };
    let rows: Vec<&RowWithPeople> = snapshot.base_week().iter().filter(wanted).collect();
    let revision = snapshot.plan.as_ref().map(|plan| plan.revision);
    looked(context, store, request);
    if context.json() {
        print_json(&Standing {
            team: &team.id,
            revision,
            standing: rows.iter().map(|one| &one.row).collect(),
        })?;
        return Ok(FINE);
    }
    let formatter = Formatter::whole(team, context.lang(team));
    let title = formatter.lang.pick("basisweek", "base week");
    let day = formatter.lang.date(snapshot.standing_day());
    let mut text = format!("{} · {title} · {day}\n", team.name);
    if rows.is_empty() {
        let none = formatter.lang.pick(
            "\nEr zijn nog geen vaste tijden: plan, of kies ze met `cadans standing`.\n",
            "\nThere are no standing times yet: plan, or choose them with `cadans standing`.\n",
        );
        text += none;
    }
    match whose {
        Some(id) if !rows.is_empty() => write(&mut text, snapshot, formatter, id, &rows),
        Some(_) => {}
        None => {
            let colleagues = team.people.iter().filter(|person| !person.external);
            for person in colleagues {
                let id = person.id.as_str();
                let own = |one: &&&RowWithPeople| one.people.iter().any(|who| who == id);
                let own: Vec<&RowWithPeople> = rows.iter().filter(own).copied().collect();
                if !own.is_empty() {
                    write(&mut text, snapshot, formatter, id, &own);
                }
            }
        }
    }
    print(&text)?;
    Ok(FINE)
}

/// One base week: a line for each hour, in the order of the week; then what has irregular hours.
fn write(
    text: &mut String,
    snapshot: &Snapshot,
    formatter: Formatter<'_>,
    id: &str,
    rows: &[&RowWithPeople],
) {
    let _ = writeln!(text, "\n{}", formatter.one_of(id));
    let each = |one: &&RowWithPeople| -> Vec<(StandingSlot, StandingRow)> {
        let row = one.row.clone();
        row.slots.iter().map(|slot| (*slot, row.clone())).collect()
    };
    let mut slots: Vec<(StandingSlot, StandingRow)> = rows.iter().flat_map(each).collect();
    slots.sort_by_key(|(slot, row)| {
        let day = slot.weekday.num_days_from_monday();
        (day, slot.start, slot.week, row.from)
    });
    let mut before = None;
    for (slot, row) in &slots {
        let lang = formatter.lang;
        let day = match before == Some(slot.weekday) {
            true => "",
            false => lang.weekday_at(slot.weekday.num_days_from_monday()),
        };
        before = Some(slot.weekday);
        let end = slot.start + chrono::Duration::minutes(i64::from(slot.minutes));
        let _ = writeln!(
            text,
            "  {day:<4}{}-{}  {}{}{}",
            slot.start.format("%H:%M"),
            end.format("%H:%M"),
            formatter.standing_key(&row.key),
            formatter.cycle(slot),
            formatter.standing_remarks(row, snapshot.standing_day()),
        );
    }
    for one in rows.iter().filter(|one| one.row.slots.is_empty()) {
        let _ = writeln!(
            text,
            "  {}: {}{}",
            formatter.irregular(),
            formatter.standing_key(&one.row.key),
            formatter.standing_remarks(&one.row, snapshot.standing_day())
        );
    }
}
