"""Triggers that keep the figures of home, and the work of putting their rows together."""

from __future__ import annotations

from typing import Final

from django.db import connection, transaction

from clawback.server.walls import everything

__all__ = ["TRIGGERS", "put_together"]

_MANY: Final = 500

TRIGGERS: Final = """
create function casework_tally_of_hold() returns trigger language plpgsql as $$
declare
    held bigint := new.in_force;
    let_go bigint := new.released + new.expired;
    paid bigint := new.paid_over;
begin
    if tg_op = 'UPDATE' then
        held := held - old.in_force;
        let_go := let_go - old.released - old.expired;
        paid := paid - old.paid_over;
    end if;
    insert into casework_tally (organisation_id, side, currency, lost, held, let_go, paid)
        select whose.id, whose.side, request.currency, 0, held, let_go, paid from casework_holdrequest request
        join casework_case worked on worked.id = request.case_id,
        lateral (values (worked.organisation_id, 'owner'), (request.agent_id, 'agent')) whose(id, side)
        where request.id = new.request_id and (held, let_go, paid) <> (0, 0, 0);
    if tg_op = 'INSERT' then
        insert into casework_firsthold (case_id, organisation_id, placed_at)
            select worked.id, worked.organisation_id, new.placed_at from casework_holdrequest request
            join casework_case worked on worked.id = request.case_id where request.id = new.request_id
            on conflict (case_id) do update set placed_at = excluded.placed_at
            where casework_firsthold.placed_at > excluded.placed_at;
    end if;
    return null;
end $$;
create function casework_tally_lost(claim casework_claim, sign integer) returns void language sql as $$
    insert into casework_tally (organisation_id, side, currency, lost, held, let_go, paid)
        select organisation_id, 'owner', claim.currency, sign * (claim.amount - claim.came_back), 0, 0, 0
        from casework_report where id = claim.report_id and claim.state = 'confirmed'
        and claim.amount <> claim.came_back
$$;
create function casework_tally_of_claim() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (old.state, old.amount, old.came_back, old.currency, old.report_id)
            = (new.state, new.amount, new.came_back, new.currency, new.report_id) then
            return null;
        end if;
        perform casework_tally_lost(old, -1);
    end if;
    perform casework_tally_lost(new, 1);
    return null;
end $$;
create trigger tally_of_hold after insert or update on casework_hold
    for each row execute function casework_tally_of_hold();
create trigger tally_of_claim after insert or update on casework_claim
    for each row execute function casework_tally_of_claim();
"""
"""What keeps the rows."""

_PUT_TOGETHER = """
with gone as (delete from casework_tally returning *)
insert into casework_tally (organisation_id, side, currency, lost, held, let_go, paid)
    select organisation_id, side, currency, sum(lost), sum(held), sum(let_go), sum(paid)
    from gone group by organisation_id, side, currency
"""


def put_together(many: int = _MANY) -> None:
    """Makes one row of all rows of a figure, where there are `many` by now. Whoever reads sees those or this one."""
    with everything(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select count(*) from (select from casework_tally limit %s) kept", [many])
        if cursor.fetchone()[0] >= many:
            cursor.execute(_PUT_TOGETHER)
