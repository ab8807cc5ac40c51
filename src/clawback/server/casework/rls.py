"""Row-level security: one line a table. A test compares the lines with the tables that there are.

A policy says who sees a row; only where everything is seen, in a decision, is a row written. A policy may look at the
tables above it in a chain (a hold is seen where its request is), and never back: what was put to an agent is found by
functions, which see all rows. `ORGANISATION`, `OURS` (a centre or police unit), `REPORT` and `HOLD` are asked once a
query.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FREE", "POLICIES", "SUMS", "functions", "policy"]

_WORDS: Final = {
    "ORGANISATION": "(select casework_organisation())",
    "OURS": "(select casework_is_ours())",
    "REPORT": "(select casework_only('report'))",
    "HOLD": "(select casework_only('hold'))",
}


def _above(table: str, column: str, more: str = "") -> str:
    """The row is seen where the row above it is."""
    return f"exists (select 1 from {table} above where above.id = {column}{more})"  # noqa: S608 - our names


def _owned(table: str, column: str) -> str:
    return _above(table, column, " and above.organisation_id = ORGANISATION")


_OWN: Final = "organisation_id = ORGANISATION"
_OF_CLAIM: Final = (
    "(REPORT is null or exists (select 1 from casework_claim own "
    "where own.id = claim_id and own.report_id = REPORT))"
)

_OF_REPORT: Final = f"report_id = REPORT or {_owned('casework_report', 'report_id')}"
_KEPT: Final = " and above.agent_id = ORGANISATION"

POLICIES: Final[dict[str, str]] = {
    "casework_account": (
        "OURS or agent_id = ORGANISATION "
        "or id in (select casework_accounts_put_to(ORGANISATION)) or id in (select casework_accounts_of(REPORT, HOLD))"
    ),
    "casework_case": (
        f"{_OWN} or id in (select casework_cases_put_to(ORGANISATION)) "
        "or id in (select casework_case_of(REPORT, HOLD))"
    ),
    "casework_assignment": _owned("casework_case", "case_id"),
    "casework_report": f"{_OWN} or id = REPORT or id in (select casework_reports_put_to(ORGANISATION))",
    "casework_storedkey": _OF_REPORT,
    "casework_message": _OF_REPORT,
    "casework_claim": (
        f"report_id = REPORT or {_owned('casework_report', 'report_id')} "
        "or id in (select casework_claims_put_to(ORGANISATION))"
    ),
    "casework_holdrequest": (
        f"(agent_id = ORGANISATION and sent_at is not null) or {_owned('casework_case', 'case_id')} "
        "or id in (select casework_requests_of(REPORT, HOLD))"
    ),
    "casework_agentmessage": f"OURS and {_above('casework_holdrequest', 'request_id')}",
    "casework_holdrequestpart": f"{_above('casework_holdrequest', 'request_id')} and {_OF_CLAIM}",
    "casework_hold": f"{_above('casework_holdrequest', 'request_id')} and (HOLD is null or id = HOLD)",
    "casework_holdpart": f"{_above('casework_hold', 'hold_id')} and {_OF_CLAIM}",
    "casework_reduction": _above("casework_hold", "hold_id"),
    "casework_reductionpart": _above("casework_reduction", "reduction_id"),
    "casework_lawactivation": _OWN,
    "casework_opening": _OWN,
    "casework_brokenglass": _owned("casework_case", "case_id"),
    "casework_export": _OWN,
    "casework_export_cases": _above("casework_export", "export_id"),
    "casework_enquiry": "OURS or agent_id = ORGANISATION",
    "casework_enquiryline": _above("casework_enquiry", "enquiry_id"),
    "casework_checkpointgiven": "OURS or agent_id = ORGANISATION",
    "casework_accountname": _above("casework_account", "account_id"),
    "casework_identifier": _OF_REPORT,
    "casework_words": _OF_REPORT,
    "casework_fact": _OF_REPORT,
    "casework_reportfile": _OF_REPORT,
    "casework_referral": f"{_OF_REPORT} or (to_id = ORGANISATION and sent_at is not null)",
    "casework_search": _above("people_member", "member_id", " and above.organisation_id = ORGANISATION"),
    # statements and what follows from them
    "casework_statementrequest": (
        f"(agent_id = ORGANISATION and sent_at is not null) or {_owned('casework_case', 'case_id')}"
    ),
    "casework_statement": _above("casework_statementrequest", "request_id"),
    "casework_entry": _above("casework_statement", "statement_id"),
    "casework_pseudonymkey": _above("casework_statement", "statement_id"),
    "casework_conflict": f"OURS and {_above('casework_statement', 'missing_in_id')}",
    "casework_proposal": _owned("casework_case", "case_id"),
    "casework_review": f"OURS and {_above('casework_claim', 'claim_id')}",
    "casework_surplus": _above("casework_hold", "hold_id"),
    "casework_surpluspart": _above("casework_surplus", "surplus_id"),
    # redress
    "casework_beyondbasis": _above("casework_holdrequest", "request_id"),
    "casework_notice": _above("casework_hold", "hold_id"),
    "casework_amendment": _above("casework_notice", "notice_id"),
    "casework_noticecode": _above("casework_notice", "notice_id"),
    "casework_noticekey": _above("casework_notice", "notice_id"),
    "casework_objection": _above("casework_notice", "notice_id"),
    "casework_releaserequest": _above("casework_hold", "hold_id"),
    "casework_valuegiven": _above("casework_hold", "hold_id"),
    # plans, and money that comes back
    "casework_vouching": _above("casework_claim", "claim_id"),
    "casework_reimbursement": f"agent_id = ORGANISATION or (OURS and {_above('casework_claim', 'claim_id')})",
    "casework_accountchange": (
        f"(OURS and {_above('casework_claim', 'claim_id')}) or {_above('casework_account', 'account_id', _KEPT)}"
    ),
    "casework_plan": (
        f"{_owned('casework_case', 'case_id')} or id in (select casework_plans_put_to(ORGANISATION)) "
        "or id in (select casework_plans_of(REPORT, HOLD))"
    ),
    "casework_planline": _above("casework_holdpart", "part_id"),
    "casework_sending": _above("casework_planline", "line_id"),
    "casework_recall": f"agent_id = ORGANISATION or (OURS and {_above('casework_claim', 'claim_id')})",
    "casework_cameback": _above("casework_claim", "claim_id"),
    # what machines are told
    "casework_endpoint": _OWN,
    "casework_delivery": _above("casework_endpoint", "endpoint_id"),
}
"""Table -> whose its rows are."""

FREE: Final[dict[str, str]] = {
    "casework_codetry": "a keyed hash of an address and a time: it is counted before anybody is known",
    "casework_quarantine": "the whole installation's, and everybody is shown that it is so",
    "casework_agentcode": "the directory of agents: it says nothing of anybody's account",
    "casework_draft": "closed with a key that its writer's browser has, before anybody is known",
    "casework_feed": "a number: up to which entry machines were told",
    "casework_token": "looked for by its keyed hash, before it is known whose it is",
    "casework_seennonce": "a word that a machine said once, kept so that it is not said twice",
    "casework_keptanswer": "an answer, closed with the secret of the token it was given to",
}
"""Table -> why it has no policy."""

_READING: Final = """
create function casework_scope() returns text language sql stable as
    $$ select coalesce(current_setting('clawback.organisation', true), '') $$;
