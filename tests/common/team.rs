//! Small teams built in code: visibly invented people and cases, one programme, and rules made of
//! few words. Tests change what they are about and leave the rest.

use std::collections::{BTreeMap, BTreeSet};

use cadans::diagnostic::{FileId, Span};
use cadans::ids::{CaseCode, PersonId, RuleId, SeriesId};
use cadans::records::{Record, State};
use cadans::rules::*;
use cadans::series::{Earlier, Instance, Note, Requirement, Series, Standing, expand};
use cadans::team::*;
use cadans::time::holidays::Holiday;
use cadans::time::{Offset, Period, Rollover, Slots, Term, zone};
use chrono::{NaiveDate, NaiveDateTime};

/// `2027-01-04`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// `2027-01-04 09:00`.
pub fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time")
}

pub fn offset(text: &str) -> Offset {
    text.parse().expect("an offset")
}

pub fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

pub fn text(both: &str) -> Text {
    Text {
        nl: both.to_owned(),
        en: both.to_owned(),
    }
}

pub fn nowhere() -> Span {
    Span {
        file: FileId(0),
        start: 0,
        end: 0,
    }
}

/// Monday to Friday, 08:30-12:30 and 13:00-17:00.
pub fn office() -> [Slots; 7] {
    parse_week("mon-fri am pm").expect("a week")
}

/// A rule `p.<name>` per case for family and worker, an hour at the family, Monday to Friday.
pub fn rule(name: &str, demand: Demand) -> Rule {
    let weekday = Slots::ALL;
    let mut allowed = [weekday; 7];
    allowed[5] = Slots::EMPTY;
    allowed[6] = Slots::EMPTY;
    Rule {
        after: None,
        id: RuleId::of("p", name),
        short: None,
        title: text(name),
        source: "test".to_owned(),
        severity: Severity::Hard,
        inferred: false,
        mode: Mode::Plan,
        per: Per::Case { each: None },
        who: Who {
            all: words("family worker"),
            ..Who::default()
        },
        duration: minutes(60),
        place: Place::Family,
        demand,
        when: When {
            allowed,
            fixed_start: None,
            preferred: None,
            outside: None,
            no_school_holidays: false,
            avoid_school_holidays: false,
        },
        confirm_by: None,
        freeze_days: None,
        notice: None,
        covers: None,
        bundle: false,
        standing: false,
        absent: BTreeMap::new(),
        distinct_from: Vec::new(),
        variants: Vec::new(),
        span: nowhere(),
    }
}

pub fn minutes(target: u32) -> Duration {
    Duration {
        tolerance: 0,
        min: target,
        target,
        max: target,
        per_case: 0,
        combine: Combine::Sum,
        split_max: None,
        by_size: BTreeMap::new(),
    }
}

/// A milestone with these offsets from an anchor.
pub fn milestone(anchor: Anchor, from: &str, target: &str, due: &str) -> Demand {
    Demand::Milestone(Milestone {
        anchor,
        from: offset(from),
        target: offset(target),
        due: offset(due),
        late_max: period("4w"),
        rollover: Rollover::None,
        legal: false,
        repeat: None,
    })
}

/// The same, coming back.
pub fn repeated(anchor: Anchor, from: &str, due: &str, every: &str, before_end: &str) -> Demand {
    let Demand::Milestone(single) = milestone(anchor, from, due, due) else {
        unreachable!()
    };
    Demand::Milestone(Milestone {
        repeat: Some(Repeat {
            points: Points::Every(period(every)),
            before_end: period(before_end),
            count_min: 1,
            case_dates: true,
        }),
        ..single
    })
}

/// A rhythm with min, target = max, and limit in days.
pub fn cadence(start: Anchor, min: u32, target: u32, limit: u32) -> Demand {
    Demand::Cadence(Cadence {
        gap: Gap {
            min,
            target,
            max: target,
            limit,
            free: 0,
            grace: 0,
        },
        first: None,
        start,
        until: None,
        count_max: None,
    })
}

pub fn weekly(amount: Amount) -> Demand {
    Demand::Weekly(Weekly {
        amount,
        bounds: None,
        at_least: false,
    })
}

pub fn duty(anchor: Anchor, due: &str) -> Demand {
    Demand::Duty(Duty {
        owner: "worker".to_owned(),
        anchor,
        due: offset(due),
        rollover: Rollover::None,
        legal: false,
        items: Vec::new(),
    })
}

/// Supervision of each worker by the scientist at the office, every three weeks.
pub fn supervision() -> Rule {
    Rule {
        after: None,
        per: Per::Person {
            of: "worker".to_owned(),
        },
        who: Who {
            all: words("worker scientist"),
            ..Who::default()
        },
        place: Place::Office,
        bundle: true,
        ..rule("supervision", cadence(Anchor::PersonSince, 14, 21, 28))
    }
}

