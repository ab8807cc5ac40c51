"""Money adds up at the end of every transaction; no hold is in force without a clock that ends it; all is kept."""

from django.db import migrations

from clawback.server.casework.tallying import TRIGGERS

HOLDS = """
create function casework_check_hold_seen(checked bigint) returns void language plpgsql as $$
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

create function casework_check_hold(checked bigint) returns void language plpgsql as $$
declare
    before text := casework_scope();
begin
    perform set_config('clawback.organisation', 'all', true);
    perform casework_check_hold_seen(checked);
    perform set_config('clawback.organisation', before, true);
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
"""A trigger that adds up sees all rows: a sum over some of them is no sum."""
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
STATEMENTS = """
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
LINES = """
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
KEPT = """
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
    """Beside what casework/ending.py and casework/returns/ keep."""

    dependencies = [("casework", "0008_federation"), ("clocks", "0001_initial")]
    operations = [migrations.RunSQL(each) for each in (KEPT, HOLDS, REQUESTS, STATEMENTS, LINES, TRIGGERS)]
