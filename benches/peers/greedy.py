"""A planner as a person would do it: the meeting that falls due next goes first, to the best time that is still free.
What stands is never moved."""

import heapq
from collections import defaultdict


def plan(problem, record):
    busy = defaultdict(list)
    counts = defaultdict(int)
    most = {(room["person"], room["day"]): room["most"] for room in problem.room}
    quiet = {}
    met = defaultdict(list)
    groups = defaultdict(list)
    for number, group in enumerate(problem.groups):
        for candidate, amount in group.members:
            groups[candidate].append((number, amount))
    for root in problem.roots:
        for port in problem.below(root):
            quiet[port] = any(ends(problem, quiet, arc) for arc in problem.out[port])

    def fit(number):
        """The cheapest, then earliest, start that is free."""
        it = problem.candidates[number]
        keys = [(who, it["day"]) for who in it["people"]]
        if any(counts[key] >= most.get(key, 1 << 30) for key in keys):
            return None
        near = {other for key in keys for other in busy[key]}
        near = [(other, starts[other], starts[other] + problem.candidates[other]["len"]) for other in near]
        for start, extra in problem.starts(number):
            end = start + it["len"]
            if all(end + problem.gap(number, end, other, at) <= at or until + problem.gap(other, until, number, start) <= start
                   for other, at, until in near):
                return extra, start
        return None

    def ways(port):
        """The arcs out of a port, best first, that leave a way to the end."""
        for arc in sorted(problem.out[port], key=lambda arc: problem.arcs[arc][1]):
            to, _ = problem.arcs[arc]
            if to is None or all(quiet[port] for port in problem.nodes[to]["ports"]):
                yield arc

    def due(port):
        """The day of the best next meeting, were everything free."""
        for arc in ways(port):
            number = problem.held(arc)
            return 0 if number is None else problem.candidates[number]["day"]
        return 0

    def cost(arc):
        """What a step costs at once, and the start it would take."""
        cost, number = list(problem.arcs[arc][1]), problem.held(arc)
        if number is None:
            return cost, None
        fitted = fit(number)
        if fitted is None:
            return None, None
        cost[problem.start_layer] += fitted[0]
        for group, amount in groups[number]:
            price = problem.groups[group].cost
            cost[problem.group_layer] += price(met[group] + [amount]) - price(met[group])
        return cost, fitted[1]

    arcs, starts = [], {}
    queue = [(due(root), root) for root in problem.roots]
    heapq.heapify(queue)
    while queue:
        _, port = heapq.heappop(queue)
        best = None
        for arc in ways(port):
            if best is not None and problem.arcs[arc][1] > best[0]:
                break
            here, start = cost(arc)
            if here is not None and (best is None or here < best[0]):
                best = (here, arc, start)
        _, arc, start = best
        arcs.append(arc)
        to = problem.arcs[arc][0]
        number = problem.held(arc)
        if number is not None:
            starts[number] = start
            for group, amount in groups[number]:
                met[group].append(amount)
            for who in problem.candidates[number]["people"]:
                busy[who, problem.candidates[number]["day"]].append(number)
                counts[who, problem.candidates[number]["day"]] += 1
        if to is not None:
            for next_ in problem.nodes[to]["ports"]:
                heapq.heappush(queue, (due(next_), next_))
    record.found(arcs, starts)


def ends(problem, quiet, arc):
    """Whether this way comes to its end without a further meeting."""
    to = problem.arcs[arc][0]
    return to is None or problem.nodes[to]["candidate"] is None and all(quiet[port] for port in problem.nodes[to]["ports"])
