"""How far the silence of agents went with statement requests and recalls, and what their contacts are told."""

import django.db.models.deletion
from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0026_states_asked"),
        ("people", "0002_administrators"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgentReminder",
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
        migrations.AddField(
            model_name="recall",
            name="silence_step",
            field=models.CharField(db_default="none", default="none", max_length=16),
        ),
        migrations.AddField(
            model_name="recall",
            name="silent_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="statementrequest",
            name="silence_step",
            field=models.CharField(db_default="none", default="none", max_length=16),
        ),
        migrations.AddField(
            model_name="statementrequest",
            name="silent_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("silence_step", "none"), ("silent_since__isnull", True)),
                    models.Q(
                        ("silence_step__in", ("reminded", "second contact", "regulator")),
                        ("silent_since__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="recall_silence",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("silence_step", "none"), ("silent_since__isnull", True)),
                    models.Q(
                        ("silence_step__in", ("reminded", "second contact", "regulator")),
                        ("silent_since__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="statement_silence",
            ),
        ),
        migrations.AddField(
            model_name="agentreminder",
            name="recall",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agent_reminders",
                to="casework.recall",
            ),
        ),
        migrations.AddField(
            model_name="agentreminder",
            name="statement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agent_reminders",
                to="casework.statementrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="agentreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ("reminded", "second contact", "regulator"))),
                name="agent_reminder_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="agentreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement__isnull", True), ("recall__isnull", True), _connector="XOR"),
                name="agent_reminder_of_one",
            ),
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0027_silence")
        ),
    ]
