"""A page about one thing keeps the database's plans, and no other page does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from clawback.server.one_plan import planned_once

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _planned_as_asked(database: str) -> Iterator[None]:
    """Other tests' connections keep every plan from their beginning: these do not, like a server's."""
    options = connection.settings_dict["OPTIONS"]
    kept = options["options"]
    options["options"] = kept.replace(" -c plan_cache_mode=force_generic_plan", "")
    connection.close()
    yield
    options["options"] = kept
    connection.close()


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
