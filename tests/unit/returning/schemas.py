"""The schemas of ISO 20022, whose terms do not let them stand here: those of a folder beside the project, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tests.tidy.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def schema_file(message: str) -> Path | None:
    """`shared/data/iso20022/pain.001.001.09.xsd` of the nearest folder above that has one."""
    for above in ROOT.parents:
        found = above / "shared/data/iso20022" / f"{message}.xsd"
        if found.is_file():
            return found
    return None


def errors_of(data: bytes, message: str) -> list[str]:
    """What the schema has against the document; none, where there is no schema to ask."""
    path = schema_file(message)
    if path is None:
        return []
    schema = etree.XMLSchema(etree.parse(path))
    schema.validate(etree.fromstring(data))
    return [str(error) for error in schema.error_log]


def outline(data: bytes) -> list[str]:
    """Each leaf as `path text`, without namespaces: what a person can compare with a document written by hand."""
    root = etree.fromstring(data)
    found = []
    for leaf in root.iter():
        if not len(leaf):
            steps = [etree.QName(each).localname for each in reversed([leaf, *leaf.iterancestors()])]
            found.append(f"{'/'.join(steps[2:])} {leaf.text}")
    return found
