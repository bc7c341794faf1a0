"""Draws how the cost grows: growth.py CSV > growth.svg, of what `cargo bench --bench plan -- growth` prints. Seconds against
meetings, both by powers of ten; the dashed line grows as the meetings do."""

import csv
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "peers"))
from picture import BOTTOM, GREY, HEIGHT, LEFT, RIGHT, TOP, WIDTH, scale, text  # noqa: E402

CURVES = {
    "first_s": ("first plan", "#6a6fd8"),
    "quality_s": ("quality within 1 %", "#0a8f6c"),
    "proven": ("all proven", "#c2571a"),
}


def main():
    with open(sys.argv[1]) as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        # Recorded before rhythm became a part of quality.
        row.setdefault("quality_s", row.get("rhythm_s"))
        row["proven"] = row["seconds"] if float(row["gap"]) == 0 else ""
    sizes = [int(row["occurrences"]) for row in rows]
    known = {name: [(int(row["occurrences"]), float(row[name])) for row in rows if row[name]] for name in CURVES}
    times = [seconds for points in known.values() for _, seconds in points]
    low, high = math.floor(math.log10(min(times))), math.log10(max(times) * 2)
    across = scale(min(sizes) * 0.8, max(sizes) * 1.25, LEFT, WIDTH - RIGHT)
    up = scale(10**low, 10**high, HEIGHT - BOTTOM, TOP)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" '
             'role="img" aria-label="Seconds against the number of meetings">']
    for power in range(low, math.floor(high) + 1):
        at = up(10.0**power)
        lines.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{GREY}" stroke-opacity=".35"/>')
        lines.append(text(LEFT - 8, at + 4, f"{10.0**power:g} s", anchor="end"))
    lines += [text(across(size), HEIGHT - BOTTOM + 20, size, anchor="middle") for size in sizes]
    lines.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "meetings to plan", anchor="middle"))
    lines.append(text(LEFT, TOP - 12, "seconds; dashed: as much longer as there are more meetings"))
    first = known["first_s"]
    ends = [(size, first[0][1] * size / first[0][0]) for size in (first[0][0], first[-1][0])]
    lines.append(f'<path d="M{way(ends, across, up)}" fill="none" stroke="{GREY}" stroke-dasharray="5 5"/>')
    for name, (label, colour) in CURVES.items():
        points = known[name]
        if not points:
            continue
        lines.append(f'<path d="M{way(points, across, up)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{across(size):.1f}" cy="{up(time):.1f}" r="5" fill="{colour}"/>' for size, time in points]
        lines.append(text(across(points[-1][0]) + 12, up(points[-1][1]) + 4, label, colour))
    print("\n".join(lines + ["</svg>"]))


def way(points, across, up):
    return "L".join(f"{across(size):.1f} {up(time):.1f}" for size, time in points)


if __name__ == "__main__":
    main()
