//! What is late, by who must act: findings come in, a list for each person, group or role goes out. What can
//! soon no longer be kept comes first: what has no day yet, the one due first; then what is late already.

use maud::{Markup, html};

use super::axis;
use super::since;
use super::viewer::{May, Sheet, Viewer};
use crate::app::Snapshot;
use crate::check::{Finding, Level};
use crate::rules::{Demand, Per};

/// Findings shown for each before the rest is counted; of what is only to be recorded, for nothing else waits.
const SHOWN: usize = 12;

/// The order in which a lead takes things up: what is late is so tomorrow, too, but what has no day becomes so. A
/// breach is over, and what is not recorded can be told any day.
const TAKEN_UP: [Level; 7] = [
    Level::Blocking,
    Level::Unplanned,
    Level::Overdue,
    Level::AtRisk,
    Level::Breach,
    Level::Unrecorded,
    Level::Ok,
];

/// The page; of one case when one is named, of one who must act when one is named.
pub fn page(viewer: Viewer<'_>, case: Option<&str>, who: Option<&str>) -> Sheet {
    // Whoever sees no cases learns nothing of single people either.
    let who = who.filter(|_| *viewer.may != May::Read);
    let wanted = |one: &&Finding| {
        let of_case = |code| one.case.as_ref().is_some_and(|case| case.as_str() == code);
        one.level != Level::Ok
            && case.is_none_or(of_case)
            && who.is_none_or(|who| one.who_acts == who)
    };
    let mut findings: Vec<&Finding> = viewer.findings().filter(wanted).collect();
    // Those of a level come as they are due.
    findings.sort_by_key(|one| TAKEN_UP.iter().position(|level| *level == one.level));
    let title = viewer.say("Wat te laat is", "What is late");
    let body = html! {
        p.lead { (viewer.lang.date(viewer.today())) ": " (counts(viewer, &findings)) }
        @if findings.is_empty() { p.fine { (viewer.say("Alles is op tijd, en alles wat geweest is, is geregistreerd.", "Everything is on time, and all that has been is recorded.")) } }
        @if *viewer.may == May::Read { (by_rule(viewer, &findings)) }
        @else { @for (who, own) in by_who(&findings) { (group(viewer, who, &own, who_shown(case, &findings))) } }
    };
    Sheet {
        title: case.map_or(title.to_owned(), |code| format!("{title} · {code}")),
        body,
    }
}

/// How many are shown of each: all, when few are asked for.
fn who_shown(case: Option<&str>, findings: &[&Finding]) -> usize {
    if case.is_some() || findings.len() <= 8 * SHOWN {
        usize::MAX
    } else {
        SHOWN
    }
}

/// `2 te laat, 3 niet gepland`.
pub fn counts(viewer: Viewer<'_>, findings: &[&Finding]) -> String {
    let some = TAKEN_UP
        .into_iter()
        .filter(|level| *level != Level::Ok)
        .filter_map(|level| {
            let count = findings.iter().filter(|one| one.level == level).count();
            (count > 0).then(|| viewer.formatter().levels(count, level))
        });
    let some: Vec<String> = some.collect();
    match some.is_empty() {
        true => viewer
            .say("niets te melden", "nothing to report")
            .to_owned(),
        false => some.join(", "),
    }
}

/// Findings come in the order they are taken up, so groups do, and the lines in each.
fn by_who<'a>(findings: &[&'a Finding]) -> Vec<(&'a str, Vec<&'a Finding>)> {
    let mut groups: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let who = finding.who_acts.as_str();
        match groups.iter_mut().find(|(known, _)| *known == who) {
            Some((_, own)) => own.push(finding),
            None => groups.push((who, vec![finding])),
        }
    }
    groups
}

fn group(viewer: Viewer<'_>, who: &str, own: &[&Finding], shown: usize) -> Markup {
    let waits = |one: &&&Finding| one.level != Level::Unrecorded;
    let shown = shown.max(own.iter().filter(waits).count());
    html! {
        section.acts {
            h2 { (viewer.formatter().who(who)) " " small { (counts(viewer, own)) } }
            form method="post" action=(viewer.at("/act")) {
                (viewer.token)
                ul.findings { @for one in own.iter().take(shown) { (line(viewer, one)) } }
            }
            @if own.len() > shown {
                p { a href=(viewer.asking("/overdue", "who", who)) { (viewer.say("Toon alle", "Show all")) " " (own.len()) } }
            }
        }
    }
}

fn line(viewer: Viewer<'_>, one: &Finding) -> Markup {
    html! {
        li {
            span class=(format!("level {}", one.level.name())) { (viewer.formatter().level(one.level)) } " "
            (told(viewer, one))
            @if !one.source.is_empty() { " " small.source { (viewer.say("bron", "source")) " " (one.source) } }
            (presses(viewer, one))
            @if let Some(to) = a_time(viewer, one) { " · " a href=(to) { (viewer.say("kies een tijd", "choose a time")) } }
        }
    }
}

