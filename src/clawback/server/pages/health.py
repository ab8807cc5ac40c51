"""/healthz: 200 when database, tables and worker are there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from clawback import clock
from clawback.server.clocks.outages import is_alive

__all__ = ["healthz"]

_migrated = False


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """What is up, by name; status 503 where something is not."""
    found = {"database": False, "tables": False, "worker": False}
    try:
        connection.ensure_connection()
        found["database"] = True
        found["tables"] = _is_migrated()
        found["worker"] = found["tables"] and is_alive(clock.now())
    except Error:
        connection.close()
    up = all(found.values())
    parts = {name: "up" if each else "down" for name, each in found.items()}
    return JsonResponse({"status": "up" if up else "down", **parts}, status=200 if up else 503)


def _is_migrated() -> bool:
    """Asked until it is so, and then no more: tables do not go away while the server runs."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
