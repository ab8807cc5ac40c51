"""`clawback link`: which reports are one operation's work, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from clawback.linking.book import Book

__all__ = ["link"]


def link(
    files: list[Path],
    /,
    *,
    cut: Annotated[list[str] | None, Parameter(consume_multiple=False)] = None,
    output: Literal["table", "json"] = "table",
) -> None:
    """Gather reports into operations by what they share, with the reasons.

    Example: `clawback link tests/data/reports/linked.jsonl --cut R-04:R-05`

    An operation is reports, never a person. What everybody uses (hotlines, platforms, what a thousand reports name)
    links nothing; neither one thing nor one report joins two operations. A person decides what follows.

    Parameters
    ----------
    files
        JSON lines, one report each: what `clawback extract --output json` prints, with `id`, `received`, and the
        `text` and `positions` (accounts where its trace has money) where they are known.
    cut
        Two reports that a person found not to be one operation's, as ONE:OTHER; may be given again.
    output
        Tables for people, or JSON: an operation a line.
    """
    from clawback.linking.book import Book
    from clawback.linking.reading import read_reports

    reports, ids = read_reports(files)
    book = Book(reports)
    for pair in cut or ():
        book.cut(*_pair(pair, {name: number for number, name in ids.items()}))
    _print(book, ids, output)


def _print(book: Book, ids: dict[int, str], output: str) -> None:
    from clawback.cli.link_table import operation_rows, print_operations
    from clawback.linking.telling import operation_of, set_aside

    found = (operation_of(book, each[0]) for each in book.operations())
    if output == "json":
        import json

        for each in found:
            print(json.dumps(operation_rows(each, ids), ensure_ascii=False))
        return
    print_operations(list(found), ids, set_aside(book))


def _pair(text: str, numbers: dict[str, int]) -> tuple[int, int]:
    from clawback.errors import ReportError

    one, _, other = text.partition(":")
    for each in (one, other):
        if each not in numbers:
            raise ReportError(
                f"there is no report {each!r}", field="--cut", remedy="write two ids as ONE:OTHER"
            )
    return numbers[one], numbers[other]
