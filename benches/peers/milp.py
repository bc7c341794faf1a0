"""A slot-indexed programme on plain HiGHS: a 0/1 column for each arc and for each start of each meeting, a row for each
slot of each person's day, the greedy plan as start. Groups of layers one after the other, since doubles bear less weight."""

import highspy
import numpy as np

# Weighted sums beyond this are lost in HiGHS's tolerances.
MOST = 10_000_000
# More rows than this do not fit beside others on a small machine.
LARGE = 3_000_000


class Rows:
    """Rows gathered for one call."""

    def __init__(self):
        self.low, self.high, self.first, self.index, self.value = [], [], [], [], []

    def add(self, low, high, terms):
        self.low.append(low)
        self.high.append(high)
        self.first.append(len(self.index))
        for index, value in terms:
            self.index.append(index)
            self.value.append(value)


def write(problem):
    """Columns of arcs, then of starts, then of groups; cost of each by layer."""
    cost = [list(costs) for _, costs in problem.arcs]
    slots, rows = {}, Rows()
    zero = [0] * problem.size
    for number in problem.holding:
        for start, extra in problem.starts(number):
            slots[number, start] = len(cost)
            cost.append([extra if layer == problem.start_layer else 0 for layer in range(problem.size)])
    for root in problem.roots:
        rows.add(1, 1, [(arc, 1) for arc in problem.out[root]])
    for number, node in enumerate(problem.nodes):
        into = [(arc, -1) for arc in problem.into[number]]
        for port in node["ports"]:
            rows.add(0, 0, [(arc, 1) for arc in problem.out[port]] + into)
    own = {number: [(start, slots[number, start]) for start, _ in problem.starts(number)] for number in problem.holding}
    for number, into in problem.holding.items():
        rows.add(0, 0, [(arc, 1) for arc in into] + [(column, -1) for _, column in own[number]])

    def around(number, slot, before, after):
        """The starts of a candidate that take a slot, or come so near."""
        length = problem.candidates[number]["len"]
        return [(column, 1) for start, column in own[number] if start - before <= slot < start + length + after]

    for members in problem.by_day.values():
        least, pairs = problem.far_pairs(members)
        for slot in range(96 + least):
            terms = [term for number in members for term in around(number, slot, 0, least)]
            if len(terms) > 1:
                rows.add(0, 1, terms)
        for one, other, way in pairs:
            for slot in range(96 + way):
                first, second = around(one, slot, 0, 0), around(other, slot, way, way)
                if first and second:
                    rows.add(0, 1, first + second)
        if len(rows.low) > LARGE:
            return None
    for one, other, (begin, last) in problem.around_breaks():
        length = problem.candidates[one]["len"]
        gap = problem.way(one, other) + problem.break_slots
        for slot in range(last + 1, begin + gap):
            first = [(column, 1) for start, column in own[one] if slot - gap < start + length <= begin]
            second = [(column, 1) for start, column in own[other] if last < start <= slot]
            if first and second:
                rows.add(0, 1, first + second)
    if len(rows.low) > LARGE:
        return None
    for members, most in problem.rooms():
        rows.add(0, most, [(arc, 1) for number in members for arc in problem.holding[number]])
    columns = [grouped(problem, group, rows, cost) for group in problem.groups]
    return np.array(cost or [zero], dtype=float), rows, slots, columns


