"""Draws recorded figures: picture.py CSV > picture.svg. Time against size, both by powers of ten; a full dot is a proof,
a hollow one at the top a run that ended without. Colours hold on light and dark ground."""

import csv
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 70, 120, 30, 50
LOOKS = {"cadans": ("Cadans", "#0a8f6c"), "cpsat": ("CP-SAT", "#c2571a"), "milp": ("HiGHS", "#6a6fd8")}
GREY = "#808080"


def main():
    with open(sys.argv[1]) as file:
        rows = [row for row in csv.DictReader(file) if row["solver"] in LOOKS]
    points = [(int(row["occurrences"]), max(float(row["seconds"]), 0.01), row["proven"] == "1", row["solver"]) for row in rows]
    sizes, times = [point[0] for point in points], [point[1] for point in points]
    across = scale(min(sizes) * 0.8, max(sizes) * 1.25, LEFT, WIDTH - RIGHT)
    up = scale(10 ** math.floor(math.log10(min(times))), max(times) * 2, HEIGHT - BOTTOM, TOP)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" '
             'role="img" aria-label="Seconds to a proven best plan against the number of meetings">']
    for power in range(math.floor(math.log10(min(times))), math.floor(math.log10(max(times) * 2)) + 1):
        at = up(10.0 ** power)
        lines.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{GREY}" stroke-opacity=".35"/>')
        lines.append(text(LEFT - 8, at + 4, f"{10.0 ** power:g} s", anchor="end"))
    for size in sorted(set(sizes)):
        lines.append(text(across(size), HEIGHT - BOTTOM + 20, size, anchor="middle"))
    lines.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "meetings to plan", anchor="middle"))
    lines.append(text(LEFT, TOP - 12, "processor seconds of each worker to a proven best plan (hollow: not proven)"))
    names = []
    for solver, (name, colour) in LOOKS.items():
        own = sorted(point for point in points if point[3] == solver)
        if not own:
            continue
        way = "L".join(f"{across(size):.1f} {up(time):.1f}" for size, time, _, _ in own)
        lines.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for size, time, proven, _ in own:
            fill = colour if proven else "none"
            lines.append(f'<circle cx="{across(size):.1f}" cy="{up(time):.1f}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>')
        names.append([up(own[-1][1]) + 4, across(own[-1][0]) + 12, name, colour])
    names.sort()
    for above, below in zip(names, names[1:]):
        below[0] = max(below[0], above[0] + 15)
    lines += [text(x, y, name, colour) for y, x, name, colour in names]
    print("\n".join(lines + ["</svg>"]))


def scale(low, high, first, last):
    """Powers of ten onto a line of the picture."""
    span = math.log10(high) - math.log10(low)
    return lambda value: first + (last - first) * (math.log10(value) - math.log10(low)) / span


def text(x, y, words, colour=GREY, anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{words}</text>'


if __name__ == "__main__":
    main()
