"""Return plans, recalls, who stands for a victim."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="Vouching",
        fields=[
            ID,
            ("claim", own("casework.claim", "vouching")),
            ("by", key("people.member", "+")),
            ("at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Reimbursement",
        fields=[
            ID,
            ("claim", key("casework.claim", "reimbursements")),
            ("agent", key("people.organisation", "reimbursements")),
            ("account", key("casework.account", "+")),
            ("amount", models.BigIntegerField()),
            ("proof", models.CharField(max_length=500)),
            ("told_by", key("people.member", "+")),
            ("told_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reimbursement_amount"),
                models.CheckConstraint(
                    condition=models.Q(("proof", ""), _negated=True), name="reimbursement_proved"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AccountChange",
        fields=[
            ID,
            ("claim", key("casework.claim", "account_changes")),
            ("account", key("casework.account", "+")),
            ("state", models.CharField(default="asked", max_length=20)),
            ("asked_by", key("people.member", "+", null=True)),
            ("asked_at", models.DateTimeField()),
            ("identity_by", key("people.member", "+", null=True)),
            ("identity_at", models.DateTimeField(null=True)),
            ("name_by", key("people.member", "+", null=True)),
            ("name_at", models.DateTimeField(null=True)),
            ("first", key("people.member", "+", null=True)),
            ("second", key("people.member", "+", null=True)),
            ("approved_at", models.DateTimeField(null=True)),
            ("begins_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "state__in",
                            (
                                "asked",
                                "identity checked",
                                "name checked",
                                "approved once",
                                "approved twice",
                                "in force",
                                "refused",
                            ),
                        )
                    ),
                    name="change_state",
                ),
                models.UniqueConstraint(
                    condition=models.Q(
                        (
                            "state__in",
                            ("asked", "identity checked", "name checked", "approved once", "approved twice"),
                        )
                    ),
                    fields=("claim",),
                    name="change_one_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["asked", "refused"]), ("identity_by__isnull", False), _connector="OR"
                    ),
                    name="change_identity_first",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["asked", "identity checked", "refused"]),
                        ("name_by__isnull", False),
                        _connector="OR",
                    ),
                    name="change_name_first",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("second__isnull", True),
                        models.Q(
                            ("first__isnull", False), models.Q(("first", models.F("second")), _negated=True)
                        ),
                        _connector="OR",
                    ),
                    name="change_two_approvers",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["approved twice", "in force"]), _negated=True),
                        models.Q(("begins_at__gt", models.F("approved_at")), ("second__isnull", False)),
                        _connector="OR",
                    ),
                    name="change_waits",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Plan",
        fields=[
            ID,
            ("state", models.CharField(default="drafted", max_length=12)),
            ("case", key("casework.case", "plans")),
            ("currency", models.CharField(max_length=32)),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("basis_digest", models.CharField(max_length=64)),
            ("method", models.CharField(max_length=20)),
            ("round", models.IntegerField()),
            ("divisions", models.JSONField()),
            ("in_proportion", models.BooleanField()),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("noticed_at", models.DateTimeField(null=True)),
            ("notice_until", models.DateTimeField(null=True)),
            ("first", key("people.member", "+", null=True)),
            ("first_at", models.DateTimeField(null=True)),
            ("second", key("people.member", "+", null=True)),
            ("second_at", models.DateTimeField(null=True)),
            ("pay_by", models.DateTimeField(null=True)),
            ("overdue_since", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("drafted", "noticed", "approved", "paying", "paid", "withdrawn"))
                    ),
                    name="plan_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("method__in", ("traced", "pari-passu", "rising-tide", "cn-2016-art-8"))
                    ),
                    name="plan_method",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["drafted", "withdrawn"]),
                        ("noticed_at__isnull", False),
                        _connector="OR",
                    ),
                    name="plan_noticed",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["approved", "paying", "paid"]), _negated=True),
                        models.Q(("first__isnull", False), ("second__isnull", False)),
                        _connector="OR",
                    ),
                    name="plan_approved_by_two",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("first__isnull", True),
                            models.Q(("first", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("second__isnull", True),
                            models.Q(
                                models.Q(("second", models.F("drafted_by")), _negated=True),
                                models.Q(("second", models.F("first")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    name="plan_by_three_people",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state__in", ["drafted", "noticed", "approved"])),
                    fields=["id"],
                    name="plan_open",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanLine",
        fields=[
            ID,
            ("plan", key("casework.plan", "lines")),
            ("part", key("casework.holdpart", "plan_lines")),
            ("claim", key("casework.claim", "plan_lines")),
            ("account", key("casework.account", "plan_lines")),
            ("reimbursement", key("casework.reimbursement", "lines", null=True)),
            ("amount", models.BigIntegerField()),
            ("state", models.CharField(default="open", max_length=12)),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("outlived", models.BooleanField(default=False)),
            ("reduction", own("casework.reduction", "plan_line", null=True)),
            ("confirmed_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "state__in",
                            (
                                "open",
                                "contested",
                                "approved",
                                "due",
                                "sent",
                                "confirmed",
                                "bounced",
                                "withdrawn",
                            ),
                        )
                    ),
                    name="plan_line_state",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="plan_line_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "confirmed"), _negated=True),
                        models.Q(("confirmed_at__isnull", False), ("reduction__isnull", False)),
                        models.Q(("confirmed_at__isnull", False), ("outlived", True)),
                        _connector="OR",
                    ),
                    name="plan_line_confirmed",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state__in", ["due", "sent"])), fields=["id"], name="plan_line_to_pay"
                ),
                models.Index(
                    condition=models.Q(("state", "contested")), fields=["id"], name="plan_line_contested"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Sending",
        fields=[
            ID,
            ("line", key("casework.planline", "sendings")),
            ("sent_by", key("people.member", "+")),
            ("sent_at", models.DateTimeField()),
            ("outcome", models.CharField(blank=True, max_length=16)),
            ("told_at", models.DateTimeField(null=True)),
            ("words", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("outcome__in", ["", "confirmed", "bounced", "did not happen"])),
                    name="sending_outcome",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("outcome__in", ["", "confirmed"])),
                    fields=("line",),
                    name="sending_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Recall",
        fields=[
            ID,
            ("claim", key("casework.claim", "recalls")),
            ("agent", key("people.organisation", "recalls")),
            ("state", models.CharField(default="drafted", max_length=12)),
            ("amount", models.BigIntegerField()),
            ("accepted", models.BigIntegerField(default=0)),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("sent_by", key("people.member", "+", null=True)),
            ("sent_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("words", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("drafted", "sent", "accepted", "refused", "pending", "lapsed"))
                    ),
                    name="recall_state",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ("drafted", "sent", "pending"))),
                    fields=("claim",),
                    name="recall_one_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("accepted__gte", 0), ("accepted__lte", models.F("amount")), ("amount__gt", 0)
                    ),
                    name="recall_amounts",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("accepted__gt", 0), ("state", "accepted")),
                        models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted", 0)),
                        _connector="OR",
                    ),
                    name="recall_accepted",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["drafted", "lapsed"]), ("sent_at__isnull", False), _connector="OR"
                    ),
                    name="recall_sent",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CameBack",
        fields=[
            ID,
            ("claim", key("casework.claim", "came_back_rows")),
            ("amount", models.BigIntegerField()),
            ("how", models.CharField(max_length=12)),
            ("recall", own("casework.recall", "came_back", null=True)),
            ("told_by", key("people.member", "+", null=True)),
            ("told_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="came_back_amount"),
                models.CheckConstraint(
                    condition=models.Q(("how__in", ["recall", "reversal", "pay-out"])), name="came_back_how"
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_statements")]
    operations = [Tables(TABLES)]