fn role(id: &str, kind: RoleKind, any_of: &str) -> (String, Role) {
    let role = Role {
        id: id.to_owned(),
        title: text(id),
        kind,
        any_of: words(any_of),
    };
    (id.to_owned(), role)
}

fn phase(id: &str, weeks: u32) -> Phase {
    let length = Period::weeks(weeks);
    Phase {
        id: id.to_owned(),
        aliases: Vec::new(),
        title: text(id),
        length: PhaseLength::Range(LengthRange {
            min: length,
            target: length,
            max: length,
        }),
        longer_for: Vec::new(),
        source: "test".to_owned(),
    }
}

/// Programme `p`: start 6 weeks, change 26, winddown 7; five roles and one slot.
pub fn programme(rules: Vec<Rule>) -> Programme {
    Programme {
        id: "p".to_owned(),
        title: text("programme"),
        length: LengthRange {
            min: Period::weeks(20),
            target: Period::weeks(39),
            max: Period::weeks(52),
        },
        follows_decision: false,
        phases: vec![phase("start", 6), phase("change", 26), phase("winddown", 7)],
        roles: [
            role("family", RoleKind::Family, ""),
            role("worker", RoleKind::Staff, ""),
            role("scientist", RoleKind::Staff, ""),
            role("therapist", RoleKind::Staff, ""),
            role("lead", RoleKind::Staff, ""),
            role("referrer", RoleKind::External, ""),
            role("treatment_staff", RoleKind::Slot, "scientist therapist"),
        ]
        .into(),
        dates: BTreeMap::new(),
        rules,
        choices: Vec::new(),
        sources: BTreeMap::new(),
        origin: "test".to_owned(),
        layers: BTreeMap::new(),
    }
}

pub fn person(id: &str, roles: &str) -> Person {
    Person {
        id: PersonId::new(id),
        name: id.to_owned(),
        roles: words(roles).into_iter().collect(),
        external: false,
        kind: None,
        contract: None,
        since: None,
        until: None,
        patterns: Vec::new(),
        protected: Vec::new(),
        flags: BTreeSet::new(),
        max_per_day: None,
        standing: true,
        swaps: Vec::new(),
        span: nowhere(),
    }
}

/// Hours from a week text, from one day to another, every so many weeks.
pub fn pattern(week: &str, from: Option<&str>, to: Option<&str>, every: u32) -> Pattern {
    Pattern {
        from: from.map(day),
        to: to.map(day),
        every,
        week: parse_week(week).expect("a week"),
    }
}

pub fn case(code: &str, start: &str) -> Case {
    Case {
        code: CaseCode::new(code),
        programme: "p".to_owned(),
        start: day(start),
        end: None,
        family: code.to_owned(),
        municipality: None,
        decision_start: None,
        decision_end: None,
        listed_ends: None,
        evaluations: Vec::new(),
        dates: BTreeMap::new(),
        phases: BTreeMap::new(),
        zone: 1,
        hours: None,
        minutes: BTreeMap::new(),
        pauses: cadans::time::Pauses::default(),
        flags: BTreeSet::new(),
        follows: None,
        span: nowhere(),
    }
}

pub fn assign(subject: Subject, role: &str, person: &str) -> Assignment {
    Assignment {
        subject,
        role: role.to_owned(),
        person: PersonId::new(person),
        from: None,
        to: None,
        kind: AssignmentKind::Lead,
        span: nowhere(),
    }
}

/// A case of programme `p` as a subject.
pub fn of_case(code: &str) -> Subject {
    Subject::Case(CaseCode::new(code), "p".to_owned())
}

pub fn record(series: &str, on: &str, state: State) -> Record {
    Record {
        series: SeriesId::new(series),
        state,
        day: day(on),
        start: None,
        minutes: None,
        present: Vec::new(),
    }
}

pub fn agreed(rule: &str, subject: &str, start: &str) -> Agreed {
    Agreed {
        rule: Some(RuleId::of("p", rule)),
        subject: subject.to_owned(),
        start: time(start),
        minutes: 60,
        people: Vec::new(),
        note: String::new(),
        span: nowhere(),
    }
}

pub fn away(who: Away, from: &str, to: &str) -> Absence {
    Absence {
        who,
        from: day(from),
        to: day(to),
        slots: None,
        kind: AwayKind::Leave,
        span: nowhere(),
    }
}

/// A meeting of the published plan.
pub fn standing(id: &str, start: &str) -> Standing {
    let id = cadans::ids::OccurrenceId::new(id);
    let series = id.series();
    let rule = series
        .as_str()
        .split('/')
        .next()
        .expect("a rule")
        .to_owned();
    Standing {
        series,
        rule: RuleId::new(rule),
        case: None,
        title: text("standing"),
        start: time(start),
        minutes: 60,
        people: Vec::new(),
        place: None,
        firm: false,
        id,
    }
}

