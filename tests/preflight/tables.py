"""The tables in docs/preflight.md, made from the rules and from the hundred changed files.

python -m tests.preflight.tables
"""

import re
from pathlib import Path

from layout.preflight.preflight import preflight
from layout.preflight.rules import TABLE
from tests.preflight.mutations import KINDS, mutations

PAGE = Path(__file__).parents[2] / "docs" / "preflight.md"


def rules_table() -> str:
    """Every rule."""
    rows = ["| rule | what must hold | page | ad | source |", "| --- | --- | --- | --- | --- |"]
    rows += [f"| `{rule.code}` | {rule.title} | {rule.severity} | {rule.in_ad or '-'} | {rule.source} |" for rule in TABLE]
    return "\n".join(rows)


def mutations_table() -> str:
    """Every manner of change: how many files, how many of them missed, and how many findings that should not be."""
    told = {kind.what: [kind.breaks, 0, 0, 0] for kind in KINDS}
    for mutation in mutations():
        kind = mutation.kind
        rules = {finding.rule for finding in preflight(mutation.data(), kind.press, kind.expected).findings}
        row = told[kind.what]
        row[1] += 1
        row[2] += bool(kind.breaks) and kind.breaks not in rules
        row[3] += len(rules - {kind.breaks})
    rows = ["| what was changed | breaks | files | missed | false alarms |", "| --- | --- | ---: | ---: | ---: |"]
    rows += [
        f"| {what} | {f'`{rule}`' if rule else 'nothing'} | {files} | {missed} | {false} |"
        for what, (rule, files, missed, false) in told.items()
    ]
    sums = [sum(row[place] for row in told.values()) for place in (1, 2, 3)]
    return "\n".join([*rows, f"| **all** | | {sums[0]} | {sums[1]} | {sums[2]} |"])


def filled(page: str) -> str:
    """The page with both tables in their places."""
    for name, table in (("rules", rules_table()), ("mutations", mutations_table())):
        page = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
            lambda found, table=table: f"{found[1]}{table}\n{found[2]}",
            page,
            flags=re.S,
        )
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
