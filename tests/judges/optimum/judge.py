"""Invented problems, one after the other: what Cadans proves against what CP-SAT proves. judge.py BENCH COUNT."""

import os
import sys
import tempfile
from pathlib import Path
from subprocess import run

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benches" / "peers"))

import cadans
import cpsat
import greedy
from compare import contradictions
from problem import Problem, Record

# Workers, scientists, families, visits: what CP-SAT proves in seconds.
SIZES = [(1, 1, 1, 0), (1, 1, 2, 0), (1, 1, 3, 0)]
SECONDS = 8
LEAST_PROVEN = 0.6


def main():
    bench, count = sys.argv[1], int(sys.argv[2])
    both = wrong = meetings = 0
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "problem.json")
        for number in range(count):
            size = SIZES[number % len(SIZES)]
            words = ["size", *map(str, size), "2027Q1", str(SECONDS), str(100 + number)]
            run([bench, "write", file, *words], check=True)
            problem = Problem(file)
            ours, theirs, hand = Record(problem), Record(problem, 2), Record(problem)
            cadans.solve(bench, words, ours, SECONDS)
            greedy.plan(problem, hand)
            cpsat.solve(problem, theirs, SECONDS, hand.best)
            if contradictions({"cadans": ours, "cpsat": theirs, "greedy": hand}):
                print(f"{' '.join(words)}: a contradiction", file=sys.stderr)
                wrong += 1
            proven = [record.best and record.best[0] == record.bound for record in (ours, theirs)]
            if not proven[0]:
                print(f"{' '.join(words)}: Cadans proves {ours.bound} of {ours.best[0]}")
            both += all(proven)
            meetings += len(hand.best[2])
    print(f"optimum: {count} problems, {meetings // count} meetings each, {both} proven by both, {wrong} contradictions")
    sys.exit(wrong > 0 or both < LEAST_PROVEN * count)


if __name__ == "__main__":
    main()