/// Anna (worker), Bram (scientist), Rik (referrer, outside the team); office, north and south, 20
/// minutes apart and 10 within; the holidays of a collective agreement.
pub fn team(rules: Vec<Rule>) -> Team {
    let external = Person {
        external: true,
        ..person("rik", "referrer")
    };
    Team {
        id: "testteam".to_owned(),
        name: "Testteam".to_owned(),
        domain: "test.example".to_owned(),
        lang: "nl".to_owned(),
        zone: zone::named("Europe/Amsterdam").expect("a zone"),
        region: "noord".to_owned(),
        employer: employer(),
        programmes: vec![programme(rules)],
        retention: cadans::team::Retention::default(),
        max_detail: None,
        notice: Notice::default(),
        quality: cadans::rules::Weights::default(),
        office: office(),
        people: vec![
            person("anna", "worker"),
            person("bram", "scientist"),
            external,
        ],
        groups: Vec::new(),
        capacities: BTreeMap::new(),
        travel: Travel {
            zones: words("office north south"),
            minutes: vec![vec![0, 20, 20], vec![20, 10, 20], vec![20, 20, 10]],
        },
        cases: Vec::new(),
        assignments: Vec::new(),
        absences: Vec::new(),
        agreed: Vec::new(),
        held: Vec::new(),
        held_at: BTreeMap::new(),
        held_as: BTreeMap::new(),
        refused: Vec::new(),
        offers: Vec::new(),
        as_of: None,
        lodged: Vec::new(),
        closures: BTreeMap::new(),
        school_holidays: Vec::new(),
    }
}

fn employer() -> Employer {
    use Holiday::*;
    Employer {
        id: "test".to_owned(),
        title: text("employer"),
        free: [
            NewYear,
            EasterMonday,
            KingsDay,
            LiberationDay,
            Ascension,
            WhitMonday,
            Christmas,
            BoxingDay,
        ]
        .map(NamedDay::from)
        .into(),
        avoid: [GoodFriday, AscensionBridge].map(NamedDay::from).into(),
        day_max: 600,
        week_max: 3600,
        rest_min: 660,
        full_time: 2160,
        publish_days: 28,
        freeze_days: 21,
        source: "test".to_owned(),
    }
}

/// Expands a term such as `2027Q1` or `2027-01-04..2027-02-28`, planned long before it.
pub fn expanded(team: &Team, term: &str) -> Instance {
    expanded_after(team, term, &Earlier::default())
}

/// The same with a published plan.
pub fn expanded_after(team: &Team, term: &str, earlier: &Earlier) -> Instance {
    let term = self::term(term);
    let today = term.from - chrono::Days::new(14);
    expand(team, term, today, earlier, &[])
}

pub fn term(text: &str) -> Term {
    match text.split_once("..") {
        Some((from, to)) => Term {
            from: day(from),
            to: day(to),
        },
        None => text.parse().expect("a term"),
    }
}

/// The series with this id, in order.
pub fn series<'i>(instance: &'i Instance, id: &str) -> Vec<&'i Series> {
    let own = instance.series.iter();
    own.filter(|series| series.id.as_str() == id).collect()
}

/// The only series with this id.
pub fn only<'i>(instance: &'i Instance, id: &str) -> &'i Series {
    match series(instance, id)[..] {
        [only] => only,
        ref other => panic!("{id} has {} series", other.len()),
    }
}

/// The rhythms with this id.
pub fn rhythms(instance: &Instance, id: &str) -> Vec<cadans::series::Cadence> {
    let all = series(instance, id).into_iter();
    all.filter_map(|series| match series.requirement {
        Requirement::Cadence(cadence) => Some(cadence),
        _ => None,
    })
    .collect()
}

/// The weeks with this id as `2027-01-04..2027-01-10 x2`.
pub fn weeks(instance: &Instance, id: &str) -> Vec<String> {
    let all = series(instance, id).into_iter();
    all.filter_map(|series| match &series.requirement {
        Requirement::Weekly(weekly) => Some(weekly.weeks.clone()),
        _ => None,
    })
    .flatten()
    .map(|week| format!("{}..{} x{}", week.from, week.to, week.count))
    .collect()
}

/// The dates of the milestone in a series, counted from a day for those that count from a meeting.
pub fn window(
    instance: &Instance,
    series: &Series,
    anchor: Option<&str>,
) -> cadans::series::Window {
    let Requirement::Milestone(milestone) = &series.requirement else {
        panic!("{} is no milestone", series.id)
    };
    let known = match milestone.anchor {
        cadans::series::Anchor::Day(day) => day,
        cadans::series::Anchor::Series(_) => day(anchor.expect("an anchor")),
    };
    instance.window(milestone, known)
}

/// The codes of the notes.
pub fn notes(instance: &Instance) -> Vec<String> {
    instance.notes.iter().map(Note::code).collect()
}
