"""Return plans, recalls, who stands for a victim; money that goes back adds up at the end of every transaction."""

from django.db import migrations, models
from django.db.models import PROTECT, BigAutoField

ID = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}

SUMS = """
create function casework_check_lines_of_part(checked bigint) returns void language plpgsql as $$
begin
    if (
        select coalesce(sum(amount), 0) from casework_planline where part_id = checked
            and (state in ('open', 'contested', 'approved', 'due', 'bounced')
                or (state = 'sent' and not outlived))
    ) > (select in_force from casework_holdpart where id = checked) then
        raise exception 'lines of plans pay more than is in force of part %', checked using errcode = '23514';
    end if;
end $$;
create function casework_check_lines_of_claim(checked bigint) returns void language plpgsql as $$
begin
    if (
        select coalesce(sum(amount), 0) from casework_planline
        where claim_id = checked and state <> 'withdrawn'
    ) > (select amount - came_back from casework_claim where id = checked) then
        raise exception 'lines of plans pay more than the loss of claim %', checked using errcode = '23514';
    end if;
end $$;
create function casework_line_changed() returns trigger language plpgsql as $$
declare
    line casework_planline;
begin
    select * into line from casework_planline where id = new.id;
    perform casework_check_lines_of_part(line.part_id);
    perform casework_check_lines_of_claim(line.claim_id);
    if line.reduction_id is not null and not exists (
        select 1 from casework_reduction reduction
        join casework_reductionpart part on part.reduction_id = reduction.id
        where reduction.id = line.reduction_id and reduction.ending = 'paid over'
            and line.state = 'confirmed'
            and part.part_id = line.part_id and part.amount = line.amount and reduction.amount = line.amount
    ) then
        raise exception 'line % does not agree with its reduction', line.id using errcode = 'check_violation';
    end if;
    if line.state in ('sent', 'confirmed') and not exists (
        select 1 from casework_sending where line_id = line.id
            and outcome = case line.state when 'sent' then '' else 'confirmed' end
    ) then
        raise exception 'line % does not agree with its sendings', line.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create function casework_part_of_lines_changed() returns trigger language plpgsql as $$
begin
    perform casework_check_lines_of_part(new.id);
    return null;
end $$;
create function casework_claim_of_lines_changed() returns trigger language plpgsql as $$
begin
    perform casework_check_lines_of_claim(new.id);
    return null;
end $$;
create function casework_line_kept() returns trigger language plpgsql as $$
begin
    if old.state in ('confirmed', 'withdrawn')
        or (old.plan_id, old.part_id, old.claim_id, old.account_id) <>
            (new.plan_id, new.part_id, new.claim_id, new.account_id)
        or old.reimbursement_id is distinct from new.reimbursement_id
        or new.amount > old.amount
        or (old.state = 'sent' and new.amount <> old.amount)
    then
        raise exception 'line % is not changed any more', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create constraint trigger adds_up after insert or update on casework_planline
    deferrable initially deferred for each row execute function casework_line_changed();
create constraint trigger lines_fit after update on casework_holdpart
    deferrable initially deferred for each row execute function casework_part_of_lines_changed();
create constraint trigger lines_fit after update on casework_claim
    deferrable initially deferred for each row execute function casework_claim_of_lines_changed();
create trigger kept_as_sent before update on casework_planline
    for each row execute function casework_line_kept();
create trigger kept before delete or truncate on casework_planline execute function casework_kept();
create trigger kept before delete or truncate on casework_sending execute function casework_kept();
create trigger kept before delete or truncate on casework_cameback execute function casework_kept();
"""


