"""What the trace proposes next for a case: holds under the caps, statements, agents to be found. A person drafts each
with one button; nobody types an account number twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from clawback.holding.propose import propose
from clawback.holding.records import Standing
from clawback.law.profile import least_units
from clawback.money import currency
from clawback.server.casework.any_of import among
from clawback.server.casework.caps import caps_now, open_holds
from clawback.server.casework.case_records import claims_of
from clawback.server.casework.federation.counting import answering_agents
from clawback.server.casework.finding import locked
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import (
    Account,
    Case,
    Claim,
    HoldRequest,
    Proposal,
    StatementRequest,
)
from clawback.server.casework.operations.victims import Origin, origins_of, victims_at
from clawback.server.casework.reading_once import once, widened
from clawback.server.casework.refusals import LawRefuses, NothingProposed
from clawback.server.casework.requesting import draft_request
from clawback.server.casework.statements.bases import first_basis, rule_at
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.casework.statements.known import Found, groups_of, name_of
from clawback.server.casework.statements.naming import known_rows
from clawback.server.casework.statements.requesting import draft_statement, unanswered_of
from clawback.server.casework.statements.reviewed import Reviewed, reviewed_among, within_reviews
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = [
    "PROPOSAL",
    "Next",
    "draft_next",
    "found_of_case",
    "mark_agent_unfound",
    "next_steps",
    "propose_next",
    "rows_of",
]

PROPOSAL = "proposal"
FIND_AGENT_WITHIN = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Next:
    """A step that is proposed: kind as Proposal has it; `parts` are minor units by claim of the case.

    For a statement they are the most of each that stands there, the claim that it is asked for first. `since` names
    the review that let money there go: more is known now.
    """

    case: int
    account: Account
    kind: str
    amount: int
    currency: str
    parts: Mapping[int, int]
    since: str = ""


def next_steps(found: Found, at: datetime) -> list[Next]:
    """What is proposed, for all cases whose claims hang together. The same facts give the same steps, in one order."""
    claims = _claims(found)
    rows = rows_of(found)
    there = _without_victims(found, claims, rows)
    steps = [*_holds(found, claims, rows, there), *_statements(found, claims, rows, there)]
    return sorted(
        steps, key=lambda each: (each.case, each.kind, each.account.agent_code, each.account.number)
    )


def rows_of(found: Found) -> dict[Name, Account]:
    """The rows of the accounts where money stands, by name."""
    names = widened("names", (each.account for each in found.standings))
    return once(("rows", names), lambda: known_rows(names))


def _claims(found: Found) -> dict[str, Claim]:
    numbers = [each.number for each in found.known.facts.claims]
    page = widened("claims", numbers)
    told = once(("claims together", page), lambda: _claims_of(page))
    return {str(number): told[str(number)] for number in numbers}


def _claims_of(numbers: Collection[int]) -> dict[str, Claim]:
    told = records_by("claims together", _query, {-1: list(numbers)})
    return {str(each.pk): each for each in told}


def _query() -> QuerySet[Claim]:
    found = Claim.objects.filter(among("pk", [-1]))
    return found.select_related("report__case", "debtor_account", "report__organisation")


def _holds(
    found: Found, claims: Mapping[str, Claim], rows: Mapping[Name, Account], standing: Sequence[Standing]
) -> list[Next]:
    """Proposals of clawback.holding, each divided over the cases of its claims."""
    caps = caps_now(found.caps)
    least = _least(found, claims)
    there = [each for each in standing if each.claims]
    reviews = reviewed_among(claims)
    standings = within_reviews(there, reviews)
    answering = _answering(claims)
    steps = []
    for proposal in propose(standings, caps, open_holds(caps), least=least):
        account = rows.get(proposal.account)
        left = _unanswered(proposal.claims, proposal.account, answering)
        for case, parts in _by_case(left, claims).items():
            if account is not None and account.agent_id is not None and sum(parts.values()) >= least:
                step = _step(case, account, "hold", parts, found)
                steps.append(replace(step, since=_since(step, there, reviews)))
    return steps


def _answering(claims: Mapping[str, Claim]) -> Mapping[int, frozenset[str]]:
    """Claim -> institutions that answer for it by a node of their own."""
    return answering_agents(int(name) for name in claims)


def _unanswered(
    amounts: Mapping[str, int], account: Name, answering: Mapping[int, frozenset[str]]
) -> dict[str, int]:
    """Without claims for which the account's institution answers by its own node: it holds, and tells, by itself."""
    return {name: each for name, each in amounts.items() if account[0] not in answering.get(int(name), ())}


