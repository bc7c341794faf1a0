"""What no reader catches: the bytes themselves."""

import re


def faults(body):
    """The faults in a feed's bytes, as sentences."""
    found = []
    check = lambda good, text: None if good else found.append(text)
    check(body.startswith(b"BEGIN:VCALENDAR\r\n"), "does not begin with BEGIN:VCALENDAR")
    check(body.endswith(b"END:VCALENDAR\r\n"), "does not end with END:VCALENDAR and CRLF")
    check(body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r"), "a line does not end in CRLF")
    lines = body.split(b"\r\n")
    check(all(len(line) <= 75 for line in lines), "a line has more than 75 octets")
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            found.append(f"a fold splits a character: {line!r}")
    check(not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body), "a control character")

    text = body.replace(b"\r\n ", b"").decode("utf-8", "replace")
    content = text.split("\r\n")
    uids = [line for line in content if line.startswith("UID:")]
    events = content.count("BEGIN:VEVENT")
    check(len(uids) == len(set(uids)) == events, "UIDs are missing or not unique")
    zones = [line[5:] for line in content if line.startswith("TZID:")]
    check(len(zones) == content.count("BEGIN:VTIMEZONE") == 1, "there is not one VTIMEZONE")
    used = set(re.findall(r"^[^:\r\n]*;TZID=([^:;\r\n]+)", text, re.M))
    check(used <= set(zones), f"zones {used} are used, {zones} defined")
    first = content.index("BEGIN:VEVENT") if events else len(content)
    check("BEGIN:VTIMEZONE" in content[:first], "the VTIMEZONE does not come before the events")
    check(content.count("BEGIN:STANDARD") == 1, "there is not one STANDARD")
    check(content.count("BEGIN:DAYLIGHT") <= 1, "there is more than one DAYLIGHT")
    for line in content:
        check(not re.match(r"(DTSTART|DTEND)[:;]", line) or is_dated(line), f"floating: {line}")
        check(":" in line or not line, f"no property: {line}")
        check(not line.endswith(":"), f"no value: {line}")
    check(not re.search(r"^(METHOD|ORGANIZER|ATTENDEE|RDATE)[:;]", text, re.M), "METHOD, ORGANIZER, ATTENDEE or RDATE")
    return found


def is_dated(line):
    """Whether a start or end has a zone or is a day; those of the zone's own rules have none."""
    return bool(re.match(r"DT(START|END)(;TZID=[^:]+:\d{8}T\d{6}|;VALUE=DATE:\d{8}|:1970\d{4}T\d{6})$", line))
