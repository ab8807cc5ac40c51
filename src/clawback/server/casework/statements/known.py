"""The facts that hang together with some claims, out of the database: all claims known here, all answers that count.

Claims that share no account, and whose money no statement leads to a shared one, cannot change each other's figures
(docs/explanation: what always holds); so a trace reads the accounts that hang together, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max, QuerySet

from clawback.clock import to_micros
from clawback.holding.records import ClaimCap, Standing
from clawback.money import INT64_MAX
from clawback.server.casework.any_of import among, any_of
from clawback.server.casework.kept_sql import records_by, rows_by
from clawback.server.casework.models import Account, Claim, PlanLine, Statement
from clawback.server.casework.reading_once import note, once
from clawback.server.casework.redress.knowing import stops_of
from clawback.server.casework.statements.building import Known, known, traced
from clawback.server.casework.statements.facts import (
    PSEUDONYMS,
    AnswerFact,
    ClaimFact,
    EntryFact,
    Facts,
    PeersFact,
    ReturnFact,
)
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.casework.statements.peers import asked_of, peers_fact
from clawback.server.casework.statements.standings import Arrived, arrivals, caps_of, losses, standings
from clawback.server.casework.statements.stopping import within_stops
from clawback.server.casework.statements.walk import Walk, walk_of, walk_through
from clawback.server.walls import everything

if TYPE_CHECKING:
    from clawback import Trace

__all__ = [
    "Found",
    "claims_together",
    "entries_of",
    "facts_of",
    "find",
    "found_from",
    "groups_of",
    "name_of",
]

_NUMBERS = -1
_VERSION = ("pk", "relinked", "file_digest", "opening", "closing", "begins_at", "ends_at", "answered_at")


class Found:
    """What is known of claims that hang together: `standings` and `caps` by claim number, and the trace behind them.

    Without any answer or return a claim is known to have reached one account, the creditor account of its reported
    transfer.
    """

    def __init__(self, found: Known, rule: str) -> None:
        self.known = found
        self.rule = rule

    @cached_property
    def trace(self) -> Trace:
        """All claims together, under all five rules."""
        return traced(self.known)

    @cached_property
    def walk(self) -> Walk:
        """What it found; where nodes answer, theirs and the statements' together."""
        alone = walk_of(self.trace)
        return walk_through(self.known, alone) if self.is_mixed else alone

    @property
    def is_mixed(self) -> bool:
        """Whether nodes of other institutions tell a part of it."""
        return bool(self.known.facts.peers.agents)

    @cached_property
    def arrived(self) -> Arrived:
        """What of each claim reached each account."""
        return arrivals(self.known, self.walk)

    @cached_property
    def standings(self) -> list[Standing]:
        """What stands where."""
        if not self.is_answered:
            return _told(self.known)
        return within_stops(standings(self.known, self.walk, self.rule), self.known, self.walk)

    @cached_property
    def caps(self) -> list[ClaimCap]:
        """Each claim's side, nothing returned yet."""
        if self.is_answered:
            return caps_of(self.known, self.walk, self.rule)
        return [
            ClaimCap(claim=name, loss=loss, traced=loss, returned=0)
            for name, loss in losses(self.known).items()
        ]

    @property
    def is_answered(self) -> bool:
        return bool(self.known.facts.answers or self.known.facts.returns or self.is_mixed)

    @cached_property
    def _by_account(self) -> dict[Name, Standing]:
        return {each.account: each for each in self.standings}

    def standing(self, account: Name) -> Standing | None:
        """What stands in the account, None for nothing."""
        return self._by_account.get(account)


