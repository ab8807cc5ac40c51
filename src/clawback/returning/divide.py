"""The one entrance to the methods."""

from __future__ import annotations

from collections.abc import Callable

from clawback.errors import Bug
from clawback.returning.checks import check_method
from clawback.returning.cn_2016_art_8 import divide_cn_2016_art_8
from clawback.returning.division import Division
from clawback.returning.pari_passu import divide_pari_passu
from clawback.returning.plan import Plan
from clawback.returning.records import METHODS
from clawback.returning.rising_tide import divide_rising_tide
from clawback.returning.traced import divide_traced

__all__ = ["divide_plan"]

_METHODS: dict[str, Callable[[Plan], Division]] = {
    "traced": divide_traced,
    "pari-passu": divide_pari_passu,
    "rising-tide": divide_rising_tide,
    "cn-2016-art-8": divide_cn_2016_art_8,
}


def divide_plan(plan: Plan, method: str = "all") -> dict[str, Division]:
    """The division of `plan` by `method`, or by every method (`all`), in the order of METHODS.

    Raises PlanError for a method that does not exist, and where `traced` is asked of a plan without rule.
    """
    check_method(method, plan.rule)
    chosen = METHODS if method == "all" else (method,)
    divisions = {name: _METHODS[name](plan) for name in chosen}
    for name, division in divisions.items():
        if sum(division.pays.values()) + division.remainder != plan.held or division.remainder < 0:
            raise Bug(f"{name} does not add up to what is held")
    return divisions
