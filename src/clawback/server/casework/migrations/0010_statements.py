import django.db.models.deletion
from django.db import migrations, models

SUMS = """
create function casework_statement_made() returns trigger language plpgsql as $$
declare
    told record;
begin
    select count(*) as entries, coalesce(sum(case when debit then -amount else amount end), 0) as moved
        into told from casework_entry where statement_id = new.id;
    if new.entry_count <> told.entries or new.opening + told.moved <> new.closing then
        raise exception 'statement % does not agree with its entries', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger adds_up after insert or update on casework_statement
    deferrable initially deferred for each row execute function casework_statement_made();
create trigger kept before delete or truncate on casework_statement execute function casework_kept();
create trigger kept before delete or truncate on casework_entry execute function casework_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_directory"),
        ("people", "0002_administrators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("opening", models.BigIntegerField(null=True)),
                ("closing", models.BigIntegerField(null=True)),
                ("entry_count", models.IntegerField()),
                ("answered_at", models.DateTimeField()),
                ("file_digest", models.CharField(max_length=64)),
                ("relinked", models.IntegerField(default=0)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PseudonymKey",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pseudonym_key",
                        serialize=False,
                        to="casework.statement",
                    ),
                ),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("settled_at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "creditor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.account",
                    ),
                ),
                (
                    "debtor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.account",
                    ),
                ),
                (
                    "missing_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="casework.statement",
                    ),
                ),
                (
                    "shown_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="drafted", max_length=12)),
                ("credit_amount", models.BigIntegerField()),
                ("part", models.BigIntegerField()),
                ("begins_at", models.DateTimeField()),
                ("currency", models.CharField(max_length=32)),
                ("jurisdiction", models.CharField(max_length=8)),
                ("basis", models.CharField(max_length=60)),
                ("basis_digest", models.CharField(max_length=64)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=32)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_requests",
                        to="casework.account",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_requests",
                        to="people.organisation",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_requests",
                        to="casework.case",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_requests",
                        to="casework.claim",
                    ),
                ),
                (
                    "credit_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.account"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="statement",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="casework.statementrequest",
            ),
        ),
        migrations.CreateModel(
            name="Surplus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("amount", models.BigIntegerField()),
                ("found_at", models.DateTimeField()),
                ("ask", models.CharField(blank=True, max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surpluses",
                        to="casework.hold",
                    ),
                ),
                (
                    "reduction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.reduction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurplusPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.holdpart"
                    ),
                ),
                (
                    "surplus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.surplus",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("overdue_since", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="casework.account",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("hold", "statement", "find-agent"))),
                        name="proposal_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "account", "kind", "currency"), name="proposal_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("debit", models.BooleanField()),
                ("pseudonym", models.CharField(blank=True, max_length=40)),
                ("amount", models.BigIntegerField()),
                ("settled_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=120)),
                ("uetr", models.CharField(blank=True, max_length=36)),
                ("end_to_end_id", models.CharField(blank=True, max_length=35)),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.account",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="casework.statement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("pseudonym", ""), _negated=True),
                        fields=["pseudonym"],
                        name="entry_pseudonym",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "place"), name="entry_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="entry_amount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other__isnull", False), ("pseudonym", "")),
                            models.Q(("other__isnull", True), models.Q(("pseudonym", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="entry_other",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("drafted", "approved", "sent", "answered", "refused", "lapsed"))
                ),
                name="statement_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__gt", 0), ("part__lte", models.F("credit_amount"))),
                name="statement_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="statement_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "approved", "lapsed"]),
                    models.Q(("approved_by__isnull", False), ("sent_at__isnull", False)),
                    _connector="OR",
                ),
                name="statement_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("drafted", "approved", "sent"))),
                fields=("account", "claim"),
                name="statement_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("entries", "parts"))), name="answer_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("begins_at"))), name="answer_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closing__isnull", True), ("kind", "parts"), ("opening__isnull", True)),
                    models.Q(("closing__isnull", False), ("kind", "entries"), ("opening__isnull", False)),
                    _connector="OR",
                ),
                name="answer_balances",
            ),
        ),
        migrations.AddConstraint(
            model_name="surplus",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("waiting", "asked", "released", "kept", "gone"))),
                name="surplus_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="surplus",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="surplus_amount"),
        ),
        migrations.AddConstraint(
            model_name="surplus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="surplus_kept_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="surplus",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "asked"))),
                fields=("hold",),
                name="surplus_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="surpluspart",
            constraint=models.UniqueConstraint(fields=("surplus", "part"), name="surplus_part_once"),
        ),
        migrations.AddConstraint(
            model_name="surpluspart",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="surplus_part_amount"
            ),
        ),
        migrations.RunSQL(SUMS),
    ]
