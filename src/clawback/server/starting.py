"""What every process of the server does first."""

from __future__ import annotations

import os

import django

__all__ = ["migrate", "set_up"]


def set_up() -> None:
    """Loads Django with our settings; the environment says where data stand (settings.py)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clawback.server.settings")
    django.setup()


def migrate() -> None:
    """Brings the database to this version's tables. Of two at once, one waits for the other."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


_LOCK = 0x636C6177