def _by_case(amounts: Mapping[str, int], claims: Mapping[str, Claim]) -> dict[int, dict[int, int]]:
    """The amounts of each case that is open."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for name, amount in amounts.items():
        case = claims[name].report.case
        if case is not None and case.closed_at is None:
            found[case.pk][int(name)] = amount
    return found


def _since(
    step: Next, standings: Sequence[Standing], reviews: Mapping[tuple[Name, str], Sequence[Reviewed]]
) -> str:
    """The newest review that more is known than; empty without one."""
    name = name_of(step.account)
    lows = next(
        {claim: low for claim, (low, _) in each.claims.items()} for each in standings if each.account == name
    )
    passed = [
        each.cause
        for claim in map(str, step.parts)
        for each in reviews.get((name, claim), ())
        if each.is_passed(lows[claim])
    ]
    return passed[-1] if passed else ""


def _step(
    case: int, account: Account, kind: str, parts: Mapping[int, int], found: Found, most: int | None = None
) -> Next:
    return Next(
        case=case,
        account=account,
        kind=kind,
        amount=sum(parts.values()) if most is None else min(most, sum(parts.values())),
        currency=found.known.facts.currency,
        parts=parts,
    )


def _least(found: Found, claims: Mapping[str, Claim]) -> int:
    """The least amount worth a hold, of the strictest law among the cases."""
    known = currency(found.known.facts.currency)
    laws = {claim.report.organisation.jurisdiction for claim in claims.values()}
    return max((least_units(profile_of(law).house.least, known) for law in laws), default=1)


def _without_victims(
    found: Found, claims: Mapping[str, Claim], rows: Mapping[Name, Account]
) -> list[Standing]:
    """What stands in each account, of claims of whose case and operation its holder is no victim."""
    accounts, page = frozenset(each.pk for each in rows.values()), widened("claims", map(int, claims))
    victims = once(("victims", accounts), lambda: victims_at(accounts))
    origins = once(("origins", page), lambda: origins_of(page)) if victims else {}
    return [_less(each, victims, origins, rows.get(each.account)) for each in found.standings]


def _less(
    standing: Standing,
    victims: Mapping[int, frozenset[Origin]],
    origins: Mapping[int, frozenset[Origin]],
    account: Account | None,
) -> Standing:
    own = victims.get(account.pk, frozenset()) if account is not None else frozenset()
    kept = {
        name: both for name, both in standing.claims.items() if own.isdisjoint(origins.get(int(name), ()))
    }
    high = min(standing.high, sum(high for _, high in kept.values()))
    return replace(standing, claims=kept, high=high, low=min(standing.low, high))


def _statements(
    found: Found, claims: Mapping[str, Claim], rows: Mapping[Name, Account], there: Sequence[Standing]
) -> list[Next]:
    """Accounts with a traced part that no statement is of: ask for one, or find out who keeps it."""
    least = _least(found, claims)
    page = widened("claims", (int(name) for name in claims))
    unanswered = once(("unanswered", page), lambda: unanswered_of(page))
    answered = {each.account for each in found.known.facts.answers}
    answering = _answering(claims)
    dismissed = {kind: reviewed_among(claims, kind) for kind in ("statement", "find-agent")}
    steps = []
    for standing in there:
        account = rows.get(standing.account)
        if account is None or standing.account in answered or standing.high < least:
            continue
        kind = "statement" if account.agent_id is not None else "find-agent"
        highs = {
            name: high
            for name, (_, high) in standing.claims.items()
            if (int(name), standing.account) not in found.known.facts.stops
            and all(each.is_passed(high) for each in dismissed[kind].get((standing.account, name), ()))
        }
        left = _unanswered(highs, standing.account, answering)
        for case, parts in _by_case(left, claims).items():
            asked = next(
                (
                    each
                    for each in parts
                    if (account.pk, each) not in unanswered and _may_be_asked(account, claims[str(each)])
                ),
                None,
            )
            if kind == "find-agent":
                steps.append(_step(case, account, kind, parts, found, standing.high))
            elif asked is not None:
                parts = {asked: parts[asked], **parts}
                steps.append(_step(case, account, kind, parts, found, standing.high))
    return steps


def _may_be_asked(account: Account, claim: Claim) -> bool:
    first = claim.creditor_account_id == account.pk
    return first or (claim.evidence == "confirmed" and claim.is_vouched)


def propose_next(found: Found, at: datetime) -> None:
    """Writes down what is proposed now; what is not any more goes. Within a decision."""
    steps = {(each.case, each.account.pk, each.kind): each for each in next_steps(found, at)}
    code = found.known.facts.currency
    cases = {claim.report.case_id for claim in _claims(found).values()} - {None}
    for old in Proposal.objects.filter(case__in=cases, currency=code):
        step = steps.pop((old.case_id, old.account_id, old.kind), None)
        if step is None:
            stop_clocks(PROPOSAL, old.pk, at=at)
            old.delete()
        elif (step.amount, step.since) != (old.amount, old.since):
            old.amount, old.since, old.made_at = step.amount, step.since, at
            old.save(update_fields=["amount", "since", "made_at"])
    for step in steps.values():
        row = Proposal.objects.create(
            case_id=step.case,
            account=step.account,
            kind=step.kind,
            amount=step.amount,
            currency=code,
            made_at=at,
            since=step.since,
        )
        if step.kind == "find-agent":
            set_clock(PROPOSAL, row.pk, "find agent", at=at, due_at=at + FIND_AGENT_WITHIN)


def found_of_case(case: Case, at: datetime) -> list[Found]:
    """What is known of the case's confirmed claims, each group that hangs together once, by currency."""
    rule = rule_at(case.organisation.jurisdiction, at)
    return once(("found", case.pk, rule), lambda: groups_of(claims_of(case), rule))


