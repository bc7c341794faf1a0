"""Whether what the readers found in a feed is what the plan says."""

from collections import Counter


def faults(feed, body, found, plan):
    """The differences between the events `found` in a feed and the plan, as sentences."""
    text = body.replace(b"\r\n ", b"").decode()
    cancelled = {
        block.split("\r\nUID:")[1].split("\r\n")[0]
        for block in text.split("BEGIN:VEVENT")[1:]
        if "\r\nSTATUS:CANCELLED" in block
    }
    live = [event for uid, event in found.items() if uid not in cancelled]
    lang = 1 if "//EN\r\n" in text else 0
    meetings = Counter(event for event in live if not is_day(event[0]))
    days = Counter(event[0] for event in live if is_day(event[0]))
    if feed == "team.ics":
        return team_faults(meetings, plan, lang)
    wanted = plan.meetings(feed)
    problems = differences("times", times(meetings), times(wanted))
    problems += differences("due dates", days, plan.days(feed))
    problems += untitled(meetings, wanted, lang)
    return problems


def is_day(start):
    return "-" in start.lstrip("-")


def times(events):
    """How many meetings there are at each start and end."""
    count = Counter()
    for event, number in events.items():
        count[event[:2]] += number
    return count


def differences(what, found, wanted):
    missing, extra = wanted - found, found - wanted
    return [f"{what}: missing {dict(missing)}, extra {dict(extra)}"] if missing or extra else []


def untitled(meetings, wanted, lang):
    """Events whose title is none that the plan allows at that time."""
    allowed = {}
    for start, end, titles, case, _ in wanted:
        allowed.setdefault((start, end), set()).update({titles[lang], f"{titles[lang]} {case}"})
    plain = lambda text: " ".join(text.split())
    return [
        f"title {summary!r} at {start}"
        for start, end, summary in meetings
        if plain(summary) not in {plain(one) for one in allowed.get((start, end), ())}
    ]


def team_faults(meetings, plan, lang):
    """The team's feed shows each rule's meetings all or not at all, and nothing else."""
    wanted = plan.meetings("team.ics")
    problems = untitled(meetings, wanted, lang)
    shown = times(meetings)
    if shown - times(wanted):
        problems.append(f"times: extra {dict(shown - times(wanted))}")
    # With their titles: meetings of two rules may have the same time.
    seen, by_rule = Counter(), {}
    for (start, end, summary), number in meetings.items():
        seen[start, end, " ".join(summary.split())] += number
    for (start, end, titles, case, rule), number in wanted.items():
        names = (f"{titles[lang]} {case}", titles[lang])
        event = next((one for name in names if (one := (start, end, " ".join(name.split()))) in seen), None)
        by_rule.setdefault(rule, Counter())[event] += number
    kept = Counter()
    for count in by_rule.values():
        if set(count) != {None}:
            kept += count
    if kept != seen:
        problems.append("the team's feed shows some meetings of a rule and not others")
    return problems
