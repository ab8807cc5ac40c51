"""Short words for ISO 20022 documents and MT940 texts, and for what reading them gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any

from clawback.clock import format_time
from clawback.ledgers.reading import KINDS, SCHEMA, Notes, ReadOptions
from clawback.ledgers.statements import CAMT053, PACS008

SPACE = "urn:iso:std:iso:20022:tech:xsd:"
HEADER = "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-02-01T00:00:00Z</CreDtTm></GrpHdr>"


def iban(country: str, bban: str) -> str:
    """An IBAN with right check digits."""
    digits = "".join(str(int(sign, 36)) for sign in f"{bban}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


A, B, C = (iban("DE", f"1002003000000000{n:02d}") for n in (1, 2, 3))
"""Accounts at made-up banks: A at ALFADEFF, B at BETADEFF, C at GAMADEFF."""
AGENTS = {A: "ALFADEFF", B: "BETADEFF", C: "GAMADEFF"}


def element(name: str, *inner: str | None) -> str:
    """An element around those of `inner` that are there; none at all where nothing is."""
    there = [one for one in inner if one]
    return f"<{name}>{''.join(there)}</{name}>" if there else ""


def amount(text: str, name: str = "Amt", currency: str = "EUR") -> str:
    return f'<{name} Ccy="{currency}">{text}</{name}>'


def when(name: str, text: str | None) -> str:
    if text is None:
        return ""
    return element(name, element("DtTm" if "T" in text else "Dt", text))


def account(number: str | None) -> str:
    if number is None:
        return ""
    inner = element("IBAN", number) if number[:2].isalpha() and len(number) > 14 else ""
    return element("Id", inner or element("Othr", element("Id", number)))


def agent(name: str | None, version: str = "08") -> str:
    if not name:
        return ""
    if name.isdigit():
        return element("FinInstnId", element("ClrSysMmbId", element("MmbId", name)))
    return element("FinInstnId", element("BIC" if version == "02" else "BICFI", name))


def detail(
    *,
    amt: str | None = None,
    to: tuple[str | None, str | None] = (None, None),
    of: tuple[str | None, str | None] = (None, None),
    e2e: str | None = None,
    uetr: str | None = None,
    ref: str | None = None,
    charges: str = "",
    direction: str | None = None,
    code: str = "",
    currency: str = "EUR",
    version: str = "08",
) -> str:
    """A TxDtls; `to` and `of` are (agent, number) of creditor and debtor."""
    stated = amount(amt, currency=currency) if amt else ""
    if version == "02":
        stated = element("AmtDtls", element("TxAmt", stated))
    refs = element(
        "Refs",
        element("AcctSvcrRef", ref),
        element("EndToEndId", e2e),
        element("UETR", uetr),
    )
    parties = element("RltdPties", element("DbtrAcct", account(of[1])), element("CdtrAcct", account(to[1])))
    agents = element(
        "RltdAgts", element("DbtrAgt", agent(of[0], version)), element("CdtrAgt", agent(to[0], version))
    )
    return element(
        "TxDtls", refs, stated, element("CdtDbtInd", direction), code, charges, parties, agents
    ) or ("<TxDtls/>")


def charge(text: str, included: bool | None = None, direction: str = "DBIT", currency: str = "EUR") -> str:
    """A Chrgs of version 04 and newer."""
    said = None if included is None else "true" if included else "false"
    return element(
        "Chrgs",
        element(
            "Rcrd",
            amount(text, currency=currency),
            element("CdtDbtInd", direction),
            element("ChrgInclInd", said),
        ),
    )


def code(domain: str = "PMNT", family: str = "RCDT", sub: str = "ESCT") -> str:
    return element(
        "BkTxCd",
        element(
            "Domn", element("Cd", domain), element("Fmly", element("Cd", family), element("SubFmlyCd", sub))
        ),
    )


def entry(
    text: str,
    direction: str,
    *details: str,
    booked: str | None = "2026-01-31T10:00:00+00:00",
    value: str | None = None,
    ref: str | None = None,
    own: str | None = None,
    status: str = "BOOK",
    reversal: bool = False,
    codes: str = "",
    charges: str = "",
    currency: str = "EUR",
    version: str = "08",
) -> str:
    """An Ntry; `ref` is AcctSvcrRef, `own` NtryRef."""
    return element(
        "Ntry",
        element("NtryRef", own),
        amount(text, currency=currency),
        element("CdtDbtInd", direction),
        element("RvslInd", "true") if reversal else None,
        element("Sts", status if version == "02" else element("Cd", status)),
        when("BookgDt", booked),
        when("ValDt", value),
        element("AcctSvcrRef", ref),
        codes or code(),
        charges,
        element("NtryDtls", *details),
    )


def balance(kind: str, text: str, date: str = "2026-01-31", currency: str = "EUR") -> str:
    sign = "DBIT" if text.startswith("-") else "CRDT"
    return element(
        "Bal",
        element("Tp", element("CdOrPrtry", element("Cd", kind))),
        amount(text.removeprefix("-"), currency=currency),
        element("CdtDbtInd", sign),
        when("Dt", date),
    )


def statement(
    number: str,
    *entries: str,
    opening: str | None = "0.00",
    closing: str | None = None,
    id: str = "S1",  # noqa: A002  as the message calls it
    seq: int | None = 1,
    at: str | None = "",
    first: str = "2026-01-31",
    last: str = "2026-01-31",
    balances: str = "",
    kind: str = "Stmt",
    page: str = "",
    version: str = "08",
) -> str:
    """A Stmt (or Ntfctn) of the account `number` at its agent, or at `at`."""
    keeper = AGENTS.get(number) if at == "" else at
    bal = "" if opening is None else balance("OPBD", opening, first)
    bal += "" if closing is None else balance("CLBD", closing, last)
    return element(
        kind,
        element("Id", id),
        page,
        element("ElctrncSeqNb", str(seq)) if seq is not None else None,
        element("CreDtTm", "2026-02-01T00:00:00Z"),
        element("Acct", account(number), element("Svcr", agent(keeper, version))),
        (bal + balances) if kind == "Stmt" else "",
        *entries,
    )


def document(*statements: str, message: str = "camt.053", version: str = "08") -> str:
    root = {"camt.053": "BkToCstmrStmt", "camt.054": "BkToCstmrDbtCdtNtfctn", "pacs.008": "FIToFICstmrCdtTrf"}
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{SPACE}{message}.001.{version}">'
        + element(root[message], HEADER, *statements)
        + "</Document>\n"
    )


def one(number: str, *entries: str, opening: str = "0.00", closing: str = "0.00", **more: Any) -> str:
    """A document of one statement."""
    version = more.get("version", "08")
    return document(statement(number, *entries, opening=opening, closing=closing, **more), version=version)


@dataclass(frozen=True)
class Result:
    """What reading gave: rows in order, each a dict with `kind` in words, and the notes."""

    rows: list[dict[str, Any]]
    notes: Notes
    by: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", {row["transfer_id"]: row for row in self.rows})

    @property
    def ids(self) -> list[str]:
        return [row["transfer_id"] for row in self.rows]

    def column(self, name: str) -> list[Any]:
        return [row[name] for row in self.rows]

    def times(self) -> list[str]:
        return [format_time(row["settled_at"]) for row in self.rows]


def save(folder: Path, contents: Iterable[str | bytes]) -> list[Path]:
    """Files with these contents."""
    paths = []
    for n, content in enumerate(contents):
        path = folder / f"{len(list(folder.iterdir()))}-{n}.dat"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    return paths


def read_paths(
    paths: Sequence[Path], zone: tzinfo | None = None, skip_bad: Path | None = None, format_: Any = CAMT053
) -> Result:
    options = ReadOptions(timezone=zone, skip_bad=skip_bad)
    notes = Notes(options=options)
    try:
        batches = list(format_.read(paths, options, notes))
    finally:
        notes.close()
    for batch in batches:
        batch.validate(full=True)
        assert batch.schema == SCHEMA
    rows = [row for batch in batches for row in batch.to_pylist()]
    for row in rows:
        row["kind"] = KINDS[row["kind"]]
        row["debtor"] = (row["debtor_agent"], row["debtor_account"])
        row["creditor"] = (row["creditor_agent"], row["creditor_account"])
    return Result(rows, notes)


def read(folder: Path, *contents: str | bytes, **more: Any) -> Result:
    """What statements with these contents give together."""
    return read_paths(save(folder, contents), **more)


def read_payments(folder: Path, *contents: str | bytes, **more: Any) -> Result:
    """What pacs.008 messages with these contents give together."""
    return read_paths(save(folder, contents), format_=PACS008, **more)
