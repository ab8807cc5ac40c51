"""The command line: one file a command. Exit status 0 done, 2 bad input (one message on stderr), 1 our own bug."""

from __future__ import annotations

import sys

from clawback.cli.app import run

__all__ = ["main"]


def main() -> None:
    """The `clawback` command."""
    sys.exit(run(sys.argv[1:]))
