"""ask for another second contact or help line of an organisation, and approve it: by two, for the public reads it."""

from __future__ import annotations

from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import ContactChange, Organisation
from clawback.server.people.refusals import ContactChanged
from clawback.server.record.deciding import deciding

__all__ = ["approve_contacts", "ask_contacts", "of_contacts"]


def of_contacts(organisation: int, change: ContactChange | None = None) -> Subject:
    """What may() is told of an organisation's contacts, and of a wish to change them."""
    asked = frozenset({change.asked_by_id}) if change else frozenset[int]()
    return Subject(kind="contact", owner=organisation, drafted_by=asked)


def ask_contacts(act: Act, organisation: int, second_contact: str, help_line: str) -> ContactChange:
    """An administrator of the organisation, or of the centre, asks; a wish that waits is over with it."""
    with deciding(act) as decision:
        found = Organisation.objects.select_for_update().get(pk=organisation)
        act.check("change", of_contacts(found.pk))
        found.contact_changes.filter(ended_at=None).update(ended_at=act.at)
        change = ContactChange.objects.create(
            organisation=found,
            second_contact=second_contact.strip(),
            help_line=help_line.strip(),
            asked_by_id=act.by.id,
            asked_at=act.at,
        )
        decision.enter("ask", change, after={"organisation": found.pk, **_told(change)})
    return change


def approve_contacts(act: Act, number: int) -> Organisation:
    """Another administrator agrees: it holds from now on. Raises ContactChanged where it waits no more."""
    with deciding(act) as decision:
        change = ContactChange.objects.select_for_update().select_related("organisation").get(pk=number)
        act.check("approve", of_contacts(change.organisation_id, change))
        if change.ended_at is not None:
            raise ContactChanged("this wish waits no more: look at the contacts as they are")
        change.approved_by_id, change.ended_at = act.by.id, act.at
        change.save(update_fields=["approved_by", "ended_at"])
        found = change.organisation
        before = {"second_contact": found.second_contact, "help_line": found.help_line}
        found.second_contact, found.help_line = change.second_contact, change.help_line
        found.save(update_fields=["second_contact", "help_line"])
        decision.enter("approve", change, before=before, after=_told(change))
    return found


def _told(change: ContactChange) -> dict[str, str]:
    return {"second_contact": change.second_contact, "help_line": change.help_line}
