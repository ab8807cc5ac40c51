"""What was answered to a write under an Idempotency-Key: the same request again gets the same answer, for a day.

The row is written before the decision, in its transaction: of two at once the second waits until the first is done. The
answer is closed with a key made of the token's secret, so that a code that was shown once stands nowhere in the open.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clawback.server.casework.machines.refusals import KeyReused
from clawback.server.casework.models import KeptAnswer, Token
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act

__all__ = ["KEPT_FOR", "KIND", "forget", "keep", "kept_answer", "reserve"]

KIND = "kept answer"
KEPT_FOR: Final = timedelta(hours=24)
_NONCE = 12


def reserve(token: Token, key: str, digest: str, at: datetime) -> tuple[KeptAnswer, bool]:
    """The row of this key, and whether it is new: then the request is to be done. Raises KeyReused.

    Within the decision's transaction. `digest` is of the request.
    """
    kept, fresh = KeptAnswer.objects.get_or_create(
        token=token, key=key, defaults={"digest": digest, "kept_at": at}
    )
    if kept.digest != digest:
        raise KeyReused("this Idempotency-Key was used for another request", remedy="use a new one")
    if fresh:
        set_clock(KIND, kept.pk, "forget", at=at, due_at=at + KEPT_FOR)
    return kept, fresh


def keep(kept: KeptAnswer, secret: str, status: int, answer: bytes) -> None:
    """Keeps the answer."""
    nonce = secrets.token_bytes(_NONCE)
    kept.status = status
    kept.answer = nonce + AESGCM(_key(kept, secret)).encrypt(nonce, answer, None)
    kept.save(update_fields=["status", "answer"])


def kept_answer(kept: KeptAnswer, secret: str) -> bytes:
    """The answer that was kept."""
    data = bytes(kept.answer)
    return AESGCM(_key(kept, secret)).decrypt(data[:_NONCE], data[_NONCE:], None)


def _key(kept: KeptAnswer, secret: str) -> bytes:
    return hmac.new(secret.encode(), b"kept answer\n" + kept.key.encode(), sha256).digest()


def forget(number: int, act: Act) -> None:
    """A day is over (by a clock)."""
    KeptAnswer.objects.filter(pk=number).delete()
