"""What each feed of a published plan must show, from the plan's JSON alone."""

import datetime
from collections import Counter
from pathlib import Path


class Plan:
    """The JSON of `cadans plan --format json`, asked feed by feed."""

    def __init__(self, plan, today):
        self.placements = plan["placements"]
        self.duties = plan.get("duties", [])
        day = datetime.date.fromisoformat(today)
        self.first = day - datetime.timedelta(days=90)
        self.last = day + datetime.timedelta(days=400)

    def shows(self, day):
        return self.first <= day <= self.last

    def feeds(self):
        """The files there must at least be."""
        cases = {placement["case"] for placement in self.placements} - {None}
        people = {one["id"] for placement in self.placements for one in placement["participants"]}
        return {"team.ics"} | {f"case-{code}.ics" for code in cases} | {f"{one}.ics" for one in people - cases}

    def meetings(self, feed):
        """The meetings of a feed by its name, as a count of (start, end, titles allowed)."""
        wanted = [placement for placement in self.placements if belongs(placement, Path(feed).stem)]
        return Counter(
            entry(placement, discreet(feed)) for placement in wanted if self.shows(instant(placement["start"]).date())
        )

    def days(self, feed):
        """The due dates of a feed's owner."""
        dues = [duty["due"] for duty in self.duties if duty["owner"] == Path(feed).stem]
        return Counter(due for due in dues if self.shows(datetime.date.fromisoformat(due)))


def belongs(placement, stem):
    people = {one["id"] for one in placement["participants"]}
    if stem.startswith("case-"):
        code = stem.removeprefix("case-")
        return placement["case"] == code or code in people
    return stem == "team" or stem in people


def instant(text):
    return datetime.datetime.fromisoformat(text)


def discreet(feed):
    """Whether a feed's readers learn no more of an appointment outside the rules than that there is one."""
    stem = Path(feed).stem
    return stem == "team" or stem.startswith("case-")


def entry(placement, hides_notes):
    seconds = lambda text: str(int(instant(text).timestamp()))
    titles = tuple(placement["title"][lang].strip() for lang in ("nl", "en"))
    if hides_notes and placement["rule"] == "agreed":
        titles = ("Afspraak", "Appointment")
    return seconds(placement["start"]), seconds(placement["end"]), titles, placement["case"], placement["rule"]
