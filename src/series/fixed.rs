//! Meetings that stand: agreed elsewhere, or published on days that are not planned now. They come
//! in with names and go out with resources, each with what it collides with.

use chrono::NaiveDate;

use super::about;
use super::casts::Form;
use super::conflicts;
use super::milestones::Walk;
use super::variants;
use super::world::Draft;
use super::{Fixed, FixedBy, Note, Standing};
use crate::ids::OccurrenceId;
use crate::rules::{Programme, RoleKind, Text};
use crate::team::Agreed;

impl<'w> Walk<'w, '_> {
    /// Adds every meeting that stands; to be called when all rules are expanded, so that agreed
    /// milestones know which one they are.
    pub fn fixed(&self, today: NaiveDate, draft: &mut Draft) {
        let world = self.world;
        for (index, agreed) in world.team.agreed.iter().enumerate() {
            let fell_through = agreed.rule.as_ref().is_some_and(|rule| {
                let series = rule.series(&agreed.subject);
                world.history.refuted(&series, agreed.start.date())
            });
            if agreed.start.date() >= today && !fell_through {
                let mut before = world.team.agreed.iter().take(index);
                if before.any(|one| same(one, agreed)) {
                    note_twice(agreed, draft);
                    continue;
                }
                let fixed = self.agreed(index, agreed, draft);
                draft.instance.fixed.push(fixed);
            }
        }
        for standing in &world.earlier.placements {
            let refuted = world.history.refuted(&standing.series, standing.day());
            if !world.is_open(standing) && !refuted {
                self.carry_over(standing, draft);
            }
        }
        conflicts::judge(world.team, draft);
    }

    fn agreed(&self, index: usize, agreed: &Agreed, draft: &Draft) -> Fixed {
        let programmes = self.world.team.programmes.iter();
        let found = programmes
            .flat_map(|programme| programme.rules.iter().map(move |rule| (programme, rule)))
            .find(|(_, rule)| Some(&rule.id) == agreed.rule.as_ref());
        let mut fixed = Fixed {
            id: self.id(index, agreed),
            rule: agreed.rule.clone(),
            case: None,
            title: untold(&agreed.note),
            start: agreed.start,
            minutes: agreed.minutes,
            people: Vec::new(),
            place: None,
            milestone: None,
            why: FixedBy::Agreed,
            conflicts: Vec::new(),
        };
        let known = |id: &String| Some((self.world.roster.participant(id)?, String::new()));
        fixed.people = agreed.people.iter().filter_map(known).collect();
        let Some((programme, rule)) = found else {
            self.name_roles(None, &mut fixed.people, draft);
            return fixed;
        };
        fixed.title = rule.title.clone();
        let abouts = about::of_rule(self.world, programme, rule);
        let Some(about) = abouts.iter().find(|about| about.key == agreed.subject) else {
            self.name_roles(Some(programme), &mut fixed.people, draft);
            return fixed;
        };
        let day = agreed.start.date();
        let form = Form {
            world: self.world,
            programme,
            rule: variants::on(self.world, programme, rule, about, day),
            about,
        };
        fixed.case = about.code();
        fixed.place = form.place();
        let company = company(&form, day);
        if fixed.people.is_empty() {
            fixed.people = company;
        } else {
            for (person, role) in &mut fixed.people {
                let seat = company.iter().find(|(sitting, _)| sitting == person);
                role.extend(seat.map(|(_, role)| role.as_str()));
            }
            self.name_roles(Some(programme), &mut fixed.people, draft);
        }
        fixed
    }

    /// The occurrence that an agreed meeting is.
    fn id(&self, index: usize, agreed: &Agreed) -> Option<OccurrenceId> {
        let series = agreed.rule.as_ref()?.series(&agreed.subject);
        let met = self.world.history.met(&series).iter();
        let ordinal = met
            .filter(|met| met.agreed == Some(index))
            .find_map(|met| met.ordinal);
        let ordinal = self.agreed.get(&index).copied().or(ordinal)?;
        Some(series.occurrence(ordinal))
    }

    /// Gives those without a role their own first one; a family the programme's role for families.
    fn name_roles(
        &self,
        programme: Option<&Programme>,
        people: &mut [(usize, String)],
        draft: &Draft,
    ) {
        let roles = programme.map(|programme| &programme.roles);
        let family =
            roles.and_then(|roles| roles.values().find(|role| role.kind == RoleKind::Family));
        for (resource, role) in people.iter_mut().filter(|(_, role)| role.is_empty()) {
            let id = &draft.instance.resources[*resource].id;
            let mut team = self.world.team.people.iter();
            let person = team.find(|person| person.id.as_str() == id);
            let own = match person {
                Some(person) => person.roles.first(),
                None => family.map(|role| &role.id),
            };
            role.extend(own.map(String::as_str));
        }
    }

    fn carry_over(&self, standing: &Standing, draft: &mut Draft) {
        let fixed = &mut draft.instance.fixed;
        let as_agreed = |fixed: &Fixed| {
            fixed.start == standing.start
                && (fixed.id.as_ref() == Some(&standing.id)
                    || (fixed.title == standing.title
                        && fixed.minutes == standing.minutes
                        && fixed.case == standing.case))
        };
        if fixed.iter().any(as_agreed) {
            return;
        }
        // Of the same meeting the book has the last word, then the list of what was agreed, then a plan.
        let listed =
            |fixed: &Fixed| fixed.why == FixedBy::Agreed && fixed.id.as_ref() == Some(&standing.id);
        if let Some(at) = fixed.iter().position(listed) {
            if !standing.firm {
                return;
            }
            fixed.remove(at);
        }
        let world = self.world;
        let known =
            |(id, role): &(String, String)| Some((world.roster.participant(id)?, role.clone()));
        fixed.push(Fixed {
            id: Some(standing.id.clone()),
            rule: Some(standing.rule.clone()),
            case: standing.case.clone(),
            title: standing.title.clone(),
            start: standing.start,
            minutes: standing.minutes,
            people: standing.people.iter().filter_map(known).collect(),
            place: world
                .roster
                .place_of(standing, &world.cares, &draft.instance.places),
            milestone: match standing.day() >= world.plan.from {
                true => self.met.get(&standing.id).cloned(),
                false => None,
            },
            why: if standing.firm {
                FixedBy::Recorded
            } else {
                FixedBy::CarriedOver
            },
            conflicts: Vec::new(),
        });
    }
}

