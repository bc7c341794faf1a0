//! The day on the telephone: what a reader's calendar holds comes in; today, tomorrow, what changed and
//! what must be handed in goes out.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use maud::{Markup, html};

use crate::feed::{Item, State};
use crate::language::Lang;

/// Days ahead in which what must be handed in is shown.
const DUTY_DAYS: u64 = 14;

/// Changes shown at most.
const MOST_CHANGES: usize = 20;

/// Today, tomorrow, changes since `looked`, and what must be handed in.
pub fn view(
    lang: Lang,
    items: &[Item],
    now: NaiveDateTime,
    looked: Option<DateTime<Utc>>,
) -> Markup {
    let today = now.date();
    let tomorrow = today.succ_opt().unwrap_or(today);
    let last = today
        .checked_add_days(Days::new(DUTY_DAYS))
        .unwrap_or(today);
    let duties: Vec<&Item> = items
        .iter()
        .filter(|item| item.is_duty() && item.state != State::Cancelled)
        .filter(|item| today <= item.start.date() && item.start.date() <= last)
        .collect();
    let changed: Vec<&Item> = items
        .iter()
        .filter(|item| item.start.date() >= today)
        .filter(|item| looked.is_some_and(|looked| item.modified > looked))
        .take(MOST_CHANGES)
        .collect();
    html! {
        (day(lang, lang.pick("Vandaag", "Today"), items, today, Some(now)))
        (day(lang, lang.pick("Morgen", "Tomorrow"), items, tomorrow, None))
        @if !changed.is_empty() {
            section {
                h2 { (lang.pick("Gewijzigd sinds u keek", "Changed since you looked")) }
                ul { @for item in changed { li { (dated(lang, item)) } } }
            }
        }
        @if !duties.is_empty() {
            section {
                h2 { (lang.pick("Te doen", "To do")) }
                ul { @for item in duties { li { (dated(lang, item)) } } }
            }
        }
    }
}

fn day(
    lang: Lang,
    head: &str,
    items: &[Item],
    day: NaiveDate,
    now: Option<NaiveDateTime>,
) -> Markup {
    let meetings: Vec<&Item> = items
        .iter()
        .filter(|item| item.start.date() == day && !item.is_duty())
        .collect();
    html! {
        section {
            h2 { (head) " " span class="quiet" { (lang.date(day)) } }
            @if meetings.is_empty() {
                p { (lang.pick("Geen afspraken.", "No meetings.")) }
            } @else {
                ol class="day" { @for item in meetings { (meeting(lang, item, now)) } }
            }
        }
    }
}

fn meeting(lang: Lang, item: &Item, now: Option<NaiveDateTime>) -> Markup {
    let end = end(item);
    let is_over = now.is_some_and(|now| end <= now);
    let is_now = now.is_some_and(|now| item.start <= now && now < end);
    let class = match (item.state, is_over) {
        (State::Cancelled, _) => "gone",
        (_, true) => "quiet",
        _ => "",
    };
    html! {
        li class=(class) {
            time datetime=(item.start.format("%Y-%m-%dT%H:%M")) { (item.start.format("%H:%M")) "–" (end.format("%H:%M")) }
            " " b { (item.title) }
            @if is_now { " " span class="good" { (lang.pick("nu", "now")) } }
            @if item.state == State::Proposed { " " span class="warn" { (lang.pick("nog niet bevestigd", "not yet confirmed")) } }
            @if !item.place.is_empty() { div class="quiet" { (item.place) } }
            @for line in item.text.lines() { div class="quiet" { (line) } }
        }
    }
}

fn dated(lang: Lang, item: &Item) -> Markup {
    let class = if item.state == State::Cancelled {
        "gone"
    } else {
        ""
    };
    html! {
        span class=(class) {
            (lang.short_date(item.start.date()))
            @if !item.is_duty() { " " (item.start.format("%H:%M")) }
            " " b { (item.title) }
        }
    }
}

fn end(item: &Item) -> NaiveDateTime {
    let minutes = i64::from(item.minutes.unwrap_or(0));
    let end = item
        .start
        .checked_add_signed(chrono::Duration::minutes(minutes));
    end.unwrap_or(item.start)
}
