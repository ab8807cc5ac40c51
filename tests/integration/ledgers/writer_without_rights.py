"""A writer that may not write: run as `python writer_without_rights.py ARGUMENT...`, the arguments of `clawback`.

Root, who may write everywhere, becomes nobody, once everything that a command loads is loaded.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from clawback.cli.app import run
from clawback.ledgers.compile import warm

NOBODY = 65534

if __name__ == "__main__":
    warm()
    for module in ("clawback.cli.ledger", "clawback.cli.counting", "clawback.ledgers.csv_format"):
        import_module(module)
    if os.geteuid() == 0:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    sys.exit(run(sys.argv[1:]))
