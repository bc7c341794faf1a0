//! The page of standing times: the rows of a key come in; what is in force, and forms to choose others, free them or agree
//! to them, go out.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::standing::last_line;
use super::viewer::{Sheet, Viewer};
use crate::records::{StandingKey, StandingRow, StandingSlot};

/// The page; `first` is the day that other times begin unless they say otherwise.
pub fn page(
    viewer: Viewer<'_>,
    key: &StandingKey,
    rows: &[&StandingRow],
    first: NaiveDate,
) -> Sheet {
    let formatter = viewer.formatter();
    let day = viewer.snapshot.standing_day();
    let live: Vec<&&StandingRow> = rows
        .iter()
        .filter(|row| row.to.is_none_or(|to| day <= to))
        .collect();
    let body = html! {
        @if live.is_empty() { p { (viewer.say("Er zijn nog geen vaste tijden gekozen.", "No standing times are chosen yet.")) } }
        ul { @for row in &live { li {
            b { (formatter.slots(&row.slots)) } ", " (formatter.standing_by(row)) (formatter.standing_remarks(row, day))
        } } }
        p { (viewer.say("Vaste tijden zijn de uren van de week waarop dit in gewone weken is. De planning houdt zich eraan tot iemand ze vrijgeeft.", "Standing times are the hours of the week at which this is in ordinary weeks. Planning keeps to them until somebody frees them.")) }
        (choose(viewer, key, live.first().copied().copied(), first))
        (others(viewer, key, &live))
    };
    Sheet {
        title: format!(
            "{}: {}",
            viewer.say("Vaste tijden", "Standing times"),
            formatter.standing_key(key)
        ),
        body,
    }
}

fn hidden(viewer: Viewer<'_>, key: &StandingKey) -> Markup {
    html! {
        (viewer.token)
        input type="hidden" name="key" value=(key);
        input type="hidden" name="of" value=(last_line(viewer.snapshot, key));
    }
}

/// The form for other hours.
fn choose(
    viewer: Viewer<'_>,
    key: &StandingKey,
    row: Option<&StandingRow>,
    first: NaiveDate,
) -> Markup {
    let written = row.map_or_else(String::new, |row| written(viewer, row));
    let cycle = row.and_then(|row| row.slots.first()).map(|slot| slot.cycle);
    html! {
        h2 { (viewer.say("Andere tijden kiezen", "Choose other times")) }
        form.fields method="post" action=(viewer.at("/standing")) {
            (hidden(viewer, key))
            label { (viewer.say("Dagen en uren, zoals di 09:00, vr 09:00", "Days and hours, such as tue 09:00, fri 09:00")) " " input name="times" value=(written) required maxlength="200"; }
            label { (viewer.say("Vanaf", "From")) " " input type="date" name="from" value=(first.to_string()) required; }
            details {
                summary { (viewer.say("Duur, en niet elke week", "Length, and not every week")) }
                label { (viewer.say("Minuten", "Minutes")) " " input type="number" name="minutes" min="15" max="480" step="15"; }
                label { (viewer.say("Om de hoeveel weken", "Every how many weeks")) " " input type="number" name="every" min="1" max="12" value=[cycle.filter(|weeks| *weeks > 1)]; }
                label { (viewer.say("In welke week daarvan", "In which week of these")) " " input type="number" name="week" min="1" max="12"; }
            }
            label { input type="checkbox" name="agreed" value="yes"; " " (viewer.say("Afgesproken met wie erbij is", "Agreed with those concerned")) }
            button name="deed" value="set" { (viewer.say("Opslaan", "Save")) }
        }
    }
}

/// A row as the field takes it.
fn written(viewer: Viewer<'_>, row: &StandingRow) -> String {
    let slot = |slot: &StandingSlot| {
        let week = match slot.cycle {
            ..=1 => String::new(),
            _ => format!("week {} ", slot.week + 1),
        };
        let day = viewer.lang.weekday_at(slot.weekday.num_days_from_monday());
        format!(
            "{week}{} {}",
            day.to_lowercase(),
            slot.start.format("%H:%M")
        )
    };
    row.slots.iter().map(slot).collect::<Vec<_>>().join(", ")
}

/// What needs no hours: a button each.
fn others(viewer: Viewer<'_>, key: &StandingKey, rows: &[&&StandingRow]) -> Markup {
    let may_agree = rows
        .first()
        .is_some_and(|row| !row.agreed && !row.slots.is_empty());
    html! {
        form.choose method="post" action=(viewer.at("/standing")) {
            (hidden(viewer, key))
            @if may_agree { button name="deed" value="agree" { (viewer.say("Akkoord met deze tijden", "Agree to these times")) } }
            @if !rows.is_empty() { button name="deed" value="free" { (viewer.say("Vrijgeven: de planning kiest opnieuw", "Free: planning chooses again")) } }
            button name="deed" value="irregular" { (viewer.say("Geen vaste tijden", "No standing times")) }
        }
    }
}
