"""One embedded PostgreSQL a test process; for each test that asks for `database` a fresh copy of a migrated one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from clawback.server.data_folder import DataFolder, open_folder
from clawback.server.embedded import Embedded
from tests.folders import folder_of_ours
from tests.integration.server.world import World, make_world
from tests.integration.server.world_federation import Federation, federated

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_TEMPLATE = "clawback"
_numbers = count(1)


@pytest.fixture(scope="session")
def data_folder() -> Iterator[DataFolder]:
    """A demo's data folder that every user of the machine can enter: PostgreSQL does not run as root."""
    with folder_of_ours("here") as path:
        yield open_folder(path, demo=True)


@pytest.fixture(scope="session")
def server(data_folder: DataFolder) -> Iterator[Embedded]:
    """The embedded server, with one migrated database to copy, and Django set up for it."""
    embedded = Embedded(data_folder.database, lasting=False)
    embedded.start()
    os.environ.update(
        DATABASE_URL=embedded.url(_TEMPLATE), CLAWBACK_DATA=str(data_folder.path), CLAWBACK_PLAIN_HTTP="1"
    )
    from clawback.server import starting

    starting.set_up()
    starting.migrate()
    _plan_once()
    yield embedded
    embedded.stop()


def _plan_once() -> None:
    """Each statement is planned once a connection, and kept: tables of some rows have no better plan for other values,
    and planning would be a third of what a test of decisions costs."""
    from django.db import connection
    from django.db.backends.signals import connection_created

    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["options"] += " -c plan_cache_mode=force_generic_plan"
    options["prepare_threshold"] = 0
    connection_created.connect(_keep_plans)


def _keep_plans(connection: BaseDatabaseWrapper, **_: object) -> None:
    connection.connection.prepared_max = 5_000


@contextmanager
def a_database(server: Embedded) -> Iterator[str]:
    """A fresh database under Django's default connection; its URL is for other processes."""
    from django.db import connection

    name, before = f"test_{next(_numbers)}", connection.settings_dict["NAME"]
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(
            sql.SQL("create database {} template {} owner clawback strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield server.url(name)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def database(server: Embedded) -> Iterator[str]:
    """A fresh database for one test."""
    with a_database(server) as url:
        yield url


@pytest.fixture(scope="module")
def database_of_module(server: Embedded) -> Iterator[str]:
    """A fresh database for the tests of a module, each of which leaves it as it was."""
    with a_database(server) as url:
        yield url


@pytest.fixture
def world(database: str) -> World:
    """A centre with its people, two banks with a responder each, in a fresh database."""
    return make_world()


@pytest.fixture
def peers(world: World, data_folder: DataFolder) -> Iterator[Federation]:
    """The nodes of that centre and its banks."""
    with federated(data_folder) as found:
        yield found
