"""Notices, objections, releases that are asked for."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="Notice",
        fields=[
            ID,
            ("state", models.CharField(max_length=12)),
            ("hold", own("casework.hold", "notice")),
            ("rule", models.CharField(max_length=12)),
            ("made_at", models.DateTimeField()),
            ("withheld_until", models.DateTimeField(null=True)),
            ("ordered_by", models.CharField(blank=True, max_length=12)),
            ("order", models.CharField(blank=True, max_length=200)),
            ("due_by", models.DateTimeField(null=True)),
            ("overdue_since", models.DateTimeField(null=True)),
            ("given_at", models.DateTimeField(null=True)),
            ("balance", models.BigIntegerField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("withheld", "due", "given"))), name="notice_state"
                ),
                models.CheckConstraint(
                    condition=models.Q(("rule__in", ["required", "delayed", "forbidden", "unknown"])),
                    name="notice_rule",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("given_at__isnull", False), ("state", "given")),
                        models.Q(models.Q(("state", "given"), _negated=True), ("given_at__isnull", True)),
                        _connector="OR",
                    ),
                    name="notice_given",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state", "withheld"), ("withheld_until__isnull", True), _connector="OR"
                    ),
                    name="notice_withheld_until",
                ),
                models.CheckConstraint(condition=models.Q(("balance__gte", 0)), name="notice_balance"),
            ],
            "indexes": [models.Index(condition=models.Q(("state", "due")), fields=["id"], name="notice_due")],
        },
    ),
    migrations.CreateModel(
        name="NoticeCode",
        fields=[
            ID,
            ("notice", key("casework.notice", "codes")),
            ("holder", models.SmallIntegerField()),
            ("code", models.CharField(max_length=64, unique=True)),
            ("made_at", models.DateTimeField()),
            ("given_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("notice", "holder"), name="notice_code_once"),
                models.CheckConstraint(
                    condition=models.Q(("holder__gte", 1), ("holder__lte", 9)), name="notice_code_holder"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Amendment",
        fields=[
            ID,
            ("notice", key("casework.notice", "amendments")),
            ("state", models.CharField(default="due", max_length=12)),
            ("in_force", models.BigIntegerField()),
            ("made_at", models.DateTimeField()),
            ("due_by", models.DateTimeField(null=True)),
            ("overdue_since", models.DateTimeField(null=True)),
            ("given_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("due", "given", "over"))), name="amendment_state"
                ),
                models.CheckConstraint(condition=models.Q(("in_force__gt", 0)), name="amendment_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("given_at__isnull", False), ("state", "given")),
                        models.Q(models.Q(("state", "given"), _negated=True), ("given_at__isnull", True)),
                        _connector="OR",
                    ),
                    name="amendment_given",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "due")), fields=("notice",), name="amendment_due_once"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="NoticeKey",
        fields=[
            ("notice", own("casework.notice", "key", primary=True)),
            ("master", models.CharField(max_length=40)),
            ("data", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Objection",
        fields=[
            ID,
            ("state", models.CharField(default="made", max_length=16)),
            ("notice", key("casework.notice", "objections")),
            ("holder", models.SmallIntegerField()),
            ("made_at", models.DateTimeField()),
            ("late", models.BooleanField(default=False)),
            ("language", models.CharField(max_length=12)),
            ("wants_help", models.BooleanField(default=False)),
            ("told", models.BinaryField()),
            ("recorded_by", key("people.member", "+", null=True)),
            ("reviewer", key("people.member", "+", null=True)),
            ("passed_over", key("people.member", "+", null=True)),
            ("handed_over_at", models.DateTimeField(null=True)),
            ("decided_by", key("people.member", "+", null=True)),
            ("decided_at", models.DateTimeField(null=True)),
            ("amount", models.BigIntegerField(null=True)),
            ("reasons", models.BinaryField(default=b"")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ("made", "upheld", "partly upheld", "dismissed", "withdrawn"))
                    ),
                    name="objection_state",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at__isnull", True), ("state", "made")),
                        models.Q(models.Q(("state", "made"), _negated=True), ("decided_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="objection_decided",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="objection_amount"),
                models.UniqueConstraint(
                    condition=models.Q(("state", "made")),
                    fields=("notice", "holder"),
                    name="objection_open_once",
                ),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "made")), fields=["id"], name="objection_open")
            ],
        },
    ),
    migrations.CreateModel(
        name="ReleaseRequest",
        fields=[
            ID,
            ("state", models.CharField(default="asked", max_length=12)),
            ("hold", key("casework.hold", "release_requests")),
            ("objection", key("casework.objection", "+", null=True)),
            ("amount", models.BigIntegerField()),
            ("ask", models.CharField(max_length=80)),
            ("reason", models.CharField(max_length=200)),
            ("asked_at", models.DateTimeField()),
            ("answer", models.CharField(blank=True, max_length=200)),
            ("answered_at", models.DateTimeField(null=True)),
            ("recorded_by", key("people.member", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("asked", "granted", "declined"))),
                    name="release_request_state",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="release_request_amount"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at__isnull", True), ("state", "asked")),
                        models.Q(models.Q(("state", "asked"), _negated=True), ("answered_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="release_request_answered",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "asked")), fields=["id"], name="release_request_asked"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Review",
        fields=[
            ID,
            ("kind", models.CharField(max_length=12)),
            ("account", key("casework.account", "reviews")),
            ("claim", key("casework.claim", "reviews")),
            ("left", models.BigIntegerField()),
            ("known", models.BigIntegerField()),
            ("cause", models.CharField(max_length=60)),
            ("reason", models.CharField(blank=True, max_length=200)),
            ("asked", key("casework.releaserequest", "reviews", null=True)),
            ("at", models.DateTimeField()),
            ("by", key("people.member", "+", null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("kind__in", ("hold", "statement", "find-agent"))), name="review_kind"
                ),
                models.CheckConstraint(
                    condition=models.Q(("known__gte", 0), ("left__gte", 0)), name="review_amounts"
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_holds")]
    operations = [Tables(TABLES)]
