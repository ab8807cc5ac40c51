"""The samples: good ones are valid against ISO 20022's own schemas and give one case; each bad twin is refused."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from clawback.errors import InputError
from clawback.ledgers.formats import find
from clawback.ledgers.reading import ReadOptions
from tests.unit.ledgers.statements.build import (
    A,
    B,
    C,
    charge,
    code,
    detail,
    document,
    entry,
    read_paths,
    statement,
)

ROOT = Path(__file__).parents[4]
SAMPLES = ROOT / "tests/data/formats"
NAMES = ("camt.053", "camt.054", "pacs.008", "mt940")
GOOD = [path for name in NAMES for path in sorted((SAMPLES / name).glob("sample*"))]
BAD = [path for name in NAMES for path in sorted((SAMPLES / name).glob("bad*"))]
# The schemas may not be kept in the repository; they are there only where the shared data stands beside it.
SCHEMAS = {path.stem: path for path in sorted((ROOT.parent / "shared/data/iso20022").glob("*.xsd"))}


def shown(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def message(path: Path) -> str:
    """Such as `camt.053.001.08`."""
    return str(etree.QName(etree.parse(path).getroot()).namespace).rpartition(":")[2]


def errors(root: etree._Element, name: str) -> list[str]:
    schema = etree.XMLSchema(etree.parse(SCHEMAS[name]))
    schema.validate(root)
    return [f"{one_.line}: {one_.message}" for one_ in schema.error_log]


if SCHEMAS:

    @pytest.mark.parametrize("path", [path for path in GOOD if path.suffix == ".xml"], ids=shown)
    def test_a_sample_is_valid_against_its_schema(path: Path) -> None:
        assert errors(etree.parse(path).getroot(), message(path)) == []

    @pytest.mark.parametrize("name", ["camt.053.001.08", "camt.053.001.02", "camt.054.001.08"])
    def test_documents_of_the_other_tests_are_valid(name: str) -> None:
        assert errors(etree.fromstring(document_of(name).encode()), name) == []


def document_of(name: str) -> str:
    """With most of what the other tests write, in this version."""
    version, kind = name[-2:], name[:8]
    old = {"version": version}
    told = detail(amt="5.00", of=("ALFADEFF", A), to=("BETADEFF", B), e2e="E1", ref="D1", code=code(), **old)
    uetr = "8a562c67-ca16-48ba-b074-65581be6f001"
    new = detail(uetr=uetr, amt="3.00", charges=charge("1.00", True), direction="DBIT")
    entries = [
        entry("5.00", "CRDT", told, ref="R1", own="1", value="2026-01-31", **old),
        entry("5.00", "DBIT", told, booked="2026-01-31", status="PDNG", reversal=True, **old),
        *([entry("4.00", "DBIT", new, charges=charge("1.00", True))] if version == "08" else []),
    ]
    outer = {"camt.053": "Stmt", "camt.054": "Ntfctn"}[kind]
    return document(statement(A, *entries, kind=outer, closing="1.00", **old), message=kind, **old)


def test_there_are_samples_of_each_format() -> None:
    assert {path.parent.name for path in GOOD} == {path.parent.name for path in BAD} == set(NAMES)


@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_a_sample_is_found_and_read(path: Path) -> None:
    format_ = find(path, ReadOptions())
    assert format_.name == path.parent.name
    assert read_paths([path], format_=format_).rows


@pytest.mark.parametrize("path", BAD, ids=shown)
def test_a_bad_twin_is_refused_in_one_line_that_names_it(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_paths([path], format_=find(path, ReadOptions(format=path.parent.name)))
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_names_of_persons_are_not_read(path: Path) -> None:
    found = read_paths([path], format_=find(path, ReadOptions()))
    assert "Example" in path.read_text("latin-1") or path.stem in (
        "sample-plain",
        "sample-dutch",
        "sample-02",
    )
    assert "xample" not in repr(found.rows)


def test_statements_of_three_banks_in_three_formats_make_one_case() -> None:
    names = ("camt.053/sample.xml", "camt.053/sample-02.xml", "camt.054/sample.xml", "mt940/sample.sta")
    found = read_paths([SAMPLES / name for name in names], zone=ZoneInfo("Europe/Berlin"))
    first = found.by["0f3c1c52-7d3a-4e7c-9a55-2f7d0c6b1a01"]
    assert (first["debtor"], first["creditor"]) == (("ALFADEFF", A), ("BETADEFF", B))
    assert (first["amount"], first["alias"]) == (100_000, "BE-77")
    second = found.by["BE-78:1"]
    assert (second["debtor"], second["creditor"], second["alias"]) == (
        ("BETADEFF", B),
        ("GAMADEFF", C),
        "GA-1",
    )
    assert found.ids.index(first["transfer_id"]) < found.ids.index("BE-78:1") < found.ids.index("GA-2")
    assert found.by["BE-81"]["reverses"] == "BE-78:2"
    assert {(one_.account, one_.units) for one_ in found.notes.openings} == {(A, 250_000), (B, 1_234), (C, 0)}
    assert len(found.rows) == 12
    assert found.notes.order_conflicts == []


def test_a_statement_that_goes_on_in_another_format(tmp_path: Path) -> None:
    after = tmp_path / "after.sta"
    lines = [
        ":20:STARTUMS",
        f":25:{B}",
        ":28C:43/1",
        ":60F:C261124EUR309,84",
        ":61:2611251125D9,84NMSCNONREF//last",
        ":62F:C261125EUR300,",
    ]
    after.write_text("\n".join(lines))
    found = read_paths([after, SAMPLES / "camt.053/sample-02.xml"])
    assert found.ids[-1] == "last"
    assert [opening.units for opening in found.notes.openings] == [1_234]
