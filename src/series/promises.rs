//! The meetings of a series that people know of already and that are planned anew: the published
//! plan comes in, each with what moving it costs goes out.

use super::world::{Draft, World};
use super::{Instance, Requirement, ResourceKind, Series, Standing, cost};
use crate::ids::OccurrenceId;
use crate::rules::Rule;
use crate::time::slot_at;

/// A meeting of an earlier plan that is planned anew: kept, or paid for (see
/// `src/problem/OBJECTIVE.md`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The day index.
    pub day: usize,
    /// First slot.
    pub start: u32,
    /// Length in minutes.
    pub minutes: u32,
    /// Those in its seats, in order of index; `None` when one of them is no longer there. Who of the
    /// invited came is not promised.
    pub seated: Option<Vec<usize>>,
    /// Whether it moves only when otherwise impossible.
    pub frozen: bool,
    /// What moving it costs.
    pub cost: i64,
}

/// The promises of a series under the form of its rule that asks for it now. What stands (agreed,
/// or held) is none, and neither is what no longer belongs to the series: that lapses.
pub(super) fn of(world: &World<'_>, rule: &Rule, series: &Series, draft: &Draft) -> Vec<Promise> {
    let standing = world.earlier.known.iter();
    standing
        .filter(|standing| standing.series == series.id && asked(series, standing))
        .filter(|standing| world.now <= standing.start)
        .filter(|standing| !world.history.refuted(&series.id, standing.day()))
        .filter(|standing| {
            let ordinal = standing.id.ordinal();
            let mut met = world.history.met(&series.id).iter();
            !met.any(|met| met.ordinal.is_some() && met.ordinal == ordinal)
        })
        .filter_map(|standing| promise(world, rule, series, standing, draft))
        .collect()
}

/// What the plan before left undone, when each of its meetings on the days planned now is promised or
/// stands.
pub(super) fn settled(world: &World<'_>, instance: &Instance) -> Option<[i64; 3]> {
    let known = world.earlier.known.iter();
    let mut known = known.filter(|one| world.plan.has(one.day())).peekable();
    known.peek()?;
    let stands = |id: &OccurrenceId| {
        let mut fixed = instance.fixed.iter();
        fixed.any(|fixed| fixed.id.as_ref() == Some(id))
    };
    let (standing, open): (Vec<_>, Vec<_>) = known.partition(|one| stands(&one.id));
    let agreed = instance
        .fixed
        .iter()
        .filter(|fixed| world.plan.has(fixed.start.date()));
    let unnamed = |one: &&Standing| {
        let mut agreed = agreed.clone();
        let is_there = |(who, _): &(usize, String)| {
            let known = |(id, _): &(String, String)| *id == instance.resources[*who].id;
            one.people.iter().any(known)
        };
        agreed.any(|fixed| {
            fixed.id.is_none() && fixed.start == one.start && fixed.people.iter().any(is_there)
        })
    };
    let open = open.into_iter().filter(|one| !unnamed(one)).count();
    let promised: usize = instance.series.iter().map(|one| one.promises.len()).sum();
    let unmoved = |one: &&Standing| {
        instance
            .fixed
            .iter()
            .any(|fixed| fixed.id.as_ref() == Some(&one.id) && fixed.start == one.start)
    };
    let same = open == promised && standing.iter().all(unmoved);
    same.then_some(world.earlier.undone)
}

fn promise(
    world: &World<'_>,
    rule: &Rule,
    series: &Series,
    standing: &Standing,
    draft: &Draft,
) -> Option<Promise> {
    let day = draft.instance.index(standing.day())?;
    let ahead = (standing.day() - world.today).num_days();
    let freeze_days = rule.freeze_days.unwrap_or(world.team.employer.freeze_days);
    let people: Vec<Option<usize>> = standing
        .people
        .iter()
        .map(|(id, _)| world.roster.participant(id))
        .collect();
    let outsider = |who: &usize| draft.instance.resources[*who].kind != ResourceKind::Staff;
    // Who is no longer there counts as one of the team.
    let outsiders = people.iter().flatten().any(outsider);
    let invited = |role: &String| {
        let casts = series.casts.iter().filter_map(|cast| cast.invited.as_ref());
        let mut members = casts.flat_map(|invited| &invited.members);
        members.any(|(_, known)| known == role)
    };
    let seated = people.into_iter().zip(&standing.people);
    let seated = seated.filter(|(_, (_, role))| !invited(role));
    let mut seated: Option<Vec<usize>> = seated.map(|(who, _)| who).collect();
    seated.iter_mut().for_each(|seated| seated.sort_unstable());
    Some(Promise {
        day,
        start: slot_at(standing.start),
        minutes: standing.minutes,
        seated,
        frozen: world.earlier.published && ahead <= i64::from(freeze_days),
        cost: cost::move_cost(outsiders, ahead),
    })
}

/// Whether the series asks for this meeting: by its number, or by its day.
fn asked(series: &Series, standing: &Standing) -> bool {
    let day = standing.day();
    match &series.requirement {
        Requirement::Milestone(_) => standing.id.ordinal() == Some(series.first_ordinal),
        Requirement::Cadence(cadence) => (cadence.from..=cadence.to).contains(&day),
        Requirement::Weekly(weekly) => weekly
            .weeks
            .iter()
            .any(|week| (week.from..=week.to).contains(&day)),
    }
}