/// Where a meeting without a day gets one: its own page, or that of a meeting more for its case.
fn a_time(viewer: Viewer<'_>, one: &Finding) -> Option<String> {
    let rule = viewer.snapshot.team.rule(one.rule.as_ref()?)?;
    let meets = matches!(rule.demand, Demand::Milestone(_) | Demand::Cadence(_));
    let waits = matches!(
        one.level,
        Level::Blocking | Level::Overdue | Level::Unplanned
    );
    if !meets || !waits || one.planned.is_some() || *viewer.may == May::Read {
        return None;
    }
    let known = one.id.as_ref().and_then(|id| {
        let known = viewer.snapshot.meeting(id.as_str())?;
        viewer.may_change(known).then_some(known)
    });
    match (known, &one.case, &rule.per) {
        (Some(known), ..) => Some(viewer.at(&format!("/move/{}", known.id))),
        (None, Some(case), Per::Case { .. }) => {
            Some(viewer.asking(&format!("/add/{case}"), "rule", rule.id.as_str()))
        }
        _ => None,
    }
}

/// What is wrong: what it is about, with a way there, and then the rest.
pub fn told(viewer: Viewer<'_>, one: &Finding) -> Markup {
    let formatter = viewer.formatter();
    let rule = one
        .rule
        .as_ref()
        .and_then(|rule| viewer.snapshot.team.rule(rule));
    let about = formatter.about(one);
    let known = one
        .id
        .as_ref()
        .filter(|id| viewer.snapshot.meeting(id.as_str()).is_some());
    let nowhere = one.id.as_ref().is_none_or(|id| {
        let Snapshot { meetings, .. } = viewer.snapshot;
        !meetings.iter().any(|each| each.id == *id)
    });
    let to = match (known, &one.case, &one.person) {
        (Some(id), ..) => Some(viewer.at_meeting(id.as_str())),
        (None, Some(case), _) => Some(viewer.at_case(case.as_str())),
        (None, None, Some(person)) if !viewer.name(person).is_empty() => {
            Some(viewer.at(&format!("/person/{person}")))
        }
        (None, None, _) => None,
    };
    html! {
        @match to { Some(to) => { a href=(to) { (about) } } None => { b { (about) } } }
        ": " (formatter.found(one))
        @if let (true, Some(id), May::All) = (nowhere, &one.id, viewer.may) {
            @let series = id.series();
            @let of = one.case.as_ref().map_or(series.subject(), |case| case.as_str());
            @let handed = rule.is_some_and(|rule| matches!(rule.demand, Demand::Duty(_)));
            @let asked = if handed { viewer.say("was al ingeleverd?", "handed in before?") } else { viewer.say("was al doorgegaan?", "held before?") };
            @if one.level <= Level::Overdue { " · " a href=(viewer.at(&format!("/past/{of}"))) { (asked) } }
        }
    }
}

/// What became of a meeting that nobody has said anything of, in one press.
fn presses(viewer: Viewer<'_>, one: &Finding) -> Markup {
    let id = one
        .id
        .as_ref()
        .filter(|_| one.level == Level::Unrecorded && *viewer.may != May::Read);
    let rule = one
        .rule
        .as_ref()
        .and_then(|rule| viewer.snapshot.team.rule(rule));
    let weekly = rule.is_some_and(|rule| matches!(rule.demand, Demand::Weekly(_)));
    // What recurs weekly is told for the whole week, and confirmed so.
    let week = one.planned.filter(|_| weekly).map(axis::week_name);
    html! {
        @if let (Some(_), Some(week)) = (id, &week) {
            " " a href=(viewer.asking(&format!("/record/{week}"), "person", &one.who_acts)) { (viewer.say("week afvinken", "confirm the week")) }
        } @else if let Some(id) = id {
            span.presses {
                (since::carried_of(viewer, id.as_str()))
                button.plain name="press" value={"held " (id)} { (viewer.say("doorgegaan", "held")) }
                button.plain name="press" value={"no-show " (id)} { (viewer.say("niet verschenen", "no-show")) }
                button.plain name="press" value={"postponed " (id)} { (viewer.say("uitgesteld", "postponed")) }
            }
        }
    }
}

/// For those who may not see cases: how many of each level there are under each rule.
fn by_rule(viewer: Viewer<'_>, findings: &[&Finding]) -> Markup {
    let mut rules: Vec<_> = findings
        .iter()
        .filter_map(|one| one.rule.as_ref())
        .collect();
    rules.sort();
    rules.dedup();
    html! {
        table.plain {
            thead { tr { th scope="col" { (viewer.say("Regel", "Rule")) } th scope="col" { (viewer.say("Wat er is", "What there is")) } } }
            tbody { @for rule in rules {
                @let own: Vec<&Finding> = findings.iter().copied().filter(|one| one.rule.as_ref() == Some(rule)).collect();
                @let known = viewer.snapshot.team.rule(rule);
                tr {
                    th scope="row" { (known.map_or(rule.as_str(), |rule| rule.title.get(viewer.lang))) }
                    td { (counts(viewer, &own)) }
                }
            } }
        }
    }
}
