"""`clawback federation members`: the list of members, signed and read."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

__all__ = ["members"]

_ABOUT = """Sign a list of members, and look at one.

Example: `clawback federation members sign tests/data/federation/members.toml
--key tests/data/federation/coordinator.key --out /tmp/members.jws`
"""

members = App(name="members", help=_ABOUT, help_format="markdown")


@members.command
def sign(source: Path, *, key: Path, out: Path) -> None:
    """Sign a list of members, as a coordinator.

    Example: `clawback federation members sign tests/data/federation/members.toml
    --key tests/data/federation/coordinator.key --out /tmp/members.jws`

    Parameters
    ----------
    source
        The list as TOML: version, and [[members]] with their keys (docs/how-to/join-a-federation.md).
    key
        The coordinator's secret key, made by `clawback federation keys`.
    out
        The file to write; nodes read this one.
    """
    from clawback.federation.trust.keys import read_secret
    from clawback.federation.trust.listing import list_of
    from clawback.federation.trust.members import sign_members
    from clawback.ledgers.whole_file import written_whole

    found = list_of(source)
    text = sign_members(found, read_secret(key))
    with written_whole(out) as file:
        file.write(text.encode() + b"\n")
    print(f"Signed version {found.version} with {len(found.members)} members: {out}")


@members.command
def show(file: Path, *, coordinator: str) -> None:
    """Check a signed list of members and print it.

    Example: `clawback federation members show tests/data/federation/members.jws
    --coordinator=iRqk_wwePuyZHn4DjgIU4lrqyUZVdbB8nj4iNE9do6w`

    Parameters
    ----------
    file
        The signed list.
    coordinator
        The coordinator's public key, as `clawback federation keys` printed it.
    """
    from clawback.errors import FederationError
    from clawback.federation.trust.members import read_members
    from clawback.federation.wire.jws import NotSigned, from_base64url

    try:
        public = from_base64url(coordinator)
        found = read_members(file.read_text("ascii"), [public])
    except (NotSigned, UnicodeDecodeError):
        raise FederationError("the key or the list is not what it should be", file=str(file)) from None
    except FederationError as error:
        raise error.at(file=str(file)) from None
    print(f"Version {found.version} of {found.issued_at}, signed by the coordinator")
    for member in found.members:
        agents = ", ".join(member.agents) or "keeps no accounts"
        print(f"{member.name}  {member.jurisdiction}  {member.address}  {agents}")
        for key in member.keys:
            print(f"    key {key.x} from {key.valid_from} until {key.until}")
        for law in member.gateways:
            print(f"    may tell {law.to}: {law.law}, {law.article}")
