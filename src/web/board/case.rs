//! A case: its line, what is late, what is to come, what was held, and who does what for it come in; a page
//! goes out.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::look::{Look, Sheet, comes};
use super::week::{self, Whose};
use super::{axis, overdue};
use crate::check::Level;
use crate::ids::CaseCode;
use crate::plan::{Duty, Placement};
use crate::records::Record;
use crate::team::{Case, Subject};

/// Meetings to come and held ones that are shown at once.
const SHOWN: usize = 30;

/// The page.
pub fn page(look: Look<'_>, code: &CaseCode) -> Sheet {
    let cases: Vec<&Case> = look.cases().filter(|case| case.code == *code).collect();
    let name = code.as_str();
    let week = axis::week_name(look.today());
    let body = html! {
        nav.steps aria-label=(look.say("Van dit gezin", "Of this family")) {
            a href=(look.at(&format!("/week/{week}?case={name}"))) { (look.say("week", "week")) }
            a href=(look.at(&format!("/card/{name}"))) { (look.say("afsprakenkaart", "appointment card")) }
            @if look.has_case(name) { a href=(look.at(&format!("/add/{name}"))) { (look.say("afspraak erbij", "add a meeting")) } }
        }
        @for case in &cases { (facts(look, case)) }
        (late(look, code))
        (ahead(look, code))
        (duties(look, code))
        (held(look, &cases))
    };
    Sheet {
        title: format!("{} {name}", look.say("Gezin", "Family")),
        body,
    }
}

fn facts(look: Look<'_>, case: &Case) -> Markup {
    let team = &look.sight.team;
    let programme = team.programme(&case.programme);
    let today = look.today();
    let mine = |subject: &Subject| *subject == case.subject();
    let who = team
        .assignments
        .iter()
        .filter(|one| mine(&one.subject) && one.to.is_none_or(|to| today <= to));
    html! {
        @if let Some(programme) = programme {
            p.lead { (programme.title.get(look.lang)) " · " (look.lang.date(case.start)) " – " (look.lang.date(case.last_day(programme))) }
            ul.phases { @for (phase, (from, to)) in programme.phases.iter().zip(case.phase_days(programme)) {
                @if from <= to {
                    li.now[from <= today && today <= to] { b { (phase.title.get(look.lang)) } " " (look.lang.short_date(from)) " – " (look.lang.short_date(to)) }
                }
            } }
        }
        @if let Some(end) = case.decision_end {
            p { (look.say("Beschikking tot en met", "Decision until")) " " (look.lang.date(end)) @if let Some(who) = &case.municipality { " (" (who) ")" } }
        }
        ul.people { @for one in who {
            li { (look.aloud().role(&case.programme, &one.role)) ": " b { (look.name(one.person.as_str())) }
                @if let Some(from) = one.from.filter(|from| *from > today) { ", " (look.say("vanaf", "from")) " " (look.lang.short_date(from)) }
                @if let Some(to) = one.to { ", " (look.say("tot en met", "until")) " " (look.lang.short_date(to)) }
            }
        } }
    }
}

fn late(look: Look<'_>, code: &CaseCode) -> Markup {
    let own = || {
        look.findings()
            .filter(|one| one.case.as_ref() == Some(code) && one.level != Level::Ok)
    };
    html! {
        @if own().next().is_some() {
            h2 { (look.say("Let op", "Mind")) }
            ul.findings { @for one in own() {
                li { span class=(format!("level {}", one.level.name())) { (look.aloud().level(one.level)) } " "
                    (overdue::told(look, one))
                }
            } }
        }
    }
}

fn ahead(look: Look<'_>, code: &CaseCode) -> Markup {
    let of_case = |one: &&Placement| comes(one, code.as_str()) || one.case.as_ref() == Some(code);
    let to_come: Vec<&Placement> = look
        .meetings()
        .filter(of_case)
        .filter(|one| one.start.date() >= look.today())
        .collect();
    html! {
        h2 { (look.say("Gepland", "Planned")) }
        @if to_come.is_empty() { p { (look.say("Niets.", "Nothing.")) } }
        ul.list { @for one in to_come.iter().take(SHOWN) {
            li { span.day { (look.lang.short_date(one.start.date())) } (week::item(look, one, Whose::Case(code.as_str()))) }
        } }
        @if to_come.len() > SHOWN { p { (look.say("en nog", "and")) " " (look.aloud().count((to_come.len() - SHOWN) as i64, ["afspraak", "meeting more"], ["afspraken", "meetings more"])) } }
    }
}

fn duties(look: Look<'_>, code: &CaseCode) -> Markup {
    let duties = look.sight.plan.iter().flat_map(|plan| &plan.duties);
    let mut duties: Vec<&Duty> = duties
        .filter(|duty| duty.case.as_ref() == Some(code))
        .collect();
    duties.sort_by_key(|duty| duty.due);
    html! {
        @if !duties.is_empty() {
            h2 { (look.say("In te leveren", "To hand in")) }
            ul { @for duty in duties {
                li { b { (look.lang.short_date(duty.due)) } " " a href=(look.at_meeting(duty.id.as_str())) { (duty.title.get(look.lang)) } " · " (look.aloud().who(&duty.owner)) }
            } }
        }
    }
}

/// What became of meetings, the last first.
fn held(look: Look<'_>, cases: &[&Case]) -> Markup {
    let of_case = |record: &&Record| {
        let subject = record.series.subject();
        let subject = subject.strip_suffix("-2").unwrap_or(subject);
        cases.iter().any(|case| {
            case.code.as_str() == subject && case.programme == record.series.rule().programme()
        })
    };
    let mut held: Vec<&Record> = look
        .sight
        .ledger
        .happened()
        .map(|noted| &noted.what.record)
        .filter(of_case)
        .collect();
    held.sort_by_key(|record| std::cmp::Reverse((record.day, record.start)));
    let title = |record: &Record| {
        let rule = record.series.rule();
        let known = look.sight.team.rule(&rule);
        known.map_or_else(
            || rule.to_string(),
            |rule| rule.title.get(look.lang).to_owned(),
        )
    };
    let year = |day: NaiveDate| day.format("%Y").to_string();
    html! {
        @if !held.is_empty() {
            h2 { (look.say("Geweest", "Past")) }
            ul { @for record in held.iter().take(SHOWN) {
                li { b { (look.lang.short_date(record.day)) } " " (year(record.day)) " · " (title(record)) ": " (look.aloud().state(record.state)) }
            } }
        }
    }
}
