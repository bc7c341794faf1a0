"""Feeds come in; the same as collections of Radicale, and their paths, go out."""
import json, pathlib, re, sys

feeds, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
for feed in sorted(feeds.glob("*.ics")):
    text = feed.read_bytes().decode()
    head = text.split("BEGIN:VEVENT")[0]
    zone = re.search(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", head, re.S)
    zone = zone.group(0) if zone else ""
    folder = out / "collection-root" / "bench" / feed.stem
    folder.mkdir(parents=True)
    (folder / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR", "D:displayname": feed.stem}))
    for number, event in enumerate(re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.S)):
        item = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n{zone}{event}END:VCALENDAR\r\n"
        (folder / f"{number}.ics").write_bytes(item.encode())
    print(f"/bench/{feed.stem}/")
