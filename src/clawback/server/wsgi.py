"""What the web server calls."""

from __future__ import annotations

import os
import signal
import threading

from clawback.server.embedded import end_with_parent
from clawback.server.starting import set_up

end_with_parent(signal.SIGTERM)
os.environ["CLAWBACK_WEB"] = "1"
set_up()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django first needs its settings

from clawback.server.casework.statements.building import load_tracer  # noqa: E402

__all__ = ["application"]

application = get_wsgi_application()
threading.Thread(target=load_tracer, name="tracer", daemon=True).start()
