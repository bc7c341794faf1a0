//! What planning begins with: a team and its store come in; what was read of them, and the instance to be
//! solved, go out. Nothing is saved.

use chrono::NaiveDateTime;

use super::{Request, Snapshot, undone};
use crate::error::Error;
use crate::plan::{Firmness, Placement, Plan};
use crate::series::{self, Earlier, Instance};
use crate::standing::{self, Pattern};
use crate::store::Store;
use crate::team::Team;

/// What was read before a term is planned.
pub(super) struct PlanInput {
    /// How the team stands.
    pub snapshot: Snapshot,
    /// The revisions that stood, the latest and the published one.
    pub standing: (Option<u32>, Option<u32>),
    /// The published plan, as the book has made it.
    pub published: Option<Plan>,
    /// The latest plan, likewise.
    pub latest: Option<Plan>,
}

impl PlanInput {
    /// Reads a team's store.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn read(team: &Team, store: &dyn Store, request: &Request) -> Result<Self, Error> {
        let (snapshot, saved) = Snapshot::whole(team, store, request.now)?;
        let book = snapshot.as_planned_with();
        let open_from = request.today().max(request.term.from);
        let as_recorded = |plan: Plan| book.base(plan, open_from);
        // A draft that was never published happened to nobody.
        let latest = saved.latest.map(|plan| match &saved.published {
            Some(known) => plan.with_past_of(known, request.now),
            None => plan,
        });
        Ok(Self {
            standing: store.standing()?,
            published: saved.published.map(as_recorded),
            latest: latest.map(as_recorded),
            snapshot,
        })
    }

    /// Whether a meeting of the plan before that nobody keeps where it is still stands when it is planned as if nothing
    /// stood: outside the days planned, and not in the past of a draft, which happened to nobody.
    fn stands_afresh(&self, start: NaiveDateTime, request: &Request) -> bool {
        let ahead = request.now <= start;
        let planned = ahead && request.term.has(start.date());
        !planned && (ahead || self.published.is_some())
    }

    /// What the latest plan has outside the days planned, which goes on beside the new one.
    pub fn rest(&self, request: &Request) -> Option<Plan> {
        let mut rest = self.latest.clone()?;
        if request.afresh {
            let firm = |one: &Placement| one.status != Firmness::Planned;
            rest.placements
                .retain(|one| firm(one) || self.stands_afresh(one.start, request));
        }
        Some(rest)
    }

    /// The instance that a request asks for, with the standing times chosen for it.
    pub fn instance(&self, request: &Request) -> (Instance, Pattern) {
        let mut instance = self.expanded(request);
        let pattern = standing::settle(&mut instance);
        (instance, pattern)
    }

    /// The same with the standing times in force only.
    pub fn expanded(&self, request: &Request) -> Instance {
        let book = self.snapshot.as_planned_with();
        let (published, base) = (self.published.as_ref(), self.latest.as_ref());
        let keep = published.or(base).filter(|_| !request.afresh);
        let mut placements = base.map_or_else(|| book.standing_alone(), |plan| book.standing(plan));
        if request.afresh {
            placements.retain(|one| one.firm || self.stands_afresh(one.start, request));
        }
        let earlier = Earlier {
            placements,
            issued: self.snapshot.issued.clone(),
            known: keep.map_or_else(Vec::new, |plan| book.standing(plan)),
            undone: keep.map_or([0; 3], |plan| undone(plan, request)),
            standing: book.standing_rows(keep),
            published: published.is_some(),
        };
        series::expand(
            &self.snapshot.team,
            request.term,
            request.now,
            &earlier,
            &request.without,
        )
    }
}

/// The instance that [`super::plan()`] would solve now.
///
/// # Errors
/// [`Error::Store`].
pub fn pose(team: &Team, store: &dyn Store, request: &Request) -> Result<Instance, Error> {
    Ok(PlanInput::read(team, store, request)?.instance(request).0)
}
