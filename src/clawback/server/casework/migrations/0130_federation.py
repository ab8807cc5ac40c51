"""What a federation keeps: seats, letters, what was turned away, questions and provisional holds of peers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables; their walls come with 0140_federation_walls."""

    dependencies = [
        ("casework", "0120_operations_walled"),
        ("people", "0011_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("basis", models.CharField(max_length=60)),
                ("hold_basis", models.CharField(blank=True, max_length=60)),
                ("whole_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="peer_question",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PeerHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("member", models.CharField(max_length=200)),
                ("hold", models.CharField(max_length=80)),
                ("agent", models.CharField(max_length=40)),
                ("account", models.CharField(max_length=80)),
                ("state", models.CharField(max_length=12)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=32)),
                ("placed_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
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
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="casework.peerquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuestionClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("drafted_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
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
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_of_peers",
                        to="casework.claim",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="casework.peerquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folder", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("currency", models.CharField(max_length=32)),
                ("state", models.BinaryField(default=b"")),
                ("members_version", models.BigIntegerField(default=0)),
                ("key", models.CharField(blank=True, max_length=64)),
                ("began_at", models.DateTimeField()),
                ("fault", models.CharField(blank=True, max_length=500)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="peerquestion",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="casework.seat"
            ),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.seat",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TurnedAway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("peer", models.CharField(blank=True, max_length=200)),
                ("refusal", models.CharField(max_length=32)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turned_away",
                        to="casework.seat",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PeerHoldPart",
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
                        related_name="peer_hold_parts",
                        to="casework.claim",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.peerhold",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("hold", "claim"), name="peer_hold_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="peer_hold_part_amount"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="peerhold",
            constraint=models.UniqueConstraint(fields=("question", "member", "hold"), name="peer_hold_once"),
        ),
        migrations.AddConstraint(
            model_name="peerhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("placed", "confirmed", "released", "expired"))),
                name="peer_hold_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="peerhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="peer_hold_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="peerhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("placed_at"))), name="peer_hold_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="peerhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    ("confirmed_by__isnull", False),
                    _connector="OR",
                ),
                name="peer_hold_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionclaim",
            constraint=models.UniqueConstraint(fields=("question", "key"), name="question_claim_key"),
        ),
        migrations.AddConstraint(
            model_name="questionclaim",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["incoming", "try_at"], name="letter_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["seat", "-at"], name="letter_of_seat"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("seat", "message", "incoming"), name="letter_once"),
        ),
        migrations.AddIndex(
            model_name="turnedaway",
            index=models.Index(fields=["seat", "-at"], name="turned_away_of_seat"),
        ),
    ]
