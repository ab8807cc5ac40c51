"""`clawback agent-kit`: for a bank without software."""

from __future__ import annotations

from pathlib import Path

__all__ = ["agent_kit"]


def agent_kit(folder: Path) -> None:
    """Write what a bank without any software answers with: a page to read, a CSV to fill in, a PDF to sign.

    Example: `clawback agent-kit /tmp/kit`

    The PDF has fields to fill in, on one page of A4 in English and Chinese. The folder must not be there yet, or be
    empty.

    Parameters
    ----------
    folder
        Where the files go.
    """
    from clawback.server.bank.kit import write_kit

    for path in write_kit(folder):
        print(path)
