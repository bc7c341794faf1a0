//! Resources and places by index. A team and its cases come in; who is which resource, and which
//! address is which place, goes out.

use std::collections::BTreeMap;

use super::availability::Availability;
use super::care::Care;
use super::{Resource, Standing};
use crate::ids::CaseCode;
use crate::team::{Person, Team};

/// Where everybody stands in the instance.
#[derive(Clone, Debug, Default)]
pub(super) struct Roster {
    people: BTreeMap<String, usize>,
    families: BTreeMap<String, usize>,
    cases: BTreeMap<CaseCode, String>,
    /// Addresses: the office, then each family in its zone.
    addresses: Vec<Option<(String, usize)>>,
}

impl Roster {
    /// Every person and family of the team, and their free time.
    pub fn new(team: &Team, cares: &[Care<'_>], free: &Availability<'_>) -> (Self, Vec<Resource>) {
        let mut roster = Self {
            addresses: vec![None],
            ..Self::default()
        };
        let mut resources = Vec::new();
        for person in &team.people {
            let id = person.id.as_str().to_owned();
            roster.people.insert(id, resources.len());
            resources.push(free.person(person));
        }
        for care in cares {
            let family = &care.case.family;
            roster.cases.insert(care.case.code.clone(), family.clone());
            let address = Some((family.clone(), care.case.zone));
            if !roster.addresses.contains(&address) {
                roster.addresses.push(address);
            }
            if roster.families.contains_key(family) {
                continue;
            }
            let siblings: Vec<&Care<'_>> =
                cares.iter().filter(|c| c.case.family == *family).collect();
            roster.families.insert(family.clone(), resources.len());
            resources.push(free.family(family, &siblings));
        }
        (roster, resources)
    }

    /// A person.
    pub fn person(&self, person: &Person) -> Option<usize> {
        self.people.get(person.id.as_str()).copied()
    }

    /// The family of a case.
    pub fn family(&self, care: &Care<'_>) -> Option<usize> {
        self.families.get(&care.case.family).copied()
    }

    /// A participant as plans name them: a person, or a family by the code of a case.
    pub fn participant(&self, id: &str) -> Option<usize> {
        let family = || {
            let key = self.cases.get(&CaseCode::new(id));
            self.families.get(key.map_or(id, String::as_str))
        };
        self.people.get(id).or_else(family).copied()
    }

    /// Whether these are one family.
    pub fn is_family(&self, resources: &[usize]) -> bool {
        let mut families = self.families.values();
        matches!(resources, [only] if families.any(|family| family == only))
    }

    /// The place of a family, in the case's zone.
    pub fn home(&self, care: &Care<'_>) -> Option<usize> {
        self.addresses.iter().position(|address| {
            address.as_ref().is_some_and(|(family, zone)| {
                *family == care.case.family && *zone == care.case.zone
            })
        })
    }

    /// Names of the places: the office and, for each family, its zone.
    pub fn place_names(&self, team: &Team) -> Vec<String> {
        let zone = |zone: usize| team.travel.zones.get(zone).cloned().unwrap_or_default();
        self.addresses
            .iter()
            .map(|address| zone(address.as_ref().map_or(0, |(_, zone)| *zone)))
            .collect()
    }

    /// Minutes between the places. Two addresses in one zone are as far apart as the zone's
    /// diagonal says; nobody travels within an address.
    pub fn travel(&self, team: &Team) -> Vec<Vec<u32>> {
        let zone = |place: usize| self.addresses[place].as_ref().map_or(0, |(_, zone)| *zone);
        let minutes = |from: usize, to: usize| {
            let row = team.travel.minutes.get(zone(from));
            row.and_then(|row| row.get(zone(to)).copied()).unwrap_or(0)
        };
        let places = 0..self.addresses.len();
        let row = |from| {
            let to = places.clone();
            to.map(|to| if from == to { 0 } else { minutes(from, to) })
                .collect()
        };
        places.clone().map(row).collect()
    }

    /// The place a standing meeting is held at: its case's own address where the name fits.
    pub fn place_of(
        &self,
        standing: &Standing,
        cares: &[Care<'_>],
        names: &[String],
    ) -> Option<usize> {
        let name = standing.place.as_ref()?;
        let own = cares
            .iter()
            .filter(|care| Some(&care.case.code) == standing.case.as_ref())
            .filter_map(|care| self.home(care))
            .find(|place| names.get(*place) == Some(name));
        own.or_else(|| names.iter().position(|known| known == name))
    }
}