/// Whether two rows say the same appointment.
fn same(one: &Agreed, other: &Agreed) -> bool {
    let in_rules = one.rule.is_some();
    (&one.rule, &one.subject, one.start) == (&other.rule, &other.subject, other.start)
        && (in_rules || (&one.people, &one.note) == (&other.people, &other.note))
}

fn note_twice(agreed: &Agreed, draft: &mut Draft) {
    let what = match &agreed.rule {
        Some(rule) => rule.series(&agreed.subject).to_string(),
        None => agreed.note.clone(),
    };
    draft.note(Note::AgreedTwice {
        what,
        start: agreed.start,
    });
}

/// Those who come by the rule: one for each seat, and all who are invited.
fn company(form: &Form<'_, '_>, day: NaiveDate) -> Vec<(usize, String)> {
    let Ok((seats, invited)) = form.on(day) else {
        return Vec::new();
    };
    let mut people: Vec<(usize, String)> = Vec::new();
    for seat in seats {
        let taken = |taker: &&usize| people.iter().any(|(person, _)| person == *taker);
        let taker = seat.any_of.iter().find(|taker| !taken(taker)).copied();
        people.extend(taker.map(|taker| (taker, seat.role)));
    }
    people.extend(invited.into_iter().flat_map(|invited| invited.members));
    people
}

fn untold(note: &str) -> Text {
    let or = |word: &str| if note.is_empty() { word } else { note }.to_owned();
    Text {
        nl: or("Afspraak"),
        en: or("Appointment"),
    }
}
