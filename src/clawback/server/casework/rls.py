"""Row-level security: one line a table. A test compares the lines with the tables that there are.

A policy says who sees a row; only where everything is seen, in a decision, is a row written. A policy may look at the
tables above it in a chain (a hold is seen where its request is), and never back: what was put to an agent, and what
belongs to a code, is found by functions, which see all rows. `ORGANISATION`, `OURS` (a centre or police unit), `REPORT`
and `HOLD` are asked once a query.

A policy asks other tables by functions alone: written out, each query would carry the policies of all tables above its
own, and planning it took longer than answering it. A function is asked of one row, and finds it by an index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

__all__ = ["FREE", "LATER", "POLICIES", "functions", "policy"]

_WORDS: Final = {
    "ORGANISATION": "(select casework_organisation())",
    "OURS": "(select casework_is_ours())",
    "REPORT": "(select casework_only('report'))",
    "HOLD": "(select casework_only('hold'))",
}


_ALL: Final = "(select casework_all())"


def _above(table: str, column: str) -> str:
    """The row is seen where the row above it is."""
    return f"casework_sees_{table}({column})"


def _owned(table: str, column: str) -> str:
    """The row above it is the organisation's own."""
    return f"casework_owns_{table}({column}, ORGANISATION)"


_OWN: Final = "organisation_id = ORGANISATION"
_OF_CLAIM: Final = "(REPORT is null or casework_is_of_report(claim_id, REPORT))"
_OF_REPORT: Final = f"report_id = REPORT or {_owned('report', 'report_id')}"

POLICIES: Final[dict[str, str]] = {
    "casework_account": (
        "OURS or agent_id = ORGANISATION or casework_shows_account(id, ORGANISATION, REPORT, HOLD)"
    ),
    "casework_case": (f"{_OWN} or casework_shows_case(id, ORGANISATION, REPORT, HOLD)"),
    "casework_assignment": _owned("case", "case_id"),
    "casework_report": f"{_OWN} or id = REPORT or casework_shows_report(id, ORGANISATION)",
    "casework_storedkey": _OF_REPORT,
    "casework_message": _OF_REPORT,
    "casework_claim": (
        f"report_id = REPORT or {_owned('report', 'report_id')} or casework_shows_claim(id, ORGANISATION)"
    ),
    "casework_holdrequest": (
        f"(agent_id = ORGANISATION and sent_at is not null) or {_owned('case', 'case_id')} "
        "or casework_shows_request(id, REPORT, HOLD)"
    ),
    "casework_agentmessage": f"OURS and {_above('holdrequest', 'request_id')}",
    "casework_agentreminder": (
        f"OURS and ({_above('statementrequest', 'statement_id')}"
        " or exists (select from casework_recall asked where asked.id = recall_id))"
    ),
    "casework_holdrequestpart": f"{_above('holdrequest', 'request_id')} and {_OF_CLAIM}",
    "casework_hold": f"{_above('holdrequest', 'request_id')} and (HOLD is null or id = HOLD)",
    "casework_holdpart": f"{_above('hold', 'hold_id')} and {_OF_CLAIM}",
    "casework_reduction": _above("hold", "hold_id"),
    "casework_reductionpart": _above("reduction", "reduction_id"),
    "casework_lawactivation": _OWN,
    "casework_opening": _OWN,
    "casework_brokenglass": _owned("case", "case_id"),
    "casework_export": _OWN,
    "casework_export_cases": _above("export", "export_id"),
    "casework_enquiry": "OURS or agent_id = ORGANISATION",
    "casework_enquiryline": _above("enquiry", "enquiry_id"),
    "casework_enquirystate": _above("enquiry", "enquiry_id"),
    "casework_checkpointgiven": "OURS or agent_id = ORGANISATION",
    "casework_accountname": _above("account", "account_id"),
    "casework_identifier": _OF_REPORT,
    "casework_words": _OF_REPORT,
    "casework_fact": _OF_REPORT,
    "casework_reportfile": _OF_REPORT,
    "casework_referral": (
        "report_id = REPORT or organisation_id = ORGANISATION "
        "or (to_id = ORGANISATION and sent_at is not null)"
    ),
    "casework_search": _owned("member", "member_id"),
    # statements and what follows from them
    "casework_statementrequest": (
        f"(agent_id = ORGANISATION and sent_at is not null) or {_owned('case', 'case_id')}"
    ),
    "casework_statement": _above("statementrequest", "request_id"),
    "casework_entry": _above("statement", "statement_id"),
    "casework_pseudonymkey": _above("statement", "statement_id"),
    "casework_conflict": f"OURS and {_above('statement', 'missing_in_id')}",
    "casework_proposal": _owned("case", "case_id"),
    "casework_review": f"OURS and {_above('claim', 'claim_id')}",
    "casework_surplus": _above("hold", "hold_id"),
    "casework_surpluspart": _above("surplus", "surplus_id"),
    # redress
    "casework_beyondbasis": _above("holdrequest", "request_id"),
    "casework_notice": _above("hold", "hold_id"),
    "casework_amendment": _above("notice", "notice_id"),
    "casework_noticecode": _above("notice", "notice_id"),
    "casework_noticekey": _above("notice", "notice_id"),
    "casework_objection": _above("notice", "notice_id"),
    "casework_objectionfile": _above("objection", "objection_id"),
    "casework_releaserequest": _above("hold", "hold_id"),
    "casework_valuegiven": _above("hold", "hold_id"),
    # plans, and money that comes back
    "casework_vouching": _above("claim", "claim_id"),
    "casework_reimbursement": f"agent_id = ORGANISATION or (OURS and {_above('claim', 'claim_id')})",
    "casework_accountchange": (
        f"(OURS and {_above('claim', 'claim_id')}) or casework_keeps_account(account_id, ORGANISATION)"
    ),
    "casework_plan": (f"{_owned('case', 'case_id')} or casework_shows_plan(id, ORGANISATION, REPORT, HOLD)"),
    "casework_planline": _above("holdpart", "part_id"),
    "casework_contest": _OF_REPORT,
    "casework_sending": _above("planline", "line_id"),
    "casework_recall": f"agent_id = ORGANISATION or (OURS and {_above('claim', 'claim_id')})",
    "casework_cameback": _above("claim", "claim_id"),
    # figures that are kept
    "casework_tally": _OWN,
    "casework_firsthold": _OWN,
    # operations
    "casework_linkedreport": _OWN,
    "casework_linkedthing": _owned("report", "report_id"),
    "casework_operation": _OWN,
    "casework_operationreport": _owned("report", "report_id"),
    "casework_link": _owned("report", "one_id"),
    "casework_cut": _OWN,
    # peers of the federation
    "casework_seat": _OWN,
    "casework_letter": _above("seat", "seat_id"),
    "casework_holdforpeer": _above("seat", "seat_id"),
    "casework_turnedaway": _above("seat", "seat_id"),
    "casework_peerquestion": _owned("case", "case_id"),
    "casework_questionclaim": _above("peerquestion", "question_id"),
    "casework_peercredit": _above("peerquestion", "question_id"),
    "casework_letterabroad": _above("peerquestion", "question_id"),
    "casework_peerhold": _above("peerquestion", "question_id"),
    "casework_peerholdpart": _above("peerhold", "hold_id"),
    # what machines are told
    "casework_endpoint": _OWN,
    "casework_delivery": _above("endpoint", "endpoint_id"),
}
"""Table -> whose its rows are."""

