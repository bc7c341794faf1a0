//! Who takes part in a series, from date to date. A rule's roles and the assignments come in; seats
//! with their holders go out, cut wherever an assignment changes.

use chrono::NaiveDate;

use super::about::About;
use super::world::{Draft, World};
use super::{Cast, Invited, Note, Seat};
use crate::rules::{Per, Programme, RoleKind, Rule, Text};
use crate::team::Person;
use crate::time::Term;

/// A rule, in the form that holds, for one subject.
pub(super) struct Form<'w, 'a> {
    /// Where things are looked up.
    pub world: &'w World<'a>,
    /// The rule's programme.
    pub programme: &'w Programme,
    /// The rule.
    pub rule: &'w Rule,
    /// The subject.
    pub about: &'w About<'w>,
}

/// Those who come on a day, or the role that nobody takes.
type Company = Result<(Vec<Seat>, Option<Invited>), String>;

impl Form<'_, '_> {
    /// Who comes on each of `days`. Days on which a role has nobody are in no part, and that is
    /// noted.
    pub fn casts(&self, days: Term, draft: &mut Draft) -> Vec<Cast> {
        let mut casts: Vec<Cast> = Vec::new();
        if days.from > days.to {
            return casts;
        }
        let team = self.world.team;
        let mut starts = team.turning_days(&self.about.subject, days.from, days.to);
        starts.insert(days.from);
        let starts: Vec<NaiveDate> = starts.into_iter().collect();
        for (at, from) in starts.iter().enumerate() {
            let next = starts.get(at + 1).and_then(|next| next.pred_opt());
            let part = Term {
                from: *from,
                to: next.unwrap_or(days.to),
            };
            match self.on(part.from) {
                Ok((seats, invited)) => join(&mut casts, part, seats, invited),
                Err(role) => self.note_missing(&role, part, draft),
            }
        }
        casts
    }

    /// Who comes on `day`.
    ///
    /// # Errors
    /// The role that nobody takes.
    pub fn on(&self, day: NaiveDate) -> Company {
        let day = self.about.clamp(day);
        match self.rule.per {
            Per::Case { .. } | Per::Person { .. } => {
                let seats = self.seats(day)?;
                let invited = self.optional(&seats, day);
                Ok((seats, invited))
            }
            Per::Group | Per::Team => self.gathering(day),
        }
    }

    /// One of each role, one of any, and the seconds where the rule wants them.
    fn seats(&self, day: NaiveDate) -> Result<Vec<Seat>, String> {
        let mut seats = Vec::new();
        for role in &self.rule.who.all {
            self.sit(&mut seats, role, self.others(self.takers(role, day), day))?;
        }
        self.sit_any(&mut seats, day)?;
        if self.rule.who.seconds && !self.about.second {
            for role in &self.rule.who.all {
                for second in self.world.team.seconds(&self.about.subject, role, day) {
                    self.sit(&mut seats, role, self.resources(vec![second]))?;
                }
            }
        }
        Ok(seats)
    }

    /// Those who are invited and may miss it, other than those who must come.
    fn optional(&self, seats: &[Seat], day: NaiveDate) -> Option<Invited> {
        let seated = |who: usize| seats.iter().any(|seat| seat.any_of.contains(&who));
        let mut members: Vec<(usize, String)> = Vec::new();
        for role in &self.rule.who.optional {
            for taker in self.takers(role, day) {
                if !seated(taker) && !members.iter().any(|(who, _)| *who == taker) {
                    members.push((taker, role.clone()));
                }
            }
        }
        (!members.is_empty()).then_some(Invited { members, quorum: 0 })
    }

    /// The members of the group, or all of the team who hold a role of the rule.
    fn gathering(&self, day: NaiveDate) -> Company {
        let who = &self.rule.who;
        let team = self.world.team;
        let members: Vec<(&Person, &str)> = match self.about.group {
            Some(group) => team.members(&group.id, day),
            None => self.holders_of_any_role(day),
        };
        let members: Vec<(usize, String)> = members
            .into_iter()
            .filter(|(person, _)| self.may_come(person))
            .filter_map(|(person, role)| Some((self.world.roster.person(person)?, role.to_owned())))
            .collect();
        let quorum = who.quorum.map_or(members.len(), |quorum| quorum as usize);
        if members.is_empty() || members.len() < quorum.max(who.min as usize) {
            return Err(who.all.first().cloned().unwrap_or_default());
        }
        let mut seats = Vec::new();
        self.sit_any(&mut seats, day)?;
        seats.retain(|seat| !members.iter().any(|(member, _)| seat.any_of == [*member]));
        Ok((seats, Some(Invited { members, quorum })))
    }

    /// Everybody of the team who holds a role of the rule, once, by the first role that fits.
    fn holders_of_any_role(&self, day: NaiveDate) -> Vec<(&Person, &str)> {
        let roles = &self.rule.who.all;
        let team = &self.world.team.people;
        let invited =
            |person: &&Person| person.in_team(day) && (!roles.is_empty() || !person.external);
        team.iter()
            .filter(invited)
            .filter_map(|person| {
                let role = if roles.is_empty() {
                    person.roles.first()
                } else {
                    roles.iter().find(|role| person.roles.contains(*role))
                };
                Some((person, role?.as_str()))
            })
            .collect()
    }

