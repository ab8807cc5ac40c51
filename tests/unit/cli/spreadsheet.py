"""A small spreadsheet: computes the formulas of a workbook anew, in doubles as spreadsheets do."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import openpyxl

TOKEN = re.compile(
    r"""(?P<range>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
      | (?P<number>\d+(?:\.\d+)?) | (?P<text>"[^"]*") | (?P<name>[A-Z]+(?=\()) | (?P<sign><=|>=|<>|[-+*/=<>(),])""",
    re.VERBOSE,
)
REFERENCE = re.compile(r"(?:'([^']+)'!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
LEVELS: tuple[dict[str, Callable[[Any, Any], Any]], ...] = (
    {
        "=": operator.eq,
        "<>": operator.ne,
        "<=": operator.le,
        ">=": operator.ge,
        "<": operator.lt,
        ">": operator.gt,
    },
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
)
Place = tuple[str, int, int]  # sheet, row and column from 1


@dataclass
class Spreadsheet:
    """`cells` as written: numbers, texts, or formulas; `shown` what the file says each formula gives."""

    cells: dict[Place, Any]
    shown: dict[Place, Any]
    formulas: set[Place]
    known: dict[Place, Any] = field(default_factory=dict)

    def value(self, place: Place) -> Any:
        """The value of a cell, computed if it has a formula."""
        if place not in self.known:
            written = self.cells.get(place)
            if place in self.formulas:
                self.known[place] = Reader(self, place[0], written).whole()
            else:
                self.known[place] = float(written) if isinstance(written, int) else written
        return self.known[place]

    def change(self, place: Place, written: Any) -> None:
        """Types something else into a cell; whatever was computed is computed anew."""
        self.cells[place] = written
        self.formulas.discard(place)
        self.known.clear()

    def sheets(self) -> set[str]:
        return {sheet for sheet, _, _ in self.cells}

    def row(self, sheet: str, row: int) -> dict[int, Any]:
        """Column -> value, of the cells written in a row."""
        columns = [column for name, at, column in self.cells if (name, at) == (sheet, row)]
        return {column: self.value((sheet, row, column)) for column in sorted(columns)}


def read(file: IO[bytes]) -> Spreadsheet:
    """The cells of an .xlsx file that are not empty."""
    written, computed = (openpyxl.load_workbook(file, data_only=only) for only in (False, True))
    cells, formulas = {}, set()
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    place = sheet.title, cell.row, cell.column
                    cells[place] = cell.value
                    if cell.data_type == "f":
                        formulas.add(place)
    shown = {place: computed[place[0]].cell(*place[1:]).value for place in formulas}
    return Spreadsheet(cells, shown, formulas)


def column_number(letters: str) -> int:
    return sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))


class Reader:
    """Reads one formula and computes it while it reads."""

    def __init__(self, book: Spreadsheet, sheet: str, formula: str) -> None:
        self.book = book
        self.sheet = sheet
        text = formula.removeprefix("=")
        self.tokens = [(match.lastgroup, match[0]) for match in TOKEN.finditer(text)]
        assert "".join(token for _, token in self.tokens) == text, f"cannot read {formula}"
        self.at = 0

    def whole(self) -> Any:
        found = self.operation(0)
        assert self.at == len(self.tokens), f"something follows in {self.tokens}"
        return found

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def next(self) -> tuple[str | None, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def operation(self, level: int) -> Any:
        if level == len(LEVELS):
            return self.unary()
        left = self.operation(level + 1)
        while self.peek() in LEVELS[level]:
            _, sign = self.next()
            left = each(LEVELS[level][sign], left, self.operation(level + 1))
        return left

    def unary(self) -> Any:
        if self.peek() == "-":
            self.next()
            return each(operator.mul, -1.0, self.unary())
        return self.atom()

    def atom(self) -> Any:
        group, token = self.next()
        if group == "number":
            return float(token)
        if group == "text":
            return token[1:-1]
        if group == "range":
            return self.reference(token)
        if group == "name":
            return FUNCTIONS[token](*self.arguments())
        assert token == "("
        found = self.operation(0)
        assert self.next()[1] == ")"
        return found

    def arguments(self) -> Iterator[Any]:
        assert self.next()[1] == "("
        while True:
            yield self.operation(0)
            if self.next()[1] == ")":
                return

    def reference(self, token: str) -> Any:
        match = REFERENCE.fullmatch(token)
        assert match
        sheet, row, column = match[1] or self.sheet, int(match[3]), column_number(match[2])
        if match[4] is None:
            found = self.book.value((sheet, row, column))
            return 0.0 if found is None else found
        places = [
            (sheet, at, across)
            for at in range(row, int(match[5]) + 1)
            for across in range(column, column_number(match[4]) + 1)
        ]
        return [self.book.value(place) for place in places]


def each(operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """The operation, on each cell where one side is several; truth counts as 1."""
    if isinstance(left, list):
        return [each(operation, item, right) for item in left]
    if isinstance(right, list):
        return [each(operation, left, item) for item in right]
    return operation(left, right)


def numbers(cells: list[Any]) -> list[float]:
    """What SUM, MIN and MAX look at: texts and empty cells are passed over."""
    flat = [item for cell in cells for item in (cell if isinstance(cell, list) else [cell])]
    return [float(item) for item in flat if isinstance(item, (bool, int, float))]


def sumifs(summed: list[Any], *criteria: Any) -> float:
    pairs = list(zip(criteria[::2], criteria[1::2], strict=True))
    kept = [at for at in range(len(summed)) if all(cells[at] == wanted for cells, wanted in pairs)]
    return sum(numbers([summed[at] for at in kept]))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *cells: float(sum(numbers(list(cells)))),
    "MIN": lambda *cells: min(numbers(list(cells))),
    "MAX": lambda *cells: max(numbers(list(cells))),
    "INT": math.floor,
    "IF": lambda condition, then, otherwise: then if condition else otherwise,
    "SUMIFS": sumifs,
    "SUMPRODUCT": lambda cells: float(sum(numbers(cells if isinstance(cells, list) else [cells]))),
    "INDEX": lambda cells, place: cells[int(place) - 1],
    "MATCH": lambda wanted, cells, _: cells.index(wanted) + 1,
}
