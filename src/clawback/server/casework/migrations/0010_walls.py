"""Row-level security by organisation; it comes after every table that it walls in."""

from django.db import migrations

from clawback.server.casework.rls import LATER, POLICIES, functions, policy


class Migration(migrations.Migration):
    """Tables that come later bring their own line and a migration of their own."""

    dependencies = [("casework", "0009_sums")]
    operations = [
        migrations.RunSQL(functions()),
        migrations.RunSQL("".join(policy(table) for table in POLICIES if table not in LATER)),
    ]
