"""What is installed is what was looked at: every version is pinned by the hashes of its files, from any index."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.tidy.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.+!]+)(?: ; (?P<marker>[^\\]+?))?(?: --hash=sha256:[0-9a-f]{64})+"
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WANTED = {
    "run": PROJECT["project"]["dependencies"],
    "server": PROJECT["project"]["optional-dependencies"]["server"],
    **PROJECT["dependency-groups"],
}


def requirements(path: Path) -> list[str]:
    """The requirements of a lock, each with its hashes on one line."""
    return re.sub(r" \\\n\s+", " ", path.read_text("utf-8")).splitlines()


def pins(path: Path) -> dict[str, str]:
    """Name -> version, of each requirement of a lock that is a pin with hashes."""
    found = [PINNED.fullmatch(line) for line in requirements(path)]
    return {match["name"]: match["version"] for match in found if match}


def named(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement)[0].lower().replace("_", "-")


def test_each_group_has_its_lock() -> None:
    assert [path.stem for path in LOCKS] == sorted(WANTED)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_line_is_a_pin_with_hashes(lock: Path) -> None:
    assert requirements(lock)
    assert [line for line in requirements(lock) if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_no_lock_names_a_place(lock: Path) -> None:
    assert re.findall(r"://|^-|@|file:|\.whl|/", lock.read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_what_the_project_asks_for_is_pinned(lock: Path) -> None:
    assert {named(each) for each in WANTED[lock.stem]} <= pins(lock).keys()


def test_the_locks_agree() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in pins(lock).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
