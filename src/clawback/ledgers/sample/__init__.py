"""The packaged sample: 120,558 simulated transfers among 20,000 accounts, of IBM's AMLSim (see NOTICE beside it).

With the opening balances that it gives, 14,018 of the 20,000 accounts go below zero; with inferred ones none does.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["sample"]


def sample() -> Path:
    """The sample's transfers, a file of the format `amlsim`; its opening balances stand beside it."""
    return Path(str(files(__name__).joinpath("transactions.csv.gz")))
