"""Nodes of a federation, their letters, questions, provisional holds."""

from django.db import migrations, models

from clawback.server.tables import ID, Tables, key, own

TABLES = [
    migrations.CreateModel(
        name="Seat",
        fields=[
            ID,
            ("folder", models.SlugField(max_length=40, unique=True)),
            ("name", models.CharField(max_length=200, unique=True)),
            ("organisation", key("people.organisation", "seats")),
            ("currency", models.CharField(max_length=32)),
            ("state", models.BinaryField(default=b"")),
            ("members_version", models.BigIntegerField(default=0)),
            ("key", models.CharField(blank=True, max_length=64)),
            ("began_at", models.DateTimeField()),
            ("fault", models.CharField(blank=True, max_length=500)),
        ],
    ),
    migrations.CreateModel(
        name="Letter",
        fields=[
            ID,
            ("seat", key("casework.seat", "letters")),
            ("incoming", models.BooleanField()),
            ("message", models.CharField(max_length=64)),
            ("peer", models.CharField(max_length=200)),
            ("kind", models.CharField(max_length=16)),
            ("about", models.CharField(blank=True, max_length=200)),
            ("signed", models.TextField()),
            ("at", models.DateTimeField()),
            ("done_at", models.DateTimeField(null=True)),
            ("tries", models.IntegerField(default=0)),
            ("try_at", models.DateTimeField()),
            ("refusal", models.CharField(blank=True, max_length=32)),
            ("words", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("seat", "message", "incoming"), name="letter_once")
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("done_at", None)), fields=["incoming", "try_at"], name="letter_waits"
                ),
                models.Index(fields=["seat", "-at"], name="letter_of_seat"),
            ],
        },
    ),
    migrations.CreateModel(
        name="TurnedAway",
        fields=[
            ID,
            ("seat", key("casework.seat", "turned_away")),
            ("at", models.DateTimeField()),
            ("peer", models.CharField(blank=True, max_length=200)),
            ("refusal", models.CharField(max_length=32)),
            ("words", models.CharField(blank=True, max_length=500)),
            ("size", models.BigIntegerField()),
            ("digest", models.CharField(max_length=64)),
        ],
        options={
            "indexes": [models.Index(fields=["seat", "-at"], name="turned_away_of_seat")],
        },
    ),
    migrations.CreateModel(
        name="PeerQuestion",
        fields=[
            ID,
            ("case", own("casework.case", "peer_question")),
            ("seat", key("casework.seat", "questions")),
            ("name", models.CharField(max_length=80, unique=True)),
            ("basis", models.CharField(max_length=60)),
            ("hold_basis", models.CharField(blank=True, max_length=60)),
            ("whole_at", models.DateTimeField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="QuestionClaim",
        fields=[
            ID,
            ("question", key("casework.peerquestion", "claims")),
            ("claim", own("casework.claim", "asked_of_peers")),
            ("key", models.CharField(max_length=80)),
            ("drafted_by", key("people.member", "+")),
            ("drafted_at", models.DateTimeField()),
            ("approved_by", key("people.member", "+", null=True)),
            ("asked_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("question", "key"), name="question_claim_key"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("approved_by__isnull", True), ("asked_at__isnull", True)),
                        models.Q(
                            ("approved_by__isnull", False),
                            ("asked_at__isnull", False),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="question_four_eyes",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PeerHold",
        fields=[
            ID,
            ("question", key("casework.peerquestion", "holds")),
            ("member", models.CharField(max_length=200)),
            ("hold", models.CharField(max_length=80)),
            ("agent", models.CharField(max_length=40)),
            ("account", models.CharField(max_length=80)),
            ("state", models.CharField(max_length=12)),
            ("amount", models.BigIntegerField()),
            ("currency", models.CharField(max_length=32)),
            ("placed_at", models.DateTimeField()),
            ("until", models.DateTimeField()),
            ("confirmed_by", key("people.member", "+", null=True)),
            ("confirmed_at", models.DateTimeField(null=True)),
            ("released_by", key("people.member", "+", null=True)),
            ("released_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("question", "member", "hold"), name="peer_hold_once"),
                models.CheckConstraint(
                    condition=models.Q(("state__in", ("placed", "confirmed", "released", "expired"))),
                    name="peer_hold_state",
                ),
                models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="peer_hold_amount"),
                models.CheckConstraint(
                    condition=models.Q(("until__gte", models.F("placed_at"))), name="peer_hold_until"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "confirmed"), _negated=True),
                        ("confirmed_by__isnull", False),
                        _connector="OR",
                    ),
                    name="peer_hold_confirmed",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PeerHoldPart",
        fields=[
            ID,
            ("hold", key("casework.peerhold", "parts")),
            ("claim", key("casework.claim", "peer_hold_parts")),
            ("amount", models.BigIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("hold", "claim"), name="peer_hold_part_once"),
                models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="peer_hold_part_amount"),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_operations")]
    operations = [Tables(TABLES)]
