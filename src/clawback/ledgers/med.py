"""The tracking graph of a Brazilian MED 2.0 funds recovery, as JSON or XML.

    {"fundsRecoveryId": "550e...", "rootTransactionId": "E123...",
     "accounts": [{"id": 1, "participant": "12345678", ...}],
     "transactions": [{"id": "E123...", "debtorAccountId": 1, "creditorAccountId": 2,
                       "amount": 1000.50, "settlementTime": "2026-02-03T12:00:00.000Z", ...}]}

The graph may stand in `graph`, `trackingGraph`, `body` or the like. Keys are compared without case and
underscores. A participant's ISPB is the agent; account numbers are the graph's own, so that one graph is one ledger.
The currency is BRL. Sources: the DICT API of the Banco Central do Brasil (Funds Recovery, from version 2.10) as
intermediaries show it: docs.lerian.studio (retrieve-funds-recovery-tracking-graph), developers.celcoin.com.br
(consulta-grafo), developers.pismo.io (get tracking graph). docs/how-to/med.md says what was assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from clawback.clock import parse_time
from clawback.errors import InputError, LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.jsontext import Number, read_json, shown
from clawback.ledgers.med_xml import XML_BYTES, read_xml
from clawback.ledgers.reading import KINDS, Format, Notes, ReadOptions
from clawback.money import currency, parse_amount

__all__ = ["FORMAT"]

_BRL = currency("BRL")
_WRAPPERS = ("graph", "trackinggraph", "body", "data", "fundsrecovery", "gettrackinggraphresponse")
_ACCOUNT = {"id": ("id", "accountid"), "participant": ("participant", "ispb")}
_TRANSFER = {
    "id": ("id", "transactionid", "endtoendid", "endtoend"),
    "debtorAccountId": ("debtoraccountid",),
    "creditorAccountId": ("creditoraccountid",),
    "amount": ("amount",),
    "settlementTime": ("settlementtime",),
}
_ISPB = re.compile(r"[0-9A-Z]{8}")
_RETURN = re.compile(r"D[0-9]{8}.*")
_TEXT = re.compile(r"[!-~]{1,256}")

Account = tuple[str, str]


def _recognise(path: Path, head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    plain = head.lower().replace(b"_", b"")
    if start == b"<":
        return b"trackinggraph" in plain
    return start == b"{" and (b"debtoraccountid" in plain or b"trackinggraph" in plain)


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers of one graph. Raises LedgerError."""
    if len(paths) != 1:
        raise LedgerError(
            "several MED graphs cannot be one ledger: each numbers its accounts by itself",
            remedy="trace them one by one",
        )
    path = paths[0]
    content = read_xml(path) if _is_xml(path) else read_json(path, XML_BYTES)
    graph = _graph(content, path)
    accounts = _accounts(_list(graph, "accounts", path), path)
    rows: list[tuple[Any, ...]] = []
    for row, given in enumerate(_list(graph, "transactions", path), 1):
        try:
            rows.append(_transfer(given, accounts, options))
        except LedgerError as error:
            placed = LedgerError(
                error.reason, file=str(path), row=row, field=error.field, remedy=error.remedy
            )
            notes.bad(placed, shown(given) if isinstance(given, Mapping) else repr(given))
    _say(graph, notes)
    yield from _batches(rows)


def _is_xml(path: Path) -> bool:
    from clawback.ledgers.streams import head

    return head(path).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _plain(key: str) -> str:
    return key.replace("_", "").lower()


def _graph(content: Any, path: Path) -> dict[str, Any]:
    """The object that holds the transfers, found inside what is wrapped around it."""
    for _ in range(8):
        if not isinstance(content, Mapping):
            break
        keys = {_plain(key): value for key, value in content.items()}
        if len(keys) != len(content):
            raise LedgerError("an object names a key twice, in two spellings", file=str(path))
        if "transactions" in keys:
            return keys
        content = next((keys[name] for name in _WRAPPERS if keys.get(name)), None)
    raise LedgerError(
        "the file has no graph with transactions",
        file=str(path),
        field="transactions",
        remedy="see docs/how-to/med",
    )


def _list(graph: Mapping[str, Any], name: str, path: Path) -> list[Any]:
    found = graph.get(name)
    if not isinstance(found, list):
        raise LedgerError(f"the graph has no list of {name}", file=str(path), field=name)
    return found


def _accounts(given: list[Any], path: Path) -> dict[str, Account]:
    """(agent, account) by the number that the graph's transfers use."""
    accounts: dict[str, Account] = {}
    for row, each in enumerate(given, 1):
        try:
            values = _values(each, _ACCOUNT)
            if not _ISPB.fullmatch(values["participant"]):
                raise LedgerError(
                    f"{values['participant']!r} is not an ISPB of 8 characters", field="participant"
                )
            if values["id"] in accounts:
                raise LedgerError(f"the account {values['id']} is named twice", field="id")
        except LedgerError as error:
            where = f"accounts[{row}].{error.field}" if error.field else f"accounts[{row}]"
            raise LedgerError(error.reason, file=str(path), field=where, remedy=error.remedy) from None
        accounts[values["id"]] = (values["participant"], values["id"])
    return accounts


def _values(given: Any, wanted: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The texts of an object's fields. Raises LedgerError for one that is missing, doubled or no text."""
    if not isinstance(given, Mapping):
        raise LedgerError(f"{given!r:.80} is not an object")
    plain = [(_plain(key), value) for key, value in given.items()]
    found: dict[str, str] = {}
    for field, names in wanted.items():
        values = [value for key, value in plain if key in names and value is not None]
        if len(values) != 1:
            raise LedgerError("is missing" if not values else "is given twice", field=field)
        if not isinstance(values[0], (str, Number)) or not _TEXT.fullmatch(values[0]):
            raise LedgerError(f"{values[0]!r:.80} is not a plain text or number", field=field)
        found[field] = str(values[0])
    return found


def _transfer(given: Any, accounts: Mapping[str, Account], options: ReadOptions) -> tuple[Any, ...]:
    values = _values(given, _TRANSFER)
    ends: list[Account] = []
    for field in ("debtorAccountId", "creditorAccountId"):
        if values[field] not in accounts:
            raise LedgerError(f"the graph has no account {values[field]}", field=field)
        ends.append(accounts[values[field]])
    try:
        field = "amount"
        amount = parse_amount(values["amount"], _BRL)
        if amount <= 0:
            raise LedgerError("the amount is not above nothing")
        field = "settlementTime"
        settled = parse_time(values["settlementTime"], options.timezone)
    except InputError as error:
        raise LedgerError(error.reason, field=field, remedy=error.remedy) from None
    kind = "reversal" if _RETURN.fullmatch(values["id"]) else "transfer"
    return values["id"], settled, *ends[0], *ends[1], amount, KINDS.index(kind)


def _say(graph: Mapping[str, Any], notes: Notes) -> None:
    root = graph.get("roottransactionid", graph.get("rootendtoend"))
    if isinstance(root, str) and _TEXT.fullmatch(root):
        notes.say(f"the graph was drawn from the transfer {root}")
    notes.say(
        "a MED graph holds only the transfers that it follows: balances are those of these transfers alone"
    )


def _batches(rows: list[tuple[Any, ...]]) -> Iterator[Any]:
    names = (
        *("transfer_id", "settled_at", "debtor_agent", "debtor_account"),
        *("creditor_agent", "creditor_account", "amount", "kind"),
    )
    columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return batches(len(rows), **columns, end_to_end_id=columns["transfer_id"], currency="BRL")


FORMAT = Format(name="med", recognise=_recognise, read=_read, family="med")
