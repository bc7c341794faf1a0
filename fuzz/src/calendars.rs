//! Texts and numbers of a meeting come in; the calendars they are written to are read by another program's reader, which
//! finds the same texts and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use cadans::feed::{Audience, Detail, UidKey, export};
use cadans::ids::{CaseCode, PersonId, RuleId};
use cadans::language::{Lang, Text};
use cadans::plan::{
    Duty, Firmness, Masthead, Participant, Placement, Plan, Published, Status, Window,
};
use cadans::time::Term;
use calcard::icalendar::ICalendarComponentType;
use calcard::{Entry, Parser};
use chrono::{DateTime, Days, NaiveDate, TimeDelta};

/// A meeting and a duty: eight bytes of numbers, then texts with a byte 0x1F between them.
pub fn run(data: &[u8]) {
    let Some((numbers, texts)) = data.split_at_checked(8) else {
        return;
    };
    let texts = String::from_utf8_lossy(texts).into_owned();
    let mut texts = texts.split('\u{1f}').map(str::to_owned);
    let mut text = || texts.next().unwrap_or_default();
    let first = plan(numbers, &mut text);
    let mut second = first.clone();
    second.revision = 2;
    second.placements[0].start += TimeDelta::minutes(i64::from(numbers[5]));
    second.placements[0].title = Text::new(text(), text());
    let team = masthead(&mut text);
    let at: DateTime<chrono::Utc> = "2027-01-12T12:00:00Z".parse().expect("an instant");
    let published = Published::next(None, &first, team.clone(), at);
    let published = Published::next(Some(&published), &second, team, at);
    let people = [
        Audience::Person(PersonId::new("anna")),
        Audience::Case(CaseCode::new("TIVO4")),
        Audience::Team,
    ];
    let key = UidKey::new([7; 32]);
    let today = at.date_naive();
    for who in people {
        for detail in [Detail::Busy, Detail::Type, Detail::Code] {
            for lang in [Lang::Nl, Lang::En] {
                let feed = export(&published, &who, detail, lang, today, &key);
                judge(&feed.expect("a zone that is known"), &published);
            }
        }
    }
}

/// What RFC 5545 asks of the bytes, and that another reader reads them.
fn judge(feed: &str, published: &Published) {
    assert!(feed.ends_with("END:VCALENDAR\r\n"), "cut short");
    let mut open = Vec::new();
    for line in feed.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} bytes in a line: {line:?}", line.len());
        let odd = |c: char| c.is_control() && c != '\t';
        assert!(!line.contains(odd), "a control character: {line:?}");
        if let Some(kind) = line.strip_prefix("BEGIN:") {
            open.push(kind.to_owned());
        }
        if let Some(kind) = line.strip_prefix("END:") {
            assert_eq!(open.pop().as_deref(), Some(kind), "ends what did not begin");
        }
    }
    assert!(open.is_empty(), "not ended: {open:?}");
    let mut parser = Parser::new(feed);
    let Entry::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar: {feed}");
    };
    assert!(
        matches!(parser.entry(), Entry::Eof),
        "more than one calendar"
    );
    let events = calendar.components.iter();
    let events = events.filter(|one| one.component_type == ICalendarComponentType::VEvent);
    let most = 2 * (published.entries.len() + published.duties.len());
    assert!(events.count() <= most, "more than was published: {feed}");
}

fn plan(numbers: &[u8], text: &mut impl FnMut() -> String) -> Plan {
    let day: NaiveDate = "2027-01-01".parse().expect("a day");
    let day = day + Days::new(u64::from(numbers[0]));
    let minute = (u32::from(numbers[1]) * 6) % 1440;
    let start = day
        .and_hms_opt(minute / 60, minute % 60, 0)
        .expect("a time");
    let rule = RuleId::of("proef", "review");
    let series = rule.series("TIVO4");
    let people = [("anna", "worker"), ("TIVO4", "family"), ("ref", "referrer")];
    let people = people.map(|(id, role)| Participant {
        id: id.to_owned(),
        role: role.to_owned(),
    });
    let firm = [
        Firmness::Planned,
        Firmness::Proposed,
        Firmness::Confirmed,
        Firmness::Refused,
        Firmness::Agreed,
    ];
    let meeting = Placement {
        id: series.occurrence(u32::from(numbers[2])),
        series: series.clone(),
        programme: "proef".to_owned(),
        case: Some(CaseCode::new("TIVO4")),
        title: Text::new(text(), text()),
        start,
        minutes: u32::from(numbers[3]) * 15,
        participants: people.to_vec(),
        absent: Vec::new(),
        place: Some(text()),
        window: Window { from: day, to: day },
        due: None,
        status: firm[usize::from(numbers[4]) % firm.len()],
        covers: Vec::new(),
        rule: rule.clone(),
    };
    let duty = Duty {
        id: RuleId::of("proef", "report").series("TIVO4").occurrence(1),
        rule: RuleId::of("proef", "report"),
        title: Text::new(text(), text()),
        case: Some(CaseCode::new("TIVO4")),
        owner: "anna".to_owned(),
        due: day,
        legal: numbers[6].is_multiple_of(2),
        items: vec![text(), text()],
    };
    Plan {
        team: "proef".to_owned(),
        revision: 1,
        term: Term {
            from: day,
            to: day + Days::new(90),
        },
        entries: 0,
        today: day,
        now: None,
        zone: "Europe/Amsterdam".to_owned(),
        status: Status::Optimal,
        objective: 0,
        bound: 0,
        gap: 0.0,
        seconds: 0.0,
        layers: Vec::new(),
        placements: vec![meeting],
        left_out: Vec::new(),
        duties: vec![duty],
        stays: Vec::new(),
        loads: Vec::new(),
        standing: Vec::new(),
        chosen: None,
        notes: Vec::new(),
    }
}

fn masthead(text: &mut impl FnMut() -> String) -> Masthead {
    let mut role = |role: &str| (role.to_owned(), Text::new(text(), text()));
    let roles = BTreeMap::from([role("family"), role("worker"), role("referrer")]);
    Masthead {
        id: "proef".to_owned(),
        name: text(),
        domain: "proef.example".to_owned(),
        lang: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        staff: BTreeMap::from([("anna".to_owned(), text())]),
        outside: BTreeSet::from(["ref".to_owned()]),
        cases: BTreeSet::from([CaseCode::new("TIVO4")]),
        roles: BTreeMap::from([("proef".to_owned(), roles)]),
        too_frequent: BTreeSet::new(),
    }
}
