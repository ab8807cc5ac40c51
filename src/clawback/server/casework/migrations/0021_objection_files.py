"""Files that holders send with their objections."""

from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy
from clawback.server.tables import ID, key


class Migration(migrations.Migration):
    dependencies = [("casework", "0020_victims_drafts")]

    operations = [
        migrations.CreateModel(
            name="ObjectionFile",
            fields=[
                ID,
                ("kind", models.CharField(max_length=8)),
                ("size", models.IntegerField()),
                ("place", models.CharField(max_length=64, unique=True)),
                ("sealed_name", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
                ("objection", key("casework.objection", "files")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=("pdf", "png", "jpeg", "txt", "eml", "csv"), size__gt=0),
                        name="objection_file_kind",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0021_objection_files")
        ),
    ]
