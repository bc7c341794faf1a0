//! A group's rhythm is judged for each of its members: a rule and a group come in; one obligation for
//! each who was not at the last meeting goes out.

use chrono::NaiveDate;

use super::{Kind, Obligation};
use crate::ids::SeriesId;
use crate::records::State;
use crate::rules::{Programme, Rule};
use crate::series::about::About;
use crate::series::milestones::Walk;
use crate::series::pieces::after;

impl Walk<'_, '_> {
    /// The gaps of those who were not at a group's last meeting: each member's own goes on from the
    /// last one they were at. Of those whom no record names nothing is known; where nobody was listed,
    /// or nothing recorded yet, all are taken to have been there.
    pub(super) fn missed(
        &self,
        programme: &Programme,
        rule: &Rule,
        about: &About<'_>,
        id: &SeriesId,
        last: NaiveDate,
        max: u32,
    ) -> Vec<Obligation> {
        let Some(group) = about.group else {
            return Vec::new();
        };
        let (team, today) = (self.world.team, self.world.today);
        let met = self.world.history.met(id).iter();
        let passed = met.clone().filter(|met| met.day < today);
        let unsaid = passed.filter(|met| !self.is_done(id, Some(met)));
        let unsaid = unsaid.map(|met| met.day).max();
        let next = met.clone().find(|met| met.day >= today && met.day > last);
        let members = team.members(&group.id, today).into_iter();
        let missed = members.filter_map(|(person, _)| {
            let name = person.id.as_str();
            let was_there = team.held.iter().filter(|record| {
                let present = &record.present;
                let listed = present.is_empty() || present.iter().any(|one| one == name);
                record.series == *id
                    && record.day <= today
                    && (record.state == State::Waived || record.state == State::Held && listed)
            });
            let since = was_there.map(|record| record.day).max()?;
            let since = unsaid.map_or(since, |day| day.max(since));
            let due = team.out(&person.id).put_off(since, after(since, max));
            (since < last).then(|| Obligation {
                kind: Kind::Gap,
                series: id.clone(),
                id: next.and_then(|met| Some(id.occurrence(met.ordinal?))),
                person: Some(name.to_owned()),
                owner: name.to_owned(),
                staff: vec![name.to_owned()],
                since,
                planned: next.map(|met| met.day),
                ..self.one(programme, rule, about, due)
            })
        });
        missed.collect()
    }
}