def draft_next(act: Act, case: int, account: int, kind: str) -> HoldRequest | StatementRequest:
    """Drafts what the trace proposes for an account of the case, as the facts are now.

    Raises NothingProposed, and whatever refuses the draft itself.
    """
    with deciding(act):
        found = locked(Case, case)
        step = _step_of(found, account, kind, act.at)
        basis = first_basis(found.jurisdiction, "statement" if kind == "statement" else "hold", act.at)
        if basis is None:
            raise LawRefuses(f"the law of {found.jurisdiction} has no basis for a {kind}", field="basis")
        if kind == "statement":
            return draft_statement(act, case, account, next(iter(step.parts)), basis.id)
        return draft_request(act, case, account, basis.id, step.parts)


def _step_of(case: Case, account: int, kind: str, at: datetime) -> Next:
    for found in found_of_case(case, at):
        for step in next_steps(found, at):
            if (step.case, step.account.pk, step.kind) == (case.pk, account, kind) and kind != "find-agent":
                return step
    raise NothingProposed("the trace does not propose this any more", remedy="look at the case again")


def mark_agent_unfound(number: int, act: Act) -> None:
    """Nobody found in time who keeps the account (by a clock): the task is late."""
    with deciding(act) as decision:
        row = locked(Proposal, number)
        row.overdue_since = act.at
        row.save(update_fields=["overdue_since"])
        decision.enter("overdue", row, after={"case": row.case_id, "amount": row.amount})
