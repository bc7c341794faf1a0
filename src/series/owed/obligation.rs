//! One thing that is owed: a rule and its subject come in; who must act and who comes, to be told more of, goes out.

use chrono::{Days, NaiveDate};

use super::{Kind, Obligation};
use crate::rules::{Per, Programme, RoleKind, Rule};
use crate::series::ResourceKind;
use crate::series::about::About;
use crate::series::casts::Form;
use crate::series::milestones::Walk;
use crate::series::world::Draft;

impl<'w> Walk<'w, '_> {
    /// An obligation of a rule and its subject, to be told more of.
    pub(super) fn one(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        due: NaiveDate,
    ) -> Obligation {
        let roles = rule.who.all.iter().chain(&rule.who.any);
        let staff_role = |role: &&String| {
            let kind = programme.roles.get(*role).map(|role| role.kind);
            matches!(kind, Some(RoleKind::Staff | RoleKind::Slot))
        };
        let mut roles = roles.filter(staff_role);
        let team = self.world.team;
        let day = about.clamp(due);
        let holders = roles
            .clone()
            .flat_map(|role| team.holders(programme, &about.subject, role, day));
        let mut staff: Vec<String> = holders.map(|person| person.id.to_string()).collect();
        let person = about.person.map(|person| person.id.to_string());
        staff.extend(person.clone());
        staff.sort();
        staff.dedup();
        let in_charge = rule.confirm_by.as_ref().or_else(|| roles.next());
        let owner = match (&rule.per, in_charge) {
            (Per::Person { .. }, _) => person.clone().unwrap_or_default(),
            (Per::Case { .. }, Some(role)) => self.owner(programme, rule, role, about, due),
            (Per::Case { .. } | Per::Group | Per::Team, _) => about.key.clone(),
        };
        Obligation {
            kind: Kind::Milestone,
            series: about.series(rule),
            id: None,
            rule: rule.id.clone(),
            title: rule.title.clone(),
            source: rule.source.clone(),
            case: about.code(),
            person,
            owner,
            staff,
            legal: false,
            since: due.checked_sub_days(Days::new(7)).unwrap_or(due),
            due,
            latest: due,
            people: Vec::new(),
            minutes: rule.duration.target,
            planned: None,
        }
    }

    /// Who would come on a day: in each seat the first who may, and all who are invited. Nobody where a seat is empty.
    pub(super) fn company(
        &self,
        programme: &'w Programme,
        rule: &'w Rule,
        about: &About<'w>,
        day: NaiveDate,
        draft: &Draft,
    ) -> Vec<(String, String)> {
        let form = Form {
            world: self.world,
            programme,
            rule,
            about,
        };
        let Ok((seats, invited)) = form.on(day) else {
            return Vec::new();
        };
        let seated = seats.into_iter();
        let seated = seated.filter_map(|seat| Some((*seat.any_of.first()?, seat.role)));
        let invited = invited.into_iter().flat_map(|one| one.members);
        let named = seated.chain(invited).filter_map(|(at, role)| {
            let resource = draft.instance.resources.get(at)?;
            let id = match resource.kind {
                ResourceKind::Family => about.code()?.to_string(),
                _ => resource.id.clone(),
            };
            Some((id, role))
        });
        named.collect()
    }
}
