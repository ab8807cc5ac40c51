import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="received", max_length=12)),
                ("channel", models.CharField(max_length=12)),
                ("language", models.CharField(max_length=12)),
                ("scam_type", models.CharField(blank=True, max_length=40)),
                ("code", models.CharField(max_length=64, unique=True)),
                ("reporter", models.CharField(db_index=True, max_length=64)),
                ("told", models.BinaryField()),
                ("reported_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agent_code", models.CharField(max_length=40)),
                ("number", models.CharField(max_length=64)),
                ("guarded", models.BooleanField(default=False)),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=200)),
                ("opened_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="people.member",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="reported", max_length=12)),
                ("evidence", models.CharField(default="told", max_length=12)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=32)),
                ("came_back", models.BigIntegerField(default=0)),
                ("settled_at", models.DateTimeField()),
                ("settled_day", models.DateField()),
                ("uetr", models.CharField(blank=True, max_length=36)),
                ("end_to_end_id", models.CharField(blank=True, max_length=35)),
                ("reported_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "creditor_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="casework.account",
                    ),
                ),
                (
                    "debtor_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_claims",
                        to="casework.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StoredKey",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="key",
                        serialize=False,
                        to="casework.report",
                    ),
                ),
                ("master", models.CharField(max_length=40)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="duplicate_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="casework.report",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="taken_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="casework.report"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("agent_code", "number"), name="account_once"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True), models.Q(("agent_code", ""), _negated=True)
                ),
                name="account_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("case", "member"), name="assigned_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "received",
                            "confirmed",
                            "in case",
                            "rejected",
                            "duplicate",
                            "withdrawn",
                            "referred",
                        ),
                    )
                ),
                name="report_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["web", "telephone", "agent"])), name="report_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duplicate_of__isnull", False), ("state", "duplicate")),
                    models.Q(models.Q(("state", "duplicate"), _negated=True), ("duplicate_of__isnull", True)),
                    _connector="OR",
                ),
                name="report_duplicate_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in case"), _negated=True), ("case__isnull", False), _connector="OR"
                ),
                name="report_in_its_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("reported", "confirmed", "rejected", "withdrawn"))),
                name="claim_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence__in", ("told", "found", "confirmed"))), name="claim_evidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0), ("came_back__gte", 0), ("came_back__lte", models.F("amount"))
                ),
                name="claim_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("debtor_account", models.F("creditor_account")), _negated=True),
                name="claim_two_accounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "confirmed"), models.Q(("uetr", ""), _negated=True)),
                fields=("debtor_account", "creditor_account", "uetr"),
                name="claim_once_by_uetr",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "confirmed"), ("uetr", ""), models.Q(("end_to_end_id", ""), _negated=True)
                ),
                fields=("debtor_account", "creditor_account", "end_to_end_id"),
                name="claim_once_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "confirmed"), ("end_to_end_id", ""), ("uetr", "")),
                fields=("debtor_account", "creditor_account", "currency", "amount", "settled_day"),
                name="claim_once_by_day",
            ),
        ),
    ]