LATER: Final[dict[str, str]] = {
    "casework_peercredit": "0015_peers_credits",
    "casework_holdforpeer": "0017_holds_for_peers",
    "casework_objectionfile": "0021_objection_files",
    "casework_referral": "0022_holders_referrals",
    "casework_contest": "0023_contests",
    "casework_enquirystate": "0026_states_asked",
    "casework_agentreminder": "0027_silence",
    "casework_letterabroad": "0028_letters_abroad",
}
"""Those that came after 0010_walls, or got another line since, each with the migration that walls it in."""

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
create or replace function casework_scope() returns text language sql stable as
    $$ select coalesce(current_setting('clawback.organisation', true), '') $$;
create or replace function casework_all() returns boolean language sql stable as
    $$ select casework_scope() = 'all' $$;
create or replace function casework_organisation() returns bigint language sql stable as
    $$ select case when casework_scope() ~ '^[0-9]+$' then casework_scope()::bigint end $$;
create or replace function casework_only(kind text) returns bigint language sql stable as
    $$ select case when casework_scope() ~ ('^' || kind || ' [0-9]+$')
        then split_part(casework_scope(), ' ', 2)::bigint end $$;
create or replace function casework_is_ours() returns boolean language sql stable as
    $$ select exists (select 1 from people_organisation
        where id = casework_organisation() and kind in ('centre', 'police')) $$;
