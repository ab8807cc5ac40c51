"""`clawback federation`: trace with other institutions, each keeping its ledger."""

from __future__ import annotations

from cyclopts import App

__all__ = ["app"]

_ABOUT = """Trace together, keep your ledger: nodes of institutions that tell each other of one credit at a time.

Example: `clawback federation trace tests/data/federation --claim T3`
"""

app = App(name="federation", help=_ABOUT, help_format="markdown")
app.command("clawback.cli.federation.trace:trace", name="trace")
app.command("clawback.cli.federation.demo:demo", name="demo")
app.command("clawback.cli.federation.keys:keys", name="keys")
app.command("clawback.cli.federation.members:members", name="members")
