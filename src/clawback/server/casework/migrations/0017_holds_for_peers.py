"""What an institution's own node holds for peers, by account."""

import django.db.models.deletion
from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0016_release_requests"),
        ("people", "0002_administrators"),
    ]

    operations = [
        migrations.CreateModel(
            name="HoldForPeer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("case", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=200)),
                ("agent", models.CharField(max_length=40)),
                ("account", models.CharField(blank=True, max_length=200)),
                ("currency", models.CharField(max_length=32)),
                ("basis", models.CharField(max_length=200)),
                ("state", models.CharField(max_length=12)),
                ("amount", models.BigIntegerField(default=0)),
                ("left", models.BigIntegerField(default=0)),
                ("why", models.CharField(blank=True, max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="casework.seat"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "name"), name="hold_for_peer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("left", "placed", "confirmed", "released", "expired", "refused", "over"),
                            )
                        ),
                        name="hold_for_peer_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("left__gte", 0)), name="hold_for_peer_amounts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("placed", "confirmed")), ("until__isnull", False)),
                            ("amount", 0),
                            _connector="OR",
                        ),
                        name="hold_for_peer_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="hold_for_peer_until"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0017_holds_for_peers")
        ),
    ]
