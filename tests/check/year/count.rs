//! An independent count of what there is to say on a day. Written from the semantics and the words of
//! the programme; it knows nothing of `series` and `check`, and counts days one by one.

use std::collections::BTreeSet;

use cadans::time::holidays::Holiday;
use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::book::{Book, Stood};
use super::facts::{Facts, Family, GROUP};

/// Something that should be said: level, rule, whom it is about, due, days late.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    pub level: &'static str,
    pub rule: String,
    pub about: String,
    pub due: Option<NaiveDate>,
    pub late: i64,
    pub postponed: usize,
}

/// All that is known on a day.
pub struct Count<'a> {
    pub facts: &'a Facts,
    pub book: Book,
    pub calendar: Vec<Stood>,
    pub today: NaiveDate,
}

/// An obligation that ends with one meeting, or with something handed in.
struct Owed {
    rule: &'static str,
    ordinal: usize,
    due: NaiveDate,
    legal: bool,
    meeting: bool,
}

const LEAD: i64 = 28;
const RHYTHMS: [&str; 4] = [
    "supervision",
    "family_consultation",
    "intervision",
    "team_meeting",
];
const START_DUTIES: [&str; 5] = [
    "questionnaires_before",
    "genogram",
    "sociogram",
    "observation",
    "video",
];

