//! A case: its line, what is late, what is to come, what was held, and who does what for it come in; a page
//! goes out.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::viewer::{Sheet, Viewer, comes};
use super::week::{self, Whose};
use super::{axis, meeting, overdue, unplaced};
use crate::check::Level;
use crate::ids::CaseCode;
use crate::plan::{Duty, Placement};
use crate::records::{Happened, Record};
use crate::team::{Case, Subject};

/// Meetings to come and held ones that are shown at once.
const SHOWN: usize = 30;

/// The page.
pub fn page(viewer: Viewer<'_>, code: &CaseCode) -> Sheet {
    let cases: Vec<&Case> = viewer.cases().filter(|case| case.code == *code).collect();
    let name = code.as_str();
    let week = axis::week_name(viewer.today());
    let body = html! {
        nav.steps aria-label=(viewer.say("Van dit gezin", "Of this family")) {
            a href=(viewer.asking(&format!("/week/{week}"), "case", name)) { (viewer.say("week", "week")) }
            a href=(viewer.at(&format!("/card/{name}"))) { (viewer.say("afsprakenkaart", "appointment card")) }
            a href=(viewer.at(&format!("/add/{name}"))) { (viewer.say("afspraak erbij", "add a meeting")) }
        }
        @for case in &cases { (facts(viewer, viewer.snapshot.course(case))) }
        (late(viewer, code))
        (unplaced::of(viewer, name))
        (ahead(viewer, code))
        (duties(viewer, code))
        (held(viewer, &cases))
    };
    Sheet {
        title: format!("{} {name}", viewer.say("Gezin", "Family")),
        body,
    }
}

fn facts(viewer: Viewer<'_>, case: &Case) -> Markup {
    let team = &viewer.snapshot.team;
    let programme = team.programme(&case.programme);
    let today = viewer.today();
    let mine = |subject: &Subject| *subject == case.subject();
    let who = team
        .assignments
        .iter()
        .filter(|one| mine(&one.subject) && one.to.is_none_or(|to| today <= to));
    html! {
        @if let Some(programme) = programme {
            p.lead { (programme.title.get(viewer.lang)) " · " (viewer.lang.date(case.start)) " – " (viewer.lang.date(case.last_day(programme))) }
            ul.phases { @for (phase, (from, to)) in programme.phases.iter().zip(case.phase_days(programme)) {
                @if from <= to {
                    li.now[from <= today && today <= to] { b { (phase.title.get(viewer.lang)) } " " (viewer.short_date(from)) " – " (viewer.short_date(to)) }
                }
            } }
        }
        @if let Some(end) = case.decision_end {
            p { (viewer.say("Beschikking tot en met", "Decision until")) " " (viewer.lang.date(end)) @if let Some(who) = &case.municipality { " (" (who) ")" } }
        }
        ul.people { @for one in who {
            li { (viewer.formatter().role(&case.programme, &one.role)) ": " b { (viewer.name(one.person.as_str())) }
                @if let Some(from) = one.from.filter(|from| *from > today) { ", " (viewer.say("vanaf", "from")) " " (viewer.short_date(from)) }
                @if let Some(to) = one.to { ", " (viewer.say("tot en met", "until")) " " (viewer.short_date(to)) }
            }
        } }
    }
}

fn late(viewer: Viewer<'_>, code: &CaseCode) -> Markup {
    let own = || {
        viewer
            .findings()
            .filter(|one| one.case.as_ref() == Some(code) && one.level != Level::Ok)
    };
    html! {
        @if own().next().is_some() {
            h2 { (viewer.say("Let op", "Mind")) }
            ul.findings { @for one in own() {
                li { span class=(format!("level {}", one.level.name())) { (viewer.formatter().level(one.level)) } " "
                    (overdue::told(viewer, one))
                }
            } }
        }
    }
}

fn ahead(viewer: Viewer<'_>, code: &CaseCode) -> Markup {
    let of_case = |one: &&Placement| comes(one, code.as_str()) || one.case.as_ref() == Some(code);
    let to_come: Vec<&Placement> = viewer
        .meetings()
        .filter(of_case)
        .filter(|one| one.start.date() >= viewer.today())
        .collect();
    html! {
        h2 { (viewer.say("Gepland", "Planned")) }
        @if to_come.is_empty() { p { (viewer.say("Niets.", "Nothing.")) } }
        ul.list { @for one in to_come.iter().take(SHOWN) {
            li { span.day { (viewer.short_date(one.start.date())) } (week::item(viewer, one, Whose::Case(code.as_str()))) }
        } }
        @if to_come.len() > SHOWN { p { (viewer.say("en nog", "and")) " " (viewer.formatter().count((to_come.len() - SHOWN) as i64, ["afspraak", "meeting more"], ["afspraken", "meetings more"])) } }
    }
}

fn duties(viewer: Viewer<'_>, code: &CaseCode) -> Markup {
    let duties = viewer.snapshot.plan.iter().flat_map(|plan| &plan.duties);
    let mut duties: Vec<&Duty> = duties
        .filter(|duty| duty.case.as_ref() == Some(code))
        .collect();
    duties.sort_by_key(|duty| duty.due);
    html! {
        @if !duties.is_empty() {
            h2 { (viewer.say("Te doen", "To do")) }
            ul { @for duty in duties {
                li { b { (viewer.short_date(duty.due)) } " " a href=(viewer.at_meeting(duty.id.as_str())) { (duty.title.get(viewer.lang)) } " · " (viewer.formatter().who(&duty.owner)) }
            } }
        }
    }
}

/// What became of meetings, the last first.
fn held(viewer: Viewer<'_>, cases: &[&Case]) -> Markup {
    let of_case = |record: &&Record| {
        let subject = record.series.subject();
        let subject = subject.strip_suffix("-2").unwrap_or(subject);
        cases.iter().any(|case| {
            case.code.as_str() == subject && case.programme == record.series.rule().programme()
        })
    };
    let happened = viewer.snapshot.ledger.happened().map(|noted| &noted.what);
    let mut held: Vec<&Happened> = happened.filter(|what| of_case(&&what.record)).collect();
    held.sort_by_key(|what| std::cmp::Reverse((what.record.day, what.record.start)));
    // What was put off and has a new time has moved.
    let moved = |what: &Happened| {
        let id = what.id.as_ref()?;
        let planned = meeting::known(viewer, id.as_str())?;
        meeting::standing(viewer, planned).map(|now| now.start)
    };
    let title = |record: &Record| {
        let rule = record.series.rule();
        let known = viewer.snapshot.team.rule(&rule);
        known.map_or_else(
            || rule.to_string(),
            |rule| rule.title.get(viewer.lang).to_owned(),
        )
    };
    let year = |day: NaiveDate| day.format("%Y").to_string();
    html! {
        @if !held.is_empty() {
            h2 { (viewer.say("Geweest", "Past")) }
            ul { @for noted in held.iter().copied().take(SHOWN) {
                @let record = &noted.record;
                li { b { (viewer.lang.short_date(record.day)) } " " (year(record.day)) " · " (title(record)) ": " (viewer.formatter().became(&record.series.rule(), record.state, moved(noted))) }
            } }
        }
    }
}
