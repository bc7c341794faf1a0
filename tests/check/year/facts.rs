//! The team that a replayed year is about: what its lists say on a day comes in, a folder of files
//! goes out. All that the independent count knows of a team stands here.

use std::fmt::Write as _;
use std::path::Path;

use chrono::{Days, NaiveDate};

/// A worker; hours a week decide how many families they may carry.
pub struct Worker {
    pub id: &'static str,
    pub hours: u32,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// A family as the lists have it, whatever the record book says later.
#[derive(Clone)]
pub struct Family {
    pub code: String,
    pub start: NaiveDate,
    /// Weeks of the middle phase; six before and seven after it.
    pub change: u64,
    pub decision_end: NaiveDate,
    /// A day on which the municipality wants an evaluation.
    pub evaluation: Option<NaiveDate>,
    /// Who leads it, from which day on; the first from the beginning.
    pub led_by: Vec<(NaiveDate, usize)>,
}

impl Family {
    /// The last day of care by its phases.
    pub fn last(&self) -> NaiveDate {
        self.start + Days::new(7 * (6 + self.change + 7) - 1)
    }

    /// Who leads it on a day.
    pub fn worker(&self, day: NaiveDate) -> usize {
        let before = self.led_by.iter().rev().find(|(from, _)| *from <= day);
        before.unwrap_or(&self.led_by[0]).1
    }
}

/// Everything the folder says.
pub struct Facts {
    pub workers: Vec<Worker>,
    pub families: Vec<Family>,
    /// Who is away, from, to.
    pub away: Vec<(String, NaiveDate, NaiveDate)>,
    /// Rows of `held.csv`: rule, subject, day, state.
    pub held: Vec<(String, String, NaiveDate, &'static str)>,
    /// The day everything is counted from when nothing else is known.
    pub begun: NaiveDate,
    /// Whether the review is a legal term.
    pub legal: bool,
}

/// The members of the intervision group are all workers.
pub const GROUP: &str = "kring";

impl Facts {
    /// Writes the folder.
    pub fn write(&self, folder: &Path) {
        let put = |name: &str, text: String| {
            std::fs::write(folder.join(name), text).expect("a file written");
        };
        put("team.toml", self.team());
        put("cases.csv", self.cases());
        put("assignments.csv", self.assignments());
        let mut away = "who,from,to,kind\n".to_owned();
        for (who, from, to) in &self.away {
            let _ = writeln!(away, "{who},{from},{to},ziek");
        }
        put("absences.csv", away);
        let mut held = "rule,subject,date,state\n".to_owned();
        for (rule, subject, day, state) in &self.held {
            let _ = writeln!(held, "iag.{rule},{subject},{day},{state}");
        }
        put("held.csv", held);
    }

    fn team(&self) -> String {
        let mut text = format!(
            r#"name = "Verzonnen team"
id = "verzonnen"
programmes = ["iag"]
employer = "cao-gehandicaptenzorg"
region = "noord"
[rules."iag.visit"]
mode = "off"
[rules."iag.plan_review"]
legal = {}
[rules."iag.team_meeting"]
gap = {{ min = "1w", target = "2w", max = "3w", limit = "4w" }}
[groups.{GROUP}]
rule = "iag.intervision"
[people.saskia]
name = "Saskia"
roles = ["scientist"]
[people.tess]
name = "Tess"
roles = ["lead"]
[people.ref]
name = "Ref"
roles = ["referrer"]
external = true
"#,
            self.legal
        );
        for Worker {
            id,
            hours,
            since,
            until,
        } in &self.workers
        {
            let _ = writeln!(text, "[people.{id}]\nname = \"{id}\"\nroles = [\"worker\"]");
            let _ = writeln!(text, "contract = \"{hours}h\"\nsince = {since}");
            if let Some(until) = until {
                let _ = writeln!(text, "until = {until}");
            }
        }
        text
    }

    fn cases(&self) -> String {
        let mut text = "code,programme,start,phases,decision_end,evaluations\n".to_owned();
        for one in &self.families {
            let evaluation = one
                .evaluation
                .map_or_else(String::new, |day| day.to_string());
            let (code, start, change) = (&one.code, one.start, one.change);
            let decision = one.decision_end;
            let _ = writeln!(
                text,
                "{code},iag,{start},change={change}w,{decision},{evaluation}"
            );
        }
        text
    }

    fn assignments(&self) -> String {
        let mut text = "subject,role,person,from,to\n".to_owned();
        for one in &self.families {
            for (at, (from, worker)) in one.led_by.iter().enumerate() {
                let next = one.led_by.get(at + 1).and_then(|(next, _)| next.pred_opt());
                let to = next.map_or_else(String::new, |day| day.to_string());
                let from = if at == 0 {
                    String::new()
                } else {
                    from.to_string()
                };
                let who = self.workers[*worker].id;
                let _ = writeln!(text, "{},worker,{who},{from},{to}", one.code);
            }
        }
        for worker in &self.workers {
            let _ = writeln!(text, "{GROUP},worker,{},,", worker.id);
        }
        text
    }
}
