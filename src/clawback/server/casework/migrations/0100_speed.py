"""Lists and figures that hold beside any number of cases; policies that ask by functions of one row."""

import django.db.models.deletion
from django.db import migrations, models

from clawback.server.casework.rls import LATER, POLICIES, functions, policy
from clawback.server.casework.tallying import TRIGGERS

_BEFORE = (
    *("cases_put_to(bigint)", "claims_put_to(bigint)", "reports_put_to(bigint)", "accounts_put_to(bigint)"),
    *("plans_put_to(bigint)", "plans_of(bigint, bigint)", "requests_of(bigint, bigint)"),
    *("case_of(bigint, bigint)", "accounts_of(bigint, bigint)"),
)


class Migration(migrations.Migration):
    """Databases walled in before get the policies that a new one gets from 0090_walls."""

    dependencies = [
        ("casework", "0090_walls"),
        ("people", "0010_second_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstHold",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="casework.case",
                    ),
                ),
                ("placed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=5)),
                ("currency", models.CharField(max_length=32)),
                ("lost", models.BigIntegerField()),
                ("held", models.BigIntegerField()),
                ("let_go", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="is_vouched",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["member", "-case"], name="assigned_of_member"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("is_vouched", False), ("state", "confirmed")),
                fields=["id"],
                name="claim_unvouched",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("state", "due")), fields=["id"], name="notice_due"),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(condition=models.Q(("state", "made")), fields=["id"], name="objection_open"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(
                condition=models.Q(("state__in", ["drafted", "noticed", "approved"])),
                fields=["id"],
                name="plan_open",
            ),
        ),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(
                condition=models.Q(("state__in", ["due", "sent"])), fields=["id"], name="plan_line_to_pay"
            ),
        ),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(
                condition=models.Q(("state", "contested")), fields=["id"], name="plan_line_contested"
            ),
        ),
        migrations.AddIndex(
            model_name="reduction",
            index=models.Index(
                condition=models.Q(("confirmed_at", None), ("sent_at__isnull", False)),
                fields=["id"],
                name="reduction_unconfirmed",
            ),
        ),
        migrations.AddIndex(
            model_name="releaserequest",
            index=models.Index(
                condition=models.Q(("state", "asked")), fields=["id"], name="release_request_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("withdrawal_asked_at__isnull", False)),
                fields=["id"],
                name="report_withdrawal",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("state__in", ["received", "confirmed"])),
                fields=["organisation", "-at_risk", "reported_at"],
                name="report_open",
            ),
        ),
        migrations.AddIndex(
            model_name="statementrequest",
            index=models.Index(
                condition=models.Q(("state", "sent")), fields=["agent", "id"], name="statement_for_agent"
            ),
        ),
        migrations.AddIndex(
            model_name="statementrequest",
            index=models.Index(
                condition=models.Q(("state", "drafted")), fields=["id"], name="statement_drafted"
            ),
        ),
        migrations.AddIndex(
            model_name="surplus",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["id"], name="surplus_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="valuegiven",
            index=models.Index(condition=models.Q(("state", "told")), fields=["id"], name="value_given_told"),
        ),
        migrations.AddField(
            model_name="firsthold",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="firsthold",
            index=models.Index(fields=["organisation", "-placed_at"], name="first_hold_of"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["owner", "agent"])), name="tally_side"
            ),
        ),
        migrations.RunSQL(functions()),
        migrations.RunSQL(
            "".join(policy(table) for table in POLICIES if LATER.get(table, "") <= "0100_speed")
        ),
        migrations.RunSQL("".join(f"drop function if exists casework_{name};\n" for name in _BEFORE)),
        migrations.RunSQL(TRIGGERS),
    ]
