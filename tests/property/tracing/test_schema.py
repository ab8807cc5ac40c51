"""Every answer is as the shipped JSON schema says, after a journey through JSON text."""

from __future__ import annotations

import json
from importlib.resources import files

from hypothesis import given
from jsonschema import Draft202012Validator

from tests.property.strategies import LedgerCase, ledgers
from tests.property.tracing.asking import traced

SCHEMA = json.loads(files("clawback.tracing").joinpath("answer.schema.json").read_text("utf-8"))


@given(ledgers())
def test_every_answer_fits_the_schema(case: LedgerCase) -> None:
    found = json.loads(json.dumps(traced(case).to_dict()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
