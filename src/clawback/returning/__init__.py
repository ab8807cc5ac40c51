"""Returning: held money divided over claims, by every method, to the last minor unit.

    plan = read_plan("plan.toml")
    divisions = divide_plan(plan)
    divisions["pari-passu"].pays        # {"T17": 334, "T18": 666}: minor units of plan.currency
    to_dict(plan, divisions)            # what `clawback return --output json` prints

records.py, plan.py                      holds, claims, inflows; the plan: whole, or refused by
checks.py, hold_checks.py, claim_checks.py   what makes it whole
toml_file.py, fields.py, reading.py      PLAN.toml, read strictly
traced.py, pari_passu.py, rising_tide.py, cn_2016_art_8.py   one file a method; divide.py chooses
proportion.py, separation.py             what methods share; whether time stamps separate claims
division.py, answer.py                   what a method answers; the same as JSON (schema.json)
"""

from clawback.returning.answer import to_dict
from clawback.returning.divide import divide_plan
from clawback.returning.division import Division
from clawback.returning.plan import Plan
from clawback.returning.reading import read_plan
from clawback.returning.records import METHODS, Arrival, Bound, Claim, Hold

__all__ = [
    "METHODS",
    "Arrival",
    "Bound",
    "Claim",
    "Division",
    "Hold",
    "Plan",
    "divide_plan",
    "read_plan",
    "to_dict",
]
