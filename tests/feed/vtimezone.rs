//! C. VTIMEZONE: lines 18 to 23, judged by a plain reading of the emitted rule and against the
//! time-zone database.

use cadans::feed::vtimezone::lines;
use cadans::time::seasons::{Change, Seasons, seasons};
use cadans::time::zone::{Tz, named};
use chrono::{DateTime, Duration, NaiveDate, Offset as _, TimeZone as _, Utc};

fn zone(name: &str) -> Tz {
    named(name).expect("a zone")
}

/// 18, 19, 20, 21, 22: the compact form, whole.
#[test]
fn amsterdam_is_one_pair_of_yearly_rules() {
    let expected = "BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE";
    assert_eq!(
        lines(zone("Europe/Amsterdam"), 2026)
            .expect("lines")
            .join("\n"),
        expected
    );
}

/// 20: the same lines in every year, so that the passing of a year moves no byte.
#[test]
fn the_rules_do_not_depend_on_the_year() {
    let first = lines(zone("Europe/Amsterdam"), 1997);
    for year in 1998..2060 {
        assert_eq!(lines(zone("Europe/Amsterdam"), year), first, "{year}");
    }
}

/// The offset at an instant by the emitted rules alone.
fn by_rule(standard: &Change, daylight: &Change, at: DateTime<Utc>) -> i32 {
    let onsets = |change: &Change| {
        let mut last = None;
        for year in 1990..2045 {
            let local = change.day(year).expect("a day").and_time(change.time);
            let onset = (local - Duration::seconds(i64::from(change.from))).and_utc();
            if onset <= at {
                last = Some(onset);
            }
        }
        last.expect("an onset before")
    };
    if onsets(standard) > onsets(daylight) {
        standard.to.offset
    } else {
        daylight.to.offset
    }
}

/// 23: the rules agree with the database at every seventh hour, 1997 to 2037.
#[test]
fn the_rules_agree_with_the_database() {
    let zone = zone("Europe/Amsterdam");
    let Ok(Seasons::Two { standard, daylight }) = seasons(zone, 1997..=2037) else {
        panic!("one pair of rules");
    };
    let mut at = Utc
        .with_ymd_and_hms(1997, 1, 1, 0, 0, 0)
        .single()
        .expect("an instant");
    let end = Utc
        .with_ymd_and_hms(2038, 1, 1, 0, 0, 0)
        .single()
        .expect("an instant");
    let mut compared = 0;
    while at < end {
        let known = zone
            .offset_from_utc_datetime(&at.naive_utc())
            .fix()
            .local_minus_utc();
        assert_eq!(by_rule(&standard, &daylight, at), known, "{at}");
        compared += 1;
        at += Duration::hours(7);
    }
    assert!(compared > 51_000);
}

#[test]
fn a_zone_without_clock_changes_has_one_standard() {
    let text = lines(zone("Asia/Kathmandu"), 2026)
        .expect("lines")
        .join("\n");
    assert_eq!(
        text,
        "BEGIN:VTIMEZONE
TZID:Asia/Kathmandu
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
TZNAME:+0545
END:STANDARD
END:VTIMEZONE"
    );
    assert!(lines(zone("UTC"), 2026).is_ok());
}

#[test]
fn other_pairs_of_rules_are_found() {
    let york = lines(zone("America/New_York"), 2026)
        .expect("lines")
        .join("\n");
    assert!(
        york.contains("DTSTART:19700308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
        "{york}"
    );
    assert!(york.contains("BYMONTH=11;BYDAY=1SU"), "{york}");
    let sydney = lines(zone("Australia/Sydney"), 2026)
        .expect("lines")
        .join("\n");
    assert!(
        sydney.contains("BEGIN:STANDARD\nDTSTART:19700405T030000"),
        "{sydney}"
    );
    let dublin = lines(zone("Europe/Dublin"), 2026)
        .expect("lines")
        .join("\n");
    assert!(
        dublin.contains("TZOFFSETTO:+0000\nTZNAME:GMT\nEND:STANDARD"),
        "{dublin}"
    );
}

/// Semantics 28: what one pair of rules cannot express is a fault.
#[test]
fn a_zone_beyond_one_pair_of_rules_is_refused() {
    for (name, year) in [
        ("Africa/Casablanca", 2026),
        ("Asia/Jerusalem", 2026),
        ("America/New_York", 2000),
    ] {
        let fault = lines(zone(name), year).expect_err("a fault");
        assert!(fault.contains(name), "{fault}");
    }
}

#[test]
fn a_change_falls_on_the_right_day() {
    let Ok(Seasons::Two { standard, daylight }) = seasons(zone("Europe/Amsterdam"), 2026..=2030)
    else {
        panic!("one pair of rules");
    };
    assert_eq!(daylight.day(2027), NaiveDate::from_ymd_opt(2027, 3, 28));
    assert_eq!(standard.day(2027), NaiveDate::from_ymd_opt(2027, 10, 31));
}
