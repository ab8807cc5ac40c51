"""What every process of the server does first."""

from __future__ import annotations

import gc
import os

import django

from clawback.server.errors import ServerError

__all__ = ["load_pages", "loaded_for_good", "migrate", "set_up"]


def set_up() -> None:
    """Loads Django with our settings; the environment says where data stand (settings.py)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clawback.server.settings")
    django.setup()


def load_pages() -> None:
    """Loads all pages, so that none is slow when it is asked for first."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    loaded_for_good()


def loaded_for_good() -> None:
    """What is there now is not looked through for garbage any more, which took a tenth of a second of some request."""
    gc.freeze()


def migrate() -> None:
    """Brings the database to this version's tables. Of two at once, one waits for the other. Raises ServerError."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            if _is_behind():
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


def _is_behind() -> bool:
    """Whether the database lacks tables of this version. Raises ServerError where this one does not follow its own."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("clawback.")}
    unknown = executor.loader.applied_migrations.keys() - (executor.loader.disk_migrations or {}).keys()
    try:
        executor.loader.check_consistent_history(connection)
        follows = not any(app in ours for app, _ in unknown)
    except InconsistentMigrationHistory:
        follows = False
    if not follows:
        folder = os.environ.get("CLAWBACK_DATA", "this server")
        raise ServerError(
            f"the database of {folder} was made by another version of clawback, older or newer than this one;"
            " nothing in it was changed",
            remedy="start the version that made it, or begin anew in another folder with --data DIR",
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


_LOCK = 0x636C6177
