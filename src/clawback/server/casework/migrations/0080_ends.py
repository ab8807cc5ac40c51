# What reviews left, and what else ends a case.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0070_api"),
        ("people", "0011_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgentMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=16)),
                ("to", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(default=0)),
                ("try_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="due", max_length=12)),
                ("in_force", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("due_by", models.DateTimeField(null=True)),
                ("overdue_since", models.DateTimeField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("left", models.BigIntegerField()),
                ("known", models.BigIntegerField()),
                ("cause", models.CharField(max_length=60)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="holdpart",
            name="hold_part_amounts",
        ),
        migrations.AddField(
            model_name="entry",
            name="claim",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.claim"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="reverses",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="hold",
            name="rests_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="proposal",
            name="since",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name="holdpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force__gte", 0), ("in_force__lte", models.F("placed")), ("placed__gte", 0)
                ),
                name="hold_part_amounts",
            ),
        ),
        migrations.AddField(
            model_name="agentmessage",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agent_messages",
                to="casework.holdrequest",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="casework.notice"
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.account"
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.claim"
            ),
        ),
        migrations.AddConstraint(
            model_name="agentmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ("reminded", "second contact", "regulator"))),
                name="agent_message_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="agentmessage",
            constraint=models.UniqueConstraint(fields=("request", "step"), name="agent_message_once"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("due", "given", "over"))), name="amendment_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force__gt", 0)), name="amendment_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_at__isnull", False), ("state", "given")),
                    models.Q(models.Q(("state", "given"), _negated=True), ("given_at__isnull", True)),
                    _connector="OR",
                ),
                name="amendment_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "due")), fields=("notice",), name="amendment_due_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("hold", "statement", "find-agent"))), name="review_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("known__gte", 0), ("left__gte", 0)), name="review_amounts"
            ),
        ),
    ]
