//! A person: the calendar, the record book and the team come in; the load of each week against the contract,
//! the rhythm of what comes back for them, and the hours that count for registration go out.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use maud::{Markup, html};

use super::axis::{self, Axis};
use super::unplaced;
use super::viewer::{May, Sheet, Viewer, comes};
use crate::ids::{PersonId, RuleId, SeriesId};
use crate::plan::Placement;
use crate::records::{Held, State, held_minutes};
use crate::rules::{Cadence, Demand, Per, Rule};
use crate::team::{Away, Person};
use crate::time::{Term, monday_of};
use crate::web::address::asking;

/// Years over which held hours are summed: as long as a registration lasts.
const YEARS: u32 = 5;

/// One week of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Minutes in meetings.
    pub planned: u32,
    /// Minutes that rules reserve, their share of what several may carry.
    pub reserved: u32,
    /// Working days away.
    pub away: u32,
}

/// A rhythm of somebody: the days it was held or is planned on, with the gap before each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Its name.
    pub title: String,
    /// The gap aimed at and the longest, in days.
    pub gap: (u32, u32),
    /// Day, whether it was held, and days since the one before.
    pub days: Vec<(NaiveDate, bool, Option<i64>)>,
}

/// The weeks of a term.
pub fn loads(viewer: Viewer<'_>, person: &str, term: Term) -> Vec<Load> {
    let axis = Axis::of(term);
    axis.mondays()
        .map(|monday| load(viewer, person, monday))
        .collect()
}

fn load(viewer: Viewer<'_>, person: &str, monday: NaiveDate) -> Load {
    let within = |day: NaiveDate| monday_of(day) == monday;
    let plan = viewer.snapshot.plan.as_ref();
    let meetings = plan.iter().flat_map(|plan| &plan.placements);
    let meetings = meetings.filter(|one| within(one.start.date()) && comes(one, person));
    let reserved = plan.iter().flat_map(|plan| &plan.loads);
    let reserved = reserved.filter(|one| one.week == monday);
    let reserved = reserved.filter(|one| one.people.iter().any(|who| who == person));
    let who = Away::Person(PersonId::new(person));
    let absences = &viewer.snapshot.team.absences;
    let is_away = |day: &NaiveDate| {
        absences
            .iter()
            .any(|one| one.who == who && one.slots.is_none() && one.from <= *day && *day <= one.to)
    };
    Load {
        monday,
        planned: meetings.map(|one| one.minutes).sum(),
        reserved: reserved
            .map(|one| one.minutes / one.people.len().max(1) as u32)
            .sum(),
        away: (0..5)
            .filter_map(|day| monday.checked_add_days(Days::new(day)))
            .filter(is_away)
            .count() as u32,
    }
}

