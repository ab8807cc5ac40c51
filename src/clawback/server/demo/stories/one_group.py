"""One group behind many cases: linking proposes, an analyst takes it up, and cuts what is another's."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.models import Link, Operation
from clawback.server.casework.operations.cutting import note_links, part_reports, take_up
from clawback.server.demo.living import Life

__all__ = ["one_group"]

_AIM = "Find who lets these numbers and pages, and have them closed"
_REASON = "The messages were forwarded to him from another victim: nothing says that his are of this group"


def one_group(life: Life) -> Iterator[float]:
    """Taken up when seven reports are in it; a report of a person at risk is cut from it; the eighth is new."""
    yield 23.0
    operation = Operation.objects.order_by("pk").first()
    assert operation is not None, "linking found one"
    _looked_at(life, operation)
    take_up(life.act("anna"), operation.pk, _AIM)
    yield 7.0
    wrong = Link.objects.get(operation=operation, other__scam_type="extortion")
    part_reports(life.act("anna"), operation.pk, wrong.one_id, wrong.other_id, _REASON)
    yield 6.5
    _looked_at(life, operation)


def _looked_at(life: Life, operation: Operation) -> None:
    links = operation.links.values_list("pk", flat=True)
    note_links(life.act("anna"), operation.pk, list(links))
