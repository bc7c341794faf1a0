//! A week: the calendar comes in; for the team a row for each colleague with a cell for each day, for one
//! person or case a column for each day with meetings at their hours, goes out.

use chrono::{Datelike, Days, NaiveDate, Timelike, Weekday};
use maud::{Markup, html};

use super::axis;
use super::look::{Look, Sheet, comes};
use crate::ids::PersonId;
use crate::pipeline::Aloud;
use crate::plan::{Duty, Firmness, Placement};
use crate::records::State;
use crate::rules::RoleKind;
use crate::team::{Absence, Away};

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
pub fn meetings<'a>(look: Look<'a>, monday: NaiveDate, whose: Whose<'_>) -> Vec<&'a Placement> {
    let concerns = |one: &&Placement| match whose {
        Whose::Team => true,
        Whose::Person(person) => comes(one, person),
        Whose::Case(code) => {
            comes(one, code) || one.case.as_ref().is_some_and(|case| case.as_str() == code)
        }
    };
    let within = |one: &&Placement| (0..7).contains(&(one.start.date() - monday).num_days());
    look.meetings().filter(within).filter(concerns).collect()
}

/// The page.
pub fn page(look: Look<'_>, monday: NaiveDate, whose: Whose<'_>) -> Sheet {
    let meetings = meetings(look, monday, whose);
    let days = days(monday, &meetings);
    let week = monday.iso_week();
    let title = match whose {
        Whose::Team => look.sight.team.name.as_str(),
        Whose::Person(id) | Whose::Case(id) => look.name(id),
    };
    let body = html! {
        (steps(look, monday, whose))
        @if meetings.is_empty() { (nothing(look, monday)) }
        @else if whose == Whose::Team { (team(look, &days, &meetings)) }
        @else { (grid(look, &days, &meetings, whose)) }
        (duties(look, monday, whose))
    };
    Sheet {
        title: format!("Week {} · {title}", week.week()),
        body,
    }
}

fn nothing(look: Look<'_>, monday: NaiveDate) -> Markup {
    let term = look.sight.plan.as_ref().map(|plan| plan.term);
    let outside = term.is_none_or(|term| monday > term.to || monday + Days::new(6) < term.from);
    html! {
        p {
            @if outside { (look.say("Deze week is nog niet gepland.", "This week is not planned yet.")) }
            @else { (look.say("Deze week zijn er geen afspraken.", "There are no meetings this week.")) }
        }
    }
}

/// The weeks before and after, and whose week is shown.
fn steps(look: Look<'_>, monday: NaiveDate, whose: Whose<'_>) -> Markup {
    let of = match whose {
        Whose::Team => String::new(),
        Whose::Person(id) => format!("?person={id}"),
        Whose::Case(code) => format!("?case={code}"),
    };
    let to = |day: Option<NaiveDate>| {
        day.map(|day| {
            (
                day.iso_week().week(),
                look.at(&format!("/week/{}{of}", axis::week_name(day))),
            )
        })
    };
    let people = look.sight.team.people.iter().filter(|one| !one.external);
    html! {
        nav.steps aria-label=(look.say("Weken", "Weeks")) {
            @if let Some((number, href)) = to(monday.checked_sub_days(Days::new(7))) { a href=(href) { "← week " (number) } }
            @if let Some((_, href)) = to(Some(look.today())) { a href=(href) { (look.say("deze week", "this week")) } }
            @if let Some((number, href)) = to(monday.checked_add_days(Days::new(7))) { a href=(href) { "week " (number) " →" } }
        }
        @if look.own().is_none() {
            form.pick method="get" action=(look.at(&format!("/week/{}", axis::week_name(monday)))) {
                label { (look.say("Van", "Of")) " "
                    select name="person" {
                        option value="" { (look.say("het hele team", "the whole team")) }
                        @for person in people {
                            option value=(person.id) selected[whose == Whose::Person(person.id.as_str())] { (person.name) }
                        }
                    }
                }
                " " button { (look.say("Toon", "Show")) }
            }
        }
    }
}

/// A row for each colleague.
fn team(look: Look<'_>, days: &[NaiveDate], meetings: &[&Placement]) -> Markup {
    let people = look.sight.team.people.iter().filter(|one| !one.external);
    html! {
        div.wide tabindex="0" role="region" aria-label=(look.say("Week van het team", "Week of the team")) {
            table.team {
                thead { tr { th scope="col" { (look.say("Wie", "Who")) } @for day in days { th scope="col" class=[today(look, *day)] { (look.lang.short_date(*day)) } } } }
                tbody { @for person in people {
                    @let id = person.id.as_str();
                    @if meetings.iter().any(|one| comes(one, id)) {
                        tr {
                            th scope="row" { a href=(look.at(&format!("/person/{id}"))) { (person.name) } }
                            @for day in days { td {
                                @if let Some(away) = away(look, id, *day) { span.away { (away) } }
                                @for one in meetings.iter().filter(|one| one.start.date() == *day && comes(one, id)) { (short(look, one)) }
                            } }
                        }
                    }
                } }
            }
        }
    }
}

