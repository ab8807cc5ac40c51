"""Reports, the claims in them, and where they are referred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES"]

_REPORT = page("report", "subjects:of_report")
_TOLD = page("told report", "subjects:of_report")
_SURE = page("sure report", "subjects:of_report")
_REFERRALS = {
    state: page(f"{state} referral", "subjects:of_referral")
    for state in ("drafted", "approved", "sent", "holder")
}


def _refer(verb: str, state: str, **typed: str) -> Line:
    return deed(
        verb, f"{state} referral", "subjects:of_referral", on=_REFERRALS[state], post=typed, verb=verb
    )


def _support(stage: Stage) -> dict[str, object]:
    from clawback.server.people.models import Organisation

    return {"to": Organisation.objects.get(code="other-foreign").pk, "needs": "a visit"}


def _first(stage: Stage) -> dict[str, object]:
    return {"first": stage.records["first of it"].pk}


def _decide(word: str, verb: str, kind: str, name: str, post: object) -> Line:
    on = {"told report": _TOLD, "sure report": _SURE}[name]
    return deed(verb, name, "subjects:of_report", kind, on=on, post=post, verb=word)  # type: ignore[arg-type]


def _claim(verb: str, **typed: str) -> Line:
    return deed(
        verb,
        "told report",
        "subjects:of_report",
        "claim",
        on=_TOLD,
        post=typed,
        place="told claim",
        verb=verb,
    )


ADDRESSES: Final[dict[str, Expected]] = {
    "reports": "own",
    # an agent reports by its machines
    "report-new": Line(verbs=("report",), kind="report", never=("agent",)),
    "report": (_REPORT, _TOLD, _SURE),
    "report-story": deed("open", "report", "subjects:of_report", "story", on=_REPORT),
    "report-facts": deed(
        "confirm",
        "told report",
        "subjects:of_report",
        "claim",
        on=_TOLD,
        post={"phone-0-said": "accepted"},
        done=False,
    ),
    "facts-measured": Line(verbs=("see",), kind="report"),
    "report-file": deed("open", "report", "subjects:of_report", "story", on=_REPORT, place="file"),
    "report-claim": (_claim("confirm"), _claim("reject", reason="regret")),
    "report-decide": (
        _decide("join", "reject", "claim", "told report", _first),
        _decide("refer", "draft", "referral", "told report", _support),
        _decide("withdraw", "withdraw", "report", "told report", {"call": "the first contact"}),
        _decide("open", "open", "case", "sure report", {"title": "Sure gain"}),
        _decide("reject", "reject", "claim", "told report", {"reason": "regret"}),
        _decide("kind", "correct", "claim", "told report", {"scam_type": "investment"}),
        _decide("ask", "ask", "report", "told report", {"text": "When did they call?"}),
    ),
    "claim-correct": Line(
        verbs=("correct",), of=page("told report", "subjects:of_report", "claim", place="told claim").of
    ),
    "referrals": "own",
    "referral": (
        *_REFERRALS.values(),
        deed("see", "sent referral", "subjects:of_referral", on=_REFERRALS["sent"]),
    ),
    "referral-decide": (
        _refer("approve", "drafted"),
        _refer("approve", "holder"),
        _refer("send", "approved"),
        deed(
            *("note", "drafted referral", "subjects:of_consent"),
            on=_REFERRALS["drafted"],
            post={"who": "reporter", "how": "in person"},
            verb="consent",
        ),
        _refer("accept", "sent", words="we call"),
        _refer("decline", "sent", words="not ours"),
    ),
    "outbox": Line(verbs=("see",), kind="message"),
}
