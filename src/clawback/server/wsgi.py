"""What the web server calls."""

from __future__ import annotations

import os
import signal

from clawback.server.embedded import end_with_parent
from clawback.server.starting import set_up

end_with_parent(signal.SIGTERM)
os.environ["CLAWBACK_WEB"] = "1"
set_up()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django first needs its settings

__all__ = ["application"]

application = get_wsgi_application()
