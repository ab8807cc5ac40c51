"""Cases written straight into the tables of an embedded database, one statement a table, beside the demo's own.

Of each ten requests one waits for its answer; the others have a hold. Each fifth case has a statement that leads its
money on, each twentieth hold was let go in part, each twenty-fifth is planned to go back. Each case has five entries
in the journal (without their hashes: these are decisions that nobody made).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["FIRST", "fill"]

FIRST = 1_000
"""The records of case n of the bench are numbered FIRST + n, all of them."""

_ROWS = """
insert into casework_account (id, agent_code, number, agent_id, guarded)
  select 1000 + n, 'north', 'B' || n, %(bank)s, false from cases;
insert into casework_account (id, agent_code, number, agent_id, guarded)
  select 10000000 + n, 'south', 'V' || n, %(other)s, false from cases;
insert into casework_account (id, agent_code, number, agent_id, guarded)
  select 20000000 + n, 'river', 'M' || n, %(river)s, false from cases where n %% 5 = 1;
insert into casework_case (id, organisation_id, jurisdiction, title, opened_at, opened_by_id)
  select 1000 + n, %(centre)s, 'demo', 'Case of the bench', %(at)s - n * interval '1 minute', %(anna)s from cases;
insert into casework_assignment (case_id, member_id, assigned_at, assigned_by_id)
  select 1000 + n, m, %(at)s, %(anna)s from cases, unnest(%(assigned)s::bigint[]) m;
insert into casework_report (id, state, organisation_id, channel, language, scam_type, code, reporter, told,
    reported_at, case_id, reason, second_factor, at_risk)
  select 1000 + n, 'in case', %(centre)s, 'web', 'en', '', 'bench' || n, 'r' || n, '', %(at)s - n * interval '1 minute',
    1000 + n, '', '', false from cases;
insert into casework_report (id, state, organisation_id, channel, language, scam_type, code, reporter, told,
    reported_at, reason, second_factor, at_risk)
  select 10000000 + n, 'received', %(centre)s, 'web', 'en', '', 'new' || n, 's' || n, '',
    %(at)s - n * interval '1 minute', '', '', n %% 500 = 0 from cases where n %% 50 = 0;
insert into casework_claim (id, report_id, state, evidence, debtor_account_id, creditor_account_id, amount, currency,
    came_back, settled_at, settled_day, uetr, end_to_end_id, reported_at, reason, is_vouched)
  select 1000 + n, 1000 + n, 'confirmed', 'confirmed', 10000000 + n, 1000 + n, 100000 + n, 'EUR', 0,
    %(at)s - interval '1 hour', %(at)s::date, '', '', %(at)s, '', n %% 100 <> 5 from cases;
insert into casework_claim (id, report_id, state, evidence, debtor_account_id, creditor_account_id, amount, currency,
    came_back, settled_at, settled_day, uetr, end_to_end_id, reported_at, reason, is_vouched)
  select 10000000 + n, 10000000 + n, 'reported', 'told', 10000000 + n, 1000 + n, 5000 + n, 'EUR', 0,
    %(at)s - interval '1 hour', %(at)s::date, '', '', %(at)s, '', false from cases where n %% 50 = 0;
insert into casework_vouching (at, by_id, claim_id)
  select %(at)s, %(sven)s, 1000 + n from cases where n %% 100 <> 5;
insert into casework_holdrequest (id, state, case_id, agent_id, account_id, amount, currency, jurisdiction, basis,
    basis_digest, drafted_by_id, drafted_at, approved_by_id, approved_at, emergency, sent_at, refusal, words,
    next_step, silence_step)
  select 1000 + n, case when n %% 10 = 0 then 'sent' else 'answered' end, 1000 + n, %(bank)s, 1000 + n, 100000 + n,
    'EUR', 'demo', 'hold', '', %(anna)s, %(at)s, %(carla)s, %(at)s, false, %(at)s, '', '', '', 'none' from cases;
insert into casework_holdrequestpart (request_id, claim_id, amount)
  select 1000 + n, 1000 + n, 100000 + n from cases;
insert into casework_hold (id, state, request_id, placed, in_force, released, expired, paid_over, protected, placed_at,
    until, renewals)
  select 1000 + n, 'placed', 1000 + n, 100000 + n, 100000 + n - gone, gone, 0, 0, 0, %(at)s - n * interval '20 seconds',
    %(at)s + n * interval '1 minute', 0
  from (select n, case when n %% 20 = 4 then 40000 else 0 end gone from cases) parts where n %% 10 > 0;
