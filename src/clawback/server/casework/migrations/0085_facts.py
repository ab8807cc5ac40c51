import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0080_ends"),
        ("people", "0010_second_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("start", models.IntegerField()),
                ("language", models.CharField(max_length=12)),
                ("verdict", models.CharField(max_length=12)),
                ("certain", models.BooleanField()),
                ("sealed", models.BinaryField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="casework.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ("accepted", "corrected", "rejected"))),
                        name="fact_verdict",
                    ),
                    models.UniqueConstraint(fields=("report", "kind", "start"), name="fact_once"),
                ],
            },
        ),
    ]
