//! The quarter: cases, the calendar and the record book come in; for each case a line from its first day to
//! its last, with its phases, what was held, what is planned, what is due and what is late, goes out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::axis::Axis;
use super::viewer::Viewer;
use crate::check::Level;
use crate::ids::{CaseCode, RuleId};
use crate::plan::Placement;
use crate::records::State;
use crate::rules::Demand;
use crate::series::Obligation;
use crate::team::Case;
use crate::time::Term;

/// The lines of a term.
pub struct Quarter {
    /// The term.
    pub term: Term,
    /// Its whole weeks.
    pub axis: Axis,
    /// A line for each case in care on one of them, by first day.
    pub lines: Vec<Line>,
    /// What the letters stand for, of those used.
    pub letters: Vec<(char, String)>,
}

/// A case from its first day to its last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// First and last day of care.
    pub care: Option<(NaiveDate, NaiveDate)>,
    /// Name, first and last day of each phase that comes about.
    pub phases: Vec<(String, NaiveDate, NaiveDate)>,
    /// The days on which it stands still.
    pub pauses: Vec<Term>,
    /// What is due once, in order of day.
    pub points: Vec<Point>,
    /// The days of meetings in a rhythm.
    pub rhythm: Vec<NaiveDate>,
    /// The days on which something is to be handed in.
    pub duties: Vec<NaiveDate>,
    /// What is late, broken or soon due without a day, the worst first.
    pub late: Vec<Late>,
}

/// Something late, broken or soon due without a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// How bad.
    pub level: Level,
    /// The name of its rule.
    pub title: String,
    /// Days late; 0 when that is not what is wrong.
    pub days: i64,
}

/// A meeting that is due once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The letter of its rule.
    pub letter: char,
    /// Its name.
    pub title: String,
    /// The day it stands on; of one without a day, its due date.
    pub day: NaiveDate,
    /// The last day on time.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was held.
    Held,
    /// It is planned in time.
    Planned,
    /// It is planned, and those who were asked have still to say yes.
    Asked,
    /// Its day is over, and nobody has said what became of it.
    Unrecorded,
    /// It is planned after its due date.
    Late,
    /// It has no day yet, or has lost it.
    Open,
    /// It has no day, and its due date has passed.
    Missed,
}

impl Quarter {
    /// The lines of a term; of one person's cases when one is named.
    pub fn of(viewer: Viewer<'_>, term: Term, person: Option<&str>) -> Self {
        let axis = Axis::of(term);
        let letters = viewer.formatter().letters();
        let theirs =
            |case: &&Case| person.is_none_or(|person| viewer.works_for(person, case.code.as_str()));
        let mut lines: Vec<Line> = viewer
            .cases()
            .filter(theirs)
            .map(|case| viewer.snapshot.course(case))
            .filter_map(|case| Line::of(viewer, case, axis, &letters))
            .collect();
        lines.sort_by(|a, b| (a.care, &a.code).cmp(&(b.care, &b.code)));
        let points = || lines.iter().flat_map(|line| &line.points);
        let used = letters.values().filter_map(|letter| {
            let point = points().find(|point| point.letter == *letter)?;
            Some((*letter, point.title.clone()))
        });
        let letters = used.collect();
        Self {
            term,
            axis,
            lines,
            letters,
        }
    }
}

impl Line {
    /// The line of a case; `None` when it is not in care on any day of the axis.
    fn of(
        viewer: Viewer<'_>,
        case: &Case,
        axis: Axis,
        letters: &BTreeMap<RuleId, char>,
    ) -> Option<Self> {
        let programme = viewer.snapshot.team.programme(&case.programme)?;
        let care = (case.start, case.last_day(programme));
        if care.1 < axis.from || axis.to < care.0 {
            return None;
        }
        let phases = programme.phases.iter().zip(case.phase_days(programme));
        let mut line = Self {
            code: case.code.to_string(),
            care: Some(care),
            phases: phases
                .filter(|(_, (from, to))| from <= to)
                .map(|(phase, (from, to))| (phase.title.get(viewer.lang).to_owned(), from, to))
                .collect(),
            pauses: case.pauses.iter().collect(),
            late: late(viewer, &case.code),
            ..Self::default()
        };
        let about = |one: &&Placement| {
            one.programme == case.programme && one.case.as_ref() == Some(&case.code)
        };
        for meeting in viewer.meetings().filter(about) {
            line.add_planned(viewer, meeting, letters);
        }
        line.add_held(viewer, case, letters);
        line.add_open(viewer, case, axis, letters);
        line.points.retain(|point| axis.has(point.day));
        line.points.sort_by_key(|point| (point.day, point.letter));
        let duties = viewer.snapshot.plan.iter().flat_map(|plan| &plan.duties);
        let duties = duties.filter(|duty| duty.case.as_ref() == Some(&case.code));
        line.duties = duties.map(|duty| duty.due).collect();
        for days in [&mut line.rhythm, &mut line.duties] {
            days.retain(|day| axis.has(*day));
            days.sort_unstable();
            days.dedup();
        }
        Some(line)
    }

