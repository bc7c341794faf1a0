//! The bytes on the wire: components that `icalendar` built come in, RFC 5545 text goes out. The
//! crate's own serialiser is not used: it folds one octet too late, leaves some values unescaped,
//! stamps events with the current time and cannot carry a VTIMEZONE.

use icalendar::{Calendar, Component, Event, Property};

/// Longest line in octets, without its CRLF.
const LINE_OCTETS: usize = 75;

/// The order of an event's properties; others follow in order of name.
const EVENT_ORDER: [&str; 15] = [
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "CATEGORIES",
    "STATUS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
];

/// The calendar as a file: its properties in the order given, the lines of its VTIMEZONE (content
/// lines, not folded), its events in the order given.
pub fn write(calendar: &Calendar, zone: &[String]) -> String {
    let mut out = String::new();
    fold("BEGIN:VCALENDAR", &mut out);
    for property in &calendar.properties {
        write_property(property, &mut out);
    }
    for line in zone {
        fold(line, &mut out);
    }
    for event in calendar
        .components
        .iter()
        .filter_map(|component| component.as_event())
    {
        write_event(event, &mut out);
    }
    fold("END:VCALENDAR", &mut out);
    out
}

fn write_event(event: &Event, out: &mut String) {
    let rank = |name: &str| EVENT_ORDER.iter().position(|known| *known == name);
    let several = event.multi_properties().values().flatten();
    let mut properties: Vec<&Property> = event.properties().values().chain(several).collect();
    properties.sort_by_key(|property| {
        let key = property.key();
        (rank(key).unwrap_or(EVENT_ORDER.len()), key.to_owned())
    });
    fold("BEGIN:VEVENT", out);
    for property in properties {
        write_property(property, out);
    }
    fold("END:VEVENT", out);
}

/// One property as content lines. One without a value is left out: libical rejects it.
pub fn write_property(property: &Property, out: &mut String) {
    let value = match kind(property.key()) {
        Kind::Text => escape(property.value()),
        Kind::Uri => percent_encode(property.value()),
        Kind::Plain => clean(property.value()).replace('\n', ""),
    };
    if value.is_empty() {
        return;
    }
    let mut line = property.key().to_owned();
    for parameter in property.params().values() {
        line.push(';');
        line.push_str(parameter.key());
        line.push('=');
        line.push_str(&parameter_value(parameter.value()));
    }
    line.push(':');
    line.push_str(&value);
    fold(&line, out);
}

/// How a property's value is written.
enum Kind {
    /// Free text, escaped.
    Text,
    /// An address, percent-encoded.
    Uri,
    /// Dates, numbers, names of the standard, and lists that came escaped: as they are, on one line.
    Plain,
}

fn kind(name: &str) -> Kind {
    match name {
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "COMMENT" | "CONTACT" | "NAME"
        | "X-WR-CALNAME" | "X-WR-CALDESC" | "UID" | "PRODID" => Kind::Text,
        "URL" | "SOURCE" | "ATTACH" | "IMAGE" | "CONFERENCE" => Kind::Uri,
        _ => Kind::Plain,
    }
}

/// The text without control characters, every kind of line break as `\n`. Tabs stay.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            other => other,
        })
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

/// The text as a TEXT value (RFC 5545, 3.3.11).
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}

/// The text as a parameter's value: quoted where needed, quotes and line breaks as in RFC 6868.
pub fn parameter_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '^' => out.push_str("^^"),
            '\n' => out.push_str("^n"),
            '"' => out.push_str("^'"),
            other => out.push(other),
        }
    }
    if out.contains([':', ';', ',']) {
        return format!("\"{out}\"");
    }
    out
}

/// An address with everything percent-encoded that may not stand in one.
pub fn percent_encode(uri: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::with_capacity(uri.len());
    for byte in clean(uri).bytes() {
        let allowed = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        if allowed {
            out.push(char::from(byte));
        } else if byte != b'\n' {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Writes a content line in pieces of at most 75 octets that never split a character; each piece
/// but the first starts with a space, which counts.
pub fn fold(line: &str, out: &mut String) {
    let mut rest = line;
    let mut room = LINE_OCTETS;
    while rest.len() > room {
        let (piece, after) = rest.split_at(break_before(rest, room));
        out.push_str(piece);
        out.push_str("\r\n ");
        rest = after;
        room = LINE_OCTETS - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Where to break a text longer than `room` octets: as late as may be, but if that can be helped
/// not beside a space, since some readers trim lines before they join them, nor within an escape.
fn break_before(text: &str, room: usize) -> usize {
    let boundaries = || (1..=room).rev().filter(|at| text.is_char_boundary(*at));
    let unwise = |at: usize| {
        let (before, after) = text.split_at(at);
        before.ends_with(|c: char| c.is_whitespace() || c == '\\')
            || after.starts_with(char::is_whitespace)
    };
    boundaries()
        .find(|at| !unwise(*at))
        .or_else(|| boundaries().next())
        .unwrap_or(room)
}
