"""A test that cannot fail, is not run, or asks a double instead of our own code, says nothing."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.tidy.tree import python_files, short

NOT_RUN = re.compile(
    r"\b(?:mark|pytest)\.(?:skip|skipif|xfail|importorskip)\b|\bunittest\.mock\b|\bfrom mock\b"
)
TIMED = re.compile(r"\bassert\b.*\b(?:perf_counter|monotonic|elapsed|seconds_taken)\b")
FAILS_BY_CALL = {"raises", "warns", "fail", "run_state_machine_as_test"}


@cache
def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the tests by `file:line name`."""
    return {
        f"{short(path)}:{part.lineno} {part.name}": part
        for path in python_files("tests")
        for part in ast.walk(ast.parse(path.read_bytes(), path))
        if isinstance(part, ast.FunctionDef)
    }


@cache
def that_can_fail() -> frozenset[str]:
    """Names of functions that assert, or call one that does."""
    failing = {function.name for function in functions().values() if asserts(function)} | FAILS_BY_CALL
    while more := {each.name for each in functions().values() if calls(each) & failing} - failing:
        failing |= more
    return frozenset(failing)


def asserts(function: ast.FunctionDef) -> bool:
    return any(isinstance(part, ast.Assert) for part in ast.walk(function))


def calls(function: ast.FunctionDef) -> set[str]:
    called = (part.func for part in ast.walk(function) if isinstance(part, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}


def test_every_test_can_fail() -> None:
    idle = [
        where
        for where, function in functions().items()
        if function.name.startswith("test_") and not (asserts(function) or calls(function) & that_can_fail())
    ]
    assert idle == []


@pytest.mark.parametrize("unwanted", [NOT_RUN, TIMED], ids=["not run, or mocked", "timed"])
def test_no_test_is(unwanted: re.Pattern[str]) -> None:
    found = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in python_files("tests")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if unwanted.search(line)
    ]
    assert found == []
