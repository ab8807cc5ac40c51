"""Writing the workbook: its sheets in order, their print set-up, the file."""

from __future__ import annotations

from typing import IO

import xlsxwriter

from clawback.cli.workbook.book import Book
from clawback.cli.workbook.bounds_sheet import write_bounds
from clawback.cli.workbook.claims_sheet import write_claims
from clawback.cli.workbook.plan import plan_rule
from clawback.cli.workbook.rule_sheet import write_rule
from clawback.cli.workbook.summary_sheet import write_summary
from clawback.clock import from_micros
from clawback.tracing.result import Trace

__all__ = ["write_workbook"]


def write_workbook(found: Trace, file: IO[bytes]) -> None:
    """Writes the trace as .xlsx: Summary, Claims, Bounds, and a sheet for each rule asked for.

    Cells that are computed carry both their formula and its value. Row by row, so that memory does not grow
    with the trace. Raises TraceError where a sheet would need more rows than a workbook has.
    """
    plans = [plan_rule(found, rule) for rule in found.rules]
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False}) as workbook:
        # The same trace gives the same file: its date is that of what it describes.
        last = int(found.ledger.settled_at.max()) if found.as_of is None else found.as_of
        workbook.set_properties(
            {"title": "Trace of claims", "comments": found.ledger.snapshot, "created": from_micros(last)}
        )
        book = Book(found, workbook)
        write_summary(book, plans)
        write_claims(book, plans)
        write_bounds(book, plans)
        for plan in plans:
            write_rule(book, plan)