def _told(found: Known) -> list[Standing]:
    there: dict[Name, dict[str, tuple[int, int]]] = {}
    lost = losses(found)
    for claim in sorted(found.facts.claims, key=lambda each: (each.settled_at, each.number)):
        loss = lost[str(claim.number)]
        if loss:
            there.setdefault(claim.creditor, {})[str(claim.number)] = (loss, loss)
    return [
        Standing(
            account=account,
            low=sum(low for low, _ in claims.values()),
            high=sum(high for _, high in claims.values()),
            claims=claims,
            holdable=INT64_MAX,
            newest_arrival=0,
            own=0,
        )
        for account, claims in sorted(there.items())
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Together:
    """What a trace is made from, as it is known by: claims, and of each answer what tells it from every other."""

    currency: str
    claims: tuple[ClaimFact, ...]
    versions: tuple[tuple[Any, ...], ...]
    returns: tuple[ReturnFact, ...]
    stops: frozenset[tuple[int, Name]]
    peers: PeersFact


def find(claims: Iterable[int], currency: str, rule: str) -> Found | None:
    """What is known of these claims and all that hang together with them; None where no claim is confirmed."""
    with everything():
        numbers, answers = claims_together(claims, currency)
        together = _facts_known(currency, [(numbers, answers)]) if numbers else []
        return next((_found(each, rule) for each in together), None)


def groups_of(claims: Iterable[Claim], rule: str) -> list[Found]:
    """What is known of the confirmed ones of these claims, each group that hangs together once, by currency."""
    by_currency: dict[str, list[int]] = {}
    for claim in sorted(claims, key=lambda each: (each.currency, each.pk)):
        if claim.state == "confirmed":
            by_currency.setdefault(claim.currency, []).append(claim.pk)
    groups = []
    with everything():
        for code, numbers in by_currency.items():
            key = ("together", code, tuple(numbers))
            together = once(key, lambda code=code, numbers=numbers: _groups(numbers, code))  # type: ignore[misc]
            groups += [_found(each, rule) for each in together]
    note("claims", (claim.number for found in groups for claim in found.known.facts.claims))
    return groups


def _groups(claims: list[int], currency: str) -> list[_Together]:
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, {"claims": claims, "currency": currency})
        found = {(tuple(numbers), tuple(answers)) for _, numbers, answers in cursor.fetchall()}
    return _facts_known(currency, sorted(found))


def _facts_known(currency: str, groups: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[_Together]:
    """What each group of claims and answers is known by."""
    claims = [number for numbers, _ in groups for number in numbers]
    answers = [number for _, numbers in groups for number in numbers]
    told = {each.pk: _claim(each) for each in records_by("claims told", _claims, {_NUMBERS: claims})}
    rows = rows_by("answers told", _statements, {_NUMBERS: answers}) if answers else ()
    versions = {row[0]: row for row in rows}
    returned, stops = _returns(claims), _stops(claims)
    asked = asked_of(claims)
    return [
        _Together(
            currency=currency,
            claims=tuple(told[number] for number in numbers),
            versions=tuple(versions[number] for number in statements),
            returns=tuple(each for each in returned if each.of in numbers),
            stops=frozenset(each for each in stops if each[0] in numbers),
            peers=peers_fact(asked, numbers),
        )
        for numbers, statements in groups
    ]


@lru_cache(maxsize=64)
def _found(together: _Together, rule: str) -> Found:
    """Kept while the facts are the same: answers are never altered but by finding out who a pseudonym is."""
    answers = tuple(_answer(each) for each in _answers(version[0] for version in together.versions))
    facts = Facts(
        currency=together.currency,
        claims=together.claims,
        answers=answers,
        returns=together.returns,
        stops=together.stops,
        peers=together.peers,
    )
    return found_from(facts, rule)


def found_from(facts: Facts, rule: str) -> Found:
    """Pure: the same facts give the same caps, in whatever order they come."""
    return Found(known(facts), rule)


def facts_of(claims: Iterable[int], currency: str) -> Facts:
    """The facts that hang together with these claims."""
    numbers, answers = claims_together(claims, currency)
    told = tuple(_claim(each) for each in records_by("claims told", _claims, {_NUMBERS: numbers}))
    return Facts(
        currency=currency,
        claims=told,
        answers=tuple(_answer(each) for each in _answers(answers)),
        returns=_returns(numbers),
        stops=_stops(numbers),
        peers=peers_fact(asked_of(numbers), numbers),
    )


_TOGETHER = """
with recursive reached(claim, account) as (
  select id, unnest(array[debtor_account_id, creditor_account_id]) from casework_claim
  where id = any(%(claims)s) and state = 'confirmed' and currency = %(currency)s
  union
  select reached.claim, met.account from reached, lateral (
    select creditor_account_id account from casework_claim
    where debtor_account_id = reached.account and state = 'confirmed' and currency = %(currency)s
    union all
    select debtor_account_id from casework_claim
    where creditor_account_id = reached.account and state = 'confirmed' and currency = %(currency)s
    union all
    select entry.other_id from casework_statementrequest request
    join casework_statement statement on statement.request_id = request.id
    join casework_entry entry on entry.statement_id = statement.id
    where request.account_id = reached.account and request.currency = %(currency)s and entry.other_id is not null
    union all
    select request.account_id from casework_entry entry
    join casework_statement statement on statement.id = entry.statement_id
    join casework_statementrequest request on request.id = statement.request_id
    where entry.other_id = reached.account and request.currency = %(currency)s
    union all
    select credit.account_id from casework_claim claim
    join casework_questionclaim asked on asked.claim_id = claim.id
    join casework_peercredit credit on credit.question_id = asked.question_id
    where claim.debtor_account_id = reached.account and claim.state = 'confirmed' and claim.currency = %(currency)s
    union all
    select claim.debtor_account_id from casework_peercredit credit
    join casework_questionclaim asked on asked.question_id = credit.question_id
    join casework_claim claim on claim.id = asked.claim_id
    where credit.account_id = reached.account and claim.state = 'confirmed' and claim.currency = %(currency)s
  ) met
)
select whole.claim, array(
  select claim.id from reached join casework_claim claim on claim.debtor_account_id = reached.account
  where reached.claim = whole.claim and claim.state = 'confirmed' and claim.currency = %(currency)s order by 1
), array(
  select statement.id from reached join casework_statementrequest request on request.account_id = reached.account
  join casework_statement statement on statement.request_id = request.id
  where reached.claim = whole.claim and request.currency = %(currency)s order by 1
) from (select distinct claim from reached) whole
"""


def claims_together(claims: Iterable[int], currency: str) -> tuple[list[int], list[int]]:
    """The confirmed claims, and the answers, of all accounts that hang together with these claims."""
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, {"claims": list(claims), "currency": currency})
        rows = cursor.fetchall()
    numbers = {number for _, found, _ in rows for number in found}
    answers = {number for _, _, found in rows for number in found}
    return sorted(numbers), sorted(answers)


