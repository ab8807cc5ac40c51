"""Hold requests, holds, how they get smaller; what goes to agents."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="HoldRequest",
        fields=[
            ID,
            ("state", models.CharField(default="drafted", max_length=12)),
            ("case", key("casework.case", "hold_requests")),
            ("agent", key("people.organisation", "hold_requests")),
            ("account", key("casework.account", "hold_requests")),
            ("amount", models.BigIntegerField()),
            ("currency", models.CharField(max_length=32)),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("basis_digest", models.CharField(max_length=64)),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("approved_by", key("people.member", "+", null=True)),
            ("approved_at", models.DateTimeField(null=True)),
            ("emergency", models.BooleanField(default=False)),
            ("confirmed_by", key("people.member", "+", null=True)),
            ("confirmed_at", models.DateTimeField(null=True)),
            ("sent_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("answered_by", key("people.member", "+", null=True)),
            ("refusal", models.CharField(blank=True, max_length=32)),
            ("words", models.CharField(blank=True, max_length=500)),
            ("next_step", models.CharField(blank=True, max_length=20)),
            ("silence_step", models.CharField(default="none", max_length=16)),
            ("silent_since", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("drafted", "approved", "sent", "answered", "refused", "lapsed"))
                    ),
                    name="request_state",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="request_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="request_four_eyes",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("confirmed_by__isnull", True),
                        models.Q(("confirmed_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="request_four_eyes_after",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["drafted", "approved", "lapsed"]),
                        ("sent_at__isnull", False),
                        _connector="OR",
                    ),
                    name="request_sent",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("sent_at__isnull", True),
                        ("approved_by__isnull", False),
                        ("emergency", True),
                        _connector="OR",
                    ),
                    name="request_sent_by_right",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("silence_step", "none"), ("silent_since__isnull", True)),
                        models.Q(
                            ("silence_step__in", ("reminded", "second contact", "regulator")),
                            ("silent_since__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="request_silence",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "sent")), fields=["agent", "id"], name="request_for_agent"
                ),
                models.Index(condition=models.Q(("state", "drafted")), fields=["id"], name="request_drafted"),
                models.Index(
                    condition=models.Q(("confirmed_by", None), ("emergency", True), ("ended_at", None)),
                    fields=["id"],
                    name="request_unconfirmed",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HoldRequestPart",
        fields=[
            ID,
            ("request", key("casework.holdrequest", "parts")),
            ("claim", key("casework.claim", "request_parts")),
            ("amount", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("request", "claim"), name="request_part_once"),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="request_part_amount"),
            ],
        },
    ),
    migrations.CreateModel(
        name="BeyondBasis",
        fields=[
            ID,
            ("request", own("casework.holdrequest", "beyond_basis")),
            ("refused_at", models.DateTimeField()),
            ("facts", models.TextField()),
        ],
    ),
    migrations.CreateModel(
        name="AgentMessage",
        fields=[
            ID,
            ("request", key("casework.holdrequest", "agent_messages")),
            ("step", models.CharField(max_length=16)),
            ("to", models.CharField(blank=True, max_length=200)),
            ("made_at", models.DateTimeField()),
            ("given_at", models.DateTimeField(null=True)),
            ("attempts", models.IntegerField(default=0)),
            ("try_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("step__in", ("reminded", "second contact", "regulator"))),
                    name="agent_message_step",
                ),
                models.UniqueConstraint(fields=("request", "step"), name="agent_message_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Hold",
        fields=[
            ID,
            ("state", models.CharField(default="placed", max_length=12)),
            ("request", own("casework.holdrequest", "hold")),
            ("placed", models.BigIntegerField()),
            ("in_force", models.BigIntegerField()),
            ("released", models.BigIntegerField(default=0)),
            ("expired", models.BigIntegerField(default=0)),
            ("paid_over", models.BigIntegerField(default=0)),
            ("protected", models.BigIntegerField(default=0)),
            ("placed_at", models.DateTimeField()),
            ("until", models.DateTimeField()),
            ("renewals", models.IntegerField(default=0)),
            ("rests_since", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("placed", "ended"))), name="hold_state"
                ),
                models.CheckConstraint(
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
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "placed",
                            models.F("in_force")
                            + models.F("released")
                            + models.F("expired")
                            + models.F("paid_over"),
                        )
                    ),
                    name="hold_sum",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("in_force__gt", 0), ("state", "placed")),
                        models.Q(("in_force", 0), ("state", "ended")),
                        _connector="OR",
                    ),
                    name="hold_ended",
                ),
                models.CheckConstraint(
                    condition=models.Q(("until__gt", models.F("placed_at"))), name="hold_until"
                ),
            ],
            "indexes": [
                models.Index(fields=["-placed_at"], name="hold_placed"),
                models.Index(condition=models.Q(("state", "placed")), fields=["until"], name="hold_ends"),
            ],
        },
    ),
    migrations.CreateModel(
        name="HoldPart",
        fields=[
            ID,
            ("hold", key("casework.hold", "parts")),
            ("claim", key("casework.claim", "hold_parts")),
            ("placed", models.BigIntegerField()),
            ("in_force", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("hold", "claim"), name="hold_part_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("in_force__gte", 0), ("in_force__lte", models.F("placed")), ("placed__gte", 0)
                    ),
                    name="hold_part_amounts",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Reduction",
        fields=[
            ID,
            ("hold", key("casework.hold", "reductions")),
            ("ending", models.CharField(max_length=12)),
            ("amount", models.BigIntegerField()),
            ("reason", models.CharField(max_length=200)),
            ("decided_by", key("people.member", "+", null=True)),
            ("decided_at", models.DateTimeField()),
            ("sent_at", models.DateTimeField(null=True)),
            ("confirmed_at", models.DateTimeField(null=True)),
            ("overdue_since", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ending__in", ("released", "expired", "paid over"))),
                    name="reduction_ending",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reduction_amount"),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("confirmed_at", None), ("sent_at__isnull", False)),
                    fields=["id"],
                    name="reduction_unconfirmed",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ReductionPart",
        fields=[
            ID,
            ("reduction", key("casework.reduction", "parts")),
            ("part", key("casework.holdpart", "reductions")),
            ("amount", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("reduction", "part"), name="reduction_part_once"),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reduction_part_amount"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Proposal",
        fields=[
            ID,
            ("case", key("casework.case", "proposals")),
            ("account", key("casework.account", "proposals")),
            ("kind", models.CharField(max_length=12)),
            ("amount", models.BigIntegerField()),
            ("currency", models.CharField(max_length=32)),
            ("made_at", models.DateTimeField()),
            ("overdue_since", models.DateTimeField(null=True)),
            ("since", models.CharField(blank=True, max_length=60)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("kind__in", ("hold", "statement", "find-agent"))),
                    name="proposal_kind",
                ),
                models.UniqueConstraint(fields=("case", "account", "kind", "currency"), name="proposal_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Surplus",
        fields=[
            ID,
            ("state", models.CharField(max_length=12)),
            ("hold", key("casework.hold", "surpluses")),
            ("amount", models.BigIntegerField()),
            ("found_at", models.DateTimeField()),
            ("ask", models.CharField(blank=True, max_length=100)),
            ("decided_by", key("people.member", "+", null=True)),
            ("decided_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("reduction", key("casework.reduction", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("waiting", "asked", "released", "kept", "gone"))),
                    name="surplus_state",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="surplus_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "kept"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="surplus_kept_why",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ("waiting", "asked"))),
                    fields=("hold",),
                    name="surplus_open_once",
                ),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="surplus_waiting")
            ],
        },
    ),
    migrations.CreateModel(
        name="SurplusPart",
        fields=[
            ID,
            ("surplus", key("casework.surplus", "parts")),
            ("part", key("casework.holdpart", "+")),
            ("amount", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("surplus", "part"), name="surplus_part_once"),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="surplus_part_amount"),
            ],
        },
    ),
    migrations.CreateModel(
        name="ValueGiven",
        fields=[
            ID,
            ("state", models.CharField(max_length=12)),
            ("hold", own("casework.hold", "value_given")),
            ("words", models.CharField(max_length=500)),
            ("told_by", key("people.member", "+")),
            ("told_at", models.DateTimeField()),
            ("ends_by", models.DateTimeField(null=True)),
            ("set_aside_by", key("people.member", "+", null=True)),
            ("reasons", models.CharField(blank=True, max_length=500)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("told", "accepted", "set aside", "noted"))),
                    name="value_given_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "set aside"), _negated=True),
                        models.Q(("set_aside_by__isnull", False), models.Q(("reasons", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="value_given_reasons",
                ),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "told")), fields=["id"], name="value_given_told")
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_reports")]
    operations = [Tables(TABLES)]
