//! Meetings that stand: agreed elsewhere, or published on days that are not planned now. They come
//! in with names and go out with resources, each with what it collides with.

use chrono::Timelike;

use super::about;
use super::casts::Form;
use super::milestones::Walk;
use super::variants;
use super::world::Draft;
use super::{Closed, Fixed, FixedBy, Instance, Standing};
use crate::ids::OccurrenceId;
use crate::rules::{Programme, RoleKind, Text};
use crate::team::Agreed;
use crate::time::Slots;

impl<'w> Walk<'w, '_> {
    /// Adds every meeting that stands; to be called when all rules are expanded, so that agreed
    /// milestones know which one they are.
    pub fn fixed(&self, today: chrono::NaiveDate, draft: &mut Draft) {
        let world = self.world;
        for (index, agreed) in world.team.agreed.iter().enumerate() {
            let fell_through = agreed.rule.as_ref().is_some_and(|rule| {
                let series = rule.series(&agreed.subject);
                world.history.refuted(&series, agreed.start.date())
            });
            if agreed.start.date() >= today && !fell_through {
                let fixed = self.agreed(index, agreed, draft);
                draft.instance.fixed.push(fixed);
            }
        }
        for standing in &world.earlier.placements {
            let refuted = world.history.refuted(&standing.series, standing.day());
            if !world.plan.has(standing.day()) && !refuted {
                self.carry_over(standing, draft);
            }
        }
        judge(draft);
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
            why: FixedBy::CarriedOver,
            conflicts: Vec::new(),
        });
    }
}

/// Those who come by the rule: one for each seat, and all who are invited.
fn company(form: &Form<'_, '_>, day: chrono::NaiveDate) -> Vec<(usize, String)> {
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

/// Finds what each agreed meeting collides with: somebody's hours, or another meeting that stands.
fn judge(draft: &mut Draft) {
    let instance = &mut draft.instance;
    for at in 0..instance.fixed.len() {
        let fixed = &instance.fixed[at];
        if fixed.why != FixedBy::Agreed {
            continue;
        }
        let mut conflicts = hours(instance, fixed);
        for (other, meeting) in instance.fixed.iter().enumerate() {
            if other != at {
                conflicts.extend(clash(instance, fixed, meeting));
            }
        }
        instance.fixed[at].conflicts = conflicts;
    }
}

/// Those who are not there at that time, and why.
fn hours(instance: &Instance, fixed: &Fixed) -> Vec<Text> {
    let Some(day) = instance.index(fixed.start.date()) else {
        return Vec::new();
    };
    let from = fixed.start.num_seconds_from_midnight() / 60;
    let needed = Slots::touching(from, from + fixed.minutes);
    let people = fixed
        .people
        .iter()
        .map(|(person, _)| &instance.resources[*person]);
    people
        .filter(|person| !needed.minus(person.free[day]).is_empty())
        .map(|person| absence(&person.label, person.closed.get(&day)))
        .collect()
}

fn absence(who: &str, why: Option<&Closed>) -> Text {
    let (nl, en) = match why {
        None | Some(Closed::NoHours) => (
            format!("{who} heeft dan geen tijd"),
            format!("{who} is not available then"),
        ),
        Some(Closed::Away(kind)) => (
            format!("{who} is afwezig ({kind})"),
            format!("{who} is away ({kind})"),
        ),
        Some(Closed::Holiday(name)) => (
            format!("{who} is vrij: {}", name.nl),
            format!("{who} is off: {}", name.en),
        ),
        Some(Closed::NotInTeam) => (
            format!("{who} is dan niet in het team"),
            format!("{who} is not in the team then"),
        ),
    };
    Text { nl, en }
}

/// Whether two meetings of the same person overlap, or leave too little time to travel.
fn clash(instance: &Instance, one: &Fixed, other: &Fixed) -> Option<Text> {
    let shared =
        |(person, _): &&(usize, String)| other.people.iter().any(|(also, _)| also == person);
    let (person, _) = one.people.iter().find(shared)?;
    let travel = match (one.place, other.place) {
        (Some(from), Some(to)) => instance.travel[from][to],
        _ => 0,
    };
    let end = |meeting: &Fixed, more: u32| {
        meeting.start + chrono::Duration::minutes(i64::from(meeting.minutes + more))
    };
    if one.start >= end(other, travel) || other.start >= end(one, travel) {
        return None;
    }
    let who = &instance.resources[*person].label;
    let at = other.start.format("%H:%M");
    let apart = one.start >= end(other, 0) || other.start >= end(one, 0);
    let (nl, en) = if apart {
        (
            format!(
                "{who} heeft te weinig reistijd van of naar {} ({at})",
                other.title.nl
            ),
            format!(
                "{who} has too little time to travel from or to {} ({at})",
                other.title.en
            ),
        )
    } else {
        (
            format!("{who} heeft dan ook {} ({at})", other.title.nl),
            format!("{who} also has {} then ({at})", other.title.en),
        )
    };
    Some(Text { nl, en })
}
