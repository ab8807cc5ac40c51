"""The ledgers of a folder: `<agent>.csv` or `<agent>.parquet`, the transfers that touch the agent's accounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clawback.errors import FederationError, InputError
from clawback.federation.ledger_book import LedgerBook
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.read import read_ledger
from clawback.money import Currency

__all__ = ["Folder", "read_folder"]

_ENDINGS = (".csv", ".csv.gz", ".csv.zst", ".parquet")


@dataclass(frozen=True, kw_only=True)
class Folder:
    """agent -> ledger and book, all of one currency."""

    ledgers: dict[str, Ledger]
    books: dict[str, LedgerBook]
    currency: Currency


def read_folder(folder: Path) -> Folder:
    """Reads every ledger in it. Raises FederationError, LedgerError with the file that is wrong."""
    files = _files(folder)
    ledgers = {agent: read_ledger(str(path)) for agent, path in files.items()}
    currencies = {ledger.currency.code: agent for agent, ledger in ledgers.items()}
    if len(currencies) > 1:
        one, other = sorted(currencies)[:2]
        raise FederationError(
            f"{files[currencies[one]].name} is in {one} and {files[currencies[other]].name} in {other}",
            file=str(folder),
            remedy="trace one currency at a time",
        )
    return Folder(
        ledgers=ledgers,
        books={agent: _book(ledger, agent, files[agent]) for agent, ledger in ledgers.items()},
        currency=next(iter(ledgers.values())).currency,
    )


def _files(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise FederationError("is no folder", file=str(folder), remedy="name a folder of <agent>.csv files")
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        ending = next((each for each in _ENDINGS if path.name.endswith(each)), None)
        if ending is None or path.name.endswith(".openings.csv") or not path.is_file():
            continue
        agent = path.name.removesuffix(ending)
        if agent in found:
            raise FederationError(
                f"{found[agent].name} and {path.name} are both of {agent}",
                file=str(folder),
                remedy="keep one",
            )
        found[agent] = path
    if not found:
        raise FederationError(
            "there is no ledger in it", file=str(folder), remedy="put a file <agent>.csv there for each agent"
        )
    return found


def _book(ledger: Ledger, agent: str, path: Path) -> LedgerBook:
    try:
        return LedgerBook(ledger, agent)
    except InputError as error:
        raise error.at(file=str(path)) from None
