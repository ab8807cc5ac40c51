"""HTTP out: one message after the other to one member, again and again with growing pauses until it is received."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from clawback.federation.node.draft import Outgoing
from clawback.federation.refusals import Refusal
from clawback.federation.wire.envelope import MEDIA_TYPE

__all__ = ["PASSING", "Answer", "Postbox", "post"]

_PATIENCE = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 30.0
_LONGEST_ANSWER = 1 << 16
PASSING = {Refusal.UNKNOWN_KEY.text, Refusal.TOO_EARLY.text}
"""Refusals that may be over when the other side has the newest list, or its clock is right: it is sent again."""


class Answer(Struct, frozen=True, kw_only=True):
    """What the gate says; empty where the message is in."""

    refusal: str = ""
    words: str = ""


_ANSWERS = msgspec.json.Decoder(Answer)  # prepared while one thread imports this: see wire/envelope.py


def post(connection: HTTPConnection, path: str, text: str) -> Answer:
    """One request. Raises OSError or HTTPException where there is no answer that can be read."""
    connection.request("POST", path, text.encode("ascii"), {"Content-Type": MEDIA_TYPE})
    answer = connection.getresponse()
    data = answer.read(_LONGEST_ANSWER)
    if answer.status == 202:
        return Answer()
    if answer.status >= 500:
        raise HTTPException(f"status {answer.status}")
    try:
        return _ANSWERS.decode(data)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise HTTPException(f"status {answer.status} without a refusal") from None


class Postbox:
    """What is to be sent to one address, and the thread that sends it; `received(message, answer)` for each."""

    def __init__(self, address: str, received: Callable[[Outgoing, Answer], None]) -> None:
        self._url = urlsplit(address)
        self._received = received
        self._queue: deque[Outgoing] = deque()
        self._wake = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=f"post to {address}", daemon=True)
        self._thread.start()

    def put(self, message: Outgoing) -> None:
        """Sends it, after those that are there."""
        with self._wake:
            self._queue.append(message)
            self._wake.notify()

    def stop(self) -> None:
        """Ends the thread; what was not received stays in the store."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._thread.join()

    def _run(self) -> None:
        connection, pause = self._connection(), _FIRST_PAUSE
        while (message := self._next()) is not None:
            try:
                answer = post(connection, self._url.path or "/", message.text)
                if answer.refusal in PASSING:
                    raise HTTPException(answer.refusal)
            except (OSError, HTTPException):
                connection.close()
                connection = self._connection()
                self._rest(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            with self._wake:
                self._queue.popleft()
            self._received(message, answer)
        connection.close()

    def _next(self) -> Outgoing | None:
        with self._wake:
            while not self._queue and not self._stopped:
                self._wake.wait()
            return None if self._stopped else self._queue[0]

    def _rest(self, seconds: float) -> None:
        with self._wake:
            if not self._stopped:
                self._wake.wait(seconds)

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self._url.scheme == "https" else HTTPConnection
        return kind(self._url.hostname or "", self._url.port, timeout=_PATIENCE)
