"""Links between reports, operations."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="LinkedReport",
        fields=[
            ("report", own("casework.report", "linked", primary=True)),
            ("organisation", key("people.organisation", "+")),
            ("received_at", models.DateTimeField()),
            ("scam_type", models.CharField(blank=True, max_length=40)),
            ("shingles", models.BinaryField()),
            ("gone", models.BooleanField(default=False)),
            ("pending", models.BooleanField(default=True)),
            ("version", models.BigIntegerField(default=1)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("gone", False), ("shingles", b""), _connector="OR"),
                    name="linked_report_gone",
                )
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("pending", True)), fields=["report"], name="linked_report_pending"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="LinkedThing",
        fields=[
            ID,
            ("report", key("casework.report", "linked_things")),
            ("source", models.CharField(max_length=6)),
            ("kind", models.CharField(max_length=12)),
            ("digest", models.CharField(db_index=True, max_length=64)),
            ("sealed", models.BinaryField()),
            ("account", key("casework.account", "+", null=True)),
            ("everybody", models.BooleanField(default=False)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("source__in", ("named", "paid", "traced"))),
                    name="linked_thing_source",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("account__isnull", True), ("source", "named")),
                        models.Q(models.Q(("source", "named"), _negated=True), ("account__isnull", False)),
                        _connector="OR",
                    ),
                    name="linked_thing_account",
                ),
                models.UniqueConstraint(fields=("report", "source", "digest"), name="linked_thing_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Operation",
        fields=[
            ID,
            ("organisation", key("people.organisation", "operations")),
            ("state", models.CharField(default="proposed", max_length=12)),
            ("aim", models.CharField(blank=True, max_length=200)),
            ("cohesion", models.IntegerField()),
            ("begins_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("aside", models.JSONField(default=list)),
            ("found_at", models.DateTimeField()),
            ("taken_up_by", key("people.member", "+", null=True)),
            ("taken_up_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("proposed", "worked", "ended"))), name="operation_state"
                ),
                models.CheckConstraint(
                    condition=models.Q(("cohesion__gte", 0), ("cohesion__lte", 1000)),
                    name="operation_cohesion",
                ),
                models.CheckConstraint(
                    condition=models.Q(("begins_at__lte", models.F("ends_at"))), name="operation_period"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "worked"), _negated=True),
                        models.Q(models.Q(("aim", ""), _negated=True), ("taken_up_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="operation_taken_up",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at__isnull", False), ("state", "ended")),
                        models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at__isnull", True)),
                        _connector="OR",
                    ),
                    name="operation_ended",
                ),
            ],
            "indexes": [models.Index(fields=["organisation", "-ends_at"], name="operation_of")],
        },
    ),
    migrations.CreateModel(
        name="OperationReport",
        fields=[
            ("report", own("casework.report", "in_operation", primary=True)),
            ("operation", key("casework.operation", "members")),
        ],
    ),
    migrations.CreateModel(
        name="Link",
        fields=[
            ID,
            ("operation", key("casework.operation", "links")),
            ("one", key("casework.report", "+")),
            ("other", key("casework.report", "+")),
            ("reasons", models.JSONField()),
            ("found_at", models.DateTimeField()),
            ("noted_by", key("people.member", "+", null=True)),
            ("noted_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="link_order"),
                models.UniqueConstraint(fields=("one", "other"), name="link_once"),
            ],
            "indexes": [
                models.Index(condition=models.Q(("noted_by", None)), fields=["operation"], name="link_unseen")
            ],
        },
    ),
    migrations.CreateModel(
        name="Cut",
        fields=[
            ID,
            ("organisation", key("people.organisation", "+")),
            ("one", key("casework.report", "+")),
            ("other", key("casework.report", "+")),
            ("reason", models.BinaryField()),
            ("cut_by", key("people.member", "+")),
            ("cut_at", models.DateTimeField()),
            ("taken_back_by", key("people.member", "+", null=True)),
            ("taken_back_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="cut_order"),
                models.UniqueConstraint(
                    condition=models.Q(("taken_back_at__isnull", True)),
                    fields=("one", "other"),
                    name="cut_once",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_console")]
    operations = [Tables(TABLES)]
