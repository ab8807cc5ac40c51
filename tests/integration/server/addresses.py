"""Every address, by its name, and the line of the permission table that it stands for. A new page adds a line here.

`PUBLIC` is for anybody, `OWN` for any member and about nobody but themself, `DEMO` there in a demo alone. A `Line` is
asked of may(): the verbs of which any opens it, and the subject, built by `of` from the stage's records (without it:
a record of that kind of the member's own organisation). `post` is the body of a decision; GET where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from django.urls import URLPattern, URLResolver, get_resolver

from tests.integration.server.world import NOON, World, drafted, in_case, make_world, member, placed, transfer
from tests.integration.server.world_people import act_of, organisation

if TYPE_CHECKING:
    from clawback.server.casework.models import BrokenGlass, Case, Enquiry, Export
    from clawback.server.people.facts import Subject
    from clawback.server.people.models import Member, RoleGrant


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A world with one record of each kind, all of its centre or with its first bank, and people of every role."""

    world: World
    case: Case
    glass: BrokenGlass
    export: Export
    enquiry: Enquiry
    newcomer: Member
    wish: RoleGrant
    people: tuple[Member, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """What may() is asked."""

    verbs: tuple[str, ...]
    kind: str
    of: Callable[[Stage], tuple[Mapping[str, object], Subject]] | None = None
    post: Mapping[str, str] | None = None


Expected = Line | Literal["public", "own", "demo"]


def make_stage() -> Stage:
    """Every role of every kind of organisation, and a second centre and bank that have no part in anything."""
    from clawback.server.casework.insiders.exporting import ask_export
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.casework.models import Enquiry, Quarantine
    from clawback.server.people.granting import ask_role
    from clawback.server.people.roles import KINDS, ROLES_OF

    world = make_world()
    case, claims = in_case(world, transfer(90_000), transfer(20_000, creditor="C2"))
    placed(world, case, claims[0])
    drafted(world, case, claims[1])
    homes = [world.centre, world.bank, world.other_bank]  # a police unit works as another centre does
    homes += [organisation(kind, f"other-{kind}") for kind in KINDS if kind not in ("centre", "agent")]
    people = [member(home, role) for home in homes for role in ROLES_OF[home.kind]]
    restored = Quarantine.objects.create(began_at=NOON, known_size=9, known_root="00", found_size=1)
    newcomer = member(world.centre)
    return Stage(
        world=world,
        case=case,
        glass=break_glass(act_of(member(world.centre, "analyst")), case.pk, "a hold ends tonight"),
        export=ask_export(world.act("analyst"), [case.pk], "yearly figures"),
        enquiry=Enquiry.objects.create(quarantine=restored, agent=world.bank, asked_at=NOON),
        newcomer=newcomer,
        wish=ask_role(world.act("administrator"), newcomer, "approver"),
        people=(*people, world.people["analyst"]),
    )


def _newcomer(kind: str) -> Callable[[Stage], tuple[Mapping[str, object], Subject]]:
    def of(stage: Stage) -> tuple[Mapping[str, object], Subject]:
        from clawback.server.people.facts import Subject

        owner, number = stage.world.centre.pk, stage.newcomer.pk
        return {"number": number}, Subject(kind=kind, owner=owner, about=number)

    return of


def _wish(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.facts import Subject

    asked = frozenset({stage.wish.asked_by_id or 0})
    owner, about = stage.world.centre.pk, stage.newcomer.pk
    return {"number": stage.wish.pk}, Subject(kind="role", owner=owner, about=about, drafted_by=asked)


def _glass(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.casework.insiders.glass import of_glass

    return {"number": stage.glass.pk}, of_glass(stage.glass)


def _break(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.facts import Subject

    return {"number": stage.case.pk}, Subject(kind="glass", owner=stage.world.centre.pk)


def _export(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.casework.insiders.exporting import of_export

    return {"number": stage.export.pk}, of_export(stage.export)


def _enquiry(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.casework.quarantining import of_enquiry

    return {"number": stage.enquiry.pk}, of_enquiry(stage.enquiry)


def _basis(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    from clawback.server.people.facts import Subject

    return {"basis": "hold"}, Subject(kind="basis", owner=stage.world.centre.pk)


ADDRESSES: Final[dict[str, Expected]] = {
    "home": "own",
    "healthz": "public",
    "set-up": "public",
    "sign-in": "demo",
    "set_language": "public",
    # people
    "invitation": "public",
    "sessions": "own",
    "session-end": "own",
    "organisation": Line(verbs=("see",), kind="organisation"),
    "member-add": Line(verbs=("add",), kind="member", post={"name": "N", "username": "new-one"}),
    "member-invite": Line(verbs=("invite",), kind="member", of=_newcomer("member"), post={}),
    "member-suspend": Line(verbs=("suspend",), kind="member", of=_newcomer("member"), post={}),
    "member-readmit": Line(verbs=("suspend",), kind="member", of=_newcomer("member"), post={}),
    "role-ask": Line(verbs=("ask",), kind="role", of=_newcomer("role"), post={"role": "intake"}),
    "roles-asked": Line(verbs=("grant",), kind="role"),
    "role-grant": Line(verbs=("grant",), kind="role", of=_wish, post={}),
    "role-take": Line(verbs=("take",), kind="role", of=_wish, post={}),
    "organisations": Line(verbs=("add",), kind="organisation"),
    # law, insiders
    "law": Line(verbs=("see",), kind="law"),
    "basis-activate": Line(verbs=("activate",), kind="basis", of=_basis, post={"text": "The Act"}),
    "openings": Line(verbs=("see",), kind="opening"),
    "glass-break": Line(verbs=("break",), kind="glass", of=_break),
    "glass": Line(verbs=("note",), kind="glass", of=_glass),
    "interests": Line(verbs=("declare",), kind="interest"),
    "exports": Line(verbs=("ask",), kind="export"),
    "export": Line(verbs=("approve", "fetch"), kind="export", of=_export),
    "export-fetch": Line(verbs=("fetch",), kind="export", of=_export, post={}),
    # the journal, a restore
    "journal-checkpoint": "public",
    "quarantine": Line(verbs=("see",), kind="quarantine"),
    "enquiry": Line(verbs=("see",), kind="enquiry", of=_enquiry),
    # allauth's, as far as they are there
    "account_login": "public",
    "account_logout": "public",
    "account_inactive": "public",
    "account_reauthenticate": "own",
    "account_change_password": "own",
    "mfa_index": "own",
    "mfa_authenticate": "own",
    "mfa_reauthenticate": "own",
    "mfa_activate_totp": "own",
    "mfa_deactivate_totp": "own",
    "mfa_view_recovery_codes": "own",
    "mfa_generate_recovery_codes": "own",
    "mfa_download_recovery_codes": "own",
    "mfa_list_webauthn": "own",
    "mfa_add_webauthn": "own",
    "mfa_login_webauthn": "public",
    "mfa_reauthenticate_webauthn": "own",
    "mfa_remove_webauthn": "own",
    "mfa_edit_webauthn": "own",
}


def names() -> Iterator[str]:
    """The name of every address that there is, however it is included; its pattern where it has no name."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            space = f"{before}{each.namespace}:" if each.namespace else before
            yield from _names(each.url_patterns, space)
        else:
            yield f"{before}{each.name or each.pattern}"
