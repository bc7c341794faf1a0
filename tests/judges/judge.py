"""Judges a folder of feeds against the plan they come from.

    judge.py HOME FEEDS PLAN.json TODAY

HOME holds the readers (see `setup`). Prints one line per judge; exits 1 at any fault."""

import datetime
import functools
import json
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import compare
import expected
import lint
import readers
import sync


def judged(home, name, feed, plan):
    """The faults that one reader finds in one feed."""
    readers.HOME = home
    try:
        found = readers.ALL[name](feed)
    except Exception as fault:  # whatever a foreign reader throws is its verdict
        return [f"{type(fault).__name__}: {fault}"]
    return compare.faults(feed.name, feed.read_bytes(), found, plan)


def khal_faults(feeds, home, plan):
    """What khal lists after a sync against what `icalendar` reads."""
    with tempfile.TemporaryDirectory() as work:
        days = (plan.last - plan.first).days + 1
        try:
            listed = sync.fetch_and_list(
                feeds, Path(work), home / "venv/bin", plan.first.isoformat(), days
            )
        except Exception as fault:
            return [f"{type(fault).__name__}: {fault}"]
    faults = []
    for feed in sync.subscribed(feeds):
        events = readers.by_icalendar(feed).values()
        wanted = Counter((utc(start), sync.plain(summary)) for start, _, summary in events)
        shown = listed[feed.stem]
        if wanted != shown:
            faults.append(f"{feed.name}: missing {dict(wanted - shown)}, extra {dict(shown - wanted)}")
    return faults


def utc(start):
    """A start as khal writes it."""
    if compare.is_day(start):
        return start
    return datetime.datetime.fromtimestamp(int(start), datetime.UTC).strftime("%Y-%m-%d %H:%M")


def verdicts(home, feeds, plan):
    """Judge by judge: its name and the faults it finds."""
    readers.HOME = home
    files = sorted(feeds.glob("*.ics"))
    names = {path.name for path in files}
    yield "every feed is there", [f"no {name}" for name in sorted(plan.feeds() - names)]
    yield "bytes", [f"{path.name}: {fault}" for path in files for fault in lint.faults(path.read_bytes())]
    with ProcessPoolExecutor() as pool:
        for name in readers.ALL:
            found = pool.map(functools.partial(judged, home, name, plan=plan), files)
            yield name, [f"{path.name}: {fault}" for path, faults in zip(files, found) for fault in faults]
    yield "vdirsyncer, then khal", khal_faults(feeds, home, plan)


def main():
    home, feeds, plan, today = sys.argv[1:]
    home, feeds = Path(home).resolve(), Path(feeds).resolve()
    plan = expected.Plan(json.loads(Path(plan).read_text()), today)
    bad = False
    since = time.monotonic()
    for name, faults in verdicts(home, feeds, plan):
        seconds, since = time.monotonic() - since, time.monotonic()
        print(f"  {'FAULTS' if faults else 'fine  '}  {name} ({seconds:.0f} s)", flush=True)
        for fault in faults[:5]:
            print(f"          {fault[:400]}")
        bad |= bool(faults)
    sys.exit(bad)


if __name__ == "__main__":
    main()
