//! An explanation as a team lead forwards it.

mod phrases;

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::Explained;
use crate::explain::{Alternative, Explanation, Missing, Outcome, State, WayOut};
use crate::language::Lang;
use crate::plan::{Blocking, Placement};
use crate::rules::Severity;
use crate::words::Formatter;

/// An explanation as a team lead forwards it; with the id of the meeting when it is wanted.
pub fn explanation(formatter: Formatter<'_>, explained: &Explained, ids: bool) -> String {
    Writer {
        formatter,
        lang: formatter.lang,
        ids,
    }
    .all(explained)
}

/// Who writes.
pub(super) struct Writer<'a> {
    pub(super) formatter: Formatter<'a>,
    pub(super) lang: Lang,
    /// Whether the id of the meeting is said, for the next command.
    ids: bool,
}

impl Writer<'_> {
    pub(super) fn say<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(nl, en)
    }

    fn all(&self, explained: &Explained) -> String {
        let about = &explained.explanation;
        let mut text = self.head(explained);
        match &about.state {
            State::Placed(placement, alternatives) => {
                self.facts(&mut text, self.say("Waarom hier", "Why here"), about);
                self.alternatives(&mut text, placement, alternatives);
            }
            State::Stands(_) => {
                self.facts(&mut text, self.say("Waarom hier", "Why here"), about);
            }
            State::Broken(_, blocking) => {
                let nl =
                    "Zo kan het niet meer: er is iets veranderd sinds deze planning. Plan opnieuw.";
                let en = "It cannot stay so: something has changed since this plan. Plan again.";
                let _ = writeln!(text, "\n{}", self.say(nl, en));
                self.list(&mut text, blocking);
                self.facts(
                    &mut text,
                    self.say("Hoe het bedoeld was", "As it was meant"),
                    about,
                );
            }
            State::LeftOut(missing) => self.missing(&mut text, about, missing),
            State::NotAsked => {
                let title = self.say("Wat er gevraagd werd", "What was asked for");
                self.facts(&mut text, title, about);
                let nl = "Hier wordt nu niet meer om gevraagd: het past inmiddels, of de regels of lijsten zijn veranderd. Plan opnieuw.";
                let en = "This is not asked for any more: it fits by now, or rules or lists have changed. Plan again.";
                let _ = writeln!(text, "\n{}", self.say(nl, en));
            }
            State::LaterTerm { until, day } => {
                let title = self.say("Wat er gevraagd wordt", "What is asked for");
                self.facts(&mut text, title, about);
                let _ = writeln!(text, "\n{}", self.later_term(*until, *day));
            }
            State::Owed => {
                let title = self.say("Wat er gevraagd wordt", "What is asked for");
                self.facts(&mut text, title, about);
                let nl = "De planning zet dit niet meer vanzelf, en het moet nog: kies een tijd, of laat het vervallen met reden.";
                let en = "Planning will not place this any more, and it must still be held: choose a time, or waive it with a reason.";
                let _ = writeln!(text, "\n{}", self.say(nl, en));
            }
        }
        text
    }

    /// That its term was not planned yet, and what can be done now.
    fn later_term(&self, until: NaiveDate, day: NaiveDate) -> String {
        let term = self.formatter.term_of(day);
        let (until, day) = (self.lang.date(until), self.lang.date(day));
        match self.lang {
            Lang::Nl => format!(
                "Nog niet gepland: de uiterste datum is {day}, in het {term}, en gepland is tot en met {until}. Plan die periode, kies nu al een tijd, of laat het vervallen met reden."
            ),
            Lang::En => format!(
                "Not planned yet: it is due {day}, in {term}, and what is planned ends on {until}. Plan that term, choose a time now, or waive it with a reason."
            ),
        }
    }

    /// What, when, with whom, and in which revision.
    fn head(&self, explained: &Explained) -> String {
        let about = &explained.explanation;
        let name = self.named(&about.title, &about.id, about.case.as_ref());
        let state = match explained.published {
            true => self.say("gepubliceerd", "published"),
            false => self.say("concept", "draft"),
        };
        let revision = self.say("revisie", "revision");
        let revision = format!("{revision} {} ({state})", explained.revision);
        let id = match self.ids {
            true => format!("{} · ", about.id),
            false => String::new(),
        };
        match &about.state {
            State::Placed(placement, _)
            | State::Stands(placement)
            | State::Broken(placement, _) => {
                let day = self.lang.date(placement.start.date());
                let hours = hours(placement);
                let people = self.people(placement);
                format!("{name} · {day} {hours} · {people}\n{id}{revision}\n")
            }
            State::LeftOut(_) | State::NotAsked | State::LaterTerm { .. } | State::Owed => {
                let severity = about.severity.unwrap_or(Severity::Soft);
                let severity = self.formatter.severity(severity);
                let said = match about.state {
                    State::LaterTerm { .. } => self.say("nog niet gepland", "not planned yet"),
                    _ => self.say("niet ingepland", "not planned"),
                };
                format!("{name} · {said} ({severity})\n{id}{revision}\n")
            }
        }
    }

    fn facts(&self, text: &mut String, title: &str, about: &Explanation) {
        let _ = writeln!(text, "\n{title}");
        for fact in &about.facts {
            let _ = writeln!(text, "  {}", self.formatter.explained(fact));
        }
    }

    fn list(&self, text: &mut String, blocking: &[Blocking]) {
        for one in blocking {
            let _ = writeln!(text, "  - {}", self.formatter.blocking(one));
        }
    }

    fn alternatives(&self, text: &mut String, here: &Placement, alternatives: &[Alternative]) {
        let title = self.say(
            "Wat het elders kost, als al het andere blijft staan",
            "What another place costs while all else stays",
        );
        let _ = writeln!(text, "\n{title}");
        if alternatives.is_empty() {
            let nl = "Er is geen andere dag waarop het mag.";
            let en = "There is no other day in its window.";
            let _ = writeln!(text, "  {}", self.say(nl, en));
        }
        for one in alternatives {
            let day = self.formatter.short_date(one.day);
            let outcome = self.outcome(here, &one.outcome);
            let _ = match &one.outcome {
                Outcome::Possible(at, _) | Outcome::Moves(at, ..) => {
                    writeln!(text, "  {day:<10} {}  {outcome}", at.start.format("%H:%M"))
                }
                _ => writeln!(text, "  {day:<10} {:<5}  {outcome}", ""),
            };
        }
    }

    fn outcome(&self, here: &Placement, outcome: &Outcome) -> String {
        let causes = |blocking: &[Blocking]| {
            let said = blocking.iter().map(|one| self.formatter.blocking(one));
            said.collect::<Vec<_>>().join("; ")
        };
        match outcome {
            Outcome::Possible(at, price) => {
                let can = self.say("kan", "possible");
                let with = match at.participants == here.participants {
                    true => String::new(),
                    false => format!(" ({} {})", self.say("met", "with"), self.people(at)),
                };
                format!("{can}{with}: {}", self.price(price))
            }
            Outcome::Moves(_, moved, price) if moved.is_empty() => {
                format!("{}: {}", self.say("kan", "possible"), self.price(price))
            }
            Outcome::Moves(_, moved, price) => {
                let if_moved = self.say("kan als", "possible if");
                format!("{if_moved} {}: {}", self.moved(moved), self.price(price))
            }
            Outcome::LeavesOut(left_out) => {
                let said = self.say("kan als dit uitvalt:", "possible if this is left out:");
                format!("{said} {}", self.left_out(left_out))
            }
            Outcome::Forbidden(blocking) => {
                format!(
                    "{}: {}",
                    self.say("kan niet", "impossible"),
                    causes(blocking)
                )
            }
            Outcome::Taken(blocking) => {
                format!("{}: {}", self.say("bezet", "taken"), causes(blocking))
            }
        }
    }

    fn missing(&self, text: &mut String, about: &Explanation, missing: &Missing) {
        self.facts(
            text,
            self.say("Wat er gevraagd wordt", "What is asked for"),
            about,
        );
        let _ = writeln!(text, "\n{}", self.say("Waarom niet", "Why not"));
        let _ = writeln!(text, "  {}", self.formatter.reason(&missing.left_out));
        if missing.left_out.blocking.len() > 1 {
            let nl = "De feiten waar het op vastloopt; geen kleiner aantal verklaart het:";
            let en = "The facts it runs aground on; no fewer explain it:";
            let _ = writeln!(text, "  {}", self.say(nl, en));
            self.list(text, &missing.left_out.blocking);
        }
        let _ = writeln!(
            text,
            "\n{}",
            self.say("Wat helpt (nagerekend)", "What helps (tried out)")
        );
        if missing.ways_out.is_empty() {
            let nl = "Niets wat aan mensen of aan de regel gevraagd kan worden maakt plaats.";
            let en = "Nothing that could be asked of people or of the rule makes room.";
            let _ = writeln!(text, "  {}", self.say(nl, en));
        }
        for (nth, way_out) in (1..).zip(&missing.ways_out) {
            let _ = writeln!(text, "  {nth}. {}", self.way_out(way_out));
        }
        if missing.untried > 0 {
            let untried = missing.untried;
            let _ = match self.lang {
                Lang::Nl => writeln!(text, "  Nog {untried} niet nagerekend: de tijd was om."),
                Lang::En => writeln!(text, "  {untried} more not tried: the time was up."),
            };
        }
    }

    /// `als Eva dinsdag 9 februari 's middags kan: op di 9 feb 13:00; verder verandert er niets`.
    fn way_out(&self, way_out: &WayOut) -> String {
        let condition = match way_out.changes.is_empty() {
            true => self
                .say("door opnieuw te plannen", "by planning again")
                .to_owned(),
            false => format!(
                "{} {}",
                self.say("als", "if"),
                self.formatter.changes(&way_out.changes)
            ),
        };
        let placed = match &way_out.placed {
            Some(placed) => format!(
                "{} {}",
                self.say("dan op", "then on"),
                self.moment(placed.start)
            ),
            None => self
                .say("dan hoeft het niet meer", "then it need not be held")
                .to_owned(),
        };
        let moved = match way_out.moved.is_empty() {
            true => self
                .say("verder verschuift niets", "nothing else moves")
                .to_owned(),
            false => self.moved(&way_out.moved),
        };
        format!("{condition}: {placed}; {moved}")
    }
}

fn hours(placement: &Placement) -> String {
    format!(
        "{}-{}",
        placement.start.format("%H:%M"),
        placement.end().format("%H:%M")
    )
}
