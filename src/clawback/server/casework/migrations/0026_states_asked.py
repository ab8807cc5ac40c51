"""What agents are asked about returns and requests after a restore."""

import django.db.models.deletion
from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0025_caps_when_asked"),
    ]

    operations = [
        migrations.CreateModel(
            name="EnquiryState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=32)),
                ("known", models.CharField(max_length=12)),
                ("told", models.CharField(blank=True, max_length=12)),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="casework.enquiry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enquiry", "kind", "subject"), name="enquiry_state_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["plan line", "hold request", "statement request", "recall"])
                        ),
                        name="enquiry_state_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", "")),
                            models.Q(
                                ("kind", "plan line"), ("told__in", ("due", "sent", "confirmed", "bounced"))
                            ),
                            models.Q(
                                ("kind", "hold request"),
                                ("told__in", ("not received", "sent", "answered", "refused")),
                            ),
                            models.Q(
                                ("kind", "statement request"),
                                ("told__in", ("not received", "sent", "answered", "refused")),
                            ),
                            models.Q(
                                ("kind", "recall"),
                                ("told__in", ("not received", "sent", "pending", "accepted", "refused")),
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_state_told",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0026_states_asked")
        ),
    ]