insert into casework_holdpart (id, hold_id, claim_id, placed, in_force)
  select 1000 + n, 1000 + n, 1000 + n, 100000 + n, 100000 + n - gone
  from (select n, case when n %% 20 = 4 then 40000 else 0 end gone from cases) parts where n %% 10 > 0;
insert into casework_reduction (id, hold_id, ending, amount, reason, decided_by_id, decided_at, sent_at, confirmed_at,
    overdue_since)
  select 1000 + n, 1000 + n, 'released', 40000, 'too much', %(carla)s, %(at)s, %(at)s,
    case when n %% 1000 <> 4 then %(at)s end, case when n %% 2000 = 4 then %(at)s end from cases where n %% 20 = 4;
insert into casework_reductionpart (reduction_id, part_id, amount)
  select 1000 + n, 1000 + n, 40000 from cases where n %% 20 = 4;
insert into casework_notice (id, state, hold_id, rule, made_at, ordered_by, "order", due_by, given_at)
  select 1000 + n, case when n %% 50 = 7 then 'due' else 'given' end, 1000 + n, 'required', %(at)s, '', '',
    %(at)s + interval '1 day', case when n %% 50 <> 7 then %(at)s end from cases where n %% 10 > 0;
insert into casework_objection (id, state, notice_id, holder, made_at, late, language, wants_help, told, reasons)
  select 1000 + n, 'made', 1000 + n, 1, %(at)s, false, 'en', false, '', '' from cases where n %% 500 = 3;
insert into casework_statementrequest (id, state, case_id, agent_id, account_id, claim_id, credit_from_id,
    credit_amount, part, begins_at, currency, jurisdiction, basis, basis_digest, drafted_by_id, drafted_at,
    approved_by_id, approved_at, sent_at, ended_at, answered_by_id, refusal, words)
  select 1000 + n, state, 1000 + n, %(bank)s, 1000 + n, 1000 + n, 10000000 + n, 100000 + n, 100000 + n,
    %(at)s - interval '1 hour', 'EUR', 'demo', 'statement', '', %(anna)s, %(at)s,
    case when state <> 'drafted' then %(carla)s end, case when state <> 'drafted' then %(at)s end,
    case when state <> 'drafted' then %(at)s end, case when state = 'answered' then %(at)s end,
    case when state = 'answered' then %(nora)s end, '', ''
  from (select n, case when n %% 5 = 1 then 'answered' when n %% 50 = 2 then 'sent' when n %% 50 = 3 then 'drafted' end
    state from cases) asked where state is not null;
insert into casework_statement (id, request_id, kind, begins_at, ends_at, opening, closing, entry_count, answered_at,
    answered_by_id, file_digest, relinked)
  select 1000 + n, 1000 + n, 'entries', %(at)s - interval '1 hour', %(at)s, 50000, 100000 + n, 10, %(at)s, %(nora)s,
    md5(n::text) || md5(n::text), 0 from cases where n %% 5 = 1;
insert into casework_entry (statement_id, place, debit, other_id, pseudonym, amount, settled_at, kind, name, uetr,
    end_to_end_id, reverses)
  select 1000 + n, p, p > 0, case p when 0 then 10000000 + n when 1 then 20000000 + n end,
    case when p > 1 then md5(n || '-' || p) else '' end, case p when 0 then 100000 + n when 1 then 42000 else 1000 end,
    %(at)s - interval '1 hour' + p * interval '5 minutes', 'transfer', 'E' || p, '', '', ''
  from cases, generate_series(0, 9) p where n %% 5 = 1;
insert into casework_proposal (case_id, account_id, kind, amount, currency, made_at, since)
  select 1000 + n, 20000000 + n, kind, 42000, 'EUR', %(at)s, '' from cases, unnest(array['hold', 'statement']) kind
  where n %% 50 = 1;
insert into casework_plan (id, state, case_id, currency, jurisdiction, basis, basis_digest, method, round, divisions,
    in_proportion, drafted_by_id, drafted_at, noticed_at, notice_until, first_id, first_at, second_id, second_at,
    reason)
  select 1000 + n, state, 1000 + n, 'EUR', 'demo', 'return', '', 'traced', 1,
    jsonb_build_object('traced', jsonb_build_object('pays', jsonb_build_object((1000 + n)::text, 100000 + n),
      'remainder', 0, 'steps', '[]'::jsonb)), false, %(anna)s, %(at)s, %(at)s, %(at)s + interval '3 days',
    case when state = 'paying' then %(carla)s end, case when state = 'paying' then %(at)s end,
    case when state = 'paying' then %(deniz)s end, case when state = 'paying' then %(at)s end, ''
  from (select n, case when n %% 50 = 8 then 'noticed' when n %% 50 = 9 then 'paying' end state from cases) plans
  where state is not null;
