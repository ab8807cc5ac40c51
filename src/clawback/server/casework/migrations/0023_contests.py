"""What victims say against lines of plans."""

from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy
from clawback.server.tables import ID, key


class Migration(migrations.Migration):
    dependencies = [("casework", "0022_holders_referrals")]

    operations = [
        migrations.CreateModel(
            name="Contest",
            fields=[
                ID,
                ("sealed", models.BinaryField()),
                ("said_at", models.DateTimeField()),
                ("line", key("casework.planline", "contests")),
                ("report", key("casework.report", "contests")),
            ],
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0023_contests")
        ),
    ]
