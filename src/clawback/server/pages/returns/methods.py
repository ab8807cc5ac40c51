"""Every method of a plan side by side, a row a claim, with the difference from the chosen one."""

from __future__ import annotations

from typing import Any

from clawback.returning import METHODS
from clawback.server.casework.models import Plan

__all__ = ["side_by_side"]


def side_by_side(plan: Plan) -> dict[str, Any]:
    """`names` are the methods in their order, `rows` (claim, cells); a cell has `units`, `more` and `chosen`."""
    names = [name for name in METHODS if name in plan.divisions]
    kept = plan.divisions
    claims = [int(number) for number in kept[plan.method]["pays"]]
    rows = [
        (f"CL-{claim}", _cells(plan, names, lambda name, key=str(claim): kept[name]["pays"][key]))
        for claim in claims
    ]
    return {
        "names": names,
        "rows": rows,
        "rest": _cells(plan, names, lambda name: kept[name]["remainder"]),
        "steps": kept[plan.method]["steps"],
    }


def _cells(plan: Plan, names: list[str], units: Any) -> list[dict[str, object]]:
    chosen = units(plan.method)
    return [
        {
            "name": name,
            "units": units(name),
            "more": units(name) - chosen,
            "less": chosen - units(name),
            "chosen": name == plan.method,
        }
        for name in names
    ]
