"""Row-level security of what a federation keeps."""

from django.db import migrations

from clawback.server.casework.rls import LATER, functions, policy


class Migration(migrations.Migration):
    """After the tables of 0130_federation."""

    dependencies = [("casework", "0130_federation")]
    operations = [
        migrations.RunSQL(functions()),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0140_federation_walls")
        ),
    ]
