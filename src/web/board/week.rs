//! A week: the calendar comes in; for the team a row for each colleague with a cell for each day, for one
//! person or case a column for each day with meetings at their hours, goes out.

use chrono::{Datelike, Days, NaiveDate, Timelike, Weekday};
use maud::{Markup, html};

use super::axis;
use super::viewer::{Sheet, Viewer, comes};
use crate::ids::PersonId;
use crate::plan::{Duty, Placement};
use crate::records::State;
use crate::rules::RoleKind;
use crate::team::{Absence, Away};
use crate::web::address::asking;
use crate::words::Formatter;

/// The hours that a week shows, and those it always shows.
const FIRST: u32 = 7;
const LAST: u32 = 22;
const OPENS: u32 = 8;
const CLOSES: u32 = 18;
/// Minutes of a meeting that has room for one line in a grid.
const SHORT: u32 = 45;

/// Whose week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Everybody's.
    Team,
    /// A person's.
    Person(&'a str),
    /// A case's.
    Case(&'a str),
}

/// The Monday of `2027-W05`.
pub fn monday_named(name: &str) -> Option<NaiveDate> {
    let (year, week) = name.split_once("-W")?;
    NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)
}

/// The days of a week that are shown: to Friday, and the weekend when something is on it.
pub fn days(monday: NaiveDate, meetings: &[&Placement]) -> Vec<NaiveDate> {
    let last = meetings
        .iter()
        .map(|one| one.start.weekday().num_days_from_monday());
    let last = u64::from(last.max().unwrap_or(4).max(4));
    (0..=last)
        .filter_map(|day| monday.checked_add_days(Days::new(day)))
        .collect()
}

/// The meetings of a week that concern somebody, in order of time.
pub fn meetings<'a>(viewer: Viewer<'a>, monday: NaiveDate, whose: Whose<'_>) -> Vec<&'a Placement> {
    let concerns = |one: &&Placement| match whose {
        Whose::Team => true,
        Whose::Person(person) => comes(one, person),
        Whose::Case(code) => {
            comes(one, code) || one.case.as_ref().is_some_and(|case| case.as_str() == code)
        }
    };
    let within = |one: &&Placement| (0..7).contains(&(one.start.date() - monday).num_days());
    viewer.meetings().filter(within).filter(concerns).collect()
}

/// The page.
pub fn page(viewer: Viewer<'_>, monday: NaiveDate, whose: Whose<'_>) -> Sheet {
    let meetings = meetings(viewer, monday, whose);
    let days = days(monday, &meetings);
    let week = monday.iso_week();
    let title = match whose {
        Whose::Team => viewer.snapshot.team.name.as_str(),
        Whose::Person(id) | Whose::Case(id) => viewer.name(id),
    };
    let body = html! {
        (steps(viewer, monday, whose))
        @if meetings.is_empty() { (nothing(viewer, monday)) }
        @else if whose == Whose::Team { (team(viewer, &days, &meetings)) }
        @else { (grid(viewer, &days, &meetings, whose)) }
        (duties(viewer, monday, whose))
    };
    Sheet {
        title: format!("Week {} · {title}", week.week()),
        body,
    }
}

fn nothing(viewer: Viewer<'_>, monday: NaiveDate) -> Markup {
    let term = viewer.snapshot.plan.as_ref().map(|plan| plan.term);
    let outside = term.is_none_or(|term| monday > term.to || monday + Days::new(6) < term.from);
    html! {
        p {
            @if outside { (viewer.say("Deze week is nog niet gepland.", "This week is not planned yet.")) }
            @else { (viewer.say("Deze week zijn er geen afspraken.", "There are no meetings this week.")) }
        }
    }
}

