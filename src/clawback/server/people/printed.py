"""docs/reference/permissions.md, printed from the table."""

from __future__ import annotations

from clawback.server.people.conditions import CONDITIONS
from clawback.server.people.roles import KINDS, ROLES_OF, TWO_PEOPLE, WORKS_AFTER
from clawback.server.people.rules import RULES

__all__ = ["printed"]

_HEAD = """# Permissions

Printed from the table in `clawback/server/people/rules.py` by `make docs`. What no line allows is refused.
"""


def printed() -> str:
    """The page: kinds of organisation with their roles, every line of the table, what the conditions mean."""
    hours = int(WORKS_AFTER.total_seconds()) // 3600
    powerful = ", ".join(sorted(TWO_PEOPLE))
    parts = [_HEAD, "## Roles\n", "| organisation | roles |\n| --- | --- |"]
    parts += [f"| {kind} | {', '.join(ROLES_OF[kind])} |" for kind in KINDS]
    parts.append(
        f"\nAn administrator has no other role. Giving {powerful} takes two people and works after {hours} hours.\n"
    )
    parts += ["## Who may do what\n", "| verb | subject | organisation | roles | where |"]
    parts.append("| --- | --- | --- | --- | --- |")
    parts += [
        f"| {rule.verb} | {rule.subject} | {_kinds(rule.kinds)} | {', '.join(rule.roles)} | "
        f"{', '.join(rule.conditions) or 'always'} |"
        for rule in RULES
    ]
    parts += ["\n## Where\n", "| condition | meaning |\n| --- | --- |"]
    parts += [f"| {name} | {condition.meaning} |" for name, condition in CONDITIONS.items()]
    return "\n".join(parts) + "\n"


def _kinds(kinds: tuple[str, ...]) -> str:
    return "any" if kinds == KINDS else ", ".join(kinds)
