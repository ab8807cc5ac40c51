"""What goes on beside cases: another organisation's own case, law, roles, machines, an export."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.activating import activate_basis
from clawback.server.casework.claiming import confirm_claim
from clawback.server.casework.insiders.exporting import ask_export
from clawback.server.casework.law import basis_at
from clawback.server.casework.machines.endpoints import make_endpoint
from clawback.server.casework.machines.tokens import NewToken, make_token
from clawback.server.casework.models import Case
from clawback.server.casework.opening import assign, open_case
from clawback.server.demo.doing import claims_of, reported
from clawback.server.demo.living import Life
from clawback.server.people.granting import add_member, ask_role

__all__ = ["house", "police"]

_BASIS = "judicial-attachment"


def police(life: Life) -> Iterator[float]:
    """A case of the police alone, and a basis of their law that waits for a second counsel."""
    yield 26.0
    told = reported(
        life,
        "paula",
        "police",
        organisation="police-1",
        name="Nil Sample",
        contact="nil@example.org",
        story="They sold me a van over the telephone. The yard has never had it.",
        scam_type="purchase",
    )
    yield 25.0
    for claim in claims_of(told):
        confirm_claim(life.act("pavel"), claim.pk)
    case = open_case(life.act("pavel"), told.pk, "A van that was never there")
    for username in ("paula", "petra", "piet"):
        assign(life.act("pavel"), case.pk, life.member(username).pk)
    yield 6.0
    basis = basis_at("es", _BASIS, life.at)
    text = "The code of criminal procedure as published today, read in the official gazette"
    activate_basis(life.act("pia"), "es", _BASIS, basis.digest, text)


def house(life: Life) -> Iterator[float]:
    """A token and an address for events of a bank each, a role that waits for a second person, an export."""
    yield 300.0
    scopes = ("hold-requests:read", "holds:read")
    new = NewToken(name="core banking", role="responder", scopes=scopes)
    make_token(life.act("admin-river"), life.organisation("river").pk, new)
    yield 6.0
    make_endpoint(life.act("admin-north"), life.organisation("north").pk, "http://127.0.0.1:9/clawback")
    yield 5.0
    centre = life.organisation("centre-1")
    newcomer = add_member(life.act("admin-one"), centre, "tove", "Tove Nilsen")
    ask_role(life.act("admin-one"), newcomer, "reviewer")
    yield 2.0
    cases = Case.objects.filter(organisation=centre).order_by("pk").values_list("pk", flat=True)
    ask_export(life.act("anna"), list(cases), "figures for the monthly meeting")
