"""Paths come in; each with the tag its server gives goes out."""
import sys, time, urllib.request

base, paths = sys.argv[1], open(sys.argv[2]).read().split()
for _ in range(100):
    try:
        urllib.request.urlopen(base + paths[0]).read()
        break
    except OSError:
        time.sleep(0.1)
for path in paths:
    with urllib.request.urlopen(base + path) as answer:
        assert answer.read().startswith(b"BEGIN:VCALENDAR"), path
        print(path, answer.headers["ETag"])
