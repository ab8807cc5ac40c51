import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CheckpointRow",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.BinaryField()),
                ("signed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
                ("who", models.CharField(max_length=200)),
                ("verb", models.CharField(max_length=64)),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("time", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="TreeHash",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="OpeningRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=80)),
                ("nonce", models.BinaryField(null=True)),
                ("value", models.BinaryField(null=True)),
                ("report", models.BigIntegerField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="record.entryrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "field"), name="opening_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("nonce__isnull", False),
                                ("report__isnull", True),
                                ("sealed__isnull", True),
                                ("value__isnull", False),
                            ),
                            models.Q(
                                ("nonce__isnull", True),
                                ("report__isnull", False),
                                ("sealed__isnull", False),
                                ("value__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="opening_plain_or_sealed",
                    ),
                ],
            },
        ),
    ]
