"""Evolution's data server as a subscriber: it fetches a secret address, a meeting moves and another is cancelled,
and both are seen at its next fetch; what it asks is overheard between it and the server.

    evolution.py CADANS WORK"""

import datetime
import http.server
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
from gi.repository import ECal, EDataServer  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from served import cadans, check, moved_and_cancelled, planned, serving  # noqa: E402

LONGEST = 30


def overhearing(base):
    """A server that passes on what it is asked, and what was asked and answered so far."""
    heard = []

    class Between(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
            request = urllib.request.Request(base + self.path, headers=asked)
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as error:
                answer = error
            body = answer.read()
            heard.append((asked, answer.status))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in ("content-length", "connection", "date"):
                    self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if answer.status != 304 else b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Between)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", heard


def subscribed(address):
    """A calendar of the data server for an address."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    source = EDataServer.Source.new(None, None)
    source.set_display_name("Cadans")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("webcal")
    scheme, rest = address.split("://")
    host, path = rest.split("/", 1)
    name, port = host.split(":")
    where = source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND)
    where.set_resource_path("/" + path)
    source.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION).set_host(name)
    source.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION).set_port(int(port))
    source.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION).set_method("none")
    source.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_method("none" if scheme == "http" else "tls")
    source.get_extension(EDataServer.SOURCE_EXTENSION_REFRESH).set_enabled(False)
    registry.commit_source_sync(source, None)
    source = registry.ref_source(source.get_uid())
    return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, LONGEST, None)


def events(client):
    """Its events: identity -> start in UTC, title, status."""
    found = {}
    _, all_of_them = client.get_object_list_as_comps_sync("#t", None)
    for component in all_of_them:
        event = component.get_icalcomponent()
        start, zone = event.get_dtstart(), component.get_dtstart().get_tzid()
        offset = 0
        if zone:
            known = client.get_timezone_sync(zone, None)[1]
            offset = known.get_utc_offset(start)[0]
        instant = datetime.datetime(start.get_year(), start.get_month(), start.get_day(), start.get_hour(), start.get_minute())
        instant -= datetime.timedelta(seconds=offset)
        found[event.get_uid()] = (instant, event.get_summary(), event.get_status().value_nick)
    return found


def until(wanted):
    """Waits until something is so; whether it came to be."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if wanted():
            return True
        time.sleep(0.2)
    return False


def utc(start):
    return datetime.datetime.fromisoformat(start).astimezone(datetime.timezone.utc).replace(tzinfo=None)


def judge(binary, work):
    team, (to_move, to_cancel), feed = planned(binary, work)

    with serving(binary, team) as base:
        between, heard = overhearing(base)
        client = subscribed(f"{between}/f/{feed}")

        def fetched():
            count = len(heard)
            client.refresh_sync(None)
            check(until(lambda: len(heard) > count), "it fetches")
            return heard[-1]

        def at(start):
            return [one for one in events(client).values() if one[0] == start]

        check(until(lambda: at(utc(to_move["start"]))), f"the first fetch shows the meeting (of {len(events(client))} events)")
        before = {uid for uid, one in events(client).items() if one[0] == utc(to_move["start"])}
        asked, status = fetched()
        check("If-None-Match" in asked and status == 304, f"nothing new: it asks with its tag and gets a 304 ({status})")

        later = moved_and_cancelled(binary, team, to_move, to_cancel)
        check(fetched()[1] == 200, "a change is a new body")
        check(until(lambda: at(utc(later))), "the meeting has moved")
        moved = {uid for uid, one in events(client).items() if one[0] == utc(later)}
        check(before & moved, "and is still the same meeting")
        gone = at(utc(to_cancel["start"]))
        check(any(one[2] == "cancelled" and one[1].startswith("VERVALLEN") for one in gone), f"the other is cancelled ({gone})")
        check(fetched()[1] == 304, "and a 304 again")

        cadans(binary, team, "feed-link", "revoke", "anna")
        count = len(events(client))
        try:
            fetched()
        except gi.repository.GLib.Error:
            pass
        check(heard[-1][1] == 404, "a revoked address is gone at once")
        check(len(events(client)) == count, "and what it had stays")


if __name__ == "__main__":
    judge(sys.argv[1], Path(sys.argv[2]))
    sys.exit(check.failed)
