#!/usr/bin/env python3
"""A JSON-Schema validator that others wrote judges what `cadans schema` prints, and by it every shipped rule file and
every example's settings.

Usage: schema.py BINARY ROOT
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tomllib

from jsonschema import Draft202012Validator


def plain(value):
    """TOML as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def main():
    binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
    failed = False
    files = {
        "rules": sorted(root.glob("constraints/*.toml")),
        "team": sorted(root.glob("examples/*/team.toml")),
    }
    for kind, paths in files.items():
        schema = json.loads(subprocess.run([binary, "schema", kind], check=True, capture_output=True).stdout)
        Draft202012Validator.check_schema(schema)
        judge = Draft202012Validator(schema)
        for path in paths:
            faults = list(judge.iter_errors(plain(tomllib.loads(path.read_text()))))
            failed |= bool(faults)
            print(f"  {'FAULTS' if faults else 'fine  '}  {path.relative_to(root)} by the schema of {kind}")
            for fault in faults:
                print(f"          {fault.json_path}: {fault.message}")
        # It can say no.
        wrong = {"rules": {"rules": {"a": {"late_max": "3m"}}}, "team": {"people": {"anna": {"rolls": []}}}}[kind]
        if judge.is_valid(wrong):
            print(f"  FAULTS  the schema of {kind} takes {wrong}")
            failed = True
        assert paths, kind
    sys.exit(failed)


main()
