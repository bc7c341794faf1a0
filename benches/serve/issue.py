"""Feeds written to a folder come in; so many secret addresses for them go out, a path a line."""
import json, pathlib, subprocess, sys

cadans, team, feeds, wanted = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
readers = sorted(path.stem for path in feeds.glob("*.ics"))
for number in range(wanted):
    reader, purpose = readers[number % len(readers)], f"device{number // len(readers)}"
    detail = ["code", "type", "busy"][number // len(readers) % 3]
    command = [cadans, "feed-link", team, "issue", reader, "--purpose", purpose, "--detail", detail, "--format", "json"]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print("/" + json.loads(made)["address"].split("/", 3)[3])
