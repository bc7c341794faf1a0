"""Judges the judges: breaks a good feed in many ways and demands that each is condemned by those
who should.

    broken.py HOME FEEDS PLAN.json TODAY"""

import json
import sys
import tempfile
from pathlib import Path

import expected
import judge
import lint
import readers

FEED = "anna.ics"
START = b"DTSTART;TZID=Europe/Amsterdam:20270202T130000"
EVERYONE = set(readers.ALL)
LIBICAL = "libical (C, with its restriction check)"


def last_event(body):
    """The first and one past the last byte of the last event."""
    return body.rindex(b"BEGIN:VEVENT"), body.rindex(b"END:VCALENDAR")


def doubled(body):
    begin, end = last_event(body)
    return body[:end] + body[begin:end] + body[end:]


def without_one(body):
    at = body.index(START)
    begin, end = body.rindex(b"BEGIN:VEVENT", 0, at), body.index(b"BEGIN:VEVENT", at)
    return body[:begin] + body[end:]


def without_zone(body):
    begin, end = body.index(b"BEGIN:VTIMEZONE"), body.index(b"BEGIN:VEVENT")
    return body[:begin] + body[end:]


def swapped(old, new, count=1):
    def change(body):
        assert old in body, old
        return body.replace(old, new, count)

    return change


# What is broken: how, and who must see it.
BROKEN = {
    "bare line feeds": (lambda body: body.replace(b"\r\n", b"\n"), {"bytes"}),
    "a byte-order mark": (lambda body: b"\xef\xbb\xbf" + body, {"bytes"}),
    "a line of 76 octets": (swapped(b"LOCATION:noord", b"LOCATION:" + b"n" * 67), {"bytes"}),
    "a control character": (swapped(b"LOCATION:noord", b"LOCATION:no\x07ord"), {"bytes"}),
    "a truncated file": (lambda body: body[: len(body) // 2], {"bytes"} | EVERYONE),
    "the same UID twice": (doubled, {"bytes"} | EVERYONE - {"ics (Python)"}),
    "a meeting less": (without_one, EVERYONE),
    "no zone": (without_zone, {"bytes"}),
    "a zone that is wrong in winter": (swapped(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0000"), {"ical.js (Node)", LIBICAL}),
    "a meeting a quarter late": (swapped(START, START.replace(b"1300", b"1315")), EVERYONE),
    "a floating time": (swapped(START, b"DTSTART:20270202T130000"), {"bytes"}),
    "another title": (swapped(b"SUMMARY:Bespreking", b"SUMMARY:Vergadering", 9), EVERYONE),
    "a line break in a title": (swapped(b"SUMMARY:Bezoek ", b"SUMMARY:Be\r\nzoek "), {"bytes"}),
    "an empty property": (swapped(b"LOCATION:noord", b"LOCATION:"), {"bytes", LIBICAL}),
    "no DTSTAMP": (swapped(b"DTSTAMP:20261215T080000Z\r\n", b""), {"vobject (Python)"}),
    "an identity in the zone": (swapped(b"BEGIN:STANDARD\r\n", b"UID:1\r\nBEGIN:STANDARD\r\n"), {LIBICAL}),
    "a duty a day late": (swapped(b"DTSTART;VALUE=DATE:20270108\r\nDTEND;VALUE=DATE:20270109",
                                  b"DTSTART;VALUE=DATE:20270109\r\nDTEND;VALUE=DATE:20270110"), EVERYONE),
}


def condemned_by(home, path, plan):
    """The names of the judges that find a fault in the feed."""
    names = {name for name in readers.ALL if judge.judged(home, name, path, plan)}
    return names | ({"bytes"} if lint.faults(path.read_bytes()) else set())


def main():
    home, feeds, plan, today = sys.argv[1:]
    home, good = Path(home).resolve(), (Path(feeds) / FEED).read_bytes()
    plan = expected.Plan(json.loads(Path(plan).read_text()), today)
    asleep = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FEED
        for name, (change, who) in ({"nothing": (lambda body: body, set())} | BROKEN).items():
            path.write_bytes(change(good))
            verdict = condemned_by(home, path, plan)
            if not who <= verdict or (verdict and not who):
                print(f"  ASLEEP  {name}: condemned by {sorted(verdict)}, not by {sorted(who - verdict)}")
                asleep = True
    if asleep:
        sys.exit(1)
    print(f"  fine    {len(BROKEN)} broken feeds, each condemned by those who must")


if __name__ == "__main__":
    main()
