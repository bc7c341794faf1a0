//! Some plans and publications to keep.

use cadans::ids::{CaseCode, OccurrenceId, RuleId};
use cadans::plan::{
    Duty, Firmness, Layer, Masthead, Participant, Placement, Plan, Published, Status, Window,
};
use cadans::rules::Text;
use cadans::time::Term;
use chrono::{DateTime, NaiveDate};

fn text(word: &str) -> Text {
    Text {
        nl: word.to_owned(),
        en: word.to_owned(),
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A meeting with this id on this day.
pub fn placement(id: &str, date: &str) -> Placement {
    let id = OccurrenceId::new(id);
    let day = day(date);
    Placement {
        series: id.series(),
        rule: RuleId::of("p", "talk"),
        programme: "p".to_owned(),
        case: Some(CaseCode::new("K7QX")),
        title: text("Overleg é老 \"/\\"),
        start: day.and_hms_opt(10, 0, 0).expect("a time"),
        minutes: 60,
        participants: vec![Participant {
            id: "anna".to_owned(),
            role: "worker".to_owned(),
        }],
        absent: Vec::new(),
        place: None,
        window: Window { from: day, to: day },
        due: None,
        status: Firmness::Planned,
        covers: Vec::new(),
        id,
    }
}

/// A plan of these meetings.
pub fn plan(placements: Vec<Placement>) -> Plan {
    Plan {
        team: "noord".to_owned(),
        revision: 0,
        term: Term {
            from: day("2027-01-01"),
            to: day("2027-03-31"),
        },
        entries: 0,
        today: day("2026-12-15"),
        now: None,
        zone: "Europe/Amsterdam".to_owned(),
        status: Status::Feasible,
        objective: 12,
        bound: 9,
        gap: 0.1 + 0.2,
        seconds: 1.0 / 3.0,
        layers: vec![Layer {
            name: "rhythm".to_owned(),
            value: 12,
            bound: 9,
            proven: false,
        }],
        placements,
        left_out: Vec::new(),
        duties: vec![Duty {
            id: OccurrenceId::new("p.report/K7QX/01"),
            rule: RuleId::of("p", "report"),
            title: text("Verslag"),
            case: None,
            owner: "anna".to_owned(),
            due: day("2027-02-01"),
            legal: true,
            items: vec!["A".to_owned()],
        }],
        stays: Vec::new(),
        loads: Vec::new(),
        standing: Vec::new(),
        chosen: None,
        notes: Vec::new(),
    }
}

/// Three meetings whose ids sort otherwise than their days.
pub fn three() -> Plan {
    plan(vec![
        placement("p.talk/K7QX/02", "2027-01-05"),
        placement("p.talk/K7QX/01", "2027-01-06"),
        placement("p.talk/anna/01", "2027-01-07"),
    ])
}

/// What subscribers know once a plan is published.
pub fn published(previous: Option<&Published>, plan: &Plan) -> Published {
    let team = Masthead {
        id: "noord".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        ..Masthead::default()
    };
    let at = DateTime::from_timestamp(1_797_330_000, 0).expect("an instant");
    Published::next(previous, plan, team, at)
}
