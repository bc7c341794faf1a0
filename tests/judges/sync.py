"""vdirsyncer fetches the feeds of people and team over HTTP, khal lists what it fetched. The feeds
of cases hold the same events; with them khal would take longer than all other judges together."""

import contextlib
import functools
import http.server
import json
import os
import subprocess
import threading
from collections import Counter
from pathlib import Path


@contextlib.contextmanager
def served(folder):
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def run(arguments, work, *also):
    home = dict(os.environ, HOME=str(work), XDG_CONFIG_HOME=str(work), XDG_DATA_HOME=str(work),
                XDG_CACHE_HOME=str(work), VDIRSYNCER_CONFIG=str(work / "vdirsyncer"), LC_ALL="C.UTF-8")
    done = subprocess.run(arguments, env=home, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise ValueError(f"{arguments[0]}: {done.stdout}{done.stderr}")
    return "".join([done.stdout, *(getattr(done, name) for name in also)])


def configure(work, names, address):
    lines = ["[general]", f'status_path = "{work}/status/"']
    for number, name in enumerate(names):
        (work / "fetched" / name).mkdir(parents=True)
        lines += [
            f"[pair p{number}]", f'a = "a{number}"', f'b = "b{number}"', "collections = null",
            'conflict_resolution = "a wins"',
            f"[storage a{number}]", 'type = "http"', f'url = "{address}/{name}.ics"',
            f"[storage b{number}]", 'type = "filesystem"', f'path = "{work}/fetched/{name}/"', 'fileext = ".ics"',
        ]
    (work / "vdirsyncer").write_text("\n".join(lines) + "\n")
    lines = ["[calendars]"]
    for name in names:
        lines += [f"[[{name}]]", f"path = {work}/fetched/{name}/", "readonly = True"]
    lines += [
        "[locale]", "local_timezone = UTC", "default_timezone = UTC", "dateformat = %Y-%m-%d",
        "longdateformat = %Y-%m-%d", "timeformat = %H:%M", "datetimeformat = %Y-%m-%d %H:%M",
        "longdatetimeformat = %Y-%m-%d %H:%M", "[default]", "print_new = False",
    ]
    (work / "khal.conf").write_text("\n".join(lines) + "\n")


def listed(work, programs, names, first, days):
    """What khal lists: calendar -> how often which (start, title). UIDs are not compared: vdirsyncer
    puts a hash in their place."""
    found = {name: Counter() for name in names}
    fields = [part for field in ("calendar", "start-long", "title") for part in ("--json", field)]
    text = run([programs / "khal", "-c", work / "khal.conf", "list", *fields, first, f"{days}d"], work)
    for line in text.splitlines():
        for event in json.loads(line):
            found[event["calendar"]][event["start-long"], plain(event["title"])] += 1
    return found


def plain(title):
    """A title as one line."""
    return " ".join(title.split())


def subscribed(feeds):
    """The feeds that are synced."""
    return sorted(path for path in Path(feeds).glob("*.ics") if not path.stem.startswith("case-"))


def fetch_and_list(feeds, work, programs, first, days):
    """Syncs the feeds twice (the second time nothing may be copied) and gives what khal lists."""
    names = [path.stem for path in subscribed(feeds)]
    with served(feeds) as address:
        configure(work, names, address)
        run([programs / "vdirsyncer", "discover"], work)
        run([programs / "vdirsyncer", "sync"], work)
        again = run([programs / "vdirsyncer", "sync"], work, "stderr")
    copied = [line for line in again.splitlines() if "Copying" in line]
    if copied:
        raise ValueError(f"a second sync copies what has not changed: {copied[:3]}")
    return listed(work, programs, names, first, days)
