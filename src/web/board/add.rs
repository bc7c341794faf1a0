//! A meeting more for a case: the rules that bring its family together come in; the choice of one, then times at
//! which all can, go out.

use maud::html;

use super::slots::{Choice, slots};
use super::viewer::{Sheet, Viewer};
use crate::app::Times;
use crate::ids::{CaseCode, OccurrenceId};
use crate::plan::{Firmness, Placement, Window};
use crate::rules::{Demand, Mode, Per, Rule};
use crate::team::Case;

/// Minutes of a meeting whose rule does not say.
const AN_HOUR: u32 = 60;
/// Days ahead at which a meeting more is looked for.
const AHEAD: u64 = 27;

/// The rules that may bring the people of a case together once more. What is due once and stands in the calendar is
/// moved instead.
pub fn rules<'a>(viewer: Viewer<'a>, case: &'a Case) -> impl Iterator<Item = &'a Rule> {
    let programme = viewer.snapshot.team.programme(&case.programme);
    let rules = programme.into_iter().flat_map(|programme| &programme.rules);
    rules.filter(move |rule| {
        let series = rule.id.series(case.code.as_str());
        let stands = viewer
            .meetings()
            .any(|one| one.series == series && viewer.today() <= one.start.date());
        let once = matches!(rule.demand, Demand::Milestone(_));
        let meets = matches!(
            rule.demand,
            Demand::Milestone(_) | Demand::Cadence(_) | Demand::Weekly(_)
        );
        rule.mode == Mode::Plan
            && meets
            && !(once && stands)
            && matches!(rule.per, Per::Case { .. })
    })
}

/// A meeting of a rule for a case that is only thought of.
pub fn thought_of(viewer: Viewer<'_>, case: &Case, rule: &Rule) -> Placement {
    let series = rule.id.series(case.code.as_str());
    let today = viewer.today();
    let target = rule.duration.target;
    Placement {
        id: OccurrenceId::new(format!("{series}/new")),
        series,
        rule: rule.id.clone(),
        programme: case.programme.clone(),
        case: Some(case.code.clone()),
        title: rule.title.clone(),
        start: today.and_hms_opt(10, 0, 0).unwrap_or_default(),
        minutes: if target > 0 { target } else { AN_HOUR },
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: Window {
            from: today,
            to: today
                .checked_add_days(chrono::Days::new(AHEAD))
                .unwrap_or(today),
        },
        due: None,
        status: Firmness::Agreed,
        covers: Vec::new(),
    }
}

/// The choice of a rule.
pub fn choice(viewer: Viewer<'_>, code: &CaseCode) -> Sheet {
    let cases: Vec<&Case> = viewer.cases().filter(|case| case.code == *code).collect();
    let body = html! {
        p { (viewer.say("Wat voor afspraak?", "What kind of meeting?")) }
        ul.choose { @for case in &cases { @for rule in rules(viewer, case) {
            li { a.button href=(viewer.asking(&format!("/add/{code}"), "rule", rule.id.as_str())) { (rule.title.get(viewer.lang)) } }
        } } }
    };
    Sheet {
        title: title(viewer, code),
        body,
    }
}

fn title(viewer: Viewer<'_>, code: &CaseCode) -> String {
    format!(
        "{} {code}",
        viewer.say("Afspraak erbij voor gezin", "A meeting more for family")
    )
}

/// The choice of a time.
pub fn times(viewer: Viewer<'_>, meeting: &Placement, times: &Times) -> Sheet {
    let code = meeting.series.subject();
    let rule = meeting.rule.as_str();
    let choice = Choice {
        action: "/add",
        hidden: &[("rule", rule), ("case", code)],
        meeting,
    };
    let body = html! {
        p { b { (meeting.title.get(viewer.lang)) } ". " (viewer.say("Er verschuift niets anders; iedereen ziet de afspraak meteen in de eigen agenda.", "Nothing else moves; everybody sees the meeting at once in their own calendar.")) }
        (slots(viewer, &choice, times))
    };
    Sheet {
        title: title(viewer, &CaseCode::new(code)),
        body,
    }
}
