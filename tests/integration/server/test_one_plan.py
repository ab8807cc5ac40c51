"""A page about one thing keeps the database's plans, and no other page does."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from clawback.server.one_plan import planned_once

pytestmark = pytest.mark.usefixtures("database")


def mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show plan_cache_mode")
        return str(cursor.fetchone()[0])


def test_a_plan_is_kept_within_alone() -> None:
    before = mode()
    with planned_once():
        assert mode() == "force_generic_plan"
    assert mode() == before != "force_generic_plan"
    with pytest.raises(ValueError, match="no page"), planned_once():
        raise ValueError("no page")
    assert mode() == before


def test_a_transaction_that_fails_takes_it_back() -> None:
    before = mode()
    with pytest.raises(DatabaseError), transaction.atomic(), planned_once(), connection.cursor() as cursor:
        cursor.execute("select no_such_column")
    assert mode() == before
