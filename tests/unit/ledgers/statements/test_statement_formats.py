"""Which format a file is of, and what importing the formats costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clawback.ledgers.statements import CAMT053, CAMT054, MT940, PACS008
from tests.unit.ledgers.statements.build import A, document, entry, one, statement
from tests.unit.ledgers.statements.test_mt940 import enveloped, mt940
from tests.unit.ledgers.statements.test_pacs_008 import message

FORMATS = [CAMT053, CAMT054, PACS008, MT940]
CAMT = one(A, entry("1.00", "CRDT"))
NOTIFIED = document(statement(A, kind="Ntfctn"), message="camt.054")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CAMT, "camt.053"),
        (CAMT.encode("utf-16"), "camt.053"),
        (CAMT.replace("UTF-8", "UTF-16").encode("utf-16-be"), "camt.053"),
        (b"\xef\xbb\xbf  " + CAMT.partition("?>")[2].encode(), "camt.053"),
        (CAMT.replace("08", "13"), "camt.053"),
        (NOTIFIED, "camt.054"),
        (message(), "pacs.008"),
        (mt940(), "mt940"),
        (mt940().replace("\r\n", "\n"), "mt940"),
        (enveloped(mt940()), "mt940"),
        (CAMT.replace("camt.053", "camt.052"), None),
        (":20:X\n:25:Y\n:28C:1\n:34F:EUR0,\n:61:...\n", None),
        ("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08", None),
        ("transfer_id,settled_at\n", None),
        ("", None),
    ],
)
def test_a_file_is_of_one_format_at_most(content: str | bytes, name: str | None) -> None:
    head = content.encode() if isinstance(content, str) else content
    assert [one_.name for one_ in FORMATS if one_.recognise(Path("x"), head)] == ([name] if name else [])


def test_statements_are_read_together_and_payments_are_not() -> None:
    assert [one_.family for one_ in FORMATS] == ["statement", "statement", "", "statement"]


def test_the_parser_is_loaded_only_to_read() -> None:
    code = "import sys, clawback.ledgers.statements; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
