//! `check`: a team and its store come in; findings go out as text, JSON, JUnit or Prometheus, and an exit
//! code that says whether something is overdue.

mod json;
mod junit;
mod prometheus;
mod text;

use chrono::NaiveDate;

use super::args::{CheckArguments, FailOn, Format};
use super::{Context, FINE, OVERDUE, print, print_json};
use crate::app::{self, CheckRequest};
use crate::check::{Finding, Level};
use crate::error::Error;
use crate::language::Lang;
use crate::store::{Access as _, AuditEvent, Store};
use crate::team::Team;

/// The findings with what is needed to tell them.
struct CheckReport<'a> {
    team: &'a Team,
    today: NaiveDate,
    findings: &'a [Finding],
    fail_on: Level,
    lang: Lang,
}

impl CheckReport<'_> {
    /// Whether a finding makes the check fail.
    fn fails(&self, finding: &Finding) -> bool {
        finding.level <= self.fail_on
    }
}

/// Checks a team.
pub(super) fn run(context: &Context, request: &CheckArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let inquiry = CheckRequest {
        today: context.today(),
        known_on: request.as_known_on,
        lead_days: request.lead_days,
    };
    let mut store = context.store_if_there(&request.team, &team)?;
    let findings = app::check(&team, store.as_ref().map(|one| one as &dyn Store), inquiry)?;
    // Numbers alone tell of no family.
    let tells = context.global.format != Format::Prometheus;
    if let Some(store) = store.as_mut()
        && tells
        && findings.iter().any(|one| one.case.is_some())
    {
        context.looked(store.note(AuditEvent::SawFindings, None));
    }
    drop(store);
    let told = CheckReport {
        team: &team,
        today: inquiry.known_on.unwrap_or(inquiry.today),
        findings: &findings,
        fail_on: level(request.fail_on),
        lang: context.lang(&team),
    };
    match context.global.format {
        Format::Text => print(&text::write(&told))?,
        Format::Json => print_json(&json::View::of(&told))?,
        Format::Junit => print(&junit::write(&told))?,
        Format::Prometheus => print(&prometheus::write(&told))?,
    }
    let failed = findings.iter().any(|finding| told.fails(finding));
    Ok(if failed { OVERDUE } else { FINE })
}

fn level(fail_on: FailOn) -> Level {
    match fail_on {
        FailOn::Blocking => Level::Blocking,
        FailOn::Overdue => Level::Overdue,
        FailOn::Breach => Level::Breach,
        FailOn::AtRisk => Level::AtRisk,
        FailOn::Unrecorded => Level::Unrecorded,
        FailOn::Unplanned => Level::Unplanned,
    }
}
