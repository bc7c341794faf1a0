//! The `plan --format json` contract: a plan comes in, one object goes out whose keys are never
//! renamed. Instants carry the zone's offset.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Blocking, Firmness, Layer, LeftOut, Load, Note, Participant, Placement, Plan, Status, Stay,
    Window,
};
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::rules::{Severity, Text};
use crate::time::Term;
use crate::time::zone::{self, Tz};

/// A plan as other programs read it; serialise it with any serde format.
///
/// What is not in the contract of `plan` itself (who is absent, what a meeting covers, titles of
/// what is left out, what a duty hands in) is added under keys of its own.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView<'a> {
    team: &'a str,
    revision: u32,
    today: NaiveDate,
    zone: &'a str,
    term: Term,
    status: Status,
    objective: i64,
    bound: i64,
    gap: f64,
    seconds: f64,
    counts: Counts,
    layers: &'a [Layer],
    placements: Vec<PlacementView<'a>>,
    left_out: Vec<LeftOutView<'a>>,
    duties: &'a [super::Duty],
    stays: Vec<StayView<'a>>,
    loads: &'a [Load],
    notes: &'a [Note],
}

#[derive(Clone, Debug, Serialize)]
struct Counts {
    occurrences: usize,
    placed: usize,
    left_out: usize,
}

#[derive(Clone, Debug, Serialize)]
struct PlacementView<'a> {
    id: &'a OccurrenceId,
    series: &'a SeriesId,
    rule: &'a RuleId,
    programme: &'a str,
    case: Option<&'a CaseCode>,
    title: &'a Text,
    start: String,
    end: String,
    participants: &'a [Participant],
    absent: &'a [Participant],
    place: Option<&'a str>,
    window: Window,
    due: Option<NaiveDate>,
    status: Firmness,
    covers: &'a [CaseCode],
}

#[derive(Clone, Debug, Serialize)]
struct LeftOutView<'a> {
    id: &'a OccurrenceId,
    rule: &'a RuleId,
    case: Option<&'a CaseCode>,
    title: &'a Text,
    severity: Severity,
    window: Window,
    reason: &'a Text,
    blocking: &'a [Blocking],
}

#[derive(Clone, Debug, Serialize)]
struct StayView<'a> {
    case: &'a CaseCode,
    home: Option<&'a str>,
    from: NaiveDate,
    to: NaiveDate,
    asked: NaiveDate,
}

impl<'a> PlanView<'a> {
    /// The view of a plan.
    ///
    /// # Errors
    /// A sentence for people when the plan's zone is no IANA time zone.
    pub fn of(plan: &'a Plan) -> Result<Self, String> {
        let zone = zone::named(&plan.zone)?;
        let (placed, left_out) = (plan.placements.len(), plan.left_out.len());
        Ok(Self {
            team: &plan.team,
            revision: plan.revision,
            today: plan.today,
            zone: &plan.zone,
            term: plan.term,
            status: plan.status,
            objective: plan.objective,
            bound: plan.bound,
            gap: plan.gap,
            seconds: plan.seconds,
            counts: Counts {
                occurrences: placed + left_out,
                placed,
                left_out,
            },
            layers: &plan.layers,
            placements: plan.placements.iter().map(|one| placement(one, zone)).collect(),
            left_out: plan.left_out.iter().map(left_out_view).collect(),
            duties: &plan.duties,
            stays: plan.stays.iter().map(stay).collect(),
            loads: &plan.loads,
            notes: &plan.notes,
        })
    }
}

fn placement(placement: &Placement, zone: Tz) -> PlacementView<'_> {
    PlacementView {
        id: &placement.id,
        series: &placement.series,
        rule: &placement.rule,
        programme: &placement.programme,
        case: placement.case.as_ref(),
        title: &placement.title,
        start: zone::instant(zone, placement.start).to_rfc3339(),
        end: zone::instant(zone, placement.end()).to_rfc3339(),
        participants: &placement.participants,
        absent: &placement.absent,
        place: placement.place.as_deref(),
        window: placement.window,
        due: placement.due,
        status: placement.status,
        covers: &placement.covers,
    }
}

fn left_out_view(left_out: &LeftOut) -> LeftOutView<'_> {
    LeftOutView {
        id: &left_out.id,
        rule: &left_out.rule,
        case: left_out.case.as_ref(),
        title: &left_out.title,
        severity: left_out.severity,
        window: left_out.window,
        reason: &left_out.reason,
        blocking: &left_out.blocking,
    }
}

fn stay(stay: &Stay) -> StayView<'_> {
    StayView {
        case: &stay.case,
        home: stay.home.as_deref(),
        from: stay.from,
        to: stay.to,
        asked: stay.asked,
    }
}
