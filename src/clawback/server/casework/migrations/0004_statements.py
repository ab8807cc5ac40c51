"""Statements, and where they contradict one another."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="StatementRequest",
        fields=[
            ID,
            ("state", models.CharField(default="drafted", max_length=12)),
            ("case", key("casework.case", "statement_requests")),
            ("agent", key("people.organisation", "statement_requests")),
            ("account", key("casework.account", "statement_requests")),
            ("claim", key("casework.claim", "statement_requests")),
            ("credit_from", key("casework.account", "+")),
            ("credit_amount", models.BigIntegerField()),
            ("part", models.BigIntegerField()),
            ("begins_at", models.DateTimeField()),
            ("currency", models.CharField(max_length=32)),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("basis_digest", models.CharField(max_length=64)),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("approved_by", key("people.member", "+", null=True)),
            ("approved_at", models.DateTimeField(null=True)),
            ("sent_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("answered_by", key("people.member", "+", null=True)),
            ("refusal", models.CharField(blank=True, max_length=32)),
            ("words", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("drafted", "approved", "sent", "answered", "refused", "lapsed"))
                    ),
                    name="statement_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(("part__gt", 0), ("part__lte", models.F("credit_amount"))),
                    name="statement_part",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="statement_four_eyes",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["drafted", "approved", "lapsed"]),
                        models.Q(("approved_by__isnull", False), ("sent_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="statement_sent",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ("drafted", "approved", "sent"))),
                    fields=("account", "claim"),
                    name="statement_asked_once",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "sent")), fields=["agent", "id"], name="statement_for_agent"
                ),
                models.Index(
                    condition=models.Q(("state", "drafted")), fields=["id"], name="statement_drafted"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Statement",
        fields=[
            ID,
            ("request", key("casework.statementrequest", "answers")),
            ("kind", models.CharField(max_length=8)),
            ("begins_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("opening", models.BigIntegerField(null=True)),
            ("closing", models.BigIntegerField(null=True)),
            ("entry_count", models.IntegerField()),
            ("answered_at", models.DateTimeField()),
            ("answered_by", key("people.member", "+")),
            ("file_digest", models.CharField(max_length=64)),
            ("relinked", models.IntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("kind__in", ("entries", "parts"))), name="answer_kind"
                ),
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gte", models.F("begins_at"))), name="answer_time"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closing__isnull", True), ("kind", "parts"), ("opening__isnull", True)),
                        models.Q(("closing__isnull", False), ("kind", "entries"), ("opening__isnull", False)),
                        _connector="OR",
                    ),
                    name="answer_balances",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Entry",
        fields=[
            ID,
            ("statement", key("casework.statement", "entries")),
            ("place", models.IntegerField()),
            ("debit", models.BooleanField()),
            ("other", key("casework.account", "+", null=True)),
            ("pseudonym", models.CharField(blank=True, max_length=40)),
            ("amount", models.BigIntegerField()),
            ("settled_at", models.DateTimeField()),
            ("kind", models.CharField(max_length=12)),
            ("name", models.CharField(max_length=120)),
            ("uetr", models.CharField(blank=True, max_length=36)),
            ("end_to_end_id", models.CharField(blank=True, max_length=35)),
            ("reverses", models.CharField(blank=True, max_length=120)),
            ("claim", key("casework.claim", "+", null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("statement", "place"), name="entry_once"),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="entry_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("other__isnull", False), ("pseudonym", "")),
                        models.Q(("other__isnull", True), models.Q(("pseudonym", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="entry_other",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("pseudonym", ""), _negated=True),
                    fields=["pseudonym"],
                    name="entry_pseudonym",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PseudonymKey",
        fields=[
            ("statement", own("casework.statement", "pseudonym_key", primary=True)),
            ("data", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Conflict",
        fields=[
            ID,
            ("shown_by", key("casework.statement", "+", null=True)),
            ("missing_in", key("casework.statement", "conflicts")),
            ("debtor", key("casework.account", "+", null=True)),
            ("creditor", key("casework.account", "+", null=True)),
            ("amount", models.BigIntegerField()),
            ("settled_at", models.DateTimeField()),
            ("found_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
        ],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_redress")]
    operations = [Tables(TABLES)]