/// A column for each day, meetings at their hours: a class says the quarter they begin at, one their length.
fn grid(look: Look<'_>, days: &[NaiveDate], meetings: &[&Placement], whose: Whose<'_>) -> Markup {
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
                    h2 class=[today(look, *day)] { (look.lang.short_date(*day))
                        @if let Whose::Person(id) = whose { @if let Some(away) = away(look, id, *day) { " " small { (away) } } }
                    }
                    ol.hours {
                        @for one in meetings.iter().filter(|one| one.start.date() == *day) {
                            li class=(place(one)) { (item(look, one, whose)) }
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

fn today(look: Look<'_>, day: NaiveDate) -> Option<&'static str> {
    (day == look.today()).then_some("today")
}

/// What keeps somebody away on a day.
fn away(look: Look<'_>, id: &str, day: NaiveDate) -> Option<&'static str> {
    let who = Away::Person(PersonId::new(id));
    let is = |one: &&Absence| one.who == who && one.from <= day && day <= one.to;
    let found = look.sight.team.absences.iter().find(is)?;
    Some(match found.slots {
        None => look.lang.pick("afwezig", "away"),
        Some(_) => look.lang.pick("deels afwezig", "partly away"),
    })
}

/// A meeting in a cell of the team's week.
fn short(look: Look<'_>, one: &Placement) -> Markup {
    html! {
        a class=(class(look, one)) href=(look.at_meeting(one.id.as_str())) {
            b { (one.start.format("%H:%M")) } " " (look.aloud().title(one)) (flags(look, one))
        }
    }
}

/// A meeting at its hour.
pub fn item(look: Look<'_>, one: &Placement, whose: Whose<'_>) -> Markup {
    let without = match whose {
        Whose::Team => None,
        Whose::Person(id) | Whose::Case(id) => Some(id),
    };
    let company = look.aloud().company(one, without);
    let title = look.aloud().title(one);
    // A grid has one line for it: the rest shows when it is pointed at or reached.
    let full = (one.minutes <= SHORT).then(|| format!("{} {title}, {company}", Aloud::hours(one)));
    html! {
        a class=(class(look, one)) href=(look.at_meeting(one.id.as_str())) title=[full] {
            b { (one.start.format("%H:%M")) span.till { "-" (one.end().format("%H:%M")) } } " " (title) (flags(look, one))
            small { (company) @if let Some(place) = &one.place { " · " (place) } }
        }
    }
}

/// How a meeting looks: with a family or among colleagues, and what became of it.
pub fn class(look: Look<'_>, one: &Placement) -> String {
    let programme = look.sight.team.programme(&one.programme);
    let family = |role: &str| {
        let role = programme.and_then(|programme| programme.roles.get(role));
        role.is_some_and(|role| role.kind == RoleKind::Family)
    };
    let kind = match one.participants.iter().any(|who| family(&who.role)) {
        true => "m family",
        false => "m",
    };
    match outcome(look, one) {
        Some(State::Held) => format!("{kind} held"),
        _ if look.is_unrecorded(one) => format!("{kind} unrecorded"),
        _ if one.due.is_some_and(|due| due < one.start.date()) => format!("{kind} late"),
        _ if one.status == Firmness::Proposed => format!("{kind} asked"),
        _ => kind.to_owned(),
    }
}

/// What became of a meeting last.
pub fn outcome(look: Look<'_>, one: &Placement) -> Option<State> {
    let known = look.sight.ledger.meeting(&one.id)?;
    known.outcome().map(|noted| noted.what.record.state)
}

/// What colour says, in words.
fn flags(look: Look<'_>, one: &Placement) -> Markup {
    let aloud = look.aloud();
    let held = outcome(look, one).map(|state| aloud.state(state));
    let late = one.due.is_some_and(|due| due < one.start.date());
    let asked = aloud
        .firmness(one.status)
        .filter(|_| one.status == Firmness::Proposed);
    html! {
        @if look.is_unrecorded(one) { i.flag { (aloud.to_record()) } }
        @else if let Some(held) = held { i.flag { (held) } }
        @else if late { i.flag.late { (look.say("te laat", "late")) } }
        @else if let Some(asked) = asked { i.flag { (asked) } }
    }
}

/// What is to be handed in that week.
fn duties(look: Look<'_>, monday: NaiveDate, whose: Whose<'_>) -> Markup {
    let theirs = |duty: &&Duty| {
        let code = duty.case.as_ref().map(|case| case.as_str());
        let mine = match whose {
            Whose::Team => true,
            Whose::Person(id) => duty.owner == id,
            Whose::Case(case) => code == Some(case),
        };
        mine && code.is_none_or(|code| look.sees_case(code))
            && (0..7).contains(&(duty.due - monday).num_days())
    };
    let duties = look.sight.plan.iter().flat_map(|plan| &plan.duties);
    let mut duties: Vec<&Duty> = duties.filter(theirs).collect();
    duties.sort_by_key(|duty| duty.due);
    html! {
        @if !duties.is_empty() {
            h2 { (look.say("In te leveren", "To hand in")) }
            ul.duties { @for duty in duties {
                li {
                    b { (look.lang.short_date(duty.due)) } " "
                    a href=(look.at_meeting(duty.id.as_str())) { (duty.title.get(look.lang)) }
                    @if let Some(case) = &duty.case { " " (case) }
                    " · " (look.aloud().who(&duty.owner))
                }
            } }
        }
    }
}
