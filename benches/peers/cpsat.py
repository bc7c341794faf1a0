"""OR-Tools CP-SAT on the problem: a boolean for each arc, an optional interval for each meeting, NoOverlap for each
person's day, the greedy plan as hint. Layers by exact weights; where those grow too large, one group after the other."""

import threading
import time

from ortools.sat.python import cp_model

# Weighted sums stay far from where the linear relaxation's doubles round.
MOST = 1 << 50


def solve(problem, record, seconds, hint):
    model = cp_model.CpModel()
    arcs = [model.new_bool_var("") for _ in problem.arcs]
    held = {number: model.new_bool_var("") for number in problem.holding}
    cost = [[] for _ in problem.layers]
    for arc, (_, costs) in enumerate(problem.arcs):
        for layer, value in enumerate(costs):
            if value:
                cost[layer].append(value * arcs[arc])
    for root in problem.roots:
        model.add_exactly_one(arcs[arc] for arc in problem.out[root])
    for number, node in enumerate(problem.nodes):
        into = sum(arcs[arc] for arc in problem.into[number])
        for port in node["ports"]:
            model.add(sum(arcs[arc] for arc in problem.out[port]) == into)
    for number, into in problem.holding.items():
        model.add(sum(arcs[arc] for arc in into) == held[number])
    starts, classes = {}, {}
    for number in held:
        groups = problem.candidates[number]["starts"]
        domain = [run for group in groups for run in group["slots"]]
        starts[number] = model.new_int_var_from_domain(cp_model.Domain.from_intervals(domain), "")
        if len(groups) > 1:
            classes[number] = [model.new_bool_var("") for _ in groups]
            model.add_exactly_one(classes[number] + [held[number].negated()])
            for literal, group in zip(classes[number], groups):
                inside = cp_model.Domain.from_intervals(group["slots"])
                model.add_linear_expression_in_domain(starts[number], inside).only_enforce_if(literal)
                if group["extra"]:
                    cost[problem.start_layer].append(group["extra"] * literal)
    far = {}
    for members in problem.by_day.values():
        least, pairs = problem.far_pairs(members)
        intervals = []
        for number in members:
            size = problem.candidates[number]["len"] + least
            intervals.append(model.new_optional_fixed_size_interval_var(starts[number], size, held[number], ""))
        model.add_no_overlap(intervals)
        far.update({(one, other): way for one, other, way in pairs})
    for (one, other), way in far.items():
        first = model.new_bool_var("")
        for literal, before, after in ((first, one, other), (first.negated(), other, one)):
            end = starts[before] + problem.candidates[before]["len"] + way
            model.add(end <= starts[after]).only_enforce_if(literal, held[one], held[other])
    over = {}

    def over_by(number, first):
        """Whether a meeting is over before a break that begins at the slot `first`."""
        if (number, first) not in over:
            over[number, first] = literal = model.new_bool_var("")
            end = starts[number] + problem.candidates[number]["len"]
            model.add(end <= first).only_enforce_if(literal)
            model.add(end > first).only_enforce_if(literal.negated())
        return over[number, first]

    for one, other, (first, _) in problem.around_breaks():
        end = starts[one] + problem.candidates[one]["len"] + problem.way(one, other) + problem.break_slots
        ahead = (over_by(one, first), over_by(other, first).negated(), held[one], held[other])
        model.add(end <= starts[other]).only_enforce_if(*ahead)
    for members, most in problem.rooms():
        model.add(sum(held[number] for number in members) <= most)
    together = [grouped(model, problem, group, held, cost) for group in problem.groups]

    def suggest(_, taken, at):
        model.clear_hints()
        taken = set(taken)
        for arc, variable in enumerate(arcs):
            model.add_hint(variable, arc in taken)
        for number in held:
            model.add_hint(held[number], number in at)
            if number in at:
                model.add_hint(starts[number], at[number])
            for literal, group in zip(classes.get(number, []), problem.candidates[number]["starts"]):
                inside = number in at and any(first <= at[number] <= last for first, last in group["slots"])
                model.add_hint(literal, inside)
        for (met, alone, beyond), group in zip(together, problem.groups):
            amounts = group.amounts(at)
            if met is not None:
                model.add_hint(met, bool(amounts))
            if alone is not None:
                model.add_hint(alone, sum(amounts) == 1)
            for variable, over in zip(beyond, group.over(sum(amounts))):
                model.add_hint(variable, over)

    class Found(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            taken = [arc for arc, variable in enumerate(arcs) if self.boolean_value(variable)]
            record.found(taken, {n: self.value(starts[n]) for n in held if self.boolean_value(held[n])})

    suggest(*hint)
    groups = problem.weighed(MOST)
    low, _ = problem.ranges()
    bound, proven = list(low), True
    for number, group in enumerate(groups):
        left = seconds - record.seconds()
        share = left if number + 1 == len(groups) else left / 2
        objective = sum(weight * sum(cost[layer]) for layer, weight in group)
        model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = record.workers
        watch = Watch(record, record.seconds() + share, solver)
        status = solver.solve(model, Found())
        watch.end()
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            record.note = solver.status_name(status)
            break
        least = sum(weight * low[layer] for layer, weight in group)
        rest = max(round(solver.best_objective_bound) - least, 0)
        for layer, weight in group if proven else []:
            bound[layer] = low[layer] + rest // weight
            rest %= weight
        record.bound = list(bound)
        if status != cp_model.OPTIMAL:
            # What comes after is only bounded if the layers before are; a plan may get better all the same.
            proven = False
        model.add(objective <= round(solver.objective_value))
        suggest(*record.best)


def grouped(model, problem, group, held, cost):
    """Variables for what a group costs: whether any is held, whether it is one alone, and what lies beyond each limit.
    Nothing but the cost holds them down."""
    amount = sum(count * held[number] for number, count in group.members)
    met = alone = None
    if group.any:
        met = model.new_bool_var("")
        for number, _ in group.members:
            model.add_implication(held[number], met)
        cost[problem.group_layer].append(group.any * met)
    if group.alone and group.first_of():
        # One that counts one is held, and all together do not count two.
        alone = model.new_bool_var("")
        for number in group.first_of():
            others = sum(count * held[other] for other, count in group.members if other != number)
            model.add(alone + others >= held[number])
        cost[problem.group_layer].append(group.alone * alone)
    beyond = []
    for free, each in group.beyond:
        most = max(0, group.base + group.total() - free) - max(0, group.base - free)
        variable = model.new_int_var(0, most, "")
        model.add(variable >= group.base + amount - free - max(0, group.base - free))
        cost[problem.group_layer].append(each * variable)
        beyond.append(variable)
    return met, alone, beyond


class Watch:
    """Stops a solver when its processor time is over, or ten times that by the clock."""

    def __init__(self, record, until, solver):
        self.over = threading.Event()
        latest = time.monotonic() + 10 * max(until - record.seconds(), 1)

        def look():
            while not self.over.wait(0.2):
                if record.seconds() >= until or time.monotonic() >= latest:
                    solver.stop_search()

        self.thread = threading.Thread(target=look, daemon=True)
        self.thread.start()

    def end(self):
        self.over.set()
        self.thread.join()
