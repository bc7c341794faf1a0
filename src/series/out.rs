//! Who is out for weeks: a note for each colleague of whom nothing is asked on days that are planned.

use super::Note;
use super::world::{Draft, World};

pub(super) fn note(world: &World<'_>, draft: &mut Draft) {
    let plan = world.plan;
    for person in world.team.people.iter().filter(|one| !one.external) {
        let out = world.team.out(&person.id);
        for days in out
            .iter()
            .filter(|one| one.from <= plan.to && plan.from <= one.to)
        {
            draft.note(Note::Out {
                person: person.id.to_string(),
                from: days.from,
                to: days.to,
            });
        }
    }
}
