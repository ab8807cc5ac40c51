"""After a restore: nothing is sent, agents are asked what they have, and two members let it go on.

The data folder keeps, outside the database, how far the journal was at the last checkpoint, with its root. A database
whose journal is shorter, or says something else there, was restored, or altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from clawback.journal.checkpoint import parse_checkpoint
from clawback.journal.tree import root_of
from clawback.server.casework.finding import locked
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import (
    ENQUIRED,
    Enquiry,
    EnquiryLine,
    EnquiryState,
    Hold,
    HoldRequest,
    PlanLine,
    Quarantine,
    Recall,
    StatementRequest,
)
from clawback.server.casework.refusals import EnquiryAnswered, FactsWrong, InQuarantine, NotInQuarantine
from clawback.server.data_folder import DataFolder
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation
from clawback.server.record.checkpoints import latest
from clawback.server.record.deciding import deciding
from clawback.server.record.models import Head
from clawback.server.record.storage import Hashes

__all__ = [
    "answer_enquiry",
    "check_may_send",
    "lift_quarantine",
    "of_enquiry",
    "of_quarantine",
    "open_quarantine",
    "watch",
]


_Asked = PlanLine | HoldRequest | StatementRequest | Recall


def open_quarantine() -> Quarantine | None:
    """The quarantine that is on, None where there is none."""
    found = records_by("quarantine that is on", _on)
    return found[0] if found else None


def _on() -> QuerySet[Quarantine]:
    return Quarantine.objects.filter(ended_at=None).order_by("pk")


def check_may_send() -> None:
    """Raises InQuarantine. Whoever sends anything out of the house asks here first."""
    if Quarantine.objects.filter(ended_at=None).exists():
        raise InQuarantine(
            "the database was restored: nothing is sent until two members let it go on",
            remedy="see the page on the restore",
        )


def watch(folder: DataFolder, at: datetime) -> Quarantine | None:
    """Compares the database's journal with what the folder knows of it, and begins a quarantine where they differ;
    else the folder learns the latest checkpoint. The worker and the start of the server call it."""
    on = open_quarantine()
    if on is not None:
        return on
    known = folder.last_checkpoint()
    if known is not None and not _stands(*known):
        if not Quarantine.objects.filter(known_size=known[0], known_root=known[1].hex()).exists():
            return _begin(at, *known)
        known = None  # two members let it go on: the folder learns anew
    note = latest()
    if note is not None:
        checkpoint = parse_checkpoint(note.text)
        if known is None or checkpoint.size > known[0]:
            folder.keep_checkpoint(checkpoint.size, checkpoint.root)
    return None


def _stands(size: int, root: bytes) -> bool:
    """Whether the journal still begins with what the folder knows."""
    return Head.objects.get(pk=1).size >= size and root_of(Hashes(), size) == root


def _begin(at: datetime, size: int, root: bytes) -> Quarantine:
    act = Act(member=None, at=at, name="restore")
    with deciding(act) as decision:
        found = Head.objects.get(pk=1).size
        made = Quarantine.objects.create(
            began_at=at, known_size=size, known_root=root.hex(), found_size=found
        )
        asked = Q(hold_requests__sent_at__isnull=False) | Q(statement_requests__sent_at__isnull=False)
        agents = Organisation.objects.filter(asked | Q(recalls__sent_at__isnull=False)).distinct()
        for agent in agents.order_by("pk"):
            _ask(made, agent, at)
        decision.enter("quarantine", made, after={"known": size, "root": root.hex(), "found": found})
    return made


def _ask(quarantine: Quarantine, agent: Organisation, at: datetime) -> None:
    enquiry = Enquiry.objects.create(quarantine=quarantine, agent=agent, asked_at=at)
    EnquiryLine.objects.bulk_create(
        EnquiryLine(enquiry=enquiry, hold=hold, known=hold.in_force)
        for hold in Hold.objects.filter(request__agent=agent, state="placed").order_by("pk")
    )
    EnquiryState.objects.bulk_create(_states(enquiry))


def _states(enquiry: Enquiry) -> Iterator[EnquiryState]:
    """Returns of open cases that the agent may have paid, or was to pay; requests that wait for its answer."""

    def row(kind: str, record: _Asked, name: str, amount: int, currency: str) -> EnquiryState:
        said = {"amount": amount, "currency": currency, "known": record.state}
        return EnquiryState(enquiry=enquiry, kind=kind, subject=record.pk, name=name, **said)

    agent = enquiry.agent_id
    lines = PlanLine.objects.filter(part__hold__request__agent=agent, plan__case__closed_at=None)
    for line in lines.filter(state__in=ENQUIRED["plan line"]).select_related("plan").order_by("pk"):
        yield row("plan line", line, line.reference, line.amount, line.plan.currency)
    for asked in HoldRequest.objects.filter(agent=agent, state="sent").order_by("pk"):
        yield row("hold request", asked, str(asked), asked.amount, asked.currency)
    for told in StatementRequest.objects.filter(agent=agent, state="sent").order_by("pk"):
        yield row("statement request", told, str(told), told.part, told.currency)
    recalls = Recall.objects.filter(agent=agent, state__in=["sent", "pending"]).select_related("claim")
    for recall in recalls.order_by("pk"):
        yield row("recall", recall, str(recall), recall.amount, recall.claim.currency)


def of_enquiry(enquiry: Enquiry, kind: str = "enquiry") -> Subject:
    return Subject(kind=kind, asked=enquiry.agent_id)


def answer_enquiry(
    act: Act, number: int, told: Mapping[int, int], words: str, states: Mapping[int, str] | None = None
) -> Enquiry:
    """What the agent has: `told` is hold -> minor units it holds now, `states` EnquiryState -> where that return or
    request is with it, each for every one; `words` the rest, such as what is not in the list. Raises EnquiryAnswered.
    """
    with deciding(act) as decision:
        enquiry = locked(Enquiry, number)
        act.check("answer", of_enquiry(enquiry))
        if enquiry.answered_at is not None:
            raise EnquiryAnswered("this was answered before")
        lines = list(enquiry.lines.order_by("hold"))
        if told.keys() != {line.hold_id for line in lines} or any(each < 0 for each in told.values()):
            raise FactsWrong("say for every hold how much you hold now, 0 where none", field="told")
        differ = _take_states(enquiry, states or {})
        for line in lines:
            line.told = told[line.hold_id]
            line.save(update_fields=["told"])
        enquiry.answered_by_id, enquiry.answered_at, enquiry.words = act.by.id, act.at, words.strip()[:2000]
        enquiry.save(update_fields=["answered_by", "answered_at", "words"])
        differ += sum(line.told != line.known for line in lines)
        count = len(lines) + enquiry.states.count()
        decision.enter("answer", enquiry, after={"lines": count, "differ": differ})
    return enquiry


def _take_states(enquiry: Enquiry, told: Mapping[int, str]) -> int:
    """Keeps what the agent says of returns and requests; how many are otherwise than we know."""
    rows = list(enquiry.states.order_by("pk"))
    if told.keys() != {row.pk for row in rows} or any(told[row.pk] not in ENQUIRED[row.kind] for row in rows):
        raise FactsWrong("say of every return and request where it is with you", field="told")
    for row in rows:
        row.told = told[row.pk]
        row.save(update_fields=["told"])
    return sum(row.told != row.known for row in rows)


def of_quarantine(row: Quarantine) -> Subject:
    first = frozenset({row.first_by_id}) if row.first_by_id else frozenset()
    return Subject(kind="quarantine", drafted_by=first)


def lift_quarantine(act: Act) -> Quarantine:
    """A member lets it go on; with the second it ends, and the journal's next checkpoint is signed.

    Raises NotInQuarantine.
    """
    with deciding(act) as decision:
        row = Quarantine.objects.select_for_update().filter(ended_at=None).first()
        if row is None:
            raise NotInQuarantine("there is nothing to let go on")
        act.check("lift", of_quarantine(row))
        if row.first_by_id is None:
            row.first_by_id = act.by.id
        else:
            row.second_by_id, row.ended_at = act.by.id, act.at
        row.save(update_fields=["first_by", "second_by", "ended_at"])
        decision.enter("lift", row, after={"ended": int(row.ended_at is not None)})
    return row
