//! `plan` and `publish`: a term comes in; a saved revision, its summary and perhaps feeds go out.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::NaiveDate;

use super::args::{PlanArguments, Wanted};
use super::progress::Line;
use super::{Context, FINE, LEFT_OUT, costs, feeds, print, print_json, same, summary};
use crate::app::{self, Planned, Request, Roster};
use crate::error::Error;
use crate::feed::UidKey;
use crate::language::Lang;
use crate::plan::{Plan, PlanView};
use crate::rules::Severity;
use crate::solver::Limits;
use crate::store::{Store, Turn};
use crate::team::Team;
use crate::time::Term;

/// Plans a term.
pub(super) fn run(context: &Context, request: &PlanArguments) -> Result<u8, Error> {
    let limit = Duration::try_from_secs_f64(request.limit).map_err(|_| {
        Error::usage(
            "--limit is een aantal seconden vanaf 0",
            "--limit takes a number of seconds from 0",
        )
    })?;
    let team = context.team(&request.team)?;
    let wanted = asked(context, &team, &request.wanted)?;
    let before = known(&team, &context.store(&request.team, &team)?)?;
    let mut disk = context.disk(&request.team, &team);
    let Planned { plan, costs, anew } = {
        let line = Line::start(context.lang(&team));
        let limits = Limits {
            time: limit,
            stop: stop_on_interrupt(),
            progress: &|progress| line.show(progress),
            ..Limits::default()
        };
        app::planned(&team, &mut disk, &wanted, &limits)?
    };
    if anew > 0 {
        context.warn(context.lang(&team).pick(
            "intussen plande, publiceerde of noteerde iemand anders iets: er is opnieuw gepland, daarmee erbij",
            "somebody else planned, published or recorded meanwhile: it was planned anew, with that",
        ));
    }
    let mut written = None;
    if request.publish {
        let mut store = disk.turn()?;
        let published = app::publish(&team, &mut store, Some(plan.revision), context.now())?;
        if let Some(out) = &request.feeds {
            let key = UidKey::new(store.uid_key()?);
            let lang = context.lang(&team);
            let roster = Roster::read(&team, &store, context.today())?;
            let readers = (&published, &roster);
            let files = feeds::write(context, readers, &key, lang, None, out)?;
            written = Some((files, out.clone()));
        }
    }
    if context.json() {
        let view = PlanView::of(&plan).map_err(same)?;
        print_json(&costs::with_plan(view, &costs))?;
    } else {
        let told = summary::Summary {
            plan: &plan,
            before: before.as_ref(),
            afresh: wanted.afresh,
            team: &team,
            published: request.publish,
            commands: ["publish", "show", "diff"].map(|name| context.command(name, &request.team)),
            feeds: written.as_ref().map(|(files, out)| (files, out.as_path())),
        };
        let lang = context.lang(&team);
        print(&summary::write(&told, lang))?;
        if request.costs {
            print(&costs::write(&team, &costs, lang))?;
        }
    }
    Ok(outcome(&plan))
}

/// What planning keeps to where it can, as people know it by now. The turn it is read in ends before
/// planning begins.
fn known(team: &Team, store: &Turn) -> Result<Option<Plan>, Error> {
    let plan = app::known(store)?;
    plan.map(|plan| app::as_told(team, store, plan)).transpose()
}

/// Publishes a revision.
pub(super) fn publish(
    context: &Context,
    folder: &Path,
    revision: Option<u32>,
) -> Result<u8, Error> {
    let team = context.team(folder)?;
    let mut store = context.known_store(folder, &team)?;
    let published = app::publish(&team, &mut store, revision, context.now())?;
    if context.json() {
        print_json(&serde_json::json!({ "team": team.id, "revision": published.revision }))?;
    } else {
        print(&summary::published(published.revision, context.lang(&team)))?;
    }
    Ok(FINE)
}

fn outcome(plan: &Plan) -> u8 {
    let hard = plan
        .left_out
        .iter()
        .any(|left_out| left_out.severity == Severity::Hard);
    if hard { LEFT_OUT } else { FINE }
}

fn no_term(fault: String) -> Error {
    Error::usage(
        "dat is geen planperiode: schrijf 2027Q1 of 2027 (2000 t/m 2100)",
        fault,
    )
}

/// What is asked of planning, if it makes sense for this team.
pub(super) fn asked(context: &Context, team: &Team, wanted: &Wanted) -> Result<Request, Error> {
    Ok(Request {
        term: term(wanted, context.today())?,
        now: context.moment(),
        without: known_rules(team, &wanted.without)?,
        afresh: wanted.afresh,
    })
}

fn term(wanted: &Wanted, today: NaiveDate) -> Result<Term, Error> {
    let term = match (&wanted.term, wanted.from, wanted.to) {
        (Some(term), ..) => term.parse().map_err(no_term)?,
        (None, Some(from), Some(to)) => Term { from, to },
        _ => {
            return Err(Error::usage(
                "zeg wat er te plannen is: --term 2027Q1, of --from en --to",
                "say what to plan: --term 2027Q1, or --from and --to",
            ));
        }
    };
    let days = (term.to - term.from).num_days();
    if !(0..=800).contains(&days) {
        let [nl, en] = [Lang::Nl, Lang::En].map(|lang| (lang.date(term.from), lang.date(term.to)));
        return Err(Error::usage(
            format!(
                "een planperiode heeft 1 tot 800 dagen, niet van {} tot {}",
                nl.0, nl.1
            ),
            format!(
                "a term runs from 1 day to 800 days, not from {} to {}",
                en.0, en.1
            ),
        ));
    }
    if term.to < today {
        let said = |lang: Lang| [term.from, term.to, today].map(|day| lang.date(day));
        let ([from, to, day], [en_from, en_to, en_day]) = (said(Lang::Nl), said(Lang::En));
        return Err(Error::usage(
            format!(
                "de planperiode {from} tot {to} is voorbij, want vandaag is {day}: noem een latere, of \
                 een andere dag met --today"
            ),
            format!(
                "the term {en_from} to {en_to} is over, for today is {en_day}: name a later one, or another \
                 day with --today"
            ),
        ));
    }
    Ok(term)
}

/// The rules named, each by id or by name; an unknown one is a mistake to tell.
fn known_rules(team: &Team, named: &[String]) -> Result<Vec<String>, Error> {
    let rules = || {
        team.programmes
            .iter()
            .flat_map(|programme| &programme.rules)
    };
    for name in named {
        if !rules().any(|rule| rule.id.as_str() == name || rule.id.name() == name) {
            let known: Vec<_> = rules().map(|rule| rule.id.as_str()).collect();
            let known = known.join(", ");
            return Err(Error::usage(
                format!("--without {name}: zo'n regel is er niet; er zijn {known}"),
                format!("--without {name}: no such rule; known are {known}"),
            ));
        }
    }
    Ok(named.to_vec())
}

/// A flag that Ctrl-C raises: the best plan so far is kept. A second Ctrl-C ends at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = stop.clone();
    let handler = move || {
        if raised.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    // Without a handler Ctrl-C still ends the program, only without a plan.
    let _ = ctrlc::set_handler(handler);
    stop
}
