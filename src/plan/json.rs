//! The `plan --format json` contract: a plan comes in, one object goes out whose keys are never
//! renamed. Instants carry the zone's offset.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    ChosenTimes, Duty, Firmness, Layer, LeftOut, Load, Note, Participant, Placement, Plan, Status,
    Stay, Window,
};
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::rules::Text;
use crate::series::StandingRow;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
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
    left_out: &'a [LeftOut],
    duties: &'a [Duty],
    stays: &'a [Stay],
    standing: StandingView<'a>,
    loads: &'a [Load],
    notes: &'a [Note],
}

/// The standing times, and how good those chosen for this plan are proven to be.
#[derive(Clone, Debug, Serialize)]
struct StandingView<'a> {
    rows: &'a [StandingRow],
    #[serde(flatten)]
    chosen: Option<ChosenTimes>,
    proven: bool,
}

impl<'a> StandingView<'a> {
    fn of(plan: &'a Plan) -> Self {
        Self {
            rows: &plan.standing,
            chosen: plan.chosen,
            proven: plan
                .chosen
                .is_some_and(|chosen| chosen.value == chosen.bound),
        }
    }
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
            now: plan.now.map(|now| zone::instant(zone, now).to_rfc3339()),
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
            placements: plan
                .placements
                .iter()
                .map(|one| placement(one, zone))
                .collect(),
            left_out: &plan.left_out,
            duties: &plan.duties,
            stays: &plan.stays,
            standing: StandingView::of(plan),
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
        end: zone::ends(zone, placement.start, placement.minutes).to_rfc3339(),
        participants: &placement.participants,
        absent: &placement.absent,
        place: placement.place.as_deref(),
        window: placement.window,
        due: placement.due,
        status: placement.status,
        covers: &placement.covers,
    }
}
