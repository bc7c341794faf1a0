"""Solves the same problem with Cadans and its peers, one after the other, and prints them side by side.

compare.py BENCH SECONDS CSV WHICH -- WORDS: WORDS are those of `cargo bench --bench plan` (folder … or size …);
WHICH names the peers, separated by commas. A line for each is added to the CSV."""

import csv
import importlib
import multiprocessing
import os
import subprocess
import sys
import tempfile

import cadans
import greedy
from problem import Problem, Record

AT = (1, 10, 60, 300)
WORKERS = {"cpsat": 2, "milp": 1}
HEAD = ["problem", "occurrences", "solver", "seconds", "proven", "cost", "bound"]


def main():
    bench, seconds, table, which = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4].split(",")
    words = sys.argv[6:]
    folder = tempfile.TemporaryDirectory()
    file = os.path.join(folder.name, "problem.json")
    subprocess.run([bench, "write", file, *words], check=True)
    problem = Problem(file)
    print(f"{' '.join(words)}: {len(problem.roots)} paths, {len(problem.candidates)} candidates, {len(problem.arcs)} arcs")
    print("layers:", ", ".join(problem.layers))
    records = {}
    by_hand = records["greedy"] = Record(problem)
    greedy.plan(problem, by_hand)
    by_hand.ended = by_hand.seconds()
    for name in which:
        if name == "cadans":
            record = Record(problem)
            cadans.solve(bench, words, record, int(seconds))
        else:
            # In a process of its own: OR-Tools brings another HiGHS along.
            with multiprocessing.get_context("spawn").Pool(1) as alone:
                record = alone.apply(peer, (name, file, seconds, by_hand.best))
        records[name] = record
        show(name, record, seconds)
    show("greedy", by_hand, seconds)
    race(records)
    occurrences = len(by_hand.best[2])
    new = not os.path.exists(table)
    with open(table, "a", newline="") as file:
        rows = csv.writer(file)
        if new:
            rows.writerow(HEAD)
        for name, record in records.items():
            proven = record.best is not None and record.best[0] == record.bound
            cost = record.best and " ".join(map(str, record.best[0]))
            bound = record.bound and " ".join(map(str, record.bound))
            rows.writerow([" ".join(words), occurrences, name, f"{record.ended:.2f}", int(proven), cost, bound])
    sys.exit(contradictions(records))


def peer(name, file, seconds, hint):
    """What another solver comes to; it begins when it has read the problem."""
    problem = Problem(file)
    record = Record(problem, WORKERS[name])
    importlib.import_module(name).solve(problem, record, seconds, hint)
    record.ended, record.problem = record.seconds(), None
    return record


def show(name, record, seconds):
    print(f"\n{name}" + (f" ({record.note})" if record.note else ""))
    for at in [at for at in AT if at <= seconds and name != "greedy"]:
        known = [cost for when, cost in record.known if when <= at]
        print(f"  {f'at {at} s':>12}  {min(known) if known else '-'}")
    proven = record.best and record.best[0] == record.bound
    print(f"  {f'{record.ended:.2f} s':>12}  {record.best[0] if record.best else '-'}" + ("  proven" if proven else ""))
    if record.bound and not proven:
        print(f"  {'bound':>12}  {record.bound}")


def race(records):
    """When each came to what the others ended with."""
    print("\nseconds until as good as")
    names = [name for name, record in records.items() if record.best]
    print(" " * 12 + "".join(f"{name:>12}" for name in names))
    for name in names:
        cells = []
        for other in names:
            reached = [when for when, cost in records[name].known if cost <= records[other].best[0]]
            cells.append(f"{min(reached):12.2f}" if reached else f"{'never':>12}")
        print(f"{name:>12}" + "".join(cells))


def contradictions(records):
    """1 when somebody's plan is better than another has proven to be possible: one of them is wrong."""
    wrong = 0
    for name, record in records.items():
        for other, theirs in records.items():
            if record.bound and theirs.best and beats(theirs.best[0], record, name):
                print(f"\nWRONG: {other} has {theirs.best[0]}, and {name} has proven {record.bound}", file=sys.stderr)
                wrong = 1
    return wrong


def beats(cost, record, name):
    """Whether a plan costs less than is proven. Each of Cadans's bounds holds for plans as good in the layers before."""
    if name != "cadans":
        return cost < record.bound
    worth = zip(cost, record.best[0], record.bound)
    return next((here < bound for here, value, bound in worth if here != value), False)


if __name__ == "__main__":
    main()
