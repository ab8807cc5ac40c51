"""Runs a page's commands and writes what they print below them: `python -m tests.integration.docs.paste PAGE...`

What a page leaves out with `...`, and what it does not show at all, stays left out. `?` below a command asks for
what it prints.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from tests.integration.docs.consoles import BLOCK, Shown, matches, split_block
from tests.integration.docs.session import NOT_RUN, Session, terminal


def paste(page: Path) -> None:
    """Rewrites the page with what its commands print now."""
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder, terminal(Path(folder)) as session:
        text = BLOCK.sub(lambda block: _block(block, session), text)
    page.write_text(text, "utf-8")


def _block(block: re.Match[str], session: Session) -> str:
    return "".join(shown.typed + _output(shown, session) for shown in split_block(block[0]))


def _output(shown: Shown, session: Session) -> str:
    if shown.command.split()[0] in NOT_RUN:
        return shown.output
    printed, status = session.run(shown.command)
    if status == 1 or (status == 2 and not shown.refused and shown.output.strip() != "?"):
        print(f"{shown.command}: exit status {status}\n{printed}")
    if not shown.output.strip() or "..." in shown.output.splitlines():
        if shown.output.strip() and not matches(shown.output, printed):
            print(f"{shown.command}: shows otherwise now:\n{printed}")
        return shown.output
    return "".join(line.rstrip() + "\n" for line in printed.strip().splitlines())


if __name__ == "__main__":
    for name in sys.argv[1:]:
        paste(Path(name).resolve())
