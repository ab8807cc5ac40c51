"""Money adds up at the end of every transaction, and no hold is in force without the clock that ends it."""

from django.db import migrations

SUMS = """
create function casework_check_hold(checked bigint) returns void language plpgsql as $$
declare
    held casework_hold;
    wrong text;
begin
    select * into held from casework_hold where id = checked;
    if not found then
        return;
    end if;
    select case
        when (held.released, held.expired, held.paid_over) <> (
            select coalesce(sum(amount) filter (where ending = 'released'), 0)::bigint,
                coalesce(sum(amount) filter (where ending = 'expired'), 0)::bigint,
                coalesce(sum(amount) filter (where ending = 'paid over'), 0)::bigint
            from casework_reduction where hold_id = checked
        ) then 'its reductions'
        when (held.placed, held.in_force) <> (
            select coalesce(sum(placed), 0)::bigint, coalesce(sum(in_force), 0)::bigint
            from casework_holdpart where hold_id = checked
        ) then 'its parts'
        when exists (
            select 1 from casework_holdpart part where part.hold_id = checked
                and part.placed - part.in_force <> (
                    select coalesce(sum(amount), 0) from casework_reductionpart where part_id = part.id
                )
        ) then 'the reductions of its parts'
        when exists (
            select 1 from casework_reduction reduction where reduction.hold_id = checked
                and reduction.amount <> (
                    select coalesce(sum(amount), 0) from casework_reductionpart
                    where reduction_id = reduction.id
                )
        ) then 'the parts of its reductions'
        when held.in_force > 0 and not exists (
            select 1 from clocks_clock
            where kind = 'hold' and subject = checked and verb = 'expire' and done_at is null
                and due_at = held.until
        ) then 'its clock'
    end into wrong;
    if wrong is not null then
        raise exception 'hold % does not agree with %', checked, wrong using errcode = 'check_violation';
    end if;
end $$;

create function casework_hold_changed() returns trigger language plpgsql as $$
begin
    perform casework_check_hold(new.id);
    return null;
end $$;

create function casework_of_hold_changed() returns trigger language plpgsql as $$
begin
    perform casework_check_hold(new.hold_id);
    return null;
end $$;

create function casework_clock_changed() returns trigger language plpgsql as $$
begin
    if old.kind = 'hold' then
        perform casework_check_hold(old.subject);
    end if;
    return null;
end $$;

create constraint trigger adds_up after insert or update on casework_hold
    deferrable initially deferred for each row execute function casework_hold_changed();
create constraint trigger adds_up after insert or update on casework_holdpart
    deferrable initially deferred for each row execute function casework_of_hold_changed();
create constraint trigger adds_up after insert or update on casework_reduction
    deferrable initially deferred for each row execute function casework_of_hold_changed();
create constraint trigger ends_holds after update or delete on clocks_clock
    deferrable initially deferred for each row execute function casework_clock_changed();
"""

REQUESTS = """
create function casework_request_changed() returns trigger language plpgsql as $$
begin
    if new.amount <> (
        select coalesce(sum(amount), 0) from casework_holdrequestpart where request_id = new.id
    ) then
        raise exception 'request % does not agree with its parts', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger adds_up after insert or update on casework_holdrequest
    deferrable initially deferred for each row execute function casework_request_changed();
"""

NO_DELETION = """
create function casework_kept() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: money that was held is never forgotten', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger kept before delete or truncate on casework_hold execute function casework_kept();
create trigger kept before delete or truncate on casework_holdpart execute function casework_kept();
create trigger kept before delete or truncate on casework_reduction execute function casework_kept();
create trigger kept before delete or truncate on casework_reductionpart execute function casework_kept();
"""


class Migration(migrations.Migration):
    """Beside what casework/ending.py keeps."""

    dependencies = [("casework", "0002_holds"), ("clocks", "0001_initial")]
    operations = [migrations.RunSQL(SUMS), migrations.RunSQL(REQUESTS), migrations.RunSQL(NO_DELETION)]