impl Count<'_> {
    /// Everything, as a set.
    pub fn all(&self) -> BTreeSet<Said> {
        let mut said = BTreeSet::new();
        for family in &self.facts.families {
            self.family(family, &mut said);
        }
        for (at, worker) in self.facts.workers.iter().enumerate() {
            self.rhythm(
                "supervision",
                worker.id,
                worker.since,
                worker.until,
                21,
                &mut said,
            );
            self.caseload(at, &mut said);
        }
        self.rhythm("intervision", GROUP, self.facts.begun, None, 42, &mut said);
        self.rhythm(
            "team_meeting",
            "team",
            self.facts.begun,
            None,
            21,
            &mut said,
        );
        self.members(&mut said);
        said.extend(self.flawed());
        said.extend(self.unrecorded());
        said
    }

    fn last_of_care(&self, family: &Family) -> NaiveDate {
        match self.book.ends.get(&family.code) {
            Some((last, _)) => (*last).max(family.start),
            None => self.book.after(
                &family.code,
                family.start,
                (family.last() - family.start).num_days(),
            ),
        }
    }

    fn decision_end(&self, family: &Family) -> NaiveDate {
        let entered = self
            .book
            .ends
            .get(&family.code)
            .and_then(|(_, decision)| *decision);
        entered.unwrap_or(family.decision_end)
    }

    fn family(&self, family: &Family, said: &mut BTreeSet<Said>) {
        for owed in self.owed(family) {
            said.extend(self.once(family, &owed));
        }
        let last = self.last_of_care(family);
        let decided = self.decision_end(family);
        let until = Some(last.min(decided));
        self.rhythm(
            "family_consultation",
            &family.code,
            family.start,
            until,
            21,
            said,
        );
        if decided < self.today && self.today <= last {
            said.insert(Said {
                level: "blocking",
                rule: "extension_request".to_owned(),
                about: family.code.clone(),
                due: Some(decided),
                late: (self.today - decided).num_days(),
                postponed: 0,
            });
        }
    }

    /// What a family's programme asks for once, or at fixed points.
    fn owed(&self, family: &Family) -> Vec<Owed> {
        // Nothing is planned after the decision: what counts from the end counts from its end then.
        let last = self.last_of_care(family).min(self.decision_end(family));
        let (code, start) = (&family.code, family.start);
        let mut all = Vec::new();
        let mut add = |rule, ordinal, due, meeting| {
            let legal = rule == "plan_review" && self.facts.legal;
            all.push(Owed {
                rule,
                ordinal,
                due,
                legal,
                meeting,
            });
            due
        };
        let due = add("start_meeting", 1, self.book.after(code, start, 14), true);
        let met = self.day_of("start_meeting", code, 1, due);
        let six_weeks = if self.facts.legal {
            met + Days::new(42)
        } else {
            self.book.after(code, met, 42)
        };
        let due = add("plan_review", 1, six_weeks, true);
        let review = self.day_of("plan_review", code, 1, due);
        add("treatment_plan", 1, worked(review - Days::new(7)), false);
        for (at, point) in self.points(family, last).into_iter().enumerate() {
            let due = add("interim_evaluation", at + 1, point, true);
            let day = self.day_of("interim_evaluation", code, at + 1, due);
            add("interim_report", at + 1, worked(day - Days::new(7)), false);
        }
        add("closing_meeting", 1, last, true);
        add("questionnaires_after", 1, worked(last), false);
        for rule in START_DUTIES {
            add(rule, 1, worked(self.book.after(code, start, 41)), false);
        }
        // Nobody extends a decision under which care has ended before.
        let asked = worked(self.decision_end(family) - Days::new(56));
        if asked <= last {
            add("extension_request", 1, asked, false);
        }
        all
    }

    /// Every half year from the start and on the municipality's day, not in the last six weeks of care;
    /// halfway if there is no such day. Of care that ends sooner than it was to, the last ones fall away.
    fn points(&self, family: &Family, last: NaiveDate) -> Vec<NaiveDate> {
        let whole = (family.last() - family.start).num_days();
        let foreseen = self.book.after(&family.code, family.start, whole);
        let foreseen = foreseen.min(family.decision_end).max(last);
        let mut points = self.points_until(family, foreseen);
        if last < foreseen {
            let latest = last - Days::new(42);
            let wanted = |day: &NaiveDate| *day <= last && family.evaluation == Some(*day);
            points.retain(|day| *day <= latest || wanted(day));
        }
        points
    }

    fn points_until(&self, family: &Family, last: NaiveDate) -> Vec<NaiveDate> {
        let (mut points, mut from) = (Vec::new(), family.start);
        let latest = last - Days::new(42);
        let mut asked = family
            .evaluation
            .filter(|day| *day > family.start && *day <= last);
        loop {
            let every = self.book.after(&family.code, from, 182);
            let next = match asked.filter(|day| *day <= every) {
                Some(day) => {
                    asked = None;
                    day
                }
                None if every <= latest => every,
                None => break,
            };
            points.push(next);
            from = next;
        }
        points.extend(asked);
        if points.is_empty() {
            points.push(family.start + Days::new(((last - family.start).num_days() as u64) / 2));
        }
        points
    }

    /// When it was held, else when it is planned, else when it is due.
    fn day_of(&self, rule: &str, code: &str, ordinal: usize, due: NaiveDate) -> NaiveDate {
        let planned = || self.planned(&id(rule, code, ordinal));
        self.met(rule, code, ordinal)
            .or_else(planned)
            .unwrap_or(due)
    }

    /// The day on which one meeting stands that is not held.
    fn planned(&self, id: &str) -> Option<NaiveDate> {
        self.meetings(id)
            .find_map(|one| self.book.stands(one, false))
    }

    fn met(&self, rule: &str, code: &str, ordinal: usize) -> Option<NaiveDate> {
        let id = id(rule, code, ordinal);
        let mine = |row: &&(String, String, NaiveDate, &str)| {
            ordinal == 1 && row.0 == rule && row.1 == code && matches!(row.3, "held" | "waived")
        };
        let before = || self.facts.held.iter().find(mine).map(|row| row.2);
        let story = self.book.stories.get(&id);
        story
            .and_then(super::book::Story::met)
            .or_else(before)
            .filter(|day| *day <= self.today)
    }

    fn meetings(&self, prefix: &str) -> impl Iterator<Item = &Stood> {
        let prefix = prefix.to_owned();
        let all = self.calendar.iter();
        all.filter(move |one| one.id.starts_with(&prefix))
    }

    fn once(&self, family: &Family, owed: &Owed) -> Option<Said> {
        let code = &family.code;
        if self.met(owed.rule, code, owed.ordinal).is_some() {
            return None;
        }
        let id = id(owed.rule, code, owed.ordinal);
        let planned = self.planned(&id);
        let postponed = self
            .book
            .stories
            .get(&id)
            .map_or(0, super::book::Story::postponed);
        let (level, late) = self.verdict(owed.due, planned, owed.meeting)?;
        let level = if owed.legal && level == "overdue" {
            "blocking"
        } else {
            level
        };
        let (rule, about) = (owed.rule.to_owned(), code.clone());
        Some(Said {
            level,
            rule,
            about,
            due: Some(owed.due),
            late,
            postponed,
        })
    }

    /// Level and days late of something that is not met; nothing to say of what was to be on a day that
    /// has passed and nobody has said anything of.
    fn verdict(
        &self,
        due: NaiveDate,
        planned: Option<NaiveDate>,
        meeting: bool,
    ) -> Option<(&'static str, i64)> {
        if planned.is_some_and(|day| day < self.today) {
            return None;
        }
        let late = |on: NaiveDate| (on - due).num_days();
        match planned {
            _ if due < self.today => Some(("overdue", late(self.today))),
            Some(on) if on > due => Some(("at_risk", late(on))),
            None if meeting && (due - self.today).num_days() <= LEAD => Some(("unplanned", 0)),
            _ => None,
        }
    }

    /// A rhythm: each meeting is due so many days after the one before, the next after the last.
    fn rhythm(
        &self,
        rule: &str,
        about: &str,
        since: NaiveDate,
        until: Option<NaiveDate>,
        gap: i64,
        said: &mut BTreeSet<Said>,
    ) {
        if until.is_some_and(|until| self.today > until) {
            return;
        }
        let series = format!("iag.{rule}/{about}");
        said.extend(self.ended(rule, about, gap));
        let last = self.sessions(rule, about).into_iter().max();
        let mut from = last.unwrap_or(since);
        let mut stops: Vec<Option<NaiveDate>> = Vec::new();
        for day in self
            .standing(&series)
            .into_iter()
            .filter(|day| last.is_none_or(|last| *day > last))
        {
            // Of a day that has passed nobody has said that it fell through.
            if day < self.today {
                from = day;
            } else {
                stops.push(Some(day));
            }
        }
        for stop in stops.into_iter().chain([None]) {
            let due = self.after(about, from, gap);
            if until.is_none_or(|until| due <= until)
                && let Some((level, late)) = self.verdict(due, stop, true)
            {
                let postponed = self.book.postponed(&series, from, stop);
                let (rule, about) = (rule.to_owned(), about.to_owned());
                said.insert(Said {
                    level,
                    rule,
                    about,
                    due: Some(due),
                    late,
                    postponed,
                });
            }
            from = stop.unwrap_or(from);
        }
    }

    /// `days` days after `anchor` on which neither a family pauses nor a worker is out.
    fn after(&self, about: &str, anchor: NaiveDate, days: i64) -> NaiveDate {
        let still = |day| self.book.still(about, day) || self.out(about, day);
        let (mut day, mut left) = (anchor, days);
        while left > 0 || still(day) {
            left -= i64::from(!still(day));
            day = day.succ_opt().expect("a day");
        }
        day
    }

    /// Whether a day is one of two weeks or more in which somebody is away, over weekends too.
    fn out(&self, who: &str, day: NaiveDate) -> bool {
        let away = |day: NaiveDate| {
            let mut spells = self.facts.away.iter();
            spells.any(|(one, from, to)| one == who && (*from..=*to).contains(&day))
        };
        let bridged = |day: NaiveDate| {
            let near = |days: [i64; 2]| {
                let [before, after] = days.map(|days| day + chrono::Duration::days(days));
                away(before) && away(after)
            };
            away(day) || near([-1, 1]) || near([-1, 2]) || near([-2, 1])
        };
        let run = |step: i64| {
            let next = |day: &NaiveDate| Some(*day + chrono::Duration::days(step));
            let days = std::iter::successors(Some(day), next);
            days.take_while(|day| bridged(*day)).count()
        };
        bridged(day) && run(1) + run(-1) > 14
    }

    /// Meetings held with too few people or too short.
    fn flawed(&self) -> impl Iterator<Item = Said> {
        let few = self.book.stories.values().filter_map(|story| story.too_few);
        let few = few.map(|day| ("intervision".to_owned(), GROUP.to_owned(), day));
        few.chain(self.book.flawed.iter().cloned())
            .map(|(rule, about, day)| Said {
                level: "breach",
                rule,
                about,
                due: Some(day),
                late: 0,
                postponed: 0,
            })
    }

    /// A gap that was too long when the last meeting ended it.
    fn ended(&self, rule: &str, about: &str, gap: i64) -> Option<Said> {
        let series = format!("iag.{rule}/{about}");
        let mut days = self.sessions(rule, about);
        let last = days
            .iter()
            .copied()
            .max()
            .filter(|day| !self.book.waived.contains(&(series.clone(), *day)))?;
        days.extend(self.standing(&series));
        let before = days.into_iter().filter(|day| *day < last).max()?;
        let due = self.after(about, before, gap);
        (last > due).then(|| Said {
            level: "breach",
            rule: rule.to_owned(),
            about: about.to_owned(),
            due: Some(last),
            late: (last - due).num_days(),
            postponed: 0,
        })
    }

    /// The days up to today on which a series was met.
    fn sessions(&self, rule: &str, about: &str) -> Vec<NaiveDate> {
        let mut met = self.book.met(&format!("iag.{rule}/{about}"));
        let rows = self
            .facts
            .held
            .iter()
            .filter(|row| row.0 == rule && row.1 == about);
        met.extend(
            rows.filter(|row| matches!(row.3, "held" | "waived"))
                .map(|row| row.2),
        );
        met.retain(|day| *day <= self.today);
        met
    }

    /// The days on which meetings of a series stand, also agreed ones, in order.
    fn standing(&self, series: &str) -> Vec<NaiveDate> {
        let prefix = format!("{series}/");
        let mut days: Vec<NaiveDate> = self
            .meetings(&prefix)
            .filter_map(|one| self.book.stands(one, true))
            .collect();
        days.sort();
        days.dedup();
        days
    }

    /// Who was not at the last meeting of the peers has a gap of their own.
    fn members(&self, said: &mut BTreeSet<Said>) {
        let series = format!("iag.intervision/{GROUP}");
        let met = self.sessions("intervision", GROUP);
        let standing = self.standing(&series);
        let unsaid = standing
            .iter()
            .copied()
            .filter(|day| *day < self.today && !met.contains(day))
            .max();
        for worker in &self.facts.workers {
            let listed = |day: &&NaiveDate| {
                let there = self.book.present.get(&(series.clone(), **day));
                there.is_none_or(|there| {
                    there.is_empty() || there.iter().any(|one| one == worker.id)
                })
            };
            let Some(own) = met.iter().filter(listed).max().copied().max(unsaid) else {
                continue;
            };
            let Some(last) = met.iter().max().filter(|last| own < **last) else {
                continue;
            };
            let next = standing
                .iter()
                .copied()
                .find(|day| *day >= self.today && day > last);
            let due = self.after(worker.id, own, 42);
            if let Some((level, late)) = self.verdict(due, next, true) {
                let postponed = self.book.postponed(&series, own, next);
                let (rule, about) = ("intervision".to_owned(), worker.id.to_owned());
                said.insert(Said {
                    level,
                    rule,
                    about,
                    due: Some(due),
                    late,
                    postponed,
                });
            }
        }
    }

    /// Meetings whose day has passed without a word.
    fn unrecorded(&self) -> impl Iterator<Item = Said> {
        let passed = self.calendar.iter().filter(|one| {
            let comes_back = RHYTHMS.contains(&one.rule.as_str());
            let unnamed = |day| self.book.unplanned.contains(&(one.series.clone(), day));
            let stands = self.book.stands(one, comes_back);
            stands.is_some_and(|day| day < self.today && !unnamed(day))
        });
        passed.map(|one| Said {
            level: "unrecorded",
            rule: one.rule.clone(),
            about: one.id.clone(),
            due: None,
            late: 0,
            postponed: 0,
        })
    }

    /// Five families for a full contract of 36 hours, its share rounded up.
    fn caseload(&self, worker: usize, said: &mut BTreeSet<Said>) {
        let families = self.facts.families.iter().filter(|family| {
            let in_care = family.start <= self.today && self.today <= self.last_of_care(family);
            in_care && family.worker(self.today) == worker
        });
        let Some(most) = self
            .facts
            .workers
            .get(worker)
            .map(|one| (5 * one.hours).div_ceil(36))
        else {
            return;
        };
        if families.count() > most as usize {
            said.insert(Said {
                level: "breach",
                rule: "caseload".to_owned(),
                about: self.facts.workers[worker].id.to_owned(),
                due: None,
                late: 0,
                postponed: 0,
            });
        }
    }
}

/// The id of a meeting of a rule.
fn id(rule: &str, about: &str, ordinal: usize) -> String {
    format!("iag.{rule}/{about}/{ordinal:02}")
}

/// The last working day not after `day`.
fn worked(mut day: NaiveDate) -> NaiveDate {
    use Holiday::*;
    let free = [
        NewYear,
        Easter,
        EasterMonday,
        KingsDay,
        LiberationDay,
        Ascension,
        WhitSunday,
        WhitMonday,
        Christmas,
        BoxingDay,
    ];
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        || free.iter().any(|one| one.on(day.year()) == Some(day))
    {
        day = day.pred_opt().expect("a day");
    }
    day
}
