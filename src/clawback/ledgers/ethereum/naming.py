"""The currency code of each coin and token of a source: two networks or contracts are never one currency."""

from __future__ import annotations

import re

from clawback.errors import LedgerError
from clawback.ledgers.ethereum.entry import NATIVE_DECIMALS, NETWORKS, Entry, Token
from clawback.ledgers.reading import Notes
from clawback.money import Currency

__all__ = ["Names"]

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{1,15}")
_HOME = {"ETH": "1"}
"""Of a coin that several networks have, the network that it has its name from."""


class Names:
    """Codes given out so far. With `token` (a symbol or a contract's address) only that token has one."""

    def __init__(self, token: str | None) -> None:
        self._wanted = token.lower() if token is not None else None
        self._codes: dict[tuple[str, str], str] = {}
        self._tokens: dict[tuple[str, str], Token] = {}
        self.token_met = False

    def code(self, entry: Entry, notes: Notes) -> str | None:
        """The code of an entry's currency, told to `notes`; None where another token is wanted.

        Raises LedgerError where a contract declares its decimals in two ways.
        """
        key = (entry.network, entry.token.contract if entry.token else "")
        if entry.token is not None:
            self._check(key, entry.token)
        if not self._is_wanted(entry.token):
            return None
        if key not in self._codes:
            code = self._unused(entry.network, entry.token)
            self._codes[key] = code
            decimals = entry.token.decimals if entry.token else NATIVE_DECIMALS
            notes.currencies[code] = Currency(code, decimals)
        return self._codes[key]

    def _check(self, key: tuple[str, str], token: Token) -> None:
        before = self._tokens.setdefault(key, token)
        if before.decimals != token.decimals:
            raise LedgerError(
                f"the token {token.contract} declares {before.decimals} and {token.decimals} decimals",
                field="tokenDecimal",
                remedy="leave out the file that is wrong",
            )

    def _is_wanted(self, token: Token | None) -> bool:
        if self._wanted is None:
            return True
        met = token is not None and self._wanted in (token.symbol.lower(), token.contract)
        self.token_met |= met
        return met

    def _unused(self, network: str, token: Token | None) -> str:
        if token is None:
            coin = NETWORKS.get(network, network if not network.isdigit() else "COIN")
            return (
                coin
                if coin in NETWORKS.values() and _HOME.get(coin, network) == network
                else _other(coin, network)
            )
        symbol = token.symbol.upper()
        plain = symbol if _CODE.fullmatch(symbol) else "TOKEN"
        taken = {*self._codes.values(), *NETWORKS.values(), "TOKEN"}
        tries = (
            plain,
            f"{plain}.{token.contract[2:10].upper()}",
            f"{plain}.{token.contract[2:].upper()[:14]}",
        )
        return next((each for each in tries if each not in taken), f"{tries[1]}.{network}")

    def tokens_met(self) -> str:
        """The tokens of the source, in words, at most ten."""
        found = [f"{token.symbol} ({token.contract})" for token in self._tokens.values()]
        return ", ".join(found[:10]) + (f" and {len(found) - 10} more" if len(found) > 10 else "") or "none"

    def say(self, notes: Notes) -> None:
        """Says what each code of a token stands for."""
        for (network, contract), code in self._codes.items():
            if contract:
                notes.say(f"{code} is the token {contract} of the network {network}")


def _other(coin: str, network: str) -> str:
    return coin if coin == network else f"{coin}.{network}"
