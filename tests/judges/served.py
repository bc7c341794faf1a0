"""A subscriber's days with the server: vdirsyncer fetches a secret address and khal lists it; a meeting
moves and another is cancelled, and both are seen at the next fetch, with a 304 in between.

    served.py HOME CADANS"""

import contextlib
import datetime
import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import sync

TODAY = "2027-01-20"


def cadans(binary, team, command, *arguments):
    words = [binary, command, team, *arguments, "--today", TODAY, "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode not in (0, 4):
        raise ValueError(f"cadans {command}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout) if done.stdout.lstrip().startswith(("{", "[")) else None


@contextlib.contextmanager
def serving(binary, team):
    words = [binary, "serve", team, "--listen", "127.0.0.1:0", "--today", TODAY, "--no-log"]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            if "http://" in line:
                yield "http://" + line.split("http://")[1].strip()
                break
        else:
            raise ValueError("the server did not start")
    finally:
        server.terminate()
        if server.wait(20) != 0:
            raise ValueError(f"the server ended with {server.returncode}")


def fetch(address, tag=None):
    request = urllib.request.Request(address, headers={"If-None-Match": tag} if tag else {})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers["ETag"]
    except urllib.error.HTTPError as error:
        return error.code, error.headers["ETag"]


def planned(binary, work):
    """A team with a published quarter, two meetings of anna's, and the last part of her feed's address."""
    team = work / "team"
    subprocess.run([binary, "init", team], check=True, capture_output=True)
    words = [binary, "plan", team, "--term", "2027Q1", "--today", "2026-12-15", "--limit", "5", "--publish", "--format", "json"]
    plan = json.loads(subprocess.run(words, capture_output=True, text=True).stdout)
    hers = [
        one for one in plan["placements"]
        if any(person["id"] == "anna" for person in one["participants"]) and one["start"] > "2027-02-01"
    ]
    return team, hers[:2], cadans(binary, team, "feed-link", "issue", "anna")["address"].rsplit("/", 1)[1]


def moved_and_cancelled(binary, team, to_move, to_cancel):
    """Moves one meeting and cancels another; when the first is now."""
    later = datetime.datetime.fromisoformat(to_move["start"]) + datetime.timedelta(hours=1, minutes=15)
    cadans(binary, team, "pin", to_move["id"], "--at", later.strftime("%Y-%m-%dT%H:%M"))
    cadans(binary, team, "record", to_cancel["id"], "cancelled", "--on", to_cancel["start"][:10])
    return later.isoformat()


def judge(home, binary, work):
    programs = home / "venv" / "bin"
    team, (to_move, to_cancel), feed = planned(binary, work)
    secret = feed.removesuffix(".ics")

    with serving(binary, team) as base:
        address = f"{base}/f/{secret}.ics"
        sync.configure(work, [secret], f"{base}/f")
        sync.run([programs / "vdirsyncer", "discover"], work)

        def synced():
            said = sync.run([programs / "vdirsyncer", "sync"], work, "stderr")
            found = sync.listed(work, programs, [secret], "2027-01-25", 70)[secret]
            return "Copying" in said, found

        def at(start):
            return datetime.datetime.fromisoformat(start).astimezone(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")

        copied, found = synced()
        title = {start: name for start, name in found}
        check(copied and at(to_move["start"]) in title, "the first fetch shows the meeting")
        status, tag = fetch(address)
        check(status == 200 and fetch(address, tag) == (304, tag), "nothing new is a 304")
        check(not synced()[0], "a second sync copies nothing")

        later = moved_and_cancelled(binary, team, to_move, to_cancel)
        status, new = fetch(address, tag)
        check(status == 200 and new != tag, "a change is a new body")
        copied, found = synced()
        starts = {start for start, _ in found}
        check(copied and at(later) in starts, "the meeting has moved")
        gone = [name for start, name in found if start == at(to_cancel["start"])]
        check(any(name.startswith("VERVALLEN") for name in gone), f"the other is cancelled ({gone})")
        check(fetch(address, new) == (304, new), "and a 304 again")

        cadans(binary, team, "feed-link", "revoke", "anna")
        check(fetch(address)[0] == 404, "a revoked address is gone at once")


def check(fine, what):
    print(f"  {'fine  ' if fine else 'FAULTS'}  {what}")
    check.failed |= not fine


check.failed = False

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        judge(Path(sys.argv[1]), sys.argv[2], Path(folder))
    sys.exit(check.failed)
