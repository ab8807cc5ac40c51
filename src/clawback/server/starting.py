"""What every process of the server does first."""

from __future__ import annotations

import os

import django

from clawback.server.errors import ServerError

__all__ = ["migrate", "set_up"]


def set_up() -> None:
    """Loads Django with our settings; the environment says where data stand (settings.py)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clawback.server.settings")
    django.setup()


def migrate() -> None:
    """Brings the database to this version's tables. Of two at once, one waits for the other. Raises ServerError."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except InconsistentMigrationHistory:
            folder = os.environ.get("CLAWBACK_DATA", "this server")
            raise ServerError(
                f"the database of {folder} was made by a version that this one does not follow; nothing in it was"
                " changed",
                remedy="start the version that made it, or write --data DIR with another folder",
            ) from None
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


_LOCK = 0x636C6177