insert into casework_planline (id, plan_id, part_id, claim_id, account_id, amount, state, reason, outlived)
  select 1000 + n, 1000 + n, 1000 + n, 1000 + n, 10000000 + n, 100000 + n,
    case when n %% 50 = 8 then 'open' else 'due' end, '', false from cases where n %% 50 in (8, 9);
insert into clocks_clock (verb, kind, subject, set_at, due_at, counts_for_person, try_at, attempts, error, outcome)
  select case when n %% 10 > 0 then 'expire' else 'lapse' end,
    case when n %% 10 > 0 then 'hold' else 'hold request' end,
    1000 + n, %(at)s, %(at)s + n * interval '1 minute', n %% 10 = 0, %(at)s, 0, '', '' from cases;
insert into record_entryrow (index, data, who, verb, subject, time)
  select size + 5 * n + p - 5, '{}', 'member/' || %(anna)s, (array['open', 'draft', 'approve', 'place', 'link'])[p + 1],
    (array['case', 'holdrequest', 'holdrequest', 'hold', 'report'])[p + 1] || '/' || (1000 + n), %(at)s
  from cases, generate_series(0, 4) p, record_head;
update record_head set size = size + 5 * (select count(*) from cases);
"""
_ENTRIES = 5
"""Of the journal, for each case."""
_FIGURES = """
insert into casework_firsthold (case_id, organisation_id, placed_at)
  select 1000 + n, %(centre)s, %(at)s - n * interval '20 seconds' from cases where n %% 10 > 0;
insert into casework_tally (organisation_id, side, currency, lost, held, let_go, paid)
  select %(centre)s, 'owner', 'EUR', sum(100000 + n), 0, 0, 0 from cases;
insert into casework_tally (organisation_id, side, currency, lost, held, let_go, paid)
  select whose.id, whose.side, 'EUR', 0, sum(in_force), sum(released), 0
  from cases join casework_hold held on held.id = 1000 + n,
    (values (%(centre)s, 'owner'), (%(bank)s, 'agent')) whose(id, side) group by whose.id, whose.side;
"""
_SUMMED = (
    *(
        "casework_hold",
        "casework_holdpart",
        "casework_holdrequest",
        "casework_holdrequestpart",
        "clocks_clock",
    ),
    *(
        "casework_reduction",
        "casework_reductionpart",
        "casework_plan",
        "casework_planline",
        "record_entryrow",
    ),
    *("record_head", "casework_claim"),
)
_COUNTED = (
    *(
        "account",
        "assignment",
        "case",
        "claim",
        "entry",
        "hold",
        "holdpart",
        "holdrequest",
        "holdrequestpart",
    ),
    *(
        "notice",
        "objection",
        "plan",
        "planline",
        "proposal",
        "reduction",
        "reductionpart",
        "report",
        "statement",
    ),
    *("statementrequest", "vouching"),
)


def _grow_tree(cursor: Any, count: int) -> None:
    """The journal's hashes over the entries that were written: a page that is looked at adds one."""
    from clawback.journal.hashing import leaf_hash
    from clawback.journal.tree import append
    from clawback.server.record.models import Head
    from clawback.server.record.storage import Hashes

    size = Head.objects.get(pk=1).size
    rows = append(Hashes(), size - count, [leaf_hash(b"{}")] * count)
    with cursor.copy("copy record_treehash (level, index, hash) from stdin") as copy:
        for row in rows:
            copy.write_row((row.level, row.index, row.hash))


def fill(cases: int, facts: Mapping[str, Any]) -> None:
    """`facts` are `at` and the numbers of the people and organisations that the rows name."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "create temporary table cases on commit drop as select generate_series(1, %s) n", [cases]
        )
        # Triggers compare sums row by row: here they are right by the way they are made.
        for table in _SUMMED:
            cursor.execute(f"alter table {table} disable trigger user")
        for statement in (*_ROWS.split(";\n"), *_FIGURES.split(";\n")):
            if statement.strip():
                cursor.execute(statement, facts)
        _grow_tree(cursor, _ENTRIES * cases)
        cursor.execute("set constraints all immediate")
        for table in _SUMMED:
            cursor.execute(f"alter table {table} enable trigger user")
        for name in _COUNTED:
            numbers = f"(select max(id) from casework_{name})"
            cursor.execute(f"select setval(pg_get_serial_sequence('casework_{name}', 'id'), {numbers})")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
