"""`clawback federation`: trace with other institutions, each keeping its ledger."""

from __future__ import annotations

from cyclopts import App

from clawback.cli.federation.demo import demo
from clawback.cli.federation.keys import keys
from clawback.cli.federation.members import members
from clawback.cli.federation.trace import trace

__all__ = ["app"]

_ABOUT = """Trace together, keep your ledger: nodes of institutions that tell each other of one credit at a time.

Example: `clawback federation trace tests/data/federation --claim T3`
"""

app = App(name="federation", help=_ABOUT, help_format="markdown")
app.command(trace)
app.command(demo)
app.command(keys)
app.command(members)
