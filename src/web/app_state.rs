//! All that a request may need: the teams' offices, the settings, and the door's memory of failed log-ins and of
//! browsers.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::known::Known;
use super::limit::Limit;
use super::{Settings, TeamService};

/// Passwords judged at a time: each takes a core and 19 MB for some 30 ms.
const JUDGED_AT_ONCE: usize = 2;

/// The offices of all teams served.
pub struct AppState {
    pub(super) settings: Settings,
    offices: BTreeMap<String, Arc<TeamService>>,
    pub(super) failures: Limit,
    pub(super) known: Known,
    pub(super) judging: Semaphore,
}

impl AppState {
    /// Opens a app.
    pub fn new(settings: Settings, offices: Vec<TeamService>) -> Arc<Self> {
        let offices = offices
            .into_iter()
            .map(|office| (office.id().to_owned(), Arc::new(office)));
        Arc::new(Self {
            settings,
            offices: offices.collect(),
            failures: Limit::default(),
            known: Known::default(),
            judging: Semaphore::new(JUDGED_AT_ONCE),
        })
    }

    /// The office of a team.
    pub fn office(&self, team: &str) -> Option<&Arc<TeamService>> {
        self.offices.get(team)
    }

    /// Every office, in order of team.
    pub fn offices(&self) -> impl Iterator<Item = &Arc<TeamService>> {
        self.offices.values()
    }
}
