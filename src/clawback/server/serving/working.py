"""The worker as a process."""

from __future__ import annotations

import signal
import threading

__all__ = ["serve_worker"]


def serve_worker() -> None:
    """Works until it is told to stop (SIGTERM, SIGINT); what it is in the middle of it finishes."""
    from clawback.server.starting import set_up

    set_up()
    from clawback.server.casework.machines.sending import send_all
    from clawback.server.casework.operations.linker import link_all
    from clawback.server.jobs import work

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    # Somebody else's slow machine holds up no clock: events are sent beside.
    sending = threading.Thread(target=send_all, args=[stopping.wait], name="sending")
    # Nor does linking, which begins from scratch.
    linking = threading.Thread(target=link_all, args=[stopping.wait], name="linking")
    sending.start()
    linking.start()
    try:
        work(stopping.wait)
    finally:
        stopping.set()
        sending.join()
        linking.join()
