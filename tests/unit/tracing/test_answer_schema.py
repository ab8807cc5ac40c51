"""The shipped JSON schema: sound itself, true of every example in the docs, and strict."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import clawback
from clawback.cli.app import run
from tests.law.lines import ledger_table, read_example
from tests.tidy.tree import ROOT

SCHEMA = json.loads(files("clawback.tracing").joinpath("answer.schema.json").read_text("utf-8"))
BLOCK = re.compile(r"^```(?:json|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
Answer = dict[str, Any]


def answer() -> Answer:
    """One victim's 10.00 among 2.00 of own money, half of which goes on."""
    example = read_example(["own +2", "Ann +10", "-6"])
    ledger = clawback.read_ledger(ledger_table(example.transfers))
    return clawback.trace(ledger, claims=["2"], opening={("B1", "mixed"): 0}).to_dict()


def wrong(found: Answer) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)]


def examples() -> dict[str, Answer]:
    """Every whole result that the docs show, in a block of its own or below a command, by file and place."""
    blocks = {
        f"{path.relative_to(ROOT)}:{block.start()}": block[1]
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for block in BLOCK.finditer(path.read_text("utf-8"))
        if '"clawback_trace"' in block[1] and "\n..." not in block[1]
    }
    found = {where: json.loads(text[text.index("{") :]) for where, text in blocks.items()}
    return {where: answer for where, answer in found.items() if "clawback_trace" in answer}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert wrong(answer()) == []


def test_examples_in_the_docs_fit() -> None:
    assert {where: wrong(found) for where, found in examples().items() if wrong(found)} == {}


def test_what_is_printed_for_the_sample_fits(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    sample = ROOT / "tests/data/formats/csv/sample.csv"
    assert run(["trace", str(sample), "--claim", "T3", "--limits", "med-2.0", "--output", "json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert found["limits"]["hop_window_s"] == 86400
    assert wrong(found) == []


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every part of the schema that describes an object."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects(part)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if schema.get("type") == "object" else []
    return here + [found for part in schema.values() for found in objects(part)]


def test_no_object_may_have_further_names() -> None:
    assert len(objects(SCHEMA)) > 10
    for part in objects(SCHEMA):
        named = part["additionalProperties"] is False
        assert named == ("properties" in part)
        assert "description" in part or set(part.get("required", ())) <= part["properties"].keys()


def _further(found: Answer) -> None:
    found["further"] = 1


def _zero_position(found: Answer) -> None:
    found["rules"]["fifo"]["positions"][0]["total"] = "0.00"


def _number(found: Answer) -> None:
    found["bounds"][0]["low"] = 4


def _other_kind(found: Answer) -> None:
    found["rules"]["lifo"]["positions"][0]["kind"] = "held"


def _without_balance(found: Answer) -> None:
    del found["bounds"][0]["balance"]


def _local_time(found: Answer) -> None:
    found["claims"][0]["settled_at"] = "2026-01-01T00:00:00+01:00"


def _sixth_rule(found: Answer) -> None:
    found["rules"]["lowest-first"] = found["rules"]["fifo"]


def _other_version(found: Answer) -> None:
    found["clawback_trace"] = 2


@pytest.mark.parametrize(
    "spoil",
    [
        _further,
        _zero_position,
        _number,
        _other_kind,
        _without_balance,
        _local_time,
        _sixth_rule,
        _other_version,
    ],
)
def test_what_is_no_result_is_refused(spoil: Callable[[Answer], None]) -> None:
    found = copy.deepcopy(answer())
    spoil(found)
    assert len(wrong(found)) == 1