/// The weeks before and after, and whose week is shown.
fn steps(viewer: Viewer<'_>, monday: NaiveDate, whose: Whose<'_>) -> Markup {
    let of: &[(&str, &str)] = match whose {
        Whose::Team => &[],
        Whose::Person(id) => &[("person", id)],
        Whose::Case(code) => &[("case", code)],
    };
    let to = |day: Option<NaiveDate>| {
        day.map(|day| {
            (
                day.iso_week().week(),
                viewer.at(&asking(&format!("/week/{}", axis::week_name(day)), of)),
            )
        })
    };
    let people = viewer
        .snapshot
        .team
        .people
        .iter()
        .filter(|one| !one.external);
    html! {
        nav.steps aria-label=(viewer.say("Weken", "Weeks")) {
            @if let Some((number, href)) = to(monday.checked_sub_days(Days::new(7))) { a href=(href) { "← week " (number) } }
            @if let Some((_, href)) = to(Some(viewer.today())) { a href=(href) { (viewer.say("deze week", "this week")) } }
            @if let Some((number, href)) = to(monday.checked_add_days(Days::new(7))) { a href=(href) { "week " (number) " →" } }
        }
        @if viewer.own().is_none() {
            form.pick method="get" action=(viewer.at(&format!("/week/{}", axis::week_name(monday)))) {
                label { (viewer.say("Van", "Of")) " "
                    select name="person" {
                        option value="" { (viewer.say("het hele team", "the whole team")) }
                        @for person in people {
                            option value=(person.id) selected[whose == Whose::Person(person.id.as_str())] { (person.name) }
                        }
                    }
                }
                " " button { (viewer.say("Toon", "Show")) }
            }
        }
    }
}

/// A row for each colleague.
fn team(viewer: Viewer<'_>, days: &[NaiveDate], meetings: &[&Placement]) -> Markup {
    let people = viewer
        .snapshot
        .team
        .people
        .iter()
        .filter(|one| !one.external);
    html! {
        div.wide tabindex="0" role="region" aria-label=(viewer.say("Week van het team", "Week of the team")) {
            table.team {
                thead { tr { th scope="col" { (viewer.say("Wie", "Who")) } @for day in days { th scope="col" class=[today(viewer, *day)] { (viewer.short_date(*day)) } } } }
                tbody { @for person in people {
                    @let id = person.id.as_str();
                    @if meetings.iter().any(|one| comes(one, id)) {
                        tr {
                            th scope="row" { a href=(viewer.at(&format!("/person/{id}"))) { (person.name) } }
                            @for day in days { td {
                                @if let Some(away) = away(viewer, id, *day) { span.away { (away) } }
                                @for one in meetings.iter().filter(|one| one.start.date() == *day && comes(one, id)) { (short(viewer, one)) }
                            } }
                        }
                    }
                } }
            }
        }
    }
}

/// A column for each day, meetings at their hours: a class says the quarter they begin at, one their length.
fn grid(
    viewer: Viewer<'_>,
    days: &[NaiveDate],
    meetings: &[&Placement],
    whose: Whose<'_>,
) -> Markup {
    // Hours outside the office's are shown when something is in them.
    let office = |one: &&&Placement| {
        let (from, to) = (one.start.hour(), one.end().hour() * 60 + one.end().minute());
        OPENS <= from && to <= CLOSES * 60 && one.end().date() == one.start.date()
    };
    let long = meetings.iter().any(|one| !office(&one));
    let hours = if long { FIRST..LAST } else { OPENS..CLOSES };
    html! {
        div class=(format!("days d{} {}", days.len(), if long { "long" } else { "office" })) {
            ol.scale aria-hidden="true" { @for hour in hours { li { (hour) } } }
            @for day in days {
                section {
                    h2 class=[today(viewer, *day)] { (viewer.short_date(*day))
                        @if let Whose::Person(id) = whose { @if let Some(away) = away(viewer, id, *day) { " " small { (away) } } }
                    }
                    ol.hours {
                        @for one in meetings.iter().filter(|one| one.start.date() == *day) {
                            li class=(place(one)) { (item(viewer, one, whose)) }
                        }
                    }
                }
            }
        }
    }
}

/// `t32 n4`: begins at the 32nd quarter of the day and lasts four.
fn place(one: &Placement) -> String {
    let start = (one.start.num_seconds_from_midnight() / 900).clamp(FIRST * 4, LAST * 4 - 1);
    let length = one.minutes.div_ceil(15).clamp(2, 16);
    format!("t{start} n{length}")
}

