"""What the web server calls."""

from __future__ import annotations

import os
import signal
import threading
from typing import Final

from clawback.server.embedded import end_with_parent
from clawback.server.starting import load_pages, loaded_for_good, set_up

end_with_parent(signal.SIGTERM)
os.environ["CLAWBACK_WEB"] = "1"
set_up()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django first needs its settings

__all__ = ["application"]

_LATER: Final = 8.0

application = get_wsgi_application()
load_pages()


def _load_tracer() -> None:
    from clawback.server.casework.statements.building import load_tracer

    load_tracer()
    loaded_for_good()


# When the first pages are out: loading takes a second of the machine's time.
_tracer = threading.Timer(_LATER, _load_tracer)
_tracer.name, _tracer.daemon = "tracer", True
_tracer.start()
