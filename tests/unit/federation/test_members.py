"""The list of members: signed, versioned, keys that follow one another."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from clawback.clock import parse_time
from clawback.errors import FederationError
from clawback.federation.trust.keys import Secret, new_secret, read_secret, write_secret
from clawback.federation.trust.listing import list_of
from clawback.federation.trust.members import (
    Member,
    MemberKey,
    Members,
    public_text,
    read_members,
    sign_members,
)

COORDINATOR, OTHER = Secret(b"c" * 32), Secret(b"o" * 32)
OLD, NEW = Secret(b"1" * 32), Secret(b"2" * 32)


def listed(version: int = 1, **more: object) -> Members:
    said: dict[str, object] = {
        "name": "north",
        "address": "https://north.example/",
        "jurisdiction": "GB",
        "agents": ["NORTH"],
        "keys": [
            MemberKey(
                x=public_text(OLD.public), valid_from="2026-01-01T00:00:00Z", until="2026-06-08T00:00:00Z"
            ),
            MemberKey(
                x=public_text(NEW.public), valid_from="2026-06-01T00:00:00Z", until="2027-01-01T00:00:00Z"
            ),
        ],
        **more,
    }
    return Members(
        version=version,
        issued_at="2026-01-01T00:00:00Z",
        members=[Member(**said)],  # type: ignore[arg-type]
    )


def test_a_signed_list_is_read_as_it_was() -> None:
    text = sign_members(listed(), COORDINATOR)
    assert read_members(text, [COORDINATOR.public]) == listed()
    assert read_members(text, [OTHER.public, COORDINATOR.public]).by_agent["NORTH"].name == "north"


def test_in_the_time_of_both_either_key_is_good() -> None:
    north = listed().by_name["north"]
    may, between, july = (parse_time(f"2026-{day}T00:00:00Z") for day in ("05-31", "06-04", "07-01"))
    assert [north.key(OLD.id, at) is not None for at in (may, between, july)] == [True, True, False]
    assert [north.key(NEW.id, at) is not None for at in (may, between, july)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (sign_members(listed(), OTHER), "no coordinator"),
        ("not signed", "not a signed list"),
        (COORDINATOR.sign("another kind", b"{}"), "no coordinator"),
        (COORDINATOR.sign("clawback-members;version=1", b"{}"), "not a signed list"),
        (COORDINATOR.sign("clawback-members;version=1", b'{"a": 1}'), "not a signed list"),
    ],
)
def test_a_list_of_nobody_is_refused(text: str, words: str) -> None:
    with pytest.raises(FederationError, match=words):
        read_members(text, [COORDINATOR.public])


def test_an_older_list_is_refused() -> None:
    text = sign_members(listed(3), COORDINATOR)
    assert read_members(text, [COORDINATOR.public], above=2).version == 3
    with pytest.raises(FederationError, match="version 3 is here already"):
        read_members(text, [COORDINATOR.public], above=3)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"agents": ["NORTH", "NORTH"]}, "the agent NORTH stands twice"),
        ({"authority": "nobody"}, "no member"),
        (
            {"keys": [MemberKey(x="AAAA", valid_from="2026-01-01T00:00:00Z", until="2027-01-01T00:00:00Z")]},
            "32",
        ),
        (
            {
                "keys": [
                    MemberKey(
                        x=public_text(OLD.public),
                        valid_from="2027-01-01T00:00:00Z",
                        until="2026-01-01T00:00:00Z",
                    )
                ]
            },
            "ends before",
        ),
        (
            {"keys": [MemberKey(x="!", valid_from="2026-01-01T00:00:00Z", until="2027-01-01T00:00:00Z")]},
            "Base64",
        ),
        ({"keys": [MemberKey(x=public_text(OLD.public), valid_from="soon", until="later")]}, "not a time"),
    ],
)
def test_a_list_that_contradicts_itself_is_not_signed(more: dict[str, object], words: str) -> None:
    with pytest.raises(FederationError, match=words):
        sign_members(listed(**more), COORDINATOR)


def test_a_key_is_written_for_its_owner_alone_and_read_again(tmp_path: Path) -> None:
    secret, path = new_secret(), tmp_path / "node.key"
    write_secret(secret, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secret(path) == secret
    with pytest.raises(FederationError, match="there already"):
        write_secret(secret, path)


@pytest.mark.parametrize("text", ["", "{}", '{"crv":"Ed25519","d":"AAAA","kty":"OKP","x":"AAAA"}', '{"d":1}'])
def test_a_file_that_is_no_key_shows_nothing_of_itself(text: str, tmp_path: Path) -> None:
    path = tmp_path / "node.key"
    path.write_text(text, "utf-8")
    with pytest.raises(FederationError, match="not the secret key") as error:
        read_secret(path)
    assert "AAAA" not in str(error.value)


def test_a_list_is_written_as_toml(tmp_path: Path) -> None:
    path = tmp_path / "members.toml"
    path.write_text(
        "version = 2\nissued_at = 2026-01-01T00:00:00Z\n[[members]]\n"
        'name = "north"\naddress = "https://north.example/"\njurisdiction = "GB"\n'
        f'[[members.keys]]\nx = "{public_text(OLD.public)}"\n'
        "valid_from = 2026-01-01T00:00:00Z\nuntil = 2027-01-01T00:00:00Z\n",
        "utf-8",
    )
    found = list_of(path)
    assert (found.version, found.members[0].keys[0].until) == (2, "2027-01-01T00:00:00Z")


@pytest.mark.parametrize(
    "text",
    [
        "version =",
        "version = 1",
        "version = 1\nfurther = 2\nmembers = []\n",
        f"version = {2**53}\nissued_at = 2026-01-01T00:00:00Z\nmembers = []\n",
        f"version = {'9' * 5_000}",
        f"version = {'[' * 5_000}",
        f"version = {'{a=' * 500}0{'}' * 500}",
    ],
    ids=range(7),
)
def test_a_list_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "members.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(FederationError, match="this is not"):
        list_of(path)


def test_a_member_is_a_value() -> None:
    assert msgspec.json.decode(msgspec.json.encode(listed()), type=Members) == listed()
