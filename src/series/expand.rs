//! The walk over the rules: a team, a term and what stands already come in; an [`Instance`] goes
//! out.

use chrono::NaiveDateTime;

use super::milestones::Walk;
use super::world::World;
use super::{
    Earlier, Instance, about, bundles, calendar, history, nothing, out, promises, stays, strain,
    weekly,
};
use crate::rules::{Demand, Mode};
use crate::team::Team;
use crate::time::Term;

/// Expands the rules of a team for a term.
///
/// Nothing before `now` is planned (a day is its first moment); records after its day are not known
/// yet. `earlier` is the published plan as data: what it has on the planned days is
/// planned anew, the rest stands. `without` names rules (by id or name) that this run leaves out;
/// what was held of them still anchors other rules.
///
/// There is no failure: the loaders have judged the files, and what is odd about the whole becomes
/// a note.
pub fn expand(
    team: &Team,
    term: Term,
    now: impl Into<NaiveDateTime>,
    earlier: &Earlier,
    without: &[String],
) -> Instance {
    let now: NaiveDateTime = now.into();
    let today = now.date();
    let plan = Term {
        from: term.from.max(today),
        to: term.to,
    };
    let lodging = stays::lodge(team, plan, today, without);
    let (world, mut draft) = World::new(team, lodging.cares, term, now, earlier, without);
    draft.instance.stays = lodging.stays;
    draft.instance.notes = lodging.notes;
    history::note_ahead(team, today, &mut draft);
    stays::note_decisions(&world.cares, plan, &mut draft);
    out::note(&world, &mut draft);
    calendar::note(team, plan, &mut draft);
    let mut walk = Walk::new(&world);
    for programme in &team.programmes {
        for rule in &programme.rules {
            // A milestone is looked at even when it is off: others may count from it.
            let is_milestone = matches!(rule.demand, Demand::Milestone(_));
            let is_off = rule.mode == Mode::Off && rule.variants.is_empty();
            if (is_off || world.leaves_out(rule)) && !is_milestone {
                continue;
            }
            for about in about::of_rule(&world, programme, rule) {
                nothing::without_since(programme, rule, &about, &mut draft);
                match &rule.demand {
                    Demand::Milestone(_) => {
                        walk.resolve(programme, rule, &about, &mut draft);
                    }
                    Demand::Cadence(_) => walk.cadence(programme, rule, &about, &mut draft),
                    Demand::Weekly(_) => weekly::add(&world, programme, rule, &about, &mut draft),
                    Demand::Duty(_) => walk.duty(programme, rule, &about, &mut draft),
                    Demand::Stay { .. } | Demand::Cap(_) => {}
                }
            }
        }
    }
    walk.fixed(today, &mut draft);
    draft.instance.settled = promises::settled(&world, &draft.instance);
    bundles::add(&mut draft);
    nothing::never_fits(&mut draft);
    strain::note(&mut draft);
    let rows = std::mem::take(&mut draft.instance.standing);
    draft.instance.stand(rows);
    draft.instance
}
