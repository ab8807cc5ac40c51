"""Why a message is refused: a name that the other node can act on. Nothing is changed by a refused message."""

from __future__ import annotations

from enum import Enum

__all__ = ["Refusal", "RefusedError"]


class Refusal(Enum):
    """name = (text on the wire, HTTP status)."""

    REPLAY = "replay", 409
    """The message is here already; whoever sends it again may stop."""
    WRONG_RECIPIENT = "wrong recipient", 403
    UNKNOWN_KEY = "unknown key", 403
    """No member has this key, or not at this time."""
    NOT_THE_AUTHOR = "not the author", 403
    """The key is another member's than the one who says it."""
    BAD_SIGNATURE = "bad signature", 403
    EXPIRED = "expired", 410
    TOO_EARLY = "too early", 425
    """Sent at a time that is not yet, beyond what clocks may differ."""
    OVERSIZED = "oversized", 413
    FUTURE_VERSION = "future version", 415
    NOT_A_MESSAGE = "not a message", 400
    AMBIGUOUS = "ambiguous", 422
    """Several credits have this key."""
    NO_SUCH_CREDIT = "no such credit", 422
    """No credit from the author's institution has this key."""
    NO_SUCH_DEBIT = "no such debit", 422
    """No debit of the claim's transfer is here."""
    NO_CERTIFICATE = "no certificate", 422
    BAD_CERTIFICATE = "bad certificate", 422
    """Not signed by its owner, over, of another transfer, or not what the book says of it."""
    OVER_THE_CREDIT = "parts over the credit", 422
    NO_AMOUNT = "no amount", 422
    """A part that is no amount above zero."""
    NO_SUCH_RULE = "no such rule", 422
    OTHER_CURRENCY = "other currency", 422
    OTHER_LIMITS = "other limits", 422
    """Claims that are open here are traced with other limits."""
    NOT_SETTLING = "not settling", 422
    """A notice's version is above 1,000: the books contradict each other."""
    NO_GATEWAY = "no gateway", 451
    """No law is named by which this may cross the border."""
    GUARDED = "guarded", 451
    """The guard refuses; the words give the reason and the article."""
    NO_SUCH_CASE = "no such case", 404
    NO_SUCH_HOLD = "no such hold", 404
    SHARED = "shared", 409
    """The claim is open in several cases, which have not said which one carries it."""
    TOLD_BY_ANOTHER = "told by another", 409
    """Of this transfer the debtor's institution, or another owner that stands in for it, tells already."""
    NOT_REVEALED = "not revealed", 403
    """Asked of a node that does not stand on loopback with reveal = true."""

    def __init__(self, text: str, status: int) -> None:
        self.text = text
        self.status = status


class RefusedError(Exception):
    """A message is refused. `words` say more than the name where there is more to say."""

    def __init__(self, refusal: Refusal, words: str = "") -> None:
        self.refusal = refusal
        self.words = words
        super().__init__(f"{refusal.text}: {words}" if words else refusal.text)
