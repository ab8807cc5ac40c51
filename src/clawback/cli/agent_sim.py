"""`clawback agent-sim`: a bank that answers by itself."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Literal

from clawback.errors import InputError

__all__ = ["agent_sim"]


def agent_sim(
    url: str,
    *,
    ledger: Path,
    token: str = "",
    behaviour: Literal["honest", "slow", "refusing"] = "honest",
    key: Path | None = None,
    once: bool = False,
    every: float = 2.0,
) -> None:
    """Play a bank over the API: answer the hold requests, releases, evidence and statement requests that wait for it.

    Example: `CLAWBACK_TOKEN=clawback_... clawback agent-sim http://127.0.0.1:8000
    --ledger docs/how-to/data/bank.csv --once`

    It looks for each credit in a small ledger (CSV), holds what is free there, and prints a line for each deed.

    Parameters
    ----------
    url
        The server's address.
    ledger
        account,currency,balance,protected,entry,settled_on: a row an entry, debits below zero.
    token
        The bank's token. Default: the CLAWBACK_TOKEN of the environment, where no list of processes shows it.
    behaviour
        honest; slow: not before half of the time is over; refusing: holds nothing and confirms nothing.
    key
        The Ed25519 private key (PEM) that the token is bound to.
    once
        One round, and no more.
    every
        Seconds between two rounds.
    """
    from clawback.server.bank.client import Client, read_key
    from clawback.server.bank.ledger import read_bank
    from clawback.server.bank.simulated import SimulatedBank

    secret = token or os.environ.get("CLAWBACK_TOKEN", "")
    if not secret:
        raise InputError("no token is given", remedy="write --token TOKEN, or set CLAWBACK_TOKEN")
    client = Client(url, secret, read_key(key) if key else None)
    bank = SimulatedBank(client, read_bank(ledger), behaviour)
    while True:
        for line in bank.round():
            print(line, flush=True)
        if once:
            return
        time.sleep(max(0.1, every))
