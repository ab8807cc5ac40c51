"""Operations, and what a person says of their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES"]

_SUBJECT: Final = "operations.subjects:of_operation"
_OPERATION = page("operation", _SUBJECT)


def _two(stage: Stage) -> dict[str, object]:
    one, other = sorted(stage.records["operation"].members.values_list("report", flat=True))
    return {"one": one, "other": other, "reason": "another group's number"}


def _cut(stage: Stage) -> dict[str, object]:
    return {"cut": stage.records["cut"].pk}


def _links(stage: Stage) -> dict[str, object]:
    return {"link": list(stage.records["operation"].links.values_list("pk", flat=True))}


ADDRESSES: Final[dict[str, Expected]] = {
    "operations": Line(verbs=("see",), kind="operation"),
    "operation": _OPERATION,
    "operation-part": deed("part", "operation", _SUBJECT, on=_OPERATION, post=_two),
    "operation-rejoin": deed("rejoin", "operation", _SUBJECT, on=_OPERATION, post=_cut),
    "operation-note": deed("note", "operation", _SUBJECT, on=_OPERATION, post=_links),
    "operation-take-up": deed(
        "take up", "operation", _SUBJECT, on=_OPERATION, post={"aim": "Find who lets the numbers"}
    ),
}
