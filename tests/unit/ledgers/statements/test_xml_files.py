"""XML that is hostile, broken or of something else: one clear error, bounded memory."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard

from clawback.errors import LedgerError
from tests.unit.ledgers.statements.build import A, B, detail, document, entry, one, read

GOOD = one(A, entry("1.00", "CRDT", detail(of=("BETADEFF", B)), ref="R"), closing="1.00")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def refused(folder: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(LedgerError, match=message) as caught:
        read(folder, content)
    assert caught.value.file is not None
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE Document SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        "<!DOCTYPE Document>",
    ],
)
def test_a_doctype_is_refused(tmp_path: Path, declared: str) -> None:
    refused(tmp_path, GOOD.replace(HEAD, HEAD + declared), "declares a DOCTYPE")


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    doubled = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 60))
    bomb = GOOD.replace(HEAD, f'{HEAD}<!DOCTYPE Document [<!ENTITY e0 "ha">{doubled}]>').replace(
        ">R<", ">&e59;<"
    )
    refused(tmp_path, bomb, "DOCTYPE|XML cannot be read")
    refused(tmp_path, GOOD.replace(">R<", ">&undeclared;<"), r"line 2: the XML cannot be read.*undeclared")


@pytest.mark.parametrize("cut", [10, 200, len(GOOD) // 2, len(GOOD) - 20])
def test_a_cut_document_is_refused(tmp_path: Path, cut: int) -> None:
    refused(tmp_path, GOOD[:cut], r"XML (ends too early|cannot be read)")


def test_what_is_not_xml_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "", "the file is empty")
    refused(tmp_path, " \n", "the file is empty")
    refused(tmp_path, "transfer_id,amount\n", "XML cannot be read")
    refused(tmp_path, GOOD.replace(">R<", ">R\0<"), "XML cannot be read")
    refused(tmp_path, GOOD.encode().replace(b">R<", b">\xff\xfe<"), "XML cannot be read")
    refused(tmp_path, GOOD + "<more/>", "XML cannot be read")


def test_another_message_is_refused_by_its_namespace(tmp_path: Path) -> None:
    refused(
        tmp_path,
        GOOD.replace("camt.053.001.08", "pain.001.001.09"),
        "namespace is .*pain.001.001.09, not that of",
    )
    refused(
        tmp_path, GOOD.replace("urn:iso:std:iso:20022:tech:xsd:camt", "urn:other"), "namespace is urn:other"
    )
    refused(tmp_path, GOOD.replace(' xmlns="', ' x="'), r"namespace is \(none\)")
    refused(tmp_path, GOOD.replace("camt.053.001.08", "camt.053.001.01"), "older than what is read")
    refused(tmp_path, HEAD + "<html><body/></html>", "no ISO 20022 document")


def test_a_document_without_a_statement_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, document(), "holds no Stmt")
    refused(tmp_path, document(entry("1.00", "CRDT")), "Ntry stands outside a statement")
    refused(tmp_path, GOOD.replace("<Stmt>", "<Stmt><Stmt></Stmt>"), "has no id|outside a statement")


def test_elements_of_other_namespaces_do_not_count(tmp_path: Path) -> None:
    strange = (
        '<Ntry xmlns="urn:other"><Amt Ccy="EUR">7.00</Amt></Ntry><x:Sts xmlns:x="urn:other">PDNG</x:Sts>'
    )
    assert read(tmp_path, GOOD.replace("<NtryDtls>", f"{strange}<NtryDtls>")).ids == ["R"]


def test_comments_and_instructions_do_not_count(tmp_path: Path) -> None:
    text = GOOD.replace("<Amt Ccy", "<!-- <Ntry> --><?x y?><Amt Ccy").replace(">R<", "><!-- a -->R<")
    assert read(tmp_path, text).ids == ["R"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1", "utf-8-sig"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig") if encoding != "utf-16-le" else "utf-16"
    text = GOOD.replace("UTF-8", declared).replace(">R<", ">Ré<")
    content = text.encode(encoding)
    assert read(tmp_path, b"\xff\xfe" + content if encoding == "utf-16-le" else content).ids == ["Ré"]


def test_packed_files_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    for content in (gzip.compress(GOOD.encode()), zstandard.compress(GOOD.encode())):
        assert read(tmp_path, content).ids == ["R"]


def test_a_packed_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, gzip.compress(GOOD.encode())[:-20], "ends too early")
    refused(tmp_path, zstandard.compress(GOOD.encode())[:-20], "ends too early|is damaged")


def test_an_envelope_around_the_document(tmp_path: Path) -> None:
    inner = GOOD.removeprefix(HEAD)
    header = (
        '<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><BizMsgIdr>1</BizMsgIdr></AppHdr>'
    )
    text = f'{HEAD}<Envelope xmlns="urn:swift:xsd:envelope">{header}{inner}</Envelope>'
    assert read(tmp_path, text).ids == ["R"]


def test_one_endless_text_is_refused(tmp_path: Path) -> None:
    start, end = GOOD.split(">R<")
    packed = zstandard.compress((start + ">" + "R" * (40 << 20) + "<" + end).encode())
    refused(tmp_path, packed, "XML cannot be read|4 MiB without an entry")


def test_endless_elements_that_are_no_entries_are_refused(tmp_path: Path) -> None:
    packed = gzip.compress(GOOD.replace("<CreDtTm>", "<X/>" * (2 << 20) + "<CreDtTm>", 1).encode(), 1)
    refused(tmp_path, packed, "4 MiB without an entry")


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = "<X>" * 100_000
    refused(tmp_path, GOOD.replace("<NtryDtls>", deep + "<NtryDtls>"), "XML cannot be read")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    from tests.unit.ledgers.statements.build import read_paths

    for path in (tmp_path / "none.xml", tmp_path):
        with pytest.raises(LedgerError):
            read_paths([path])
