"""Each part imports only the parts below it: the contract stands in pyproject.toml, import-linter keeps it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tests.tidy.tree import ROOT, python_files

LAYERS = """
cli > server > simulate > federation > holding | returning > linking > tracing > reports
> ledgers | identifiers | law | journal | drawing > money | clock | compiled > errors
"""


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = [each for each in config["contracts"] if each["id"] == "layers"]
    return dict(layers)


def test_the_contract_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    configure()
    assert lint_imports(config_filename="pyproject.toml", cache_dir=None, no_logo=True)


def test_the_contract_says_the_layers(contract: dict[str, Any]) -> None:
    said = [re.sub(r"[()]", "", layer) for layer in contract["layers"]]
    assert said == [" ".join(layer.split()) for layer in LAYERS.split(">")]


def test_the_contract_leaves_no_part_out(contract: dict[str, Any]) -> None:
    assert contract["exhaustive"] is True
    assert contract["containers"] == ["clawback"]
    assert "ignore_imports" not in contract


def test_a_part_that_is_there_is_not_optional(contract: dict[str, Any]) -> None:
    parts = {path.relative_to(ROOT / "src/clawback").parts[0] for path in python_files("src")}
    optional = {name for layer in contract["layers"] for name in re.findall(r"\((\w+)\)", layer)}
    assert optional & {part.removesuffix(".py") for part in parts} == set()
