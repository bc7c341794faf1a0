"""A problem file comes in; its graph, and the judge of any plan made of it, go out. Knows only src/problem/FORMAT.md."""

import json
import time
from collections import defaultdict


class Problem:
    def __init__(self, path):
        with open(path) as file:
            data = json.load(file)
        assert data["format"] == "cadans-problem" and data["version"] in (1, 2)
        for key in ("layers", "travel", "room", "candidates", "nodes", "start_layer"):
            setattr(self, key, data[key])
        if data["version"] == 1:
            self.group_layer = data["pair_day_layer"]
            self.groups = [Group([(member, 1) for member in members], 0, data["pair_day_cost"], 0, [])
                           for members in data["pair_days"]]
        else:
            self.group_layer = data["group_layer"]
            self.groups = [Group(**group) for group in data["groups"]]
        self.break_slots = data.get("break_slots", 0)
        self.breaks = {(one["person"], one["day"]): one["slots"] for one in data.get("breaks", [])}
        self.roots = [path["root"] for path in data["paths"]]
        self.size = len(self.layers)
        # Arcs get numbers of their own; an arc costs what it says and what the node it leads to says.
        self.arcs, self.out, self.into = [], [], defaultdict(list)
        for port in data["ports"]:
            self.out.append(range(len(self.arcs), len(self.arcs) + len(port)))
            for arc in port:
                cost = arc["cost"]
                if arc["to"] is not None:
                    cost = plus(cost, self.nodes[arc["to"]]["cost"])
                    self.into[arc["to"]].append(len(self.arcs))
                self.arcs.append((arc["to"], cost))
        self.holding = defaultdict(list)
        for number, node in enumerate(self.nodes):
            if node["candidate"] is not None:
                self.holding[node["candidate"]] += self.into[number]
        for group in self.groups:
            group.members = [(number, amount) for number, amount in group.members if number in self.holding]
        self.groups = [group for group in self.groups if group.members]
        self.by_day = defaultdict(list)
        for number in self.holding:
            candidate = self.candidates[number]
            for who in candidate["people"]:
                self.by_day[who, candidate["day"]].append(number)

    def held(self, arc):
        to = self.arcs[arc][0]
        return None if to is None else self.nodes[to]["candidate"]

    def way(self, one, other):
        """Slots of travel between two candidates."""
        here, there = self.candidates[one]["place"], self.candidates[other]["place"]
        return 0 if here is None or there is None else self.travel[here][there]

    def breaks_of(self, one, other):
        """The breaks of those whom two candidates of a day have in common, where there is a way between the two."""
        here, there = self.candidates[one], self.candidates[other]
        both = set(here["people"]) & set(there["people"]) if self.way(one, other) else ()
        return [tuple(run) for who in both for run in self.breaks.get((who, here["day"]), [])]

    def around_breaks(self):
        """Pairs of candidates and breaks (the first and last slot) that may lie between the one and the other."""
        found = {(one, other, run) for members in self.by_day.values() for one in members for other in members
                 if self.candidates[one]["series"] != self.candidates[other]["series"]
                 for run in self.breaks_of(one, other)}
        return sorted(found)

    def gap(self, one, end, other, start):
        """Slots that lie at least between a candidate that is over at `end` and another that starts at `start`."""
        rest = any(end <= first and last < start for first, last in self.breaks_of(one, other))
        return self.way(one, other) + (self.break_slots if rest else 0)

    def starts(self, number):
        """Start and extra cost of a candidate, cheapest first."""
        return [(start, group["extra"]) for group in self.candidates[number]["starts"]
                for first, last in group["slots"] for start in range(first, last + 1)]

    def far_pairs(self, members):
        """The least travel between two series of a person's day, and the pairs that need more."""
        pairs = [(one, other, self.way(one, other)) for at, one in enumerate(members) for other in members[at + 1:]
                 if self.candidates[one]["series"] != self.candidates[other]["series"]]
        least = min((way for _, _, way in pairs), default=0)
        return least, [pair for pair in pairs if pair[2] > least]

    def rooms(self):
        """Daily maxima that can bind: members and how many."""
        for room in self.room:
            members = self.by_day.get((room["person"], room["day"]), [])
            if len({self.candidates[number]["series"] for number in members}) > room["most"]:
                yield members, room["most"]

    def ranges(self):
        """For each layer the least and the most that any plan can cost in it."""
        extra = {number: max(group["extra"] for group in self.candidates[number]["starts"]) for number in self.holding}
        low, high = [0] * self.size, [0] * self.size
        high[self.group_layer] += sum(group.most() for group in self.groups)
        for layer in range(self.size):
            for root in self.roots:
                least, most = self.extremes(root, layer, extra, {})
                low[layer] += least
                high[layer] += most
        return low, high

    def extremes(self, root, layer, extra, known):
        def of(port):
            if port not in known:
                ends = []
                for arc in self.out[port]:
                    to, cost = self.arcs[arc]
                    low = high = cost[layer]
                    if to is not None:
                        number = self.nodes[to]["candidate"]
                        high += extra[number] if number is not None and layer == self.start_layer else 0
                        below = [known[port] for port in self.nodes[to]["ports"]]
                        if None in below:
                            continue
                        low, high = low + sum(low for low, _ in below), high + sum(high for _, high in below)
                    ends.append((low, high))
                known[port] = (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None
        for port in self.below(root):
            of(port)
        return known[root]

    def below(self, root):
        """The ports of a path, those further on first."""
        seen, order, open_ = set(), [], [(root, False)]
        while open_:
            port, done = open_.pop()
            if done:
                order.append(port)
            elif port not in seen:
                seen.add(port)
                open_.append((port, True))
                for arc in self.out[port]:
                    to = self.arcs[arc][0]
                    if to is not None:
                        open_ += [(next_, False) for next_ in self.nodes[to]["ports"]]
        return order

    def weighed(self, most):
        """Weights that are exact, for as many layers at once as `most` allows: lists of (layer, weight), first first.
        A layer that no plan can change is left out."""
        low, high = self.ranges()
        groups, weight, group = [], 1, []
        for layer in reversed(range(self.size)):
            width = high[layer] - low[layer]
            if width == 0:
                continue
            if group and weight * (width + 1) > most:
                groups.append(group)
                weight, group = 1, []
            group.insert(0, (layer, weight))
            weight *= width + 1
        return list(reversed(groups + [group])) if group else groups

    def judge(self, arcs, starts):
        """What a plan costs: the arcs taken and a start for each candidate held. Raises when it breaks a rule."""
        taken, total, held = set(arcs), [0] * self.size, set()
        open_ = list(self.roots)
        while open_:
            chosen = [arc for arc in self.out[open_.pop()] if arc in taken]
            assert len(chosen) == 1, "one arc out of each port"
            taken.remove(chosen[0])
            to, cost = self.arcs[chosen[0]]
            total = plus(total, cost)
            if to is not None:
                open_ += self.nodes[to]["ports"]
                if self.nodes[to]["candidate"] is not None:
                    assert self.nodes[to]["candidate"] not in held, "held twice"
                    held.add(self.nodes[to]["candidate"])
        assert not taken, "arcs that nothing leads to"
        for number in held:
            total[self.start_layer] += dict(self.starts(number))[starts[number]]
        total[self.group_layer] += sum(group.cost(group.amounts(held)) for group in self.groups)
        for members in self.by_day.values():
            there = sorted((starts[number], number) for number in members if number in held)
            for at, (start, one) in enumerate(there):
                end = start + self.candidates[one]["len"]
                assert all(end + self.gap(one, end, other, next_) <= next_ for next_, other in there[at + 1:]), "no time"
        for members, most in self.rooms():
            assert sum(number in held for number in members) <= most, "too many on one day"
        return total


class Group:
    """What several candidates cost together: `any` once one is held, `alone` when they amount to 1, and for each
    (free, cost) of `beyond` so much for every one beyond what is free."""

    def __init__(self, members, base, any, alone, beyond):
        self.members, self.base, self.any, self.alone, self.beyond = members, base, any, alone, beyond

    def amounts(self, held):
        return [amount for number, amount in self.members if number in held]

    def over(self, amount):
        return [max(0, self.base + amount - free) - max(0, self.base - free) for free, _ in self.beyond]

    def cost(self, amounts):
        if not amounts:
            return 0
        amount = sum(amounts)
        beyond = sum(cost * over for (_, cost), over in zip(self.beyond, self.over(amount)))
        return self.any + (self.alone if amount == 1 else 0) + beyond

    def total(self):
        return sum(amount for _, amount in self.members)

    def most(self):
        """No less than any plan pays."""
        return max(self.cost([self.total()]), self.any) + self.alone

    def first_of(self):
        """The members that may be alone."""
        return [number for number, amount in self.members if amount == 1]


def plus(one, other):
    return [a + b for a, b in zip(one, other)]


class Record:
    """What a solver knew, and when: seconds of processor for each of its workers, so that a busy machine spoils nothing."""

    def __init__(self, problem, workers=1):
        self.problem, self.workers, self.begin = problem, workers, time.process_time()
        self.known, self.best, self.bound, self.note = [], None, None, ""

    def seconds(self):
        return (time.process_time() - self.begin) / self.workers

    def found(self, arcs, starts):
        at = self.seconds()
        cost = self.problem.judge(arcs, starts)
        if self.best is None or cost < self.best[0]:
            self.best = (cost, list(arcs), dict(starts))
            self.known.append((at, cost))