fn today(viewer: Viewer<'_>, day: NaiveDate) -> Option<&'static str> {
    (day == viewer.today()).then_some("today")
}

/// What keeps somebody away on a day.
fn away(viewer: Viewer<'_>, id: &str, day: NaiveDate) -> Option<&'static str> {
    let who = Away::Person(PersonId::new(id));
    let is = |one: &&Absence| one.who == who && one.from <= day && day <= one.to;
    let found = viewer.snapshot.team.absences.iter().find(is)?;
    Some(match found.slots {
        None => viewer.lang.pick("afwezig", "away"),
        Some(_) => viewer.lang.pick("deels afwezig", "partly away"),
    })
}

/// A meeting in a cell of the team's week.
fn short(viewer: Viewer<'_>, one: &Placement) -> Markup {
    html! {
        a class=(class(viewer, one)) href=(viewer.at_meeting(one.id.as_str())) {
            b { (one.start.format("%H:%M")) } " " (viewer.formatter().short_title(one)) (flags(viewer, one))
        }
    }
}

/// A meeting at its hour.
pub fn item(viewer: Viewer<'_>, one: &Placement, whose: Whose<'_>) -> Markup {
    let without = match whose {
        Whose::Team => None,
        Whose::Person(id) | Whose::Case(id) => Some(id),
    };
    let company = viewer.formatter().company(one, without);
    let title = viewer.formatter().title(one);
    // A grid has one line for it: the rest shows when it is pointed at or reached.
    let full =
        (one.minutes <= SHORT).then(|| format!("{} {title}, {company}", Formatter::hours(one)));
    html! {
        a class=(class(viewer, one)) href=(viewer.at_meeting(one.id.as_str())) title=[full] {
            b { (one.start.format("%H:%M")) span.till { "-" (one.end().format("%H:%M")) } } " " (title) (flags(viewer, one))
            small { (company) @if let Some(place) = &one.place { " · " (place) } }
        }
    }
}

/// How a meeting looks: with a family or among colleagues, and what became of it.
pub fn class(viewer: Viewer<'_>, one: &Placement) -> String {
    let programme = viewer.snapshot.team.programme(&one.programme);
    let family = |role: &str| {
        let role = programme.and_then(|programme| programme.roles.get(role));
        role.is_some_and(|role| role.kind == RoleKind::Family)
    };
    let kind = match one.participants.iter().any(|who| family(&who.role)) {
        true => "m family",
        false => "m",
    };
    match outcome(viewer, one) {
        Some(State::Held) => format!("{kind} held"),
        _ if viewer.is_unrecorded(one) => format!("{kind} unrecorded"),
        _ if one.due.is_some_and(|due| due < one.start.date()) => format!("{kind} late"),
        _ if one.status.is_tentative() => format!("{kind} asked"),
        _ => kind.to_owned(),
    }
}

/// What became of a meeting last.
pub fn outcome(viewer: Viewer<'_>, one: &Placement) -> Option<State> {
    let known = viewer.snapshot.ledger.meeting(&one.id)?;
    known.outcome().map(|noted| noted.what.record.state)
}

/// What colour says, in words.
fn flags(viewer: Viewer<'_>, one: &Placement) -> Markup {
    let formatter = viewer.formatter();
    let held = outcome(viewer, one).map(|state| formatter.became(&one.rule, state, None));
    let late = one.due.is_some_and(|due| due < one.start.date());
    let asked = formatter
        .firmness(one.status)
        .filter(|_| one.status.is_tentative());
    html! {
        @if viewer.is_unrecorded(one) { i.flag { (formatter.to_record()) } }
        @else if let Some(held) = held { i.flag { (held) } }
        @else if late { i.flag.late { (viewer.say("te laat", "late")) } }
        @else if let Some(asked) = asked { i.flag { (asked) } }
    }
}

/// What is to be handed in that week.
fn duties(viewer: Viewer<'_>, monday: NaiveDate, whose: Whose<'_>) -> Markup {
    let theirs = |duty: &&Duty| {
        let code = duty.case.as_ref().map(|case| case.as_str());
        let mine = match whose {
            Whose::Team => true,
            Whose::Person(id) => duty.owner == id,
            Whose::Case(case) => code == Some(case),
        };
        mine && code.is_none_or(|code| viewer.sees_case(code))
            && (0..7).contains(&(duty.due - monday).num_days())
    };
    let duties = viewer.snapshot.plan.iter().flat_map(|plan| &plan.duties);
    let mut duties: Vec<&Duty> = duties.filter(theirs).collect();
    duties.sort_by_key(|duty| duty.due);
    html! {
        @if !duties.is_empty() {
            h2 { (viewer.say("Te doen", "To do")) }
            ul.duties { @for duty in duties {
                li {
                    b { (viewer.short_date(duty.due)) } " "
                    a href=(viewer.at_meeting(duty.id.as_str())) { (duty.title.get(viewer.lang)) }
                    @if let Some(case) = &duty.case { " " (case) }
                    " · " (viewer.formatter().who(&duty.owner))
                }
            } }
        }
    }
}
