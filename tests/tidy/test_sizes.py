"""Files and functions stay short enough to be read at one sitting.

A file's size is its number of lines, all of them. A function's size is the number of lines of its body: from the
first statement after the docstring to the end of the last, blank lines and comments between them included;
decorators, signature and docstring are not counted. A nested function counts by itself and in the one around it.
Lambdas are not functions here.
"""

from __future__ import annotations

import ast
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.tidy.tree import CODE, ROOT, python_files, short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_MEDIAN, FILE_MOST = 120, 500
FUNCTION_MEDIAN, FUNCTION_MOST = 10, 70
TREES = [top for top in CODE if python_files(top)]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def file_sizes(top: str) -> dict[str, int]:
    return {short(path): len(path.read_text("utf-8").splitlines()) for path in python_files(top)}


def function_sizes(top: str) -> dict[str, int]:
    return {
        f"{short(path)}:{function.lineno} {function.name}": body_lines(function)
        for path in python_files(top)
        for function in functions(path)
    }


def functions(path: Path) -> Iterator[Function]:
    for part in ast.walk(ast.parse(path.read_bytes(), path)):
        if isinstance(part, Function):
            yield part


def body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def over(sizes: dict[str, int], most: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > most}


@pytest.mark.parametrize("top", TREES)
def test_no_file_is_long(top: str) -> None:
    assert over(file_sizes(top), FILE_MOST) == {}


@pytest.mark.parametrize("top", TREES)
def test_the_median_file_is_short(top: str) -> None:
    assert median(size for size in file_sizes(top).values() if size) < FILE_MEDIAN


@pytest.mark.parametrize("top", TREES)
def test_no_function_is_long(top: str) -> None:
    assert over(function_sizes(top), FUNCTION_MOST) == {}


@pytest.mark.parametrize("top", TREES)
def test_the_median_function_is_short(top: str) -> None:
    sizes = function_sizes(top).values()
    assert not sizes or median(sizes) < FUNCTION_MEDIAN


def test_a_body_is_counted_as_said() -> None:
    source = 'def f(\n    a,\n):\n    """One.\n\n    Two."""\n    b = a\n\n    # why\n    return (\n        b\n    )\n'
    (function,) = ast.parse(source).body
    assert isinstance(function, Function)
    assert body_lines(function) == 6


def test_the_trees_are_found() -> None:
    assert {"src", "tests"} <= set(TREES)
    assert ROOT / "tests/tidy/tree.py" in python_files()
