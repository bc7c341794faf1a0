//! All that a request may need: the teams' offices, the settings, the door's memory of failed log-ins, and what keeps
//! many who ask at once from taking all there is.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::costly::Costly;
use super::judge::Judge;
use super::limit::Limit;
use super::{Settings, TeamService};

/// Forms of strangers, larger than a log-in needs to be, that are in memory at a time.
const BODIES_AT_ONCE: usize = 16;

/// The offices of all teams served.
pub struct AppState {
    pub(super) settings: Settings,
    offices: BTreeMap<String, Arc<TeamService>>,
    pub(super) failures: Limit,
    pub(super) judge: Judge,
    pub(super) costly: Costly,
    pub(super) bodies: Semaphore,
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
            judge: Judge::new(),
            costly: Costly::default(),
            bodies: Semaphore::new(BODIES_AT_ONCE),
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
