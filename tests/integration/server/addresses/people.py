"""Members, the law, insiders, a restore, machines of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from clawback.server.people.facts import Subject
    from tests.integration.server.addresses.line import Of
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES"]


def _newcomer(kind: str) -> Of:
    def of(stage: Stage) -> tuple[Mapping[str, object], Subject]:
        from clawback.server.people.facts import Subject

        owner, number = stage.world.centre.pk, stage.records["newcomer"].pk
        return {"number": number}, Subject(kind=kind, owner=owner, about=number)

    return of


def _wish(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.facts import Subject

    wish = stage.records["wish"]
    owner, about = stage.world.centre.pk, wish.member_id
    return {"number": wish.pk}, Subject(
        kind="role", owner=owner, about=about, drafted_by=frozenset({wish.asked_by_id})
    )


def _break(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from dataclasses import replace

    from clawback.server.casework.subjects import of_case

    case = stage.records["case"]
    return {"number": case.pk}, replace(of_case(case), kind="glass")


def _basis(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.facts import Subject

    return {"basis": "hold"}, Subject(kind="basis", owner=stage.world.centre.pk)


def _contacts(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.contacting import of_contacts

    bank = stage.world.bank.pk
    return {"number": bank}, of_contacts(bank)


def _banks(name: str, kind: str) -> Of:
    """A record of the first bank's machines."""

    def of(stage: Stage) -> tuple[Mapping[str, object], Subject]:
        from clawback.server.people.facts import Subject

        return {"number": stage.records[name].pk}, Subject(kind=kind, owner=stage.world.bank.pk)

    return of


def _ended(verb: str, kind: str, name: str, page_of: str) -> Line:
    seen = Line(verbs=("see",), of=_banks(name, page_of))
    return Line(verbs=(verb,), of=_banks(name, kind), on=seen, post={})


_MEMBER = _newcomer("member")
_GLASS = page("glass", "insiders.glass:of_glass")
_ENQUIRY = page("enquiry", "quarantining:of_enquiry")
_EXPORT = page("export", "insiders.exporting:of_export")

ADDRESSES: Final[dict[str, Expected]] = {
    "organisation": Line(verbs=("see",), kind="organisation"),
    "member-add": Line(verbs=("add",), kind="member", post={"name": "N", "username": "new-one"}),
    "member-invite": Line(verbs=("invite",), of=_MEMBER, post={}),
    "member-suspend": Line(verbs=("suspend",), of=_MEMBER, post={}),
    "member-readmit": Line(verbs=("suspend",), of=_MEMBER, post={}, done=False),
    "role-ask": Line(verbs=("ask",), of=_newcomer("role"), post={"role": "intake"}),
    "roles-asked": Line(verbs=("grant",), kind="role"),
    "role-grant": Line(verbs=("grant",), of=_wish, post={}),
    "role-take": Line(verbs=("take",), of=_wish, post={}),
    "organisations": Line(verbs=("add",), kind="organisation"),
    "contacts": (
        Line(verbs=("change",), of=_contacts),
        Line(verbs=("change",), of=_contacts, post={"second_contact": "night desk, 555 0199"}),
    ),
    "agent-codes": Line(verbs=("list",), kind="agent code"),
    # law, insiders
    "law": Line(verbs=("see",), kind="law"),
    "basis-activate": Line(verbs=("activate",), of=_basis, post={"text": "The Act"}, done=False),
    "openings": Line(verbs=("see",), kind="opening"),
    "glass-break": Line(verbs=("break",), of=_break),
    "glass": (Line(verbs=("note",), of=_GLASS.of), Line(verbs=("note",), of=_GLASS.of, post={})),
    "interests": Line(verbs=("declare",), kind="interest"),
    "exports": Line(verbs=("ask",), kind="export"),
    "export": Line(verbs=("approve", "fetch"), of=_EXPORT.of),
    "export-fetch": Line(verbs=("fetch",), of=_EXPORT.of, post={}, done=False),
    # a restore
    "quarantine": Line(verbs=("see",), kind="quarantine"),
    "enquiry": (_ENQUIRY, deed("answer", "enquiry", "quarantining:of_enquiry", on=_ENQUIRY)),
    # machines
    "tokens": Line(verbs=("see",), kind="token"),
    "token-end": _ended("end", "token", "token", "token"),
    "endpoints": Line(verbs=("see",), kind="endpoint"),
    "endpoint-end": _ended("end", "endpoint", "endpoint", "endpoint"),
    "event-again": _ended("send", "event", "delivery", "endpoint"),
    # the journal
    "journal": Line(verbs=("see",), kind="journal"),
    "journal-entry": Line(verbs=("see",), kind="journal"),
    "journal-proof": Line(verbs=("see",), kind="journal"),
    "journal-consistency": Line(verbs=("see",), kind="journal"),
    "journal-file": Line(verbs=("fetch",), kind="journal"),
}
