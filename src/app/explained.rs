//! Why a meeting stands where it does, in one walk: a team, its store and what somebody means come in; the
//! explanation goes out. Nothing is saved.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{NotFound, Recorded, Request, Snapshot, find, is_duty, kept_by, revision_of, undone};
use crate::error::Error;
use crate::explain::{Explanation, Fact, KeptBy, Question, State, explain};
use crate::ids::{CaseCode, OccurrenceId, RuleId};
use crate::language::Text;
use crate::plan::{Firmness, LeftOut, Meta, Placement, Plan, Why, Window};
use crate::series::{self, Earlier};
use crate::store::Store;
use crate::team::Team;
use crate::words;

/// What is to be explained.
#[derive(Clone, Debug)]
pub struct ExplainRequest<'a> {
    /// The meeting, as [`find`] takes it; also one that was left out.
    pub words: &'a str,
    /// The revision; the latest without one.
    pub revision: Option<u32>,
    /// The local moment it is asked at.
    pub now: NaiveDateTime,
}

/// The explanation, and of which revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The revision.
    pub revision: u32,
    /// Whether people know it.
    pub published: bool,
    /// What was asked for.
    pub explanation: Explanation,
    /// What keeps it where it stands, when the record book does.
    pub kept: Option<KeptBy>,
}

/// What is read of a store before an explanation is thought out, so that nobody waits for that.
pub struct ExplainJob {
    team: Team,
    plan: Plan,
    published: Option<Plan>,
    earlier: Earlier,
    request: Request,
    id: OccurrenceId,
    kept: Option<KeptBy>,
    /// The meeting, when it is asked for and no plan knows of it.
    owed: Option<Placement>,
    planned_until: Option<NaiveDate>,
}

/// Reads what an explanation needs, and finds the meeting that is meant; `uid` gives the identity of a calendar
/// entry.
///
/// # Errors
/// [`Error::Store`]; [`Error::Usage`] when there is no such revision. [`NotFound`] when it is not clear which meeting
/// is meant.
pub fn inquire(
    team: &Team,
    store: &dyn Store,
    asked: &ExplainRequest,
    uid: impl Fn(&OccurrenceId) -> String,
) -> Result<Result<ExplainJob, NotFound>, Error> {
    let plan = revision_of(store, asked.revision)?;
    // A revision knows no less than at the moment it was made.
    let now = asked.now.max(plan.made());
    let today = now.date();
    let (snapshot, saved) = Snapshot::whole(team, store, now)?;
    let request = Request {
        term: plan.term,
        now,
        without: absent_rules(&snapshot.team, &plan),
        afresh: false,
    };
    let book = snapshot.as_planned_with();
    let undone = undone(
        &book.base(plan.clone(), today.max(request.term.from)),
        &request,
    );
    let as_planned = book.with_added(plan.clone());
    let mut plan = book.asked_about(plan);
    let placeless = || {
        let all = snapshot.placeless().iter();
        all.filter(|one| !is_duty(one) && book.is_open(one))
    };
    let id = match meant(&plan, placeless(), asked.words, &uid) {
        Ok(id) => id,
        Err(why) => {
            let settled = |one: &&Placement| !is_duty(one) && !book.is_open(one);
            let settled = snapshot.placeless().iter().filter(settled).cloned();
            let settled: Vec<Placement> = settled.collect();
            let over = over(book, &as_planned, asked.words, &uid);
            let settled = || find(&settled, asked.words, &uid).ok();
            let over = over.or_else(|| Some(NotFound::Settled(Box::new(settled()?.clone()))));
            return Ok(Err(over.unwrap_or(why)));
        }
    };
    let known = plan.left_out.iter().any(|one| one.id == id)
        || plan.placements.iter().any(|one| one.id == id);
    let owed = placeless().find(|one| one.id == id && !known).cloned();
    plan.left_out
        .extend(owed.as_ref().and_then(|one| left_out(&snapshot.team, one)));
    let mut placed = plan.placements.iter();
    let placed = placed.find(|one| one.id == id);
    let kept = placed.and_then(|one| kept_by(&snapshot.ledger, one));
    let earlier = Earlier {
        placements: book.standing(&plan),
        issued: snapshot.issued.clone(),
        known: book.standing(&plan),
        undone,
        published: saved.published.is_some(),
    };
    Ok(Ok(ExplainJob {
        published: saved.published,
        earlier,
        request,
        id,
        kept,
        plan,
        planned_until: snapshot.planned_until(),
        owed,
        team: snapshot.team,
    }))
}

impl ExplainJob {
    /// The family that the meeting is about.
    pub fn case(&self) -> Option<&CaseCode> {
        let subject = self.id.subject();
        let code = subject.strip_suffix("-2").unwrap_or(subject);
        let mut cases = self.team.cases.iter().map(|case| &case.code);
        cases.find(|case| [subject, code].contains(&case.as_str()))
    }

