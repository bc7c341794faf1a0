//! Two readers that others wrote, `calcard` and `ical`, read every feed: 10, no text of a user
//! breaks out of its value.

use std::collections::BTreeMap;

use cadans::feed::wire::clean;
use cadans::feed::{Audience, Detail, audiences};
use cadans::ids::CaseCode;
use cadans::language::Text;
use cadans::plan::{Participant, Published};
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use proptest::prelude::*;

use super::reading;
use super::world::{self, feed_of, instant, masthead, person};

/// What a reader found in an event: summary, description, location, start.
type Found = BTreeMap<String, [String; 4]>;

fn by_calcard(body: &str) -> (String, Found) {
    // Its strict mode refuses every nested component.
    let mut parser = Parser::new(body);
    let Entry::ICalendar(calendar) = parser.entry() else {
        panic!("calcard reads no calendar from {body}");
    };
    assert!(
        matches!(parser.entry(), Entry::Eof),
        "one calendar and nothing after it"
    );
    (
        of_component(&calendar, 0, &ICalendarProperty::Name),
        calcard_events(&calendar),
    )
}

fn calcard_events(calendar: &ICalendar) -> Found {
    let events = calendar.components.iter().enumerate();
    events
        .filter(|(_, component)| component.component_type == ICalendarComponentType::VEvent)
        .map(|(n, component)| {
            let start = component
                .property(&ICalendarProperty::Dtstart)
                .expect("a start");
            let start = start.values[0].as_partial_date_time().expect("a time");
            let start = start.to_date_time().expect("a time").date_time.to_string();
            let fields = [
                ICalendarProperty::Summary,
                ICalendarProperty::Description,
                ICalendarProperty::Location,
            ]
            .map(|name| of_component(calendar, n, &name));
            let [summary, description, location] = fields;
            (
                component.uid().expect("a UID").to_owned(),
                [summary, description, location, start],
            )
        })
        .collect()
}

fn of_component(calendar: &ICalendar, n: usize, name: &ICalendarProperty) -> String {
    let entry = calendar.components[n].property(name);
    let value = entry
        .and_then(|entry| entry.values.first())
        .and_then(|value| value.as_text());
    value.unwrap_or_default().to_owned()
}

fn by_ical(body: &str) -> (String, Found) {
    let mut calendars: Vec<_> = ical::IcalParser::new(body.as_bytes()).collect();
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.remove(0).expect("ical reads the calendar");
    let of = |properties: &[ical::property::Property], name: &str| -> String {
        let found = properties.iter().find(|property| property.name == name);
        reading::unescape(
            &found
                .and_then(|found| found.value.clone())
                .unwrap_or_default(),
        )
    };
    let events = calendar.events.iter().map(|event| {
        let of = |name| of(&event.properties, name);
        let start = of("DTSTART");
        let start = if start.len() == 8 {
            start + "T000000"
        } else {
            start
        };
        let start = chrono::NaiveDateTime::parse_from_str(&start, "%Y%m%dT%H%M%S").expect("a time");
        (
            of("UID"),
            [
                of("SUMMARY"),
                of("DESCRIPTION"),
                of("LOCATION"),
                start.to_string(),
            ],
        )
    });
    (of(&calendar.properties, "NAME"), events.collect())
}

#[test]
fn both_read_the_same_from_every_feed() {
    let published = world::second();
    for who in audiences(&published) {
        for detail in [Detail::Busy, Detail::Type, Detail::Code] {
            let body = feed_of(&published, &who, detail);
            let (name, found) = by_calcard(&body);
            assert_eq!((name, found.clone()), by_ical(&body));
            assert_eq!(found.len(), reading::events(&body).len());
        }
    }
}

/// Text as a user or an attacker may write it: any characters, and pieces of the format.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        any::<String>(),
        Just("\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n".to_owned()),
        Just("\n ATTENDEE:mailto:x@y.example".to_owned()),
        Just("\u{2028}\u{85}\u{b}\u{c}X-INJ:1".to_owned()),
        Just("\\n\\;\\,\\".to_owned()),
        Just("👩‍👩‍👧\"^n;:,".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn inject(texts: &[String]) -> Published {
    let text = |n: usize| Text {
        nl: texts[n].clone(),
        en: texts[n].clone(),
    };
    let mut plan = world::first_plan();
    for placement in &mut plan.placements {
        placement.title = text(0);
        placement.place = Some(texts[1].clone());
        placement.covers.push(CaseCode::new(texts[2].as_str()));
        placement.participants.push(Participant {
            id: "x".to_owned(),
            role: texts[3].clone(),
        });
    }
    for duty in &mut plan.duties {
        duty.title = text(4);
        duty.items = vec![texts[5].clone()];
    }
    let mut team = masthead();
    team.name.clone_from(&texts[6]);
    team.staff.insert("bram".to_owned(), texts[7].clone());
    Published::next(None, &plan, team, instant("2026-12-15T08:00:00Z"))
}

/// Readers may trim values; `ical` also loses colons at their beginning.
fn trimmed(text: &str) -> String {
    text.trim_start_matches(|c: char| c == ':' || c.is_whitespace())
        .trim_end()
        .to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// 10: as many events as without, the same values, in both readers and our own.
    #[test]
    fn no_text_breaks_out_of_its_value(texts in prop::collection::vec(nasty(), 8)) {
        let published = inject(&texts);
        for who in [person("anna"), Audience::Team] {
            let body = feed_of(&published, &who, Detail::Code);
            let plain = feed_of(&world::first(), &who, Detail::Code);
            prop_assert!(body.split("\r\n").all(|line| line.len() <= 75));
            let own = reading::events(&body);
            prop_assert_eq!(own.len(), reading::events(&plain).len());
            for (name, found) in [by_calcard(&body), by_ical(&body)] {
                prop_assert_eq!(trimmed(&name), trimmed(&reading::parts(&body)[0].text("NAME")));
                prop_assert_eq!(found.len(), own.len());
                for event in &own {
                    let of = |name| event.get(name).map(reading::unescape).unwrap_or_default();
                    let [summary, description, location, _] = &found[event.value("UID")];
                    prop_assert_eq!(trimmed(summary), trimmed(&of("SUMMARY")));
                    prop_assert_eq!(trimmed(description), trimmed(&of("DESCRIPTION")));
                    prop_assert_eq!(trimmed(location), trimmed(&of("LOCATION")));
                }
            }
            let title = clean(&texts[0]);
            let meeting = own.iter().find(|event| event.value("DTSTART").len() > 8);
            let summary = meeting.expect("a meeting").text("SUMMARY");
            prop_assert!(title.trim().is_empty() || summary.starts_with(&title));
        }
    }
}
