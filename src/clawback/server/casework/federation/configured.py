"""What stands in the data folder of each node: nothing there, no node; nothing allowed there, nothing is held.

DIR/federation/NAME/node.toml      name, organisation, currency, coordinators; maybe ledger
DIR/federation/NAME/members.jws    the list of members, signed by a coordinator
DIR/federation/NAME/policy.toml    what it may hold by itself; without the file nothing
DIR/keys/federation-NAME.key       its secret key (clawback federation keys FILE)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from clawback.errors import FederationError, InputError
from clawback.federation.node.policy import NO_POLICY, Policy, read_policy
from clawback.federation.trust.keys import Secret, read_secret
from clawback.federation.trust.members import Members, read_members
from clawback.federation.wire.jws import NotSigned, from_base64url
from clawback.money import Currency, currency
from clawback.server.data_folder import DataFolder

__all__ = ["Configured", "configured", "folders", "gateways_to"]

_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KNOWN = {"name", "organisation", "currency", "coordinators", "ledger"}


@dataclass(frozen=True, kw_only=True)
class Configured:
    """One node as its files say. `organisation` is the code of whose it is here; `ledger` a file, None where its book
    is made from the statements that its institution gave."""

    folder: str
    name: str
    organisation: str
    currency: Currency
    members: Members
    policy: Policy
    secret: Secret
    token_key: bytes
    ledger: Path | None


def folders() -> list[str]:
    """The names of the nodes that are configured here."""
    place = _place()
    if not place.is_dir():
        return []
    return sorted(
        each.name
        for each in place.iterdir()
        if _FOLDER.fullmatch(each.name) and (each / "node.toml").is_file()
    )


def configured(folder: str) -> Configured:
    """What the files say; read again when one of them is another. Raises FederationError, which says what is wrong."""
    place, data = _place() / folder, _data()
    key = data.path / "keys" / f"federation-{folder}.key"
    files = (place / "node.toml", place / "members.jws", place / "policy.toml", key)
    return _read(folder, files, tuple(_when(each) for each in files))


def gateways_to(ours: str, theirs: str) -> str:
    """The laws that members of both countries name for telling one another; empty where one side names none."""
    for folder in folders():
        try:
            members = configured(folder).members.members
        except InputError:
            continue
        out = {each.gateway(theirs) for each in members if each.jurisdiction == ours} - {None}
        into = {each.gateway(ours) for each in members if each.jurisdiction == theirs} - {None}
        if out and into:
            return "; ".join(sorted(f"{law.law}, {law.article}" for law in into if law is not None))
    return ""


def _data() -> DataFolder:
    found: DataFolder = settings.CLAWBACK_FOLDER
    return found


def _place() -> Path:
    return _data().path / "federation"


def _when(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=32)
def _read(folder: str, files: tuple[Path, ...], _when: tuple[tuple[int, int], ...]) -> Configured:
    toml, listed, policy, key = files
    said = _toml(toml)
    money = currency(str(said["currency"]))
    return Configured(
        folder=folder,
        name=str(said["name"]),
        organisation=str(said["organisation"]),
        currency=money,
        members=_members(listed, list(_coordinators(said, toml))),
        policy=read_policy(policy, money) if policy.exists() else NO_POLICY,
        secret=_secret(key),
        token_key=_data().key(f"federation-{folder}-tokens.key"),
        ledger=toml.parent / str(said["ledger"]) if "ledger" in said else None,
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise FederationError(f"this cannot be read: {error}", file=str(path)) from None
    odd, missing = said.keys() - _KNOWN, _KNOWN - {"ledger"} - said.keys()
    if odd or missing:
        what = f"{min(odd)} is not known" if odd else f"{min(missing)} is missing"
        raise FederationError(what, file=str(path))
    return said


def _coordinators(said: dict[str, Any], path: Path) -> Iterator[bytes]:
    listed = said["coordinators"]
    if not isinstance(listed, list) or not listed:
        raise FederationError("coordinators is a list of public keys", file=str(path))
    for each in listed:
        try:
            yield from_base64url(str(each))
        except NotSigned:
            raise FederationError("a coordinator's key is 32 bytes in Base64url", file=str(path)) from None


def _members(path: Path, coordinators: list[bytes]) -> Members:
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise FederationError("the list of members cannot be read", file=str(path)) from None
    return read_members(text, coordinators)


def _secret(path: Path) -> Secret:
    try:
        return read_secret(path)
    except OSError:
        raise FederationError(
            "there is no key", file=str(path), remedy="make one with clawback federation keys FILE"
        ) from None