def key(model: str, name: str, to: str, related: str, null: bool = False) -> migrations.AddField:
    """A record's reference to another, which stays as long as this one."""
    field = models.ForeignKey(null=null, on_delete=PROTECT, related_name=related, to=to)
    return migrations.AddField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [("casework", "0020_redress"), ("people", "0002_administrators")]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", BigAutoField(**ID)),
                ("state", models.CharField(default="asked", max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("identity_at", models.DateTimeField(null=True)),
                ("name_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("begins_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="CameBack",
            fields=[
                ("id", BigAutoField(**ID)),
                ("amount", models.BigIntegerField()),
                ("how", models.CharField(max_length=12)),
                ("told_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", BigAutoField(**ID)),
                ("state", models.CharField(default="drafted", max_length=12)),
                ("currency", models.CharField(max_length=32)),
                ("jurisdiction", models.CharField(max_length=8)),
                ("basis", models.CharField(max_length=60)),
                ("basis_digest", models.CharField(max_length=64)),
                ("method", models.CharField(max_length=20)),
                ("round", models.IntegerField()),
                ("divisions", models.JSONField()),
                ("in_proportion", models.BooleanField()),
                ("drafted_at", models.DateTimeField()),
                ("noticed_at", models.DateTimeField(null=True)),
                ("notice_until", models.DateTimeField(null=True)),
                ("first_at", models.DateTimeField(null=True)),
                ("second_at", models.DateTimeField(null=True)),
                ("pay_by", models.DateTimeField(null=True)),
                ("overdue_since", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", BigAutoField(**ID)),
                ("amount", models.BigIntegerField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("outlived", models.BooleanField(default=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", BigAutoField(**ID)),
                ("state", models.CharField(default="drafted", max_length=12)),
                ("amount", models.BigIntegerField()),
                ("accepted", models.BigIntegerField(default=0)),
                ("jurisdiction", models.CharField(max_length=8)),
                ("basis", models.CharField(max_length=60)),
                ("drafted_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Reimbursement",
            fields=[
                ("id", BigAutoField(**ID)),
                ("amount", models.BigIntegerField()),
                ("proof", models.CharField(max_length=500)),
                ("told_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", BigAutoField(**ID)),
                ("sent_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("told_at", models.DateTimeField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Vouching", fields=[("id", BigAutoField(**ID)), ("at", models.DateTimeField())]
        ),
        migrations.AddField(model_name="case", name="closed_at", field=models.DateTimeField(null=True)),
        key("case", "closed_by", "people.member", "+", null=True),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="case_closed_by_somebody",
            ),
        ),
        key("accountchange", "account", "casework.account", "+"),
        key("accountchange", "asked_by", "people.member", "+", null=True),
        key("accountchange", "claim", "casework.claim", "account_changes"),
        key("accountchange", "first", "people.member", "+", null=True),
        key("accountchange", "identity_by", "people.member", "+", null=True),
        key("accountchange", "name_by", "people.member", "+", null=True),
        key("accountchange", "second", "people.member", "+", null=True),
        key("cameback", "claim", "casework.claim", "came_back_rows"),
        key("cameback", "told_by", "people.member", "+", null=True),
        key("plan", "case", "casework.case", "plans"),
        key("plan", "drafted_by", "people.member", "+"),
        key("plan", "first", "people.member", "+", null=True),
        key("plan", "second", "people.member", "+", null=True),
        key("planline", "account", "casework.account", "plan_lines"),
        key("planline", "claim", "casework.claim", "plan_lines"),
        key("planline", "part", "casework.holdpart", "plan_lines"),
        key("planline", "plan", "casework.plan", "lines"),
        migrations.AddField(
            model_name="planline",
            name="reduction",
            field=models.OneToOneField(
                null=True, on_delete=PROTECT, related_name="plan_line", to="casework.reduction"
            ),
        ),
        key("recall", "agent", "people.organisation", "recalls"),
        key("recall", "claim", "casework.claim", "recalls"),
        key("recall", "drafted_by", "people.member", "+"),
        key("recall", "sent_by", "people.member", "+", null=True),
        migrations.AddField(
            model_name="cameback",
            name="recall",
            field=models.OneToOneField(
                null=True, on_delete=PROTECT, related_name="came_back", to="casework.recall"
            ),
        ),
        key("reimbursement", "account", "casework.account", "+"),
        key("reimbursement", "agent", "people.organisation", "reimbursements"),
        key("reimbursement", "claim", "casework.claim", "reimbursements"),
        key("reimbursement", "told_by", "people.member", "+"),
        key("planline", "reimbursement", "casework.reimbursement", "lines", null=True),
        key("sending", "line", "casework.planline", "sendings"),
        key("sending", "sent_by", "people.member", "+"),
        key("vouching", "by", "people.member", "+"),
        migrations.AddField(
            model_name="vouching",
            name="claim",
            field=models.OneToOneField(on_delete=PROTECT, related_name="vouching", to="casework.claim"),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "asked",
                            "identity checked",
                            "name checked",
                            "approved once",
                            "approved twice",
                            "in force",
                            "refused",
                        ),
                    )
                ),
                name="change_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("asked", "identity checked", "name checked", "approved once", "approved twice"),
                    )
                ),
                fields=("claim",),
                name="change_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "refused"]), ("identity_by__isnull", False), _connector="OR"
                ),
                name="change_identity_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "identity checked", "refused"]),
                    ("name_by__isnull", False),
                    _connector="OR",
                ),
                name="change_name_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second__isnull", True),
                    models.Q(
                        ("first__isnull", False), models.Q(("first", models.F("second")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="change_two_approvers",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved twice", "in force"]), _negated=True),
                    models.Q(("begins_at__gt", models.F("approved_at")), ("second__isnull", False)),
                    _connector="OR",
                ),
                name="change_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("drafted", "noticed", "approved", "paying", "paid", "withdrawn"))
                ),
                name="plan_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ("traced", "pari-passu", "rising-tide", "cn-2016-art-8"))),
                name="plan_method",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "withdrawn"]), ("noticed_at__isnull", False), _connector="OR"
                ),
                name="plan_noticed",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "paying", "paid"]), _negated=True),
                    models.Q(("first__isnull", False), ("second__isnull", False)),
                    _connector="OR",
                ),
                name="plan_approved_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first__isnull", True),
                        models.Q(("first", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second__isnull", True),
                        models.Q(
                            models.Q(("second", models.F("drafted_by")), _negated=True),
                            models.Q(("second", models.F("first")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="plan_by_three_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("drafted", "sent", "accepted", "refused", "pending", "lapsed"))
                ),
                name="recall_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("drafted", "sent", "pending"))),
                fields=("claim",),
                name="recall_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted__gte", 0), ("accepted__lte", models.F("amount")), ("amount__gt", 0)
                ),
                name="recall_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted__gt", 0), ("state", "accepted")),
                    models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted", 0)),
                    _connector="OR",
                ),
                name="recall_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "lapsed"]), ("sent_at__isnull", False), _connector="OR"
                ),
                name="recall_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="cameback",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="came_back_amount"),
        ),
        migrations.AddConstraint(
            model_name="cameback",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["recall", "reversal", "pay-out"])), name="came_back_how"
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursement",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="reimbursement_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursement",
            constraint=models.CheckConstraint(
                condition=models.Q(("proof", ""), _negated=True), name="reimbursement_proved"
            ),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("open", "contested", "approved", "due", "sent", "confirmed", "bounced", "withdrawn"),
                    )
                ),
                name="plan_line_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="plan_line_amount"),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(("confirmed_at__isnull", False), ("reduction__isnull", False)),
                    models.Q(("confirmed_at__isnull", False), ("outlived", True)),
                    _connector="OR",
                ),
                name="plan_line_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="sending",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "confirmed", "bounced", "did not happen"])),
                name="sending_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="sending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["", "confirmed"])), fields=("line",), name="sending_once"
            ),
        ),
        migrations.RunSQL(SUMS),
    ]
