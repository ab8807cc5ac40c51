"""The second wall: which rows a connection sees, whatever a query forgets to ask. The first is may().

PostgreSQL's row-level security reads the setting `clawback.organisation` of the connection:

    ''           nothing: what a connection of the web server begins with
    '12'         the rows of organisation 12, and those that were put to it
    'report 7'   report 7 and what is its own; 'hold 7' in the same way: who has a code, and no sign-in
    'all'        everything: decisions (which ask may() under a lock), the worker, the command line

Which table has which policy stands in casework/rls.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection
from psycopg.pq import TransactionStatus

__all__ = [
    "everything",
    "is_broken",
    "nothing",
    "of_organisation",
    "one_hold",
    "one_report",
    "reset",
    "see_hold",
    "see_nothing",
    "see_organisation",
    "see_report",
    "streamed",
]

_SET = "select current_setting('clawback.organisation', true), set_config('clawback.organisation', %s, false)"


def of_organisation(number: int) -> AbstractContextManager[None]:
    """What an organisation sees."""
    return _scope(str(number))


def one_report(number: int) -> AbstractContextManager[None]:
    """What the holder of a report's code sees."""
    return _scope(f"report {number}")


def one_hold(number: int) -> AbstractContextManager[None]:
    """What the holder of a hold's code sees."""
    return _scope(f"hold {number}")


def nothing() -> AbstractContextManager[None]:
    """What anybody sees who is not known yet."""
    return _scope("")


def everything() -> AbstractContextManager[None]:
    """For a decision, for finding what a code names, and for figures that name nobody."""
    return _scope("all")


def see_organisation(number: int) -> None:
    """From here to the end of the request: what the organisation of a token sees."""
    _set(str(number))


def see_nothing() -> None:
    """From here to the end of the request: what anybody sees who is not known yet."""
    _set("")


def see_report(number: int) -> None:
    """From here to the end of the request: what the holder of a report's code sees."""
    _set(f"report {number}")


def see_hold(number: int) -> None:
    """From here to the end of the request: what the holder of a hold's code sees."""
    _set(f"hold {number}")


def reset() -> None:
    """Back to what the connection began with. A connection that is not there begins with that anyway."""
    if connection.connection is not None and not connection.connection.closed:
        with connection.cursor() as cursor:
            cursor.execute("reset clawback.organisation")


def streamed(scope: AbstractContextManager[None], parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of an answer that is made while it is sent, each made within the scope."""
    with scope:
        yield from parts


@contextmanager
def _scope(value: str) -> Iterator[None]:
    before = _set(value)
    try:
        yield
    finally:
        if not is_broken():  # what was set in a transaction that fails goes back with it
            _set(before)


def _set(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [value])
        (before, _) = cursor.fetchone()
    return str(before or "")


def is_broken() -> bool:
    """Whether nothing can be asked of the connection before its transaction is over."""
    kept = connection.connection
    return kept is None or kept.closed or kept.info.transaction_status == TransactionStatus.INERROR
