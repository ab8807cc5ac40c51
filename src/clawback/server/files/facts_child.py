"""Reads facts in a text of a stranger: JSON comes in by a pipe, and goes out.

It may read what is ours, and has a minute of processor: a pattern that a text could make slow holds up nobody's clock.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))  # python -I knows nothing of where we are

from clawback.reports.ocr import doubted
from clawback.reports.read import read_report
from clawback.server.files.child import shut_in

_MEMORY = 1024 * 1024 * 1024
_SECONDS = 60


def main() -> int:
    """Reads {text, country, received, doubted} from standard input."""
    os.nice(10)
    asked = json.load(sys.stdin)
    shut_in(_MEMORY, _SECONDS, reads=True)
    facts = read_report(asked["text"], asked["country"], datetime.fromisoformat(asked["received"]))
    found = doubted(facts) if asked["doubted"] else facts
    json.dump({**found.to_dict(), "read_to": found.read_to}, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