    /// Thinks it out; ways out are solved again, for no longer than `limit`. `None` when the meeting is in no list
    /// of the plan, which `inquire` has seen to.
    pub fn explain(&self, limit: Duration) -> Option<Explained> {
        let Request { term, now, .. } = self.request;
        let instance = series::expand(&self.team, term, now, &self.earlier, &self.request.without);
        let meta = Meta {
            team: self.team.id.clone(),
            today: now.date(),
            zone: self.team.zone.name().to_owned(),
        };
        let revision = self.plan.revision;
        let published = self.published.as_ref();
        let mut explanation = explain(&Question {
            instance: &instance,
            plan: &self.plan,
            published: published.filter(|one| one.revision != revision),
            id: &self.id,
            meta: &meta,
            limit,
        })?;
        let kept = self
            .kept
            .filter(|_| matches!(explanation.state, State::Stands(_)));
        if let Some(kept) = kept {
            explanation.facts = vec![Fact::KeptBy(kept)];
        }
        if let Some(owed) = &self.owed {
            self.of_owed(owed, &mut explanation);
        }
        words::settle_explanation(&self.team, &mut explanation);
        Some(Explained {
            revision,
            published: published.is_some_and(|one| one.revision == revision),
            explanation,
            kept,
        })
    }

    /// What is asked for although the plan never heard of it: planning it says nothing of whether it fits.
    fn of_owed(&self, owed: &Placement, explanation: &mut Explanation) {
        explanation.due = owed.due;
        let says_nothing = |fact: &Fact| matches!(fact, Fact::Proven | Fact::Unproven);
        explanation.facts.retain(|fact| !says_nothing(fact));
        if explanation.state != State::NotAsked {
            return;
        }
        let Window { from, to } = owed.window;
        explanation.facts = vec![Fact::Window { from, to }];
        let day = owed.due.unwrap_or(to);
        explanation.state = match self.planned_until.filter(|until| *until < day) {
            Some(until) => State::LaterTerm { until, day },
            None => State::Owed,
        };
    }
}

/// The rules a plan has nothing of: those it was made without, and those that asked for nothing.
fn absent_rules(team: &Team, plan: &Plan) -> Vec<String> {
    let placed = plan.placements.iter().map(|one| &one.rule);
    let left_out = plan.left_out.iter().map(|one| &one.rule);
    let known: BTreeSet<&RuleId> = placed.chain(left_out).collect();
    let rules = team.programmes.iter().flat_map(|each| &each.rules);
    let absent = rules.filter(|rule| !known.contains(&rule.id));
    absent.map(|rule| rule.id.to_string()).collect()
}

/// The meeting that is meant. What is left out is meant by any day it should have been on.
fn meant<'p>(
    plan: &Plan,
    placeless: impl Iterator<Item = &'p Placement>,
    words: &str,
    uid: impl Fn(&OccurrenceId) -> String,
) -> Result<OccurrenceId, NotFound> {
    let mut all = plan.placements.clone();
    let first = plan.left_out.iter();
    all.extend(first.map(|one| as_meeting(one, one.window.from)));
    let placeless = placeless.filter(|one| all.iter().all(|known| known.id != one.id));
    let placeless: Vec<Placement> = placeless.cloned().collect();
    all.extend(placeless);
    let why = match find(&all, words, uid) {
        Ok(found) => return Ok(found.id.clone()),
        Err(why) => why,
    };
    let days = |one: &LeftOut| {
        let Window { from, to } = one.window;
        from.iter_days().take_while(move |day| *day <= to)
    };
    let left_out = plan.left_out.iter();
    let each_day = left_out.flat_map(|one| days(one).map(move |day| as_meeting(one, day)));
    let each_day: Vec<Placement> = each_day.collect();
    match find(&each_day, words, |_| String::new()) {
        Ok(found) => Ok(found.id.clone()),
        Err(_) => Err(why),
    }
}

/// That a meeting which was planned fell through, and is asked for no more.
fn over(
    book: Recorded<'_>,
    as_planned: &Plan,
    words: &str,
    uid: impl Fn(&OccurrenceId) -> String,
) -> Option<NotFound> {
    let found = find(&as_planned.placements, words, uid).ok()?;
    let is_over = book.now(found).is_none() && !book.is_open(found);
    is_over.then(|| NotFound::Over(Box::new(found.clone())))
}

/// A meeting without a place as something left out, of which no plan has said why.
fn left_out(team: &Team, one: &Placement) -> Option<LeftOut> {
    Some(LeftOut {
        id: one.id.clone(),
        rule: one.rule.clone(),
        case: one.case.clone(),
        title: one.title.clone(),
        severity: team.rule(&one.rule)?.severity,
        window: one.window,
        why: Why::OutsideTerm.into(),
        reason: Text::default(),
        blocking: Vec::new(),
        way_out: None,
    })
}

/// Something left out as a meeting without length, so that it can be found.
fn as_meeting(left_out: &LeftOut, day: NaiveDate) -> Placement {
    Placement {
        id: left_out.id.clone(),
        series: left_out.id.series(),
        rule: left_out.rule.clone(),
        programme: left_out.rule.programme().to_owned(),
        case: left_out.case.clone(),
        title: left_out.title.clone(),
        start: day.and_time(NaiveTime::MIN),
        minutes: 0,
        participants: Vec::new(),
        absent: Vec::new(),
        place: None,
        window: left_out.window,
        due: None,
        status: Firmness::Planned,
        covers: Vec::new(),
    }
}
