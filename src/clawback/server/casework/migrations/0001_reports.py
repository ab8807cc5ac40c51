"""Accounts, cases, reports and claims; what a report brings."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="Case",
        fields=[
            ID,
            ("organisation", key("people.organisation", "cases")),
            ("jurisdiction", models.CharField(max_length=8)),
            ("title", models.CharField(max_length=200)),
            ("opened_at", models.DateTimeField()),
            ("opened_by", key("people.member", "+")),
            ("closed_at", models.DateTimeField(null=True)),
            ("closed_by", key("people.member", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                        models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="case_closed_by_somebody",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Assignment",
        fields=[
            ID,
            ("case", key("casework.case", "assignments")),
            ("member", key("people.member", "assignments")),
            ("assigned_by", key("people.member", "+")),
            ("assigned_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("case", "member"), name="assigned_once")],
            "indexes": [models.Index(fields=["member", "-case"], name="assigned_of_member")],
        },
    ),
    migrations.CreateModel(
        name="Account",
        fields=[
            ID,
            ("agent_code", models.CharField(max_length=40)),
            ("number", models.CharField(max_length=64)),
            ("agent", key("people.organisation", "accounts", null=True)),
            ("guarded", models.BooleanField(default=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agent_code", "number"), name="account_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("number", ""), _negated=True), models.Q(("agent_code", ""), _negated=True)
                    ),
                    name="account_named",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AccountName",
        fields=[
            ID,
            ("account", key("casework.account", "names")),
            ("agent_code", models.CharField(max_length=40)),
            ("kind", models.CharField(max_length=8)),
            ("name", models.CharField(max_length=140)),
            ("since", models.DateTimeField(null=True)),
            ("until", models.DateTimeField(null=True)),
            ("told_by", key("people.member", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("kind__in", ("national", "alias"))), name="account_name_kind"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("until__isnull", True)),
                    fields=("agent_code", "name"),
                    name="account_name_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Report",
        fields=[
            ID,
            ("state", models.CharField(default="received", max_length=12)),
            ("organisation", key("people.organisation", "reports")),
            ("channel", models.CharField(max_length=12)),
            ("language", models.CharField(max_length=12)),
            ("scam_type", models.CharField(blank=True, max_length=40)),
            ("code", models.CharField(max_length=64, unique=True)),
            ("reporter", models.CharField(db_index=True, max_length=64)),
            ("told", models.BinaryField()),
            ("reported_at", models.DateTimeField()),
            ("taken_by", key("people.member", "+", null=True)),
            ("case", key("casework.case", "reports", null=True)),
            ("duplicate_of", key("casework.report", "duplicates", null=True)),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("second_factor", models.CharField(blank=True, max_length=64)),
            ("at_risk", models.BooleanField(default=False)),
            ("withdrawal_asked_at", models.DateTimeField(null=True)),
            ("erasure_asked_at", models.DateTimeField(null=True)),
            ("erased_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
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
                models.CheckConstraint(
                    condition=models.Q(("channel__in", ["web", "telephone", "agent"])), name="report_channel"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("duplicate_of__isnull", False), ("state", "duplicate")),
                        models.Q(
                            models.Q(("state", "duplicate"), _negated=True), ("duplicate_of__isnull", True)
                        ),
                        _connector="OR",
                    ),
                    name="report_duplicate_of",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "in case"), _negated=True),
                        ("case__isnull", False),
                        _connector="OR",
                    ),
                    name="report_in_its_case",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("erased_at__isnull", True),
                        models.Q(("second_factor", ""), ("told", b"")),
                        _connector="OR",
                    ),
                    name="report_erased",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("withdrawal_asked_at__isnull", False)),
                    fields=["id"],
                    name="report_withdrawal",
                ),
                models.Index(
                    condition=models.Q(("state__in", ["received", "confirmed"])),
                    fields=["organisation", "-at_risk", "reported_at"],
                    name="report_open",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StoredKey",
        fields=[
            ("report", own("casework.report", "key", primary=True)),
            ("master", models.CharField(max_length=40)),
            ("data", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Identifier",
        fields=[
            ID,
            ("report", key("casework.report", "identifiers")),
            ("kind", models.CharField(max_length=12)),
            ("digest", models.CharField(db_index=True, max_length=64)),
            ("sealed", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Words",
        fields=[
            ID,
            ("report", key("casework.report", "words")),
            ("by", key("people.member", "+", null=True)),
            ("sealed", models.BinaryField()),
            ("said_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Fact",
        fields=[
            ID,
            ("report", key("casework.report", "facts")),
            ("kind", models.CharField(max_length=12)),
            ("start", models.IntegerField()),
            ("language", models.CharField(max_length=12)),
            ("verdict", models.CharField(max_length=12)),
            ("certain", models.BooleanField()),
            ("sealed", models.BinaryField()),
            ("decided_by", key("people.member", "+")),
            ("decided_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("verdict__in", ("accepted", "corrected", "rejected"))),
                    name="fact_verdict",
                ),
                models.UniqueConstraint(fields=("report", "kind", "start"), name="fact_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReportFile",
        fields=[
            ID,
            ("report", key("casework.report", "files")),
            ("kind", models.CharField(max_length=8)),
            ("size", models.IntegerField()),
            ("place", models.CharField(max_length=64, unique=True)),
            ("sealed_name", models.BinaryField()),
            ("sent_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("kind__in", ("pdf", "png", "jpeg", "txt", "eml", "csv")), ("size__gt", 0)
                    ),
                    name="report_file_kind",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Claim",
        fields=[
            ID,
            ("report", key("casework.report", "claims")),
            ("state", models.CharField(default="reported", max_length=12)),
            ("evidence", models.CharField(default="told", max_length=12)),
            ("debtor_account", key("casework.account", "paid_claims")),
            ("creditor_account", key("casework.account", "claims")),
            ("amount", models.BigIntegerField()),
            ("currency", models.CharField(max_length=32)),
            ("came_back", models.BigIntegerField(default=0)),
            ("settled_at", models.DateTimeField()),
            ("settled_day", models.DateField()),
            ("uetr", models.CharField(blank=True, max_length=36)),
            ("end_to_end_id", models.CharField(blank=True, max_length=35)),
            ("reported_at", models.DateTimeField()),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("is_vouched", models.BooleanField(default=False)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("reported", "confirmed", "rejected", "withdrawn"))),
                    name="claim_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(("evidence__in", ("told", "found", "confirmed"))),
                    name="claim_evidence",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("amount__gt", 0), ("came_back__gte", 0), ("came_back__lte", models.F("amount"))
                    ),
                    name="claim_amounts",
                ),
                models.CheckConstraint(
                    condition=models.Q(("debtor_account", models.F("creditor_account")), _negated=True),
                    name="claim_two_accounts",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "confirmed"), models.Q(("uetr", ""), _negated=True)),
                    fields=("debtor_account", "creditor_account", "uetr"),
                    name="claim_once_by_uetr",
                ),
                models.UniqueConstraint(
                    condition=models.Q(
                        ("state", "confirmed"), ("uetr", ""), models.Q(("end_to_end_id", ""), _negated=True)
                    ),
                    fields=("debtor_account", "creditor_account", "end_to_end_id"),
                    name="claim_once_by_id",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "confirmed"), ("end_to_end_id", ""), ("uetr", "")),
                    fields=("debtor_account", "creditor_account", "currency", "amount", "settled_day"),
                    name="claim_once_by_day",
                ),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "reported")), fields=["id"], name="claim_reported"),
                models.Index(
                    condition=models.Q(
                        ("state", "confirmed"), models.Q(("evidence", "confirmed"), _negated=True)
                    ),
                    fields=["id"],
                    name="claim_unproved",
                ),
                models.Index(
                    condition=models.Q(("is_vouched", False), ("state", "confirmed")),
                    fields=["id"],
                    name="claim_unvouched",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Referral",
        fields=[
            ID,
            ("state", models.CharField(default="drafted", max_length=12)),
            ("report", key("casework.report", "referrals")),
            ("to", key("people.organisation", "referrals")),
            ("whole", models.BooleanField(default=False)),
            ("told", models.BinaryField()),
            ("jurisdiction", models.CharField(max_length=8)),
            ("basis", models.CharField(max_length=60)),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("approved_by", key("people.member", "+", null=True)),
            ("sent_at", models.DateTimeField(null=True)),
            ("answered_by", key("people.member", "+", null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("words", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("drafted", "approved", "sent", "accepted", "declined"))
                    ),
                    name="referral_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="referral_four_eyes",
                ),
                models.CheckConstraint(
                    condition=models.Q(("state", "drafted"), ("approved_by__isnull", False), _connector="OR"),
                    name="referral_approved",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["drafted", "approved"]), ("sent_at__isnull", False), _connector="OR"
                    ),
                    name="referral_sent",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "declined"), _negated=True),
                    fields=("report", "to"),
                    name="referral_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Message",
        fields=[
            ID,
            ("report", key("casework.report", "messages")),
            ("kind", models.CharField(max_length=16)),
            ("to_first_contact", models.BooleanField(default=False)),
            ("made_at", models.DateTimeField()),
            ("given_at", models.DateTimeField(null=True)),
            ("attempts", models.IntegerField(default=0)),
            ("try_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "kind__in",
                            (
                                "received",
                                "changed",
                                "contact-changed",
                                "account-changed",
                                "asked",
                                "to-be-erased",
                            ),
                        )
                    ),
                    name="message_kind",
                )
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True

    # Before our tables little hangs on a person, which Django makes anew at each step of these.
    dependencies = [
        ("people", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]
    operations = [Tables(TABLES)]
