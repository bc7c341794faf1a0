"""Judges what `check` writes for CI and monitoring against its JSON.

    reports.py PREFIX

Reads PREFIX.json, PREFIX.junit and PREFIX.prometheus. Prints one line per judge; exits 1 at any fault."""

import json
import sys
from collections import Counter
from pathlib import Path

from junitparser import Failure, JUnitXml
from prometheus_client.parser import text_string_to_metric_families


def junit_faults(path, findings):
    """A test for each finding, each with a name of its own; all but those in hand fail."""
    report = JUnitXml.fromfile(str(path))
    cases = [case for suite in report for case in suite]
    failed = [case for case in cases if any(isinstance(one, Failure) for one in case.result)]
    wanted = sum(one["level"] != "ok" for one in findings)
    if (report.tests, len(cases)) != (len(findings), len(findings)):
        yield f"{len(cases)} tests for {len(findings)} findings, {report.tests} announced"
    if (report.failures, len(failed)) != (wanted, wanted):
        yield f"{len(failed)} failures for {wanted} findings, {report.failures} announced"
    names = Counter((case.classname, case.name) for case in cases)
    yield from (f"{name} twice" for name, count in names.items() if count > 1)


def metric_faults(path, findings):
    """Gauges whose values are the counts of the findings."""
    families = list(text_string_to_metric_families(path.read_text()))
    yield from (f"{one.name} is a {one.type}" for one in families if one.type != "gauge")
    values = {
        (sample.name, sample.labels.get("rule"), sample.labels.get("level")): sample.value
        for family in families
        for sample in family.samples
    }
    wanted = Counter(("cadans_findings", None, one["level"]) for one in findings)
    wanted.update(("cadans_rule_findings", one["rule"], one["level"]) for one in findings)
    yield from (
        f"{key}: {values.get(key)}, wanted {count}"
        for key, count in wanted.items()
        if values.get(key) != count
    )


def main(prefix):
    findings = json.loads(Path(f"{prefix}.json").read_text())["findings"]
    judges = {"junit": junit_faults, "prometheus": metric_faults}
    failed = not findings
    for name, judge in judges.items():
        faults = list(judge(Path(f"{prefix}.{name}"), findings))
        print(f"  {'FAULTS' if faults else 'fine  '}  {name}: {len(findings)} findings", *faults[:5], sep="\n")
        failed |= bool(faults)
    return failed


sys.exit(main(sys.argv[1]))
