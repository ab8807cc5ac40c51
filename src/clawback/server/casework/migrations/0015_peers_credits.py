"""What nodes tell of money that went to institutions without one, and which claims peers are told to forget."""

import django.db.models.deletion
from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_consent")]
    operations = [
        migrations.AddField("peerquestion", "answered_by", models.JSONField(default=list)),
        migrations.AddField("questionclaim", "over_at", models.DateTimeField(null=True)),
        migrations.AddField("questionclaim", "traced", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="PeerCredit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("member", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=80)),
                ("agent", models.CharField(max_length=40)),
                ("amount", models.BigIntegerField()),
                ("settled_at", models.DateTimeField()),
                ("flows", models.JSONField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="peer_credits",
                        to="casework.account",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="casework.peerquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "key"), name="peer_credit_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="peer_credit_amount"),
                ],
            },
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0015_peers_credits")
        ),
    ]
