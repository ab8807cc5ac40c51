"""Cases, claims, hold requests and holds, and what their holders and agents say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from clawback.server.people.facts import Subject
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES", "CASE"]

CASE: Final = page("case", "subjects:of_case")
_ASSIGN = page("case", "subjects:of_case", also=(Line(verbs=("assign",), of=CASE.of),))
_CONFIRM = Line(verbs=("confirm",), of=page("claim", "subjects:of_claim", "evidence").of)
_CLAIM = page("claim", "subjects:of_claim", "report", also=(CASE, _CONFIRM))
_TOLD = page(
    "told claim",
    "subjects:of_claim",
    "report",
    also=(Line(verbs=("confirm",), of=page("told claim", "subjects:of_claim", "evidence").of),),
)
_DRAFTED = page("drafted request", "subjects:of_request")
_SENT = page("sent request", "subjects:of_request")
_UNCONFIRMED = page("unconfirmed request", "subjects:of_request")
_HOLD = page("hold", "subjects:of_hold")
_OTHER_HOLD = page("other hold", "subjects:of_hold")
_OF = {"hold": _HOLD, "other hold": _OTHER_HOLD}
_OBJECTION = page("objection", "redress.subjects:of_objection")


def _newcomer(stage: Stage) -> dict[str, object]:
    return {"member": stage.records["newcomer"].pk}


def _draft(stage: Stage) -> dict[str, object]:
    claim = stage.records["other claim"]
    account, amount = claim.creditor_account_id, f"{claim.loss / 100:.2f}"
    return {"account": account, "basis": "hold", f"claim-{claim.pk}": amount}


def _whole(stage: Stage) -> dict[str, object]:
    return {"amount": f"{stage.records['sent request'].amount / 100:.2f}"}


def _granted(stage: Stage) -> dict[str, object]:
    number = stage.records["release request"].pk
    return {"do": "answer", "number": number, "granted": "yes", "answer": "order 7"}


def _helped(stage: Stage) -> dict[str, object]:
    from clawback.server.people.models import Organisation

    return {"do": "refer", "to": Organisation.objects.get(code="s2").pk, "needs": "somebody to talk to"}


def _flagged(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.casework.redress.subjects import of_account

    hold = stage.records["hold"]
    return {"number": hold.pk}, of_account(hold.request.account)


def _said(verb: str, kind: str, name: str, do: str) -> Line:
    """What the page of a notice takes, and the stage's notice is not in the state for."""
    return deed(verb, name, "subjects:of_hold", kind, on=_OF[name], post={"do": do}, done=False)


def _told(verb: str, kind: str, **typed: str) -> Line:
    return deed(verb, "hold", "subjects:of_hold", kind, on=_HOLD, post=typed)


ADDRESSES: Final[dict[str, Expected]] = {
    "cases": "own",
    "case": CASE,
    "case-assign": deed("assign", "case", "subjects:of_case", on=_ASSIGN, post=_newcomer),
    "case-draft": (CASE, deed("draft", "case", "subjects:of_new_request", on=CASE, post=_draft)),
    "claim": (_CLAIM, _TOLD),
    "claim-confirm": deed("confirm", "told claim", "subjects:of_claim", on=_TOLD),
    "claim-evidence": deed("confirm", "told claim", "subjects:of_claim", "evidence", on=_TOLD),
    "claim-reject": deed(
        "reject", "told claim", "subjects:of_claim", on=_TOLD, post={"reason": "typing error"}
    ),
    "search": Line(verbs=("search",), kind="case"),
    # hold requests and holds
    "inbox": Line(verbs=("see",), kind="hold request", put_to=True),
    "hold-request": (_DRAFTED, _SENT, _UNCONFIRMED),
    "hold-request-approve": deed("approve", "drafted request", "subjects:of_request", on=_DRAFTED),
    "hold-request-send": deed("send", "drafted request", "subjects:of_request", on=_DRAFTED),
    "hold-request-confirm": deed("confirm", "unconfirmed request", "subjects:of_request", on=_UNCONFIRMED),
    "hold-request-place": deed("place", "sent request", "subjects:of_request", on=_SENT, post=_whole),
    "hold-request-refuse": deed(
        "refuse", "sent request", "subjects:of_request", on=_SENT, post={"reason": "no-such-account"}
    ),
    "hold": (_HOLD, _OTHER_HOLD),
    "hold-release": deed(
        "release", "other hold", "subjects:of_hold", on=_OTHER_HOLD, post={"reason": "a loan"}
    ),
    "hold-renew": deed("renew", "other hold", "subjects:of_hold", on=_OTHER_HOLD),
    "release-confirm": deed("confirm", "hold", "subjects:of_hold", "release", on=_HOLD, release="release"),
    # redress
    "hold-notice": (
        _HOLD,
        deed("give", "other hold", "subjects:of_hold", "notice", on=_OTHER_HOLD, post={"do": "codes"}),
        _said("give", "notice", "hold", "given"),
        _said("give", "notice", "hold", "amended"),
        _said("record", "objection", "other hold", "record"),
        _said("delay", "notice", "hold", "delay"),
        _said("tell", "notice", "hold", "allow"),
        _said("set aside", "value given", "hold", "set aside"),
        Line(verbs=("flag",), of=_flagged, on=_HOLD, post={"do": "flag", "guarded": "yes"}),
    ),
    "value-given": _told("tell", "value given", do="value", value="a car for its price"),
    "release-request": (
        _HOLD,
        deed("record", "other hold", "subjects:of_hold", "release request", on=_OTHER_HOLD, post=_granted),
    ),
    "objections": Line(verbs=("see",), kind="objection"),
    "objection": (
        _OBJECTION,
        deed("open", "objection", "redress.subjects:of_objection", on=_OBJECTION, post={"do": "open"}),
        deed(
            "decide",
            "objection",
            "redress.subjects:of_objection",
            on=_OBJECTION,
            post={"outcome": "dismiss", "reasons": "The money is the claim's."},
        ),
        deed(
            "draft",
            "objection",
            "redress.helping:of_holder_referral",
            on=_OBJECTION,
            post=_helped,
        ),
    ),
    "objection-file": deed(
        "open", "objection", "redress.subjects:of_objection", on=_OBJECTION, place="objection file"
    ),
    "silent-agents": Line(verbs=("see",), kind="guard figures"),
}