def grouped(problem, group, rows, cost):
    """The columns of a group, each with the most it can be and what it is for amounts held: whether any is held, whether
    it is one alone, and what lies beyond each limit."""
    def column(points):
        cost.append([points if layer == problem.group_layer else 0 for layer in range(problem.size)])
        return len(cost) - 1

    def held(members):
        return [(arc, times) for number, times in members for arc in problem.holding[number]]

    columns = []
    if group.any:
        met = column(group.any)
        for number, _ in group.members:
            rows.add(-1, 0, held([(number, 1)]) + [(met, -1)])
        columns.append((met, 1, lambda amounts: int(bool(amounts))))
    if group.alone and group.first_of():
        alone = column(group.alone)
        for number in group.first_of():
            others = [(other, -amount) for other, amount in group.members if other != number]
            rows.add(-group.total(), 0, held([(number, 1)] + others) + [(alone, -1)])
        columns.append((alone, 1, lambda amounts: int(sum(amounts) == 1)))
    for at, (free, each) in enumerate(group.beyond):
        most = max(0, group.base + group.total() - free) - max(0, group.base - free)
        if most > 0:
            over = column(each)
            rows.add(-group.total(), free - group.base + max(0, group.base - free), held(group.members) + [(over, -1)])
            columns.append((over, most, lambda amounts, at=at: group.over(sum(amounts))[at]))
    return columns


def solve(problem, record, seconds, hint):
    written = write(problem)
    if written is None:
        record.note = "too many rows"
        return
    cost, rows, slots, columns = written
    count = len(cost)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.9)
    most = np.ones(count)
    for column, width, _ in (one for group in columns for one in group):
        most[column] = width
    highs.addVars(count, np.zeros(count), most)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32),
                                np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8))
    highs.addRows(len(rows.low), np.array(rows.low, dtype=float), np.array(rows.high, dtype=float), len(rows.index),
                  np.array(rows.first, dtype=np.int32), np.array(rows.index, dtype=np.int32), np.array(rows.value, dtype=float))
    by_column = {column: key for key, column in slots.items()}

    def found(values):
        ones = np.flatnonzero(np.asarray(values) > 0.5)
        starts = dict(by_column[column] for column in ones if column in by_column)
        record.found([int(column) for column in ones if column < len(problem.arcs)], starts)

    highs.cbMipImprovingSolution += lambda event: found(event.data_out.mip_solution)
    low, _ = problem.ranges()
    bound, proven = list(low), True
    groups = problem.weighed(MOST)
    record.bound = list(bound)
    best = hint[1:]
    for number, group in enumerate(groups):
        left = seconds - record.seconds()
        share = left if number + 1 == len(groups) else left / 2
        if share <= 0:
            break
        objective = sum(weight * cost[:, layer] for layer, weight in group)
        highs.changeColsCost(count, np.arange(count, dtype=np.int32), objective)
        values = np.zeros(count)
        values[list(best[0])] = 1
        for key in best[1].items():
            values[slots[key]] = 1
        for together, own in zip(problem.groups, columns):
            amounts = together.amounts(best[1])
            for column, _, value in own:
                values[column] = value(amounts)
        solution = highspy.HighsSolution()
        solution.col_value = list(values)
        until = record.seconds() + share
        stop = lambda event: event.interrupt() if record.seconds() >= until else None
        highs.cbMipInterrupt += stop
        highs.cbSimplexInterrupt += stop
        highs.setSolution(solution)
        highs.run()
        highs.cbMipInterrupt -= stop
        highs.cbSimplexInterrupt -= stop
        status, info = highs.getModelStatus(), highs.getInfo()
        if status == highspy.HighsModelStatus.kOptimal:
            found(highs.getSolution().col_value)
        if np.isfinite(info.mip_dual_bound) and proven:
            rest = int(np.ceil(info.mip_dual_bound - 1e-4)) - sum(weight * low[layer] for layer, weight in group)
            for layer, weight in group:
                bound[layer] = low[layer] + max(rest, 0) // weight
                rest = max(rest, 0) % weight
            record.bound = list(bound)
        proven &= status == highspy.HighsModelStatus.kOptimal
        if record.best:
            best = record.best[1:]
        reached = sum(weight * (record.best or hint)[0][layer] for layer, weight in group)
        used = np.flatnonzero(objective)
        highs.addRow(-highspy.kHighsInf, float(reached), len(used), used.astype(np.int32), objective[used])
