"""Published worked examples of the allocation rules, each with its source, against both tracers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.law.lines import MIXED, cents, read_example
from tests.law.tracers import TRACERS
from tests.reference import plain_trace

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Published:
    """One example of a source and what the source says of it."""

    source: str
    told: dict[str, Any]

    @property
    def rules(self) -> list[str]:
        """The rules for which there are published figures."""
        return sorted({*self.told.get("standing", {}), *self.told.get("paid", {})})


def published() -> dict[str, Published]:
    """Every example of every source by `<file>: <name>`."""
    found = {}
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for told in table["example"]:
            found[f"{path.stem}: {told['name']}"] = Published(table["source"], told)
    return found


EXAMPLES = published()
QUESTIONS = [(name, rule) for name, example in EXAMPLES.items() for rule in example.rules]


@pytest.mark.parametrize("tracer", TRACERS)
@pytest.mark.parametrize(("name", "rule"), QUESTIONS)
def test_published_figures(name: str, rule: str, tracer: str) -> None:
    """What stands for each claimant, and what each outflow took of theirs, is what was published."""
    source, told = EXAMPLES[name].source, EXAMPLES[name].told
    example = read_example(told["lines"], told.get("opening", "0"))
    outcome = TRACERS[tracer](example, rule)
    if rule in told.get("standing", {}):
        expected = {claimant: cents(text) for claimant, text in told["standing"][rule].items()}
        assert example.by_claimant(outcome.standing) == expected, source
    for outflow in told.get("paid", {}).get(rule, []):
        expected = {claimant: cents(text) for claimant, text in outflow.items() if claimant != "line"}
        found = example.by_claimant(outcome.paid.get(str(outflow["line"]), {}))
        assert found == dict.fromkeys(found, 0) | expected, source


@pytest.mark.parametrize("name", EXAMPLES)
def test_published_balances(name: str) -> None:
    """The lines as written down here close at the published balance."""
    source, told = EXAMPLES[name].source, EXAMPLES[name].told
    example = read_example(told["lines"], told.get("opening", "0"))
    found = plain_trace(
        example.transfers,
        claims=list(example.claimants),
        rule="fifo",
        openings={MIXED: example.opening},
    )
    assert found.balances[MIXED] == cents(told["balance"]), source


def test_every_source_is_there() -> None:
    """A file that is lost or empty does not pass unseen."""
    files = {name.partition(":")[0] for name in EXAMPLES}
    assert files == {"com1", "e1", "e2", "e3", "e4", "e7", "e8", "e12", "e14"}
    assert all(len(example.source) > 40 for example in EXAMPLES.values())
