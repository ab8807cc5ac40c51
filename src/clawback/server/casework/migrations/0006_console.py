"""What members do beside cases, figures, machines, codes."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="LawActivation",
        fields=[
            ID,
            ("organisation", key("people.organisation", "+")),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("valid_from", models.CharField(max_length=12)),
            ("digest", models.CharField(max_length=64)),
            ("counsel", key("people.member", "+")),
            ("text", models.CharField(max_length=500)),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "jurisdiction", "basis", "digest", "counsel"),
                    name="activated_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("text", ""), _negated=True), name="activation_names_text"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AgentCode",
        fields=[
            ID,
            ("agent", key("people.organisation", "codes")),
            ("scheme", models.CharField(max_length=8)),
            ("code", models.CharField(max_length=40)),
            ("since", models.DateField()),
            ("until", models.DateField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("scheme__in", ("bic", "bank", "ifsc"))), name="agent_code_scheme"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                    ),
                    name="agent_code_days",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("until__isnull", True)),
                    fields=("scheme", "code"),
                    name="agent_code_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CodeTry",
        fields=[
            ID,
            ("address", models.CharField(max_length=64)),
            ("tried_at", models.DateTimeField()),
        ],
        options={
            "indexes": [models.Index(fields=["address", "tried_at"], name="code_try_of")],
        },
    ),
    migrations.CreateModel(
        name="Draft",
        fields=[
            ID,
            ("token", models.CharField(max_length=64, unique=True)),
            ("sealed", models.BinaryField()),
            ("ends_at", models.DateTimeField(db_index=True)),
        ],
    ),
    migrations.CreateModel(
        name="Opening",
        fields=[
            ID,
            ("organisation", key("people.organisation", "+")),
            ("member", key("people.member", "openings")),
            ("kind", models.CharField(max_length=12)),
            ("subject", models.BigIntegerField()),
            ("case", key("casework.case", "openings", null=True)),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("kind__in", ("case", "statement", "story", "file"))),
                    name="opening_kind",
                )
            ],
            "indexes": [models.Index(fields=["organisation", "-at"], name="opening_of")],
        },
    ),
    migrations.CreateModel(
        name="BrokenGlass",
        fields=[
            ID,
            ("case", key("casework.case", "broken_glass")),
            ("member", key("people.member", "+")),
            ("reason", models.CharField(max_length=500)),
            ("broken_at", models.DateTimeField()),
            ("until", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("noted_by_auditor", key("people.member", "+", null=True)),
            ("noted_by_approver", key("people.member", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True), name="glass_reason"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_at__isnull", True)),
                    fields=("case", "member"),
                    name="glass_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("noted_by_auditor__isnull", True),
                            models.Q(("noted_by_auditor", models.F("member")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("noted_by_approver__isnull", True),
                            models.Q(("noted_by_approver", models.F("member")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    name="glass_four_eyes",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Export",
        fields=[
            ID,
            ("organisation", key("people.organisation", "+")),
            ("asked_by", key("people.member", "+")),
            ("asked_at", models.DateTimeField()),
            ("reason", models.CharField(max_length=200)),
            ("approved_by", key("people.member", "+", null=True)),
            ("approved_at", models.DateTimeField(null=True)),
            ("fetched_at", models.DateTimeField(null=True)),
            ("cases", models.ManyToManyField(related_name="+", to="casework.case")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="export_four_eyes",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Quarantine",
        fields=[
            ID,
            ("began_at", models.DateTimeField()),
            ("known_size", models.BigIntegerField()),
            ("known_root", models.CharField(max_length=64)),
            ("found_size", models.BigIntegerField()),
            ("first_by", key("people.member", "+", null=True)),
            ("second_by", key("people.member", "+", null=True)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    models.ExpressionWrapper(
                        models.Q(("ended_at__isnull", True)), output_field=models.BooleanField()
                    ),
                    condition=models.Q(("ended_at__isnull", True)),
                    name="quarantine_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("second_by__isnull", True),
                        models.Q(("second_by", models.F("first_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="quarantine_four_eyes",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("ended_at__isnull", True),
                        models.Q(("first_by__isnull", False), ("second_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="quarantine_ended_by_two",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Enquiry",
        fields=[
            ID,
            ("quarantine", key("casework.quarantine", "enquiries")),
            ("agent", key("people.organisation", "enquiries")),
            ("asked_at", models.DateTimeField()),
            ("answered_by", key("people.member", "+", null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("words", models.CharField(blank=True, max_length=2000)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("quarantine", "agent"), name="enquiry_once")],
        },
    ),
    migrations.CreateModel(
        name="EnquiryLine",
        fields=[
            ID,
            ("enquiry", key("casework.enquiry", "lines")),
            ("hold", key("casework.hold", "+")),
            ("known", models.BigIntegerField()),
            ("told", models.BigIntegerField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("enquiry", "hold"), name="enquiry_line_once"),
                models.CheckConstraint(
                    condition=models.Q(("told__isnull", True), ("told__gte", 0), _connector="OR"),
                    name="enquiry_told",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CheckpointGiven",
        fields=[
            ID,
            ("agent", key("people.organisation", "+")),
            ("size", models.BigIntegerField()),
            ("note", models.BinaryField()),
            ("given_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("agent", "size"), name="checkpoint_given_once")],
        },
    ),
    migrations.CreateModel(
        name="Search",
        fields=[
            ID,
            ("member", key("people.member", "searches")),
            ("searched_at", models.DateTimeField()),
            ("sought", models.CharField(max_length=64)),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("case", key("casework.case", "+", null=True)),
            ("found", models.IntegerField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("reason", ""), _negated=True), ("case__isnull", False), _connector="OR"
                    ),
                    name="search_has_reason",
                )
            ],
            "indexes": [models.Index(fields=["member", "-searched_at"], name="search_of_member")],
        },
    ),
    migrations.CreateModel(
        name="Tally",
        fields=[
            ID,
            ("organisation", key("people.organisation", "+")),
            ("side", models.CharField(max_length=5)),
            ("currency", models.CharField(max_length=32)),
            ("lost", models.BigIntegerField()),
            ("held", models.BigIntegerField()),
            ("let_go", models.BigIntegerField()),
            ("paid", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("side__in", ["owner", "agent"])), name="tally_side"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="FirstHold",
        fields=[
            ("case", own("casework.case", "+", primary=True)),
            ("organisation", key("people.organisation", "+")),
            ("placed_at", models.DateTimeField()),
        ],
        options={
            "indexes": [models.Index(fields=["organisation", "-placed_at"], name="first_hold_of")],
        },
    ),
    migrations.CreateModel(
        name="Endpoint",
        fields=[
            ID,
            ("organisation", key("people.organisation", "endpoints")),
            ("address", models.CharField(max_length=500)),
            ("made_by", key("people.member", "+")),
            ("made_at", models.DateTimeField()),
            ("from_entry", models.BigIntegerField()),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at__isnull", True)),
                    fields=("organisation", "address"),
                    name="endpoint_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Delivery",
        fields=[
            ID,
            ("endpoint", key("casework.endpoint", "deliveries")),
            ("entry", models.BigIntegerField()),
            ("event", models.CharField(max_length=60)),
            ("about", models.CharField(max_length=100)),
            ("happened_at", models.DateTimeField()),
            ("tries", models.IntegerField(default=0)),
            ("due_at", models.DateTimeField()),
            ("sent_at", models.DateTimeField(null=True)),
            ("dead_at", models.DateTimeField(null=True)),
            ("error", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("endpoint", "entry", "event"), name="delivery_once"),
                models.CheckConstraint(
                    condition=models.Q(("sent_at", None), ("dead_at", None), _connector="OR"),
                    name="delivery_one_end",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("dead_at", None), ("sent_at", None)),
                    fields=["due_at", "id"],
                    name="delivery_due",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Feed",
        fields=[
            ID,
            ("next_entry", models.BigIntegerField()),
        ],
    ),
    migrations.CreateModel(
        name="Token",
        fields=[
            ID,
            ("organisation", key("people.organisation", "tokens")),
            ("member", own("people.member", "token")),
            ("name", models.CharField(max_length=100)),
            ("role", models.CharField(max_length=20)),
            ("scopes", models.CharField(max_length=500)),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("public_key", models.CharField(blank=True, max_length=44)),
            ("certificate", models.CharField(blank=True, max_length=64)),
            ("made_by", key("people.member", "+")),
            ("made_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "role__in",
                            (
                                "intake",
                                "analyst",
                                "editor",
                                "auditor",
                                "responder",
                                "support-worker",
                                "liaison",
                            ),
                        )
                    ),
                    name="token_role",
                ),
                models.CheckConstraint(
                    condition=models.Q(("expires_at__gt", models.F("made_at"))), name="token_expires"
                ),
                models.CheckConstraint(
                    condition=models.Q(("public_key", ""), ("certificate", ""), _connector="OR"),
                    name="token_one_binding",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SeenNonce",
        fields=[
            ID,
            ("token", key("casework.token", "+")),
            ("nonce", models.CharField(max_length=100)),
            ("seen_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("token", "nonce"), name="nonce_once")],
        },
    ),
    migrations.CreateModel(
        name="KeptAnswer",
        fields=[
            ID,
            ("token", key("casework.token", "+")),
            ("key", models.CharField(max_length=255)),
            ("digest", models.CharField(max_length=64)),
            ("status", models.IntegerField(null=True)),
            ("answer", models.BinaryField(default=b"")),
            ("kept_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("token", "key"), name="kept_answer_once")],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_returns")]
    operations = [Tables(TABLES)]
