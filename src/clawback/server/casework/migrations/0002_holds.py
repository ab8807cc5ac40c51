import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("people", "0002_administrators")]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="placed", max_length=12)),
                ("placed", models.BigIntegerField()),
                ("in_force", models.BigIntegerField()),
                ("released", models.BigIntegerField(default=0)),
                ("expired", models.BigIntegerField(default=0)),
                ("paid_over", models.BigIntegerField(default=0)),
                ("protected", models.BigIntegerField(default=0)),
                ("placed_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("renewals", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="HoldPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("placed", models.BigIntegerField()),
                ("in_force", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold_parts",
                        to="casework.claim",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="casework.hold"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="drafted", max_length=12)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=32)),
                ("jurisdiction", models.CharField(max_length=8)),
                ("basis", models.CharField(max_length=60)),
                ("basis_digest", models.CharField(max_length=64)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("emergency", models.BooleanField(default=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=32)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold_requests",
                        to="casework.account",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold_requests",
                        to="people.organisation",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold_requests",
                        to="casework.case",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="hold",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="hold", to="casework.holdrequest"
            ),
        ),
        migrations.CreateModel(
            name="HoldRequestPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request_parts",
                        to="casework.claim",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.holdrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reduction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ending", models.CharField(max_length=12)),
                ("amount", models.BigIntegerField()),
                ("reason", models.CharField(max_length=200)),
                ("decided_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("overdue_since", models.DateTimeField(null=True)),
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
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reductions",
                        to="casework.hold",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReductionPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reductions",
                        to="casework.holdpart",
                    ),
                ),
                (
                    "reduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.reduction",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="holdpart",
            constraint=models.UniqueConstraint(fields=("hold", "claim"), name="hold_part_once"),
        ),
        migrations.AddConstraint(
            model_name="holdpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force__gte", 0), ("in_force__lte", models.F("placed")), ("placed__gt", 0)
                ),
                name="hold_part_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("drafted", "approved", "sent", "answered", "refused", "lapsed"))
                ),
                name="request_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="request_amount"),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="request_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(("confirmed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="request_four_eyes_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "approved", "lapsed"]),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="request_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True),
                    ("approved_by__isnull", False),
                    ("emergency", True),
                    _connector="OR",
                ),
                name="request_sent_by_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("placed", "ended"))), name="hold_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expired__gte", 0),
                    ("in_force__gte", 0),
                    ("paid_over__gte", 0),
                    ("placed__gt", 0),
                    ("protected__gte", 0),
                    ("released__gte", 0),
                ),
                name="hold_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "placed",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("in_force"), "+", models.F("released")
                                ),
                                "+",
                                models.F("expired"),
                            ),
                            "+",
                            models.F("paid_over"),
                        ),
                    )
                ),
                name="hold_sum",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_force__gt", 0), ("state", "placed")),
                    models.Q(("in_force", 0), ("state", "ended")),
                    _connector="OR",
                ),
                name="hold_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("placed_at"))), name="hold_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="holdrequestpart",
            constraint=models.UniqueConstraint(fields=("request", "claim"), name="request_part_once"),
        ),
        migrations.AddConstraint(
            model_name="holdrequestpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="request_part_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=models.Q(("ending__in", ("released", "expired", "paid over"))),
                name="reduction_ending",
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reduction_amount"),
        ),
        migrations.AddConstraint(
            model_name="reductionpart",
            constraint=models.UniqueConstraint(fields=("reduction", "part"), name="reduction_part_once"),
        ),
        migrations.AddConstraint(
            model_name="reductionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="reduction_part_amount"
            ),
        ),
    ]
