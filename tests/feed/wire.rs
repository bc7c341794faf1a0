//! A. Bytes: lines 1 to 8.

use cadans::feed::wire::{clean, escape, fold, parameter_value, percent_encode, write_property};
use icalendar::{Component as _, Event, EventLike as _, Property};
use proptest::prelude::*;

use super::reading::unfold;

fn folded(line: &str) -> String {
    let mut out = String::new();
    fold(line, &mut out);
    out
}

fn written(property: &Property) -> String {
    let mut out = String::new();
    write_property(property, &mut out);
    out
}

/// 2: no line above 75 octets, at every length around the borders.
#[test]
fn lines_have_at_most_75_octets() {
    for length in [74, 75, 76, 149, 150, 151, 224, 225] {
        let line = "x".repeat(length);
        let body = folded(&line);
        let longest = body.split("\r\n").map(str::len).max();
        assert_eq!(longest, Some(length.min(75)), "{length}");
        assert_eq!(unfold(&body), line + "\r\n");
        let pieces = if length <= 75 {
            1
        } else {
            1 + (length - 75).div_ceil(74)
        };
        assert_eq!(body.matches("\r\n").count(), pieces, "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// 3: a fold never splits a character and nothing is lost.
    #[test]
    fn unfolding_gives_back_what_was_folded(line in "( |[é老a]|👩‍👩‍👧|\\PC){0,200}") {
        let body = folded(&line);
        prop_assert_eq!(unfold(&body), line + "\r\n");
        for piece in body.split("\r\n") {
            prop_assert!(piece.len() <= 75);
        }
    }
}

/// A fold beside a space is lost on readers that trim lines, so there is none where one can be
/// avoided.
#[test]
fn folds_keep_clear_of_spaces() {
    let line = "woord\\, ".repeat(60) + "einde";
    for piece in folded(&line).trim_end().split("\r\n ") {
        assert_eq!(piece, piece.trim());
        assert!(!piece.ends_with('\\'));
    }
}

/// 4: what TEXT escapes.
#[test]
fn text_is_escaped() {
    assert_eq!(escape("a\\b;c,d\r\ne\rf\ng"), "a\\\\b\\;c\\,d\\ne\\nf\\ng");
    for name in [
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "COMMENT",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-CALDESC",
    ] {
        let line = written(&Property::new(name, "a\nb; c"));
        assert_eq!(line, format!("{name}:a\\nb\\; c\r\n"));
    }
    for name in ["DTSTART", "RRULE", "STATUS"] {
        let line = written(&Property::new(name, "A;B,C\r\nD"));
        assert_eq!(
            line,
            format!("{name}:A;B,CD\r\n"),
            "not TEXT: as it is, on one line"
        );
    }
    let mut event = Event::new();
    event.categories(["a,b", "c"]);
    let lines: String = event
        .properties()
        .values()
        .chain(event.multi_properties().values().flatten())
        .map(written)
        .collect();
    assert!(
        lines.contains("CATEGORIES:a\\,b,c\r\n"),
        "escaped once, by icalendar: {lines}"
    );
}

/// 5: control characters go, except the tab.
#[test]
fn control_characters_are_removed() {
    let all: String = (0..0x20u8).chain([0x7f]).map(char::from).collect();
    assert_eq!(
        clean(&all),
        "\t\n\n",
        "the line feed and the carriage return are line breaks"
    );
    assert_eq!(escape("a\u{7}b\u{0}c\u{7f}d\te"), "abcd\te");
    assert_eq!(escape("a\u{2028}b\u{85}c\u{9b}d"), "a\\nb\\ncd");
}

/// 6: parameters are quoted and encoded; a name makes no new line.
#[test]
fn parameters_are_quoted() {
    assert_eq!(parameter_value("Europe/Amsterdam"), "Europe/Amsterdam");
    assert_eq!(parameter_value("a:b;c,d"), "\"a:b;c,d\"");
    assert_eq!(parameter_value("a^b\"c\nd"), "a^^b^'c^nd");
    let mut property = Property::new("X-WHO", "x");
    property.add_parameter("CN", "De \"Baas\"\r\nX-INJ:1");
    assert_eq!(
        written(&property),
        "X-WHO;CN=\"De ^'Baas^'^nX-INJ:1\":x\r\n"
    );
}

/// 7: addresses are percent-encoded.
#[test]
fn addresses_start_no_line() {
    assert_eq!(
        percent_encode("https://a.example/é b\r\nX:1"),
        "https://a.example/%C3%A9%20bX:1"
    );
    let line = written(&Property::new("URL", "https://a.example/\r\nX-INJ:1"));
    assert_eq!(line.matches("\r\n").count(), 1);
}

/// 8: no property without a value.
#[test]
fn empty_values_are_left_out() {
    assert_eq!(written(&Property::new("DESCRIPTION", "")), "");
    assert_eq!(
        written(&Property::new("DESCRIPTION", "\u{7}\r")),
        "DESCRIPTION:\\n\r\n"
    );
    assert_eq!(written(&Property::new("LOCATION", "\u{7}")), "");
}