    /// The resources of whom any one takes `role`.
    fn takers(&self, role: &str, day: NaiveDate) -> Vec<usize> {
        let (world, about) = (self.world, self.about);
        let kind = self.programme.roles.get(role).map(|role| role.kind);
        if kind == Some(RoleKind::Family) {
            let family = about.care.and_then(|care| world.roster.family(care));
            return family.into_iter().collect();
        }
        let people = match (&self.rule.per, about.person) {
            (Per::Person { of }, Some(person)) if of == role => vec![person],
            (Per::Case { each: Some(each) }, _) if each == role && about.second => {
                let seconds = world.team.seconds(&about.subject, role, day);
                seconds.into_iter().take(1).collect()
            }
            _ => world
                .team
                .holders(self.programme, &about.subject, role, day),
        };
        self.resources(people)
    }

    /// Everybody of the team who holds a role, or one that its slot may be taken by.
    fn whoever_is(&self, role: &str) -> Vec<usize> {
        let people = self.world.team.people.iter();
        let holders = people.filter(|person| person.may_be(self.programme, role));
        self.resources(holders.collect())
    }

    /// Adds the seats for any of several roles, under the name of the slot they make up.
    fn sit_any(&self, seats: &mut Vec<Seat>, day: NaiveDate) -> Result<(), String> {
        let any = &self.rule.who.any;
        if any.is_empty() {
            return Ok(());
        }
        let mut takers: Vec<usize> = Vec::new();
        let takers_of = |role: &String| match self.rule.who.anyone {
            true => self.whoever_is(role),
            false => self.takers(role, day),
        };
        for taker in any.iter().flat_map(takers_of) {
            if !takers.contains(&taker) {
                takers.push(taker);
            }
        }
        let mut roles = self.programme.roles.values();
        let slot = roles.find(|role| role.kind == RoleKind::Slot && role.any_of == *any);
        let name = slot.map_or_else(|| any.join("/"), |slot| slot.id.clone());
        let takers = self.others(takers, day);
        let count = self.rule.who.count.max(1);
        if takers.len() < count as usize {
            return Err(name);
        }
        for _ in 0..count {
            self.sit(seats, &name, takers.clone())?;
        }
        Ok(())
    }

    /// Where several may take a seat: those who are not bound to the rules that must have other
    /// people. A seat with one taker is the loader's to judge.
    fn others(&self, takers: Vec<usize>, day: NaiveDate) -> Vec<usize> {
        if takers.len() < 2 || self.rule.distinct_from.is_empty() {
            return takers;
        }
        let names = self.rule.distinct_from.iter();
        let rules = names.filter_map(|name| self.programme.rule(name));
        let bound: Vec<usize> = rules
            .flat_map(|rule| {
                let form = Form { rule, ..*self };
                let roles = rule.who.all.iter();
                let takers = roles.map(|role| form.takers(role, day));
                takers
                    .filter(|takers| takers.len() == 1)
                    .flatten()
                    .collect::<Vec<_>>()
            })
            .collect();
        let free = |taker: &usize| !bound.contains(taker);
        let others: Vec<usize> = takers.iter().copied().filter(free).collect();
        if others.is_empty() { takers } else { others }
    }

    /// Adds a seat, unless its only taker sits already.
    fn sit(&self, seats: &mut Vec<Seat>, role: &str, any_of: Vec<usize>) -> Result<(), String> {
        if any_of.is_empty() {
            return Err(role.to_owned());
        }
        let seated = |taker: usize| seats.iter().any(|seat| seat.any_of == [taker]);
        if any_of.len() > 1 || !seated(any_of[0]) {
            seats.push(Seat {
                role: role.to_owned(),
                any_of,
            });
        }
        Ok(())
    }

    fn resources(&self, people: Vec<&Person>) -> Vec<usize> {
        people
            .into_iter()
            .filter(|person| self.may_come(person))
            .filter_map(|person| self.world.roster.person(person))
            .collect()
    }

    /// The rule's ban counts for every role a person holds.
    fn may_come(&self, person: &Person) -> bool {
        let forbidden = &self.rule.who.forbid;
        !forbidden.iter().any(|role| person.roles.contains(role))
    }

    fn note_missing(&self, role: &str, part: Term, draft: &mut Draft) {
        let about = self.about;
        let (from, to) = (part.from.max(about.from), part.to.min(about.to));
        if from > to {
            return;
        }
        let (subject, title) = (about.key.clone(), self.rule.title.clone());
        if matches!(self.rule.per, Per::Group | Per::Team) {
            draft.note(Note::TooFewMembers {
                subject,
                title,
                from,
                to,
            });
            return;
        }
        let named = self
            .programme
            .roles
            .get(role)
            .map(|role| role.title.clone());
        draft.note(Note::NobodyInRole {
            subject,
            role: named.unwrap_or_else(|| Text::new(role, role)),
            title,
            from,
            to,
        });
    }
}

/// Appends a part, or lengthens the last one when the same people come.
fn join(casts: &mut Vec<Cast>, part: Term, seats: Vec<Seat>, invited: Option<Invited>) {
    if let Some(last) = casts.last_mut()
        && last.to.succ_opt() == Some(part.from)
        && last.seats == seats
        && last.invited == invited
    {
        last.to = part.to;
        return;
    }
    casts.push(Cast {
        from: part.from,
        to: part.to,
        seats,
        invited,
    });
}