create function casework_all() returns boolean language sql stable as
    $$ select casework_scope() = 'all' $$;
create function casework_organisation() returns bigint language sql stable as
    $$ select case when casework_scope() ~ '^[0-9]+$' then casework_scope()::bigint end $$;
create function casework_only(kind text) returns bigint language sql stable as
    $$ select case when casework_scope() ~ ('^' || kind || ' [0-9]+$')
        then split_part(casework_scope(), ' ', 2)::bigint end $$;
create function casework_is_ours() returns boolean language sql stable as
    $$ select exists (select 1 from people_organisation
        where id = casework_organisation() and kind in ('centre', 'police')) $$;
"""

_FOUND: Final = {
    "casework_cases_put_to(agent bigint)": """
        select case_id from casework_holdrequest where agent_id = agent and sent_at is not null
        union select case_id from casework_statementrequest where agent_id = agent and sent_at is not null""",
    "casework_claims_put_to(agent bigint)": """
        select part.claim_id from casework_holdrequestpart part
            join casework_holdrequest request on request.id = part.request_id
            where request.agent_id = agent and request.sent_at is not null
        union select claim_id from casework_statementrequest where agent_id = agent and sent_at is not null
        union select claim.id from casework_claim claim
            join casework_account account on account.id = claim.debtor_account_id
            where account.agent_id = agent""",
    "casework_reports_put_to(agent bigint)": """
        select report_id from casework_claim where id in (select casework_claims_put_to(agent))
        union select report_id from casework_referral where to_id = agent and sent_at is not null""",
    "casework_accounts_put_to(agent bigint)": """
        select unnest(array[debtor_account_id, creditor_account_id]) from casework_claim
            where id in (select casework_claims_put_to(agent))
        union select account_id from casework_statementrequest where agent_id = agent and sent_at is not null
        union select account_id from casework_accountchange change
            join casework_account account on account.id = change.account_id where account.agent_id = agent""",
    "casework_plans_put_to(agent bigint)": """
        select line.plan_id from casework_planline line
            join casework_holdpart part on part.id = line.part_id
            join casework_hold held on held.id = part.hold_id
            join casework_holdrequest request on request.id = held.request_id
            where request.agent_id = agent""",
    "casework_plans_of(report bigint, hold bigint)": """
        select line.plan_id from casework_planline line
            join casework_claim claim on claim.id = line.claim_id where claim.report_id = report
        union select line.plan_id from casework_planline line
            join casework_holdpart part on part.id = line.part_id where part.hold_id = hold""",
    "casework_requests_of(report bigint, hold bigint)": """
        select part.request_id from casework_holdrequestpart part
            join casework_claim claim on claim.id = part.claim_id where claim.report_id = report
        union select request_id from casework_hold where id = hold""",
    "casework_case_of(report bigint, hold bigint)": """
        select case_id from casework_report where id = report and case_id is not null
        union select request.case_id from casework_holdrequest request
            join casework_hold held on held.request_id = request.id where held.id = hold""",
    "casework_accounts_of(report bigint, hold bigint)": """
        select unnest(array[debtor_account_id, creditor_account_id]) from casework_claim where report_id = report
        union select request.account_id from casework_holdrequest request
            join casework_hold held on held.request_id = request.id where held.id = hold""",
}
"""What was put to an agent, and what belongs to a code: found among all rows."""

SUMS: Final = """
alter function casework_check_hold(bigint) rename to casework_check_hold_seen;
create function casework_check_hold(checked bigint) returns void language plpgsql as $$
declare
    before text := casework_scope();
begin
    perform set_config('clawback.organisation', 'all', true);
    perform casework_check_hold_seen(checked);
    perform set_config('clawback.organisation', before, true);
end $$;
"""
"""The trigger that adds up sees all rows: a sum over some of them is no sum."""


def functions() -> str:
    """The SQL of what the policies ask. A function that finds goes back to the walls when it has found."""
    return _READING + "".join(
        f"""
create function {name} returns setof bigint language plpgsql stable as $$
declare
    before text := casework_scope();
begin
    if coalesce({", ".join(each.split()[0] for each in name[name.index("(") + 1 : -1].split(","))}) is null then
        return;
    end if;
    perform set_config('clawback.organisation', 'all', true);
    return query {query.strip()};
    perform set_config('clawback.organisation', before, true);
end $$;
"""
        for name, query in _FOUND.items()
    )


def policy(table: str) -> str:
    """The SQL that walls a table in, its owner too."""
    rule = POLICIES[table]
    for word, sql in _WORDS.items():
        rule = rule.replace(word, sql)
    return (
        f"alter table {table} enable row level security;\n"
        f"alter table {table} force row level security;\n"
        f"create policy seen on {table} for select using ({rule});\n"
        f"create policy decided on {table} using ((select casework_all()));\n"
    )
