"""The list of members: who they are, where their nodes stand, which keys they sign with, which law lets them tell what.

One JWS, signed by the coordinator; each list has a higher version than the one before. A key that follows another is
listed beside it from before the older one's end: in the time of both, either is good.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from clawback.clock import parse_time
from clawback.errors import FederationError, InputError
from clawback.federation.trust.keys import Secret, key_id
from clawback.federation.wire.canonical import LARGEST, NotCanonical, from_canonical, to_canonical
from clawback.federation.wire.jws import NotSigned, from_base64url, parse, to_base64url, verify

__all__ = ["Gateway", "Member", "MemberKey", "Members", "public_text", "read_members", "sign_members"]

_TYPE = "clawback-members;version=1"
_Name = Annotated[str, Meta(min_length=1, max_length=200)]


class MemberKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public key (Base64url, 32 bytes), good from and until those times."""

    x: str
    valid_from: str
    until: str


class Gateway(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The law by which this member may tell parts of claims to members in that jurisdiction."""

    to: str
    law: _Name
    article: _Name


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """An organisation with a node. `agents` are the institutions whose accounts it keeps, none for a centre.

    `authority` is the member to which requests from abroad go; `gateways` are those of its own law. `redress` is where
    holders of its accounts read of a hold and object (https), empty where none is named.
    """

    name: _Name
    address: str
    jurisdiction: str
    keys: list[MemberKey]
    agents: list[str] = []
    authority: str = ""
    gateways: list[Gateway] = []
    redress: str = ""

    @cached_property
    def _by_key_id(self) -> dict[str, tuple[bytes, int, int]]:
        publics = [(from_base64url(each.x), each) for each in self.keys]
        return {
            key_id(public): (public, parse_time(each.valid_from), parse_time(each.until))
            for public, each in publics
        }

    def key(self, id_: str, at: int) -> bytes | None:
        """The public key with that id, where it is good at that time (microseconds since 1970)."""
        public, valid_from, until = self._by_key_id.get(id_, (None, 0, 0))
        return public if valid_from <= at < until else None

    def gateway(self, jurisdiction: str) -> Gateway | None:
        """The law by which it may tell members there; None where none is named."""
        return next((each for each in self.gateways if each.to == jurisdiction), None)


class Members(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A list that was checked."""

    version: Annotated[int, Meta(ge=0, le=LARGEST)]
    issued_at: str
    members: list[Member]

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """name -> member."""
        return {member.name: member for member in self.members}

    @cached_property
    def by_agent(self) -> dict[str, Member]:
        """agent -> the member that keeps its accounts."""
        return {agent: member for member in self.members for agent in member.agents}

    def get(self, name: str) -> Member | None:
        """The member of that name."""
        return self.by_name.get(name)

    def name_of(self, agent: str) -> str | None:
        """The member that keeps the agent's accounts."""
        found = self.by_agent.get(agent)
        return None if found is None else found.name


msgspec.json.Decoder(Members)  # prepared while one thread imports this: see wire/envelope.py


def sign_members(members: Members, secret: Secret) -> str:
    """The list as it is handed out. Raises FederationError for one that contradicts itself."""
    _check(members)
    return secret.sign(_TYPE, to_canonical(msgspec.to_builtins(members)))


def read_members(text: str, coordinators: Iterable[bytes], above: int = 0) -> Members:
    """The list, if one of these public keys signed it and its version is above that of the list at hand.

    Raises FederationError.
    """
    known = {key_id(public): public for public in coordinators}
    try:
        found = parse(text.strip())
        if found.kind != _TYPE or found.key_id not in known:
            raise FederationError("no coordinator that is known here signed this list of members")
        verify(found, known[found.key_id])
        members = msgspec.convert(from_canonical(found.payload), Members)
    except (NotSigned, NotCanonical, msgspec.ValidationError) as error:
        raise FederationError(f"this is not a signed list of members: {error}") from None
    if members.version <= above:
        raise FederationError(
            f"the list has version {members.version}, and version {above} is here already",
            remedy="ask the coordinator for the newest",
        )
    _check(members)
    return members


def _check(members: Members) -> None:
    names = [member.name for member in members.members]
    agents = [agent for member in members.members for agent in member.agents]
    keys = [key.x for member in members.members for key in member.keys]
    for each, what in ((names, "the name"), (agents, "the agent"), (keys, "the key")):
        twice = sorted({one for one in each if each.count(one) > 1})
        if twice:
            raise FederationError(f"{what} {twice[0]} stands twice in the list of members")
    for member in members.members:
        _check_keys(member)
        if member.authority and member.authority not in names:
            raise FederationError(f"{member.name} names the authority {member.authority}, which is no member")
        if member.redress and not member.redress.startswith("https://"):
            raise FederationError(f"{member.name} names an address for redress that is not https")


def _check_keys(member: Member) -> None:
    try:
        for key in member.keys:
            if len(from_base64url(key.x)) != 32 or parse_time(key.valid_from) >= parse_time(key.until):
                raise FederationError(f"a key of {member.name} has not 32 bytes, or ends before it begins")
    except (NotSigned, InputError) as error:
        raise FederationError(f"a key of {member.name}: {error}") from None


def public_text(public: bytes) -> str:
    """A public key as a list of members has it."""
    return to_base64url(public)