    fn add_planned(
        &mut self,
        viewer: Viewer<'_>,
        meeting: &Placement,
        letters: &BTreeMap<RuleId, char>,
    ) {
        let day = meeting.start.date();
        let outcome = viewer.snapshot.ledger.meeting(&meeting.id);
        let outcome = outcome.and_then(|known| known.outcome());
        let was_held = outcome.is_some_and(|noted| noted.what.record.state == State::Held);
        if was_held {
            return;
        }
        if let Some(letter) = letters.get(&meeting.rule) {
            self.points.push(Point {
                letter: *letter,
                title: meeting.title.get(viewer.lang).to_owned(),
                day,
                due: meeting.due,
                fate: match meeting.due {
                    _ if viewer.is_unrecorded(meeting) => Fate::Unrecorded,
                    Some(due) if due < day => Fate::Late,
                    _ if meeting.status.is_tentative() => Fate::Asked,
                    _ => Fate::Planned,
                },
            });
        } else if is_rhythm(viewer, &meeting.rule) {
            self.rhythm.push(day);
        }
    }

    fn add_held(&mut self, viewer: Viewer<'_>, case: &Case, letters: &BTreeMap<RuleId, char>) {
        for noted in viewer.snapshot.ledger.happened() {
            let record = &noted.what.record;
            let rule = record.series.rule();
            let subject = record.series.subject();
            let subject = subject.strip_suffix("-2").unwrap_or(subject);
            let about = subject == case.code.as_str() && rule.programme() == case.programme;
            if !about || record.state != State::Held {
                continue;
            }
            if let Some(letter) = letters.get(&rule) {
                let known = viewer.snapshot.team.rule(&rule);
                self.points.push(Point {
                    letter: *letter,
                    title: known
                        .map_or(rule.as_str(), |rule| rule.title.get(viewer.lang))
                        .to_owned(),
                    day: record.day,
                    due: None,
                    fate: Fate::Held,
                });
            } else if is_rhythm(viewer, &rule) {
                self.rhythm.push(record.day);
            }
        }
    }

    /// What must still be held and has no day: it stands on its due date, or at the edge when that lies before.
    fn add_open(
        &mut self,
        viewer: Viewer<'_>,
        case: &Case,
        axis: Axis,
        letters: &BTreeMap<RuleId, char>,
    ) {
        let about = |one: &&Obligation| {
            one.case.as_ref() == Some(&case.code) && one.rule.programme() == case.programme
        };
        let open = viewer.snapshot.open().iter().filter(about);
        for (one, letter) in open.filter_map(|one| Some((one, letters.get(&one.rule)?))) {
            let missed = one.due < viewer.today();
            self.points.push(Point {
                letter: *letter,
                title: one.title.get(viewer.lang).to_owned(),
                day: match missed && axis.has(viewer.today()) {
                    true => one.due.max(axis.from),
                    false => one.due,
                },
                due: Some(one.due),
                fate: if missed { Fate::Missed } else { Fate::Open },
            });
        }
    }
}

fn is_rhythm(viewer: Viewer<'_>, rule: &RuleId) -> bool {
    let rule = viewer.snapshot.team.rule(rule);
    rule.is_some_and(|rule| matches!(rule.demand, Demand::Cadence(_)))
}

/// What is late, broken or soon due without a day for a case, the worst first.
fn late(viewer: Viewer<'_>, code: &CaseCode) -> Vec<Late> {
    let bad = |level: Level| level <= Level::AtRisk || level == Level::Unplanned;
    let own = viewer
        .findings()
        .filter(|one| bad(one.level) && one.case.as_ref() == Some(code));
    let late = own.map(|one| {
        let rule = one
            .rule
            .as_ref()
            .and_then(|rule| viewer.snapshot.team.rule(rule));
        Late {
            level: one.level,
            title: rule
                .map_or("", |rule| rule.title.get(viewer.lang))
                .to_owned(),
            days: one.days_late,
        }
    });
    late.collect()
}