"""

_SEES: Final = (
    *(
        "account",
        "case",
        "claim",
        "endpoint",
        "enquiry",
        "export",
        "hold",
        "holdpart",
        "holdrequest",
        "notice",
    ),
    *("peerhold", "peerquestion", "seat"),
    *("objection", "planline", "reduction", "report", "statement", "statementrequest", "surplus"),
)
_OWNS: Final = {"case": "casework_case", "report": "casework_report", "member": "people_member"}

_SHOWN: Final = {
    "claim(sought bigint, agent bigint)": """
        exists (select from casework_holdrequestpart part
            join casework_holdrequest request on request.id = part.request_id
            where part.claim_id = sought and request.agent_id = agent and request.sent_at is not null)
        or exists (select from casework_statementrequest
            where claim_id = sought and agent_id = agent and sent_at is not null)
        or exists (select from casework_claim claim
            join casework_account account on account.id = claim.debtor_account_id
            where claim.id = sought and account.agent_id = agent)""",
    "report(sought bigint, agent bigint)": """
        exists (select from casework_claim where report_id = sought and casework_shows_claim(id, agent))
        or exists (select from casework_referral
            where report_id = sought and to_id = agent and sent_at is not null)""",
    "case(sought bigint, agent bigint, report bigint, hold bigint)": """
        exists (select from casework_holdrequest
            where case_id = sought and agent_id = agent and sent_at is not null)
        or exists (select from casework_statementrequest
            where case_id = sought and agent_id = agent and sent_at is not null)
        or exists (select from casework_report where id = report and case_id = sought)
        or exists (select from casework_hold held
            join casework_holdrequest request on request.id = held.request_id
            where held.id = hold and request.case_id = sought)""",
    "account(sought bigint, agent bigint, report bigint, hold bigint)": """
        exists (select from casework_claim
            where debtor_account_id = sought and (report_id = report or casework_shows_claim(id, agent)))
        or exists (select from casework_claim
            where creditor_account_id = sought and (report_id = report or casework_shows_claim(id, agent)))
        or exists (select from casework_statementrequest
            where account_id = sought and agent_id = agent and sent_at is not null)
        or exists (select from casework_hold held
            join casework_holdrequest request on request.id = held.request_id
            where held.id = hold and request.account_id = sought)""",
    "request(sought bigint, report bigint, hold bigint)": """
        exists (select from casework_holdrequestpart part
            join casework_claim claim on claim.id = part.claim_id
            where part.request_id = sought and claim.report_id = report)
        or exists (select from casework_hold held where held.id = hold and held.request_id = sought)""",
    "plan(sought bigint, agent bigint, report bigint, hold bigint)": """
        exists (select from casework_planline line
            join casework_holdpart part on part.id = line.part_id
            join casework_hold held on held.id = part.hold_id
            join casework_holdrequest request on request.id = held.request_id
            join casework_claim claim on claim.id = line.claim_id
            where line.plan_id = sought
            and (request.agent_id = agent or claim.report_id = report or held.id = hold))""",
}
"""What was put to an agent, and what belongs to a code: found among all rows."""

_NUMBER: Final = "(sought bigint)"
_OF: Final = "(sought bigint, whose bigint)"


def functions() -> str:
    """The SQL of what the policies ask. A function that finds goes back to the walls when it has found."""
    return "".join(
        (_READING, *_asked_of_one_row(), *(_among_all(name, rule) for name, rule in _SHOWN.items()))
    )


def _asked_of_one_row() -> Iterator[str]:
    """Whether a row is seen, or owned: behind the walls of its own table."""
    for table in _SEES:
        yield _function(
            f"sees_{table}{_NUMBER}", f"return exists (select from casework_{table} where id = sought);"
        )
    for name, table in _OWNS.items():
        found = f"exists (select from {table} where id = sought and organisation_id = whose)"
        yield _function(f"owns_{name}{_OF}", f"return {found};")
    kept = "exists (select from casework_account where id = sought and agent_id = whose)"
    yield _function(f"keeps_account{_OF}", f"return {kept};")
    of_report = "exists (select from casework_claim where id = sought and report_id = whose)"
    yield _function(f"is_of_report{_OF}", f"return {of_report};")


def _among_all(name: str, rule: str) -> str:
    asking = ", ".join(each.split()[0] for each in name[name.index(",") + 1 : -1].split(","))
    return _function(
        f"shows_{name}",
        f"""if coalesce({asking}) is null then
        return false;
    end if;
    perform set_config('clawback.organisation', 'all', true);
    shown := {rule.strip()};
    perform set_config('clawback.organisation', before, true);
    return shown;""",
        "before text := casework_scope();\n    shown boolean;",
    )


def _function(name: str, body: str, declared: str = "") -> str:
    declare = f"declare\n    {declared}\n" if declared else ""
    return (
        f"create or replace function casework_{name} returns boolean language plpgsql stable as $$\n"
        f"{declare}begin\n    {body}\nend $$;\n"
    )


_NAMES: Final = ("seen", "made", "changed", "ended", "decided")


def policy(table: str) -> str:
    """The SQL that walls a table in, its owner too. Where all is seen nothing else is asked: decisions read much."""
    rule = POLICIES[table]
    for word, sql in _WORDS.items():
        rule = rule.replace(word, sql)
    return (
        f"alter table {table} enable row level security;\n"
        f"alter table {table} force row level security;\n"
        + "".join(f"drop policy if exists {name} on {table};\n" for name in _NAMES)
        + f"create policy seen on {table} for select using ({_ALL} or {rule});\n"
        f"create policy made on {table} for insert with check ({_ALL});\n"
        f"create policy changed on {table} for update using ({_ALL});\n"
        f"create policy ended on {table} for delete using ({_ALL});\n"
    )
