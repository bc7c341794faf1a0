//! Everything the walk over the rules looks things up in: team, days, cases in care, history and
//! resources, made once.

use chrono::{NaiveDate, NaiveDateTime};

use super::availability::Availability;
use super::calendar::Calendar;
use super::care::Care;
use super::history::History;
use super::roster::Roster;
use super::{Earlier, Instance, Note, Requirement, Series, Standing};
use crate::rules::Rule;
use crate::team::Team;
use crate::time::Term;

/// What does not change while rules are expanded.
pub(super) struct World<'a> {
    /// The team.
    pub team: &'a Team,
    /// The days that are planned: from the later of the term's first day and today.
    pub plan: Term,
    /// The moment it is planned at.
    pub now: NaiveDateTime,
    /// Its day.
    pub today: NaiveDate,
    /// Which days are worked.
    pub calendar: Calendar,
    /// The cases, with the starts their stays allow.
    pub cares: Vec<Care<'a>>,
    /// What was held or stands.
    pub history: History,
    /// Resources and places by index.
    pub roster: Roster,
    /// The published plan.
    pub earlier: &'a Earlier,
    /// Rules left out of this run, by id or name.
    without: &'a [String],
}

/// What grows while rules are expanded.
pub(super) struct Draft {
    /// The instance so far.
    pub instance: Instance,
    /// Series whose meetings are drawn together.
    pub bundled: Vec<usize>,
}

impl<'a> World<'a> {
    /// The world and an instance with its resources, places and days.
    pub fn new(
        team: &'a Team,
        cares: Vec<Care<'a>>,
        term: Term,
        now: NaiveDateTime,
        earlier: &'a Earlier,
        without: &'a [String],
    ) -> (Self, Draft) {
        let today = now.date();
        let plan = Term {
            from: term.from.max(today),
            to: term.to,
        };
        let calendar = Calendar::new(team, term.from.min(today), term.to);
        let free = Availability {
            team,
            calendar: &calendar,
            days: plan,
        };
        let (roster, resources) = Roster::new(team, &cares, &free);
        let instance = Instance {
            term,
            first: plan.from,
            now,
            resources,
            travel: roster.travel(team),
            places: roster.place_names(team),
            series: Vec::new(),
            rest: team.employer.rest_min,
            fixed: Vec::new(),
            bundles: Vec::new(),
            duties: Vec::new(),
            later_duties: Vec::new(),
            stays: Vec::new(),
            loads: Vec::new(),
            settled: None,
            standing: earlier.standing.clone(),
            weights: team.quality.clone(),
            workdays: calendar.workdays.clone(),
            notes: Vec::new(),
        };
        let world = Self {
            team,
            plan,
            now,
            today,
            history: History::new(team, earlier, now, plan),
            calendar,
            cares,
            roster,
            earlier,
            without,
        };
        let bundled = Vec::new();
        (world, Draft { instance, bundled })
    }

    /// Whether planning may move a meeting that stands: it lies ahead on the days planned, and nothing
    /// keeps it where it is.
    pub fn is_open(&self, standing: &Standing) -> bool {
        standing.is_open(self.plan, self.now)
    }

    /// Whether this run leaves a rule out.
    pub fn leaves_out(&self, rule: &Rule) -> bool {
        let named = |name: &String| name == rule.id.as_str() || name == rule.id.name();
        self.without.iter().any(named)
    }
}

impl Draft {
    /// Adds a series; those of a bundled rule are remembered.
    pub fn push(&mut self, series: Series, rule: &Rule) {
        if rule.bundle {
            self.bundled.push(self.instance.series.len());
        }
        self.instance.series.push(series);
    }

    /// What is asked for by a series.
    pub fn requirement(&mut self, series: usize) -> Option<&mut Requirement> {
        let series = self.instance.series.get_mut(series)?;
        Some(&mut series.requirement)
    }

    /// Tells the team lead something, once.
    pub fn note(&mut self, note: Note) {
        if !self.instance.notes.contains(&note) {
            self.instance.notes.push(note);
        }
    }
}
