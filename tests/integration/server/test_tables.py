"""The tables are those of the models; a database of another version is left as it is."""

from __future__ import annotations

from io import StringIO

import pytest

from clawback.server.errors import ServerError

pytestmark = pytest.mark.usefixtures("database")


def rows() -> set[tuple[str, str]]:
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder.Migration.objects.values_list("app", "name"))


def test_the_models_say_nothing_that_no_migration_says() -> None:
    from django.core.management import call_command

    said = StringIO()
    call_command("makemigrations", "people", "record", "clocks", "casework", dry_run=True, stdout=said)
    assert said.getvalue().startswith("No changes detected")


@pytest.mark.parametrize("app", ["people", "record", "clocks", "casework"])
def test_a_database_of_another_version_is_refused(app: str) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from clawback.server.starting import migrate

    migrate()
    MigrationRecorder.Migration.objects.create(app=app, name="0000_long_ago")
    before = rows()
    with pytest.raises(ServerError, match="another version of clawback"):
        migrate()
    assert rows() == before


def test_a_history_with_a_gap_is_refused() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from clawback.server.starting import migrate

    MigrationRecorder.Migration.objects.filter(app="people", name="0001_initial").delete()
    before = rows()
    with pytest.raises(ServerError, match="nothing in it was changed"):
        migrate()
    assert rows() == before
