"""The database's plan for a query, made once for whatever it is asked about.

Where a page asks many small questions about one thing, each found by an index, planning each anew takes as long as
answering it. A list whose length nobody knows is another matter: its plan is good only for what it is asked about, so
that such pages leave the choice to the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from clawback.server.walls import is_broken

__all__ = ["planned_once"]


@contextmanager
def planned_once() -> Iterator[None]:
    """Within it, a query that was asked before keeps the plan it had."""
    _execute("set plan_cache_mode = force_generic_plan")
    try:
        yield
    finally:
        if not is_broken():  # what was set in a transaction that fails goes back with it
            _execute("reset plan_cache_mode")


def _execute(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text)
