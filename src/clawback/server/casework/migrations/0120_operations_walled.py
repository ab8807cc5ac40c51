"""The tables of operations are walled in."""

from django.db import migrations

from clawback.server.casework.rls import policy

_TABLES = ("linkedreport", "linkedthing", "operation", "operationreport", "link", "cut")


class Migration(migrations.Migration):
    """A table of 0110_operations is seen by whoever sees its report, or by its organisation."""

    dependencies = [("casework", "0110_operations")]
    operations = [migrations.RunSQL("".join(policy(f"casework_{table}") for table in _TABLES))]
