"""The answer as JSON: exactly the shape of its schema, for every plan of the samples."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from clawback.returning import METHODS, divide_plan, read_plan, to_dict
from tests.unit.returning.build import PLANS

SCHEMA = json.loads(files("clawback.returning").joinpath("schema.json").read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_fits_the_schema(path: Path) -> None:
    plan = read_plan(path)
    answer = to_dict(plan, divide_plan(plan))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(answer, SCHEMA)
    assert answer == json.loads(json.dumps(answer))
    assert list(answer["methods"]) == list(METHODS)


def test_the_shape_in_full() -> None:
    plan = read_plan(PLANS / "two-victims.toml", method="traced")
    assert to_dict(plan, divide_plan(plan, "traced")) == {
        "clawback_return": 1,
        "currency": "EUR",
        "held": "10.00",
        "methods": {
            "traced": {
                "pays": {"T17": "6.00", "T18": "4.00"},
                "unpaid": {"T17": "994.00", "T18": "1986.00"},
                "remainder": "0.00",
                "steps": [
                    "Held, in EUR: H1 10.00.",
                    "The attributions follow allocation rule pro-rata.",
                    "H1 (B1/A): T17 6.00 + T18 4.00 = 10.00.",
                    "Paid: T17 6.00 + T18 4.00 = 10.00. Remainder: 10.00 - 10.00 = 0.00.",
                ],
            }
        },
    }


def test_the_schema_refuses_numbers_and_further_keys() -> None:
    plan = read_plan(PLANS / "two-victims.toml")
    answer = to_dict(plan, divide_plan(plan))
    for wrong in ({"held": 10}, {"note": "x"}, {"methods": {}}, {"held": "-1.00"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(answer | wrong, SCHEMA)
