"""Letters to authorities abroad, drafted for what a node may not tell its peer there."""

from django.db import migrations, models
from django.db.models import F, Q

from clawback.server.casework.rls import LATER, policy
from clawback.server.tables import ID, key


class Migration(migrations.Migration):
    dependencies = [("casework", "0027_silence"), ("people", "0002_administrators")]

    operations = [
        migrations.CreateModel(
            name="LetterAbroad",
            fields=[
                ID,
                ("state", models.CharField(default="drafted", max_length=12)),
                ("key", models.CharField(max_length=80)),
                ("agent", models.CharField(max_length=40)),
                ("authority", models.CharField(max_length=200)),
                ("jurisdiction", models.CharField(max_length=40)),
                ("parts", models.JSONField(default=dict)),
                ("amount", models.BigIntegerField()),
                ("why", models.CharField(max_length=32)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("approved_by", key("people.member", "+", null=True)),
                ("question", key("casework.peerquestion", "letters_abroad")),
                ("sent_by", key("people.member", "+", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "key"), name="letter_abroad_once"),
                    models.CheckConstraint(
                        condition=Q(state__in=("drafted", "approved", "sent", "answered", "withdrawn")),
                        name="letter_abroad_state",
                    ),
                    models.CheckConstraint(condition=Q(amount__gte=0), name="letter_abroad_amount"),
                    models.CheckConstraint(
                        condition=Q(state__in=["drafted", "withdrawn"]) | Q(approved_by__isnull=False),
                        name="letter_abroad_approved",
                    ),
                    models.CheckConstraint(
                        condition=Q(sent_by__isnull=True) | ~Q(sent_by=F("approved_by")),
                        name="letter_abroad_four_eyes",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0028_letters_abroad")
        ),
    ]