/// What comes back for a person: their own rhythms, those of their groups and the team's.
pub fn rhythms(viewer: Viewer<'_>, person: &Person) -> Vec<Rhythm> {
    let team = &viewer.snapshot.team;
    let today = viewer.today();
    let rules = team
        .programmes
        .iter()
        .flat_map(|programme| programme.rules.iter().map(move |rule| (programme, rule)));
    let mut found = Vec::new();
    for (programme, rule) in rules {
        let Demand::Cadence(cadence) = &rule.demand else {
            continue;
        };
        let subjects: Vec<String> = match &rule.per {
            Per::Person { of } if person.may_be(programme, of) => vec![person.id.to_string()],
            Per::Group => {
                let groups = team.groups.iter().filter(|group| group.rule == rule.id);
                let has = |group: &&crate::team::Group| {
                    team.members(&group.id, today)
                        .iter()
                        .any(|(one, _)| one.id == person.id)
                };
                groups.filter(has).map(|group| group.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        let rhythms = subjects
            .iter()
            .map(|subject| rhythm(viewer, rule, cadence, &rule.id.series(subject)));
        found.extend(rhythms.filter(|rhythm| !rhythm.days.is_empty()));
    }
    found
}

fn rhythm(viewer: Viewer<'_>, rule: &Rule, cadence: &Cadence, series: &SeriesId) -> Rhythm {
    let held = viewer
        .snapshot
        .ledger
        .happened()
        .map(|noted| &noted.what.record);
    let held = held.filter(|record| record.state == State::Held && record.series == *series);
    let mut days: Vec<(NaiveDate, bool)> = held.map(|record| (record.day, true)).collect();
    let plan = viewer
        .snapshot
        .plan
        .iter()
        .flat_map(|plan| &plan.placements);
    let open = |one: &&Placement| {
        let outcome = viewer
            .snapshot
            .ledger
            .meeting(&one.id)
            .and_then(|known| known.outcome());
        one.series == *series && outcome.is_none_or(|noted| noted.what.record.state != State::Held)
    };
    days.extend(plan.filter(open).map(|one| (one.start.date(), false)));
    days.sort_unstable();
    days.dedup_by_key(|(day, _)| *day);
    let gap = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| days.get(before))
            .map(|(day, _)| *day)
    };
    let with_gaps = days.iter().enumerate().map(|(at, (day, held))| {
        (
            *day,
            *held,
            gap(at).map(|before| (*day - before).num_days()),
        )
    });
    Rhythm {
        title: rule.title.get(viewer.lang).to_owned(),
        gap: (cadence.gap.target, cadence.gap.max),
        days: with_gaps.collect(),
    }
}

/// The page.
pub fn page(viewer: Viewer<'_>, person: &Person, term: Term) -> Sheet {
    let loads = loads(viewer, person.id.as_str(), term);
    let id = person.id.as_str();
    let week = axis::week_name(viewer.today());
    let body = html! {
        nav.steps aria-label=(viewer.say("Van deze collega", "Of this colleague")) {
            a href=(viewer.asking(&format!("/week/{week}"), "person", id)) { (viewer.say("week", "week")) }
            a href=(viewer.asking(&format!("/quarter/{}", axis::name(term)), "person", id)) { (viewer.say("gezinnen", "families")) }
            a href=(viewer.asking("/overdue", "who", id)) { (viewer.say("te doen", "to do")) }
            a href=(viewer.asking(&format!("/record/{week}"), "person", id)) { (viewer.say("week afvinken", "confirm a week")) }
            @if *viewer.may == May::All { a href=(viewer.at(&asking("/enter", &[("kind", "absence"), ("who", id)]))) { (viewer.say("is er niet", "is away")) } a href=(viewer.at(&format!("/team/{id}"))) { (viewer.say("uren en rol", "hours and role")) } }
        }
        nav.steps aria-label=(viewer.say("Kwartalen", "Quarters")) {
            @for near in [term.from.pred_opt(), term.to.succ_opt()].into_iter().flatten().filter_map(Term::quarter_of) {
                a href=(viewer.asking(&format!("/person/{id}"), "term", &axis::name(near))) { @if near.from < term.from { "← " } (viewer.formatter().term(near)) @if near.from > term.from { " →" } }
            }
        }
        (unplaced::of(viewer, id))
        h2 { (viewer.say("Uren per week", "Hours a week")) ", " (viewer.formatter().term(term)) @if let Some(contract) = person.contract { " · " (viewer.say("contract", "contract")) " " (hours(contract)) } }
        (bars(viewer, id, &loads, person.contract))
        @for rhythm in rhythms(viewer, person) { (rhythm_table(viewer, &rhythm)) }
        (registration(viewer, id))
    };
    Sheet {
        title: person.name.clone(),
        body,
    }
}

/// `7:30`.
pub fn hours(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn bars(viewer: Viewer<'_>, id: &str, loads: &[Load], contract: Option<u32>) -> Markup {
    let most = loads
        .iter()
        .map(|load| load.planned + load.reserved)
        .chain(contract)
        .max()
        .unwrap_or(1)
        .max(1);
    let wide = |minutes: u32| u64::from(minutes) * 300 / u64::from(most);
    html! {
        div.wide tabindex="0" role="region" aria-label=(viewer.say("Uren per week", "Hours a week")) { table.plain.loads {
            thead { tr {
                th scope="col" { (viewer.say("Week", "Week")) }
                th.number scope="col" { (viewer.say("Afspraken", "Meetings")) }
                th.number scope="col" { (viewer.say("Gereserveerd", "Reserved")) }
                th.number scope="col" { (viewer.say("Totaal", "Total")) }
                th scope="col" { span.unseen { (viewer.say("in beeld", "as a picture")) } }
                th scope="col" { (viewer.say("Dagen afwezig", "Days away")) }
            } }
            tbody { @for load in loads {
                @let both = load.planned + load.reserved;
                @let over = contract.is_some_and(|contract| both > contract);
                tr.over[over] {
                    th scope="row" { a href=(viewer.asking(&format!("/week/{}", axis::week_name(load.monday)), "person", id)) { "week " (load.monday.iso_week().week()) } }
                    td.number { (hours(load.planned)) }
                    td.number { (hours(load.reserved)) }
                    td.number { (hours(both)) @if over { " " i.flag.late { (viewer.say("boven contract", "over contract")) } } }
                    td { svg.bar viewBox="0 0 310 16" aria-hidden="true" {
                        rect.planned x="0" y="2" width=(wide(load.planned)) height="12" {}
                        rect.reserved x=(wide(load.planned)) y="2" width=(wide(load.reserved)) height="12" {}
                        @if let Some(contract) = contract { path.now d=(format!("M{} 0v16", wide(contract))) {} }
                    } }
                    td { @if load.away > 0 { (load.away) } }
                }
            } }
        } }
        p { small { (viewer.say("De streep is het contract. Reistijd en verslaglegging zijn niet meegeteld.", "The line is the contract. Travel and reporting are not counted.")) } }
    }
}

fn rhythm_table(viewer: Viewer<'_>, rhythm: &Rhythm) -> Markup {
    let (target, most) = rhythm.gap;
    let shown = rhythm.days.len().saturating_sub(12);
    html! {
        h2 { (rhythm.title) }
        p { (viewer.say("Om de", "Every")) " " (viewer.formatter().days(i64::from(target))) @if most > target { ", " (viewer.say("hooguit", "at most")) " " (most) } "." }
        ol.rhythm { @for (day, held, gap) in rhythm.days.iter().skip(shown) {
            @let late = gap.is_some_and(|gap| gap > i64::from(most));
            li.held[*held].late[late] {
                b { (viewer.short_date(*day)) } " "
                (if *held { viewer.say("doorgegaan", "held") } else if *day < viewer.today() { viewer.formatter().to_record() } else { viewer.say("gepland", "planned") })
                @if let Some(gap) = gap { ", " (viewer.formatter().days(*gap)) }
                @if late { " " i.flag.late { (viewer.say("te lang", "too long")) } }
            }
        } }
    }
}

/// What somebody attended, that with families of which nothing else is kept among it.
fn held(viewer: Viewer<'_>, id: &str, from: NaiveDate, to: NaiveDate) -> BTreeMap<RuleId, Held> {
    let mut held = held_minutes(&viewer.snapshot.ledger, id, from, to);
    let own = viewer.snapshot.kept_hours.iter().filter(|one| {
        one.person == id
            && one
                .first()
                .is_some_and(|first| from <= first && first <= to)
    });
    for one in own {
        let sum = held.entry(one.rule.clone()).or_default();
        sum.meetings += one.meetings;
        sum.minutes += one.minutes;
        sum.without_length += one.without_length;
    }
    held
}

fn registration(viewer: Viewer<'_>, id: &str) -> Markup {
    let to = viewer.today();
    let from = to.checked_sub_months(Months::new(12 * YEARS)).unwrap_or(to);
    let year = to.checked_sub_months(Months::new(12)).unwrap_or(to);
    let (held, last) = (held(viewer, id, from, to), held(viewer, id, year, to));
    html! {
        h2 { (viewer.say("Uren van wat is doorgegaan", "Hours held")) }
        @if held.is_empty() { p { (viewer.say("Nog niets geregistreerd.", "Nothing recorded yet.")) } }
        @else { div.wide tabindex="0" role="region" aria-label=(viewer.say("Uren van wat is doorgegaan", "Hours held")) { table.plain {
            thead { tr {
                th scope="col" { (viewer.say("Wat", "What")) }
                th scope="col" { (viewer.say("Laatste jaar", "Last year")) }
                th scope="col" { (viewer.say("Laatste vijf jaar", "Last five years")) }
                th scope="col" { (viewer.say("Keer", "Times")) }
            } }
            tbody { @for (rule, sum) in &held {
                @let known = viewer.snapshot.team.rule(rule);
                tr {
                    th scope="row" { (known.map_or(rule.as_str(), |rule| rule.title.get(viewer.lang))) }
                    td { (hours(last.get(rule).map_or(0, |sum| sum.minutes))) }
                    td { (hours(sum.minutes)) }
                    td { (sum.meetings) @if sum.without_length > 0 { " (" (sum.without_length) " " (viewer.say("zonder duur", "without length")) ")" } }
                }
            } }
        } } }
    }
}
