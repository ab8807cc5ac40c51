"""The accounts that all regions of a world share. They are the hubs: the first of each sort has about one in
twenty of its transfers, so at 10^7 transfers the largest biller and merchant have tens of thousands."""

from __future__ import annotations

import numpy as np

__all__ = ["AGENTS", "BILLERS", "CASH", "EXCHANGES", "MERCHANTS", "NATIONAL", "NATIONAL_AGENT", "picked"]

AGENTS = tuple(f"BANK{number:02}" for number in range(1, 21))
BILLERS = range(300)
MERCHANTS = range(300, 600)
EXCHANGES = range(600, 640)
CASH = range(640, 660)
NATIONAL = 660
NATIONAL_AGENT = np.arange(NATIONAL) % len(AGENTS)
_STEEP = 0.7


def picked(rng: np.random.Generator, sort: range, size: int) -> np.ndarray:
    """Accounts of that sort, the k-th with weight k**-0.7."""
    weights = np.arange(1, len(sort) + 1) ** -_STEEP
    return sort.start + rng.choice(len(sort), size, p=weights / weights.sum())
