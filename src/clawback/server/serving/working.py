"""The worker as a process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Final

__all__ = ["serve_worker"]

_PATIENCE: Final = 5.0
_LATER: Final = 3.0


def serve_worker() -> None:
    """Works until it is told to stop (SIGTERM, SIGINT); what it is in the middle of it finishes."""
    from clawback.server.starting import set_up

    set_up()
    from clawback.server.casework.facts.reader import read_all
    from clawback.server.casework.federation.sending import federate_all
    from clawback.server.casework.machines.sending import send_all
    from clawback.server.jobs import work

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    # Somebody else's slow machine holds up no clock: events, and messages to peers, are sent beside, and
    # reports are linked, which begins from scratch, and is left in the middle of that where we stop, as the
    # reading of a file is.
    beside = [
        threading.Thread(
            target=each, args=[stopping.wait], name=each.__name__, daemon=each in (_link, read_all)
        )
        for each in (send_all, federate_all, _link, read_all)
    ]
    for thread in beside:
        thread.start()
    try:
        work(stopping.wait)
    finally:
        stopping.set()
        for thread in beside:
            thread.join(_PATIENCE if thread.daemon else None)


def _link(rest: Callable[[float], bool]) -> None:
    """What linking needs takes a second to load: web servers that start beside us come first."""
    if not rest(_LATER):
        from clawback.server.casework.operations.linker import link_all

        link_all(rest)
