"""The foreign readers. Each takes the path of a feed and gives its events as
{uid: (start, end, summary)}: seconds since 1970 as text, or days as dates; each raises on any
fault its reader finds."""

import datetime
import functools
import json
import subprocess
import warnings
from pathlib import Path

import ical.calendar_stream
import icalendar
import ics
import vobject

HOME = None  # the folder of the readers' own programs, set by judge.py


def when(value):
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError(f"floating time {value}")
        return str(int(value.timestamp()))
    return value.isoformat()


def collected(events):
    """Events by UID; two with one UID are a fault."""
    found = {}
    for uid, start, end, summary in events:
        if uid in found:
            raise ValueError(f"UID twice: {uid}")
        found[uid] = (start, end, summary.strip())
    return found


def by_icalendar(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for part in calendar.walk():
        if part.errors:
            raise ValueError(f"icalendar: {part.errors}")
    return collected(
        (str(event["UID"]), when(event["DTSTART"].dt), when(event["DTEND"].dt), str(event["SUMMARY"]))
        for event in calendar.walk("VEVENT")
    )


def by_vobject(path):
    calendars = list(vobject.readComponents(path.read_bytes().decode()))
    if len(calendars) != 1:
        raise ValueError(f"vobject reads {len(calendars)} calendars")
    calendars[0].validate(raiseException=True)
    return collected(
        (event.uid.value, when(event.dtstart.value), when(event.dtend.value), event.summary.value)
        for event in calendars[0].contents.get("vevent", [])
    )


def by_ical(path):
    stream = ical.calendar_stream.IcsCalendarStream.calendar_from_ics(path.read_bytes().decode())
    return collected(
        (event.uid, when(event.dtstart), when(event.dtend), event.summary) for event in stream.events
    )


def by_ics(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = ics.Calendar(path.read_bytes().decode())
    day = lambda at: at.date().isoformat()
    return collected(
        (event.uid, *((day(event.begin), day(event.end)) if event.all_day
                      else (when(event.begin.datetime), when(event.end.datetime))), event.name)
        for event in calendar.events
    )


@functools.cache
def icaljs_on_all(folder, _changed):
    """What ical.js finds in each feed of a folder: starting Node once is much faster. The time of
    the folder's last change makes the cache forget what has changed since."""
    files = sorted(str(path) for path in folder.glob("*.ics"))
    done = subprocess.run(["node", "icaljs.mjs", *files], cwd=HOME, capture_output=True, text=True, check=True)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    return {verdict["path"]: verdict for verdict in verdicts}


def by_icaljs(path):
    changed = max(one.stat().st_mtime_ns for one in path.parent.glob("*.ics"))
    verdict = icaljs_on_all(path.parent, changed)[str(path)]
    if "fault" in verdict:
        raise ValueError(verdict["fault"])
    return collected(verdict["events"])


def by_libical(path):
    done = subprocess.run([str(Path(HOME) / "libical"), str(path)], capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stdout)
    return collected(line.split("\t") for line in done.stdout.splitlines())


ALL = {
    "icalendar (Python)": by_icalendar,
    "vobject (Python)": by_vobject,
    "ical (Python)": by_ical,
    "ics (Python)": by_ics,
    "ical.js (Node)": by_icaljs,
    "libical (C, with its restriction check)": by_libical,
}