def _claims() -> QuerySet[Claim]:
    found = Claim.objects.filter(among("pk", [_NUMBERS]))
    return found.select_related("debtor_account", "creditor_account").order_by("pk")


def _statements() -> QuerySet[Any, Any]:
    return Statement.objects.filter(among("pk", [_NUMBERS])).values_list(*_VERSION)


def _answers(numbers: Iterable[int]) -> list[Statement]:
    return list(
        Statement.objects.filter(pk__in=any_of(numbers)).select_related("request__account").order_by("pk")
    )


def name_of(account: Account) -> Name:
    """An account as the pure parts name it."""
    return account.agent_code, account.number


def _claim(claim: Claim) -> ClaimFact:
    return ClaimFact(
        number=claim.pk,
        debtor=name_of(claim.debtor_account),
        creditor=name_of(claim.creditor_account),
        amount=claim.amount,
        came_back=claim.came_back,
        settled_at=to_micros(claim.settled_at),
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
    )


def _returns(claims: Iterable[int]) -> tuple[ReturnFact, ...]:
    """What was paid out of holds for these claims, as of its sending."""
    found = records_by("returns", _lines, {_NUMBERS: list(claims)})
    return tuple(
        ReturnFact(
            number=line.pk,
            of=line.part.claim_id,
            debtor=name_of(line.part.hold.request.account),
            creditor=name_of(line.account),
            amount=line.amount,
            settled_at=to_micros(sent_at),
            end_to_end_id=line.reference,
        )
        for line in found
        if (sent_at := line.sent_at)  # type: ignore[attr-defined]
    )


def _lines() -> QuerySet[PlanLine]:
    lines = PlanLine.objects.filter(among("part__claim", [_NUMBERS]), state="confirmed")
    found = lines.select_related("account", "part__hold__request__account").order_by("pk")
    return found.annotate(sent_at=Max("sendings__sent_at"))


def _stops(claims: Iterable[int]) -> frozenset[tuple[int, Name]]:
    return frozenset((claim, name_of(account)) for claim, account in stops_of(claims))


def _answer(statement: Statement) -> AnswerFact:
    return AnswerFact(
        number=statement.pk,
        account=name_of(statement.request.account),
        claim=statement.request.claim_id,
        begins=to_micros(statement.begins_at),
        ends=to_micros(statement.ends_at),
        opening=statement.opening,
        closing=statement.closing,
        entries=entries_of(statement),
    )


def entries_of(statement: Statement) -> tuple[EntryFact, ...]:
    """Its entries, in its own order."""
    rows = statement.entries.select_related("other").order_by("place")
    return tuple(
        EntryFact(
            place=row.place,
            debit=row.debit,
            other=name_of(row.other) if row.other else (PSEUDONYMS, row.pseudonym),
            amount=row.amount,
            settled_at=to_micros(row.settled_at),
            kind=row.kind,
            name=row.name,
            uetr=row.uetr,
            end_to_end_id=row.end_to_end_id,
            reverses=row.reverses,
            claim=row.claim_id or 0,
        )
        for row in rows.iterator()
    )
