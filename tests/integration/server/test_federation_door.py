"""What a lying peer sends to the server's door: each is refused by name, written down, and changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from clawback import clock
from clawback.clock import format_time, to_micros
from clawback.federation.running.posting import Answer, post
from clawback.federation.trust.certificates import sign_certificate
from clawback.federation.wire.envelope import LONGEST, MEDIA_TYPE, TYPE, Envelope, written
from clawback.federation.wire.messages import Ask, Body, Carried, Notice, Open
from tests.integration.server.live import live
from tests.integration.server.world_federation import (
    CENTRE,
    NORTH,
    SOUTH,
    UETR,
    Federation,
    secret,
)

AT = clock.now()
NOW = to_micros(AT)
DAY = 86_400_000_000
ASK = Ask(causes=[], case="C1")


def said(author: str = CENTRE, recipient: str = NORTH, body: Body = ASK, **more: Any) -> bytes:
    """A message signed by its author, or by another key."""
    key, kind = more.pop("key", secret(author)), more.pop("kind", TYPE)
    fields = {
        "author": author,
        "recipient": recipient,
        "number": 1,
        "sent_at": format_time(NOW),
        "until": format_time(NOW + DAY),
        "body": body,
        **more,
    }
    return str(key.sign(kind, written(Envelope(**fields)))).encode()


def posted(text: bytes, folder: str = "north", **headers: str) -> tuple[int, Answer]:
    from django.test import Client

    kind = headers.pop("content_type", MEDIA_TYPE)
    found = Client(headers={"host": "localhost"}).generic(
        "POST", f"/federation/in/{folder}/", text, content_type=kind, **headers
    )
    answer = msgspec.json.decode(found.content, type=Answer) if found.content else Answer()
    return found.status_code, answer


def kept(peers: Federation) -> tuple[bytes, int]:
    """What a refused message must not change: the machine's state, and the letters."""
    from clawback.server.casework.models import Letter

    return bytes(peers.seat("north").state), Letter.objects.count()


LIES = {
    "not a message": (400, b"x"),
    "not a message, not text": (400, "\u00e9".encode()),
    "wrong recipient": (403, said(recipient=SOUTH)),
    "unknown key": (403, said(key=secret("nobody"))),
    "not the author": (403, said(key=secret(SOUTH))),
    "expired": (410, said(until=format_time(NOW))),
    "expired, good for too long": (410, said(until=format_time(NOW + 8 * DAY))),
    "too early": (425, said(sent_at=format_time(NOW + DAY // 2))),
    "future version": (415, said(kind=TYPE.replace("=1", "=2"))),
    "oversized": (413, b"x" * (LONGEST + 1)),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lie_is_refused_by_name_and_changes_nothing(peers: Federation, name: str) -> None:
    from clawback.server.casework.models import TurnedAway
    from clawback.server.record.models import EntryRow

    before = kept(peers)
    status, text = LIES[name]
    refusal = name.partition(",")[0]
    assert posted(text)[:1] == (status,)
    assert kept(peers) == before
    (row,) = TurnedAway.objects.all()
    assert (row.refusal, row.seat.folder) == (refusal, "north")
    assert EntryRow.objects.filter(subject=f"turnedaway/{row.pk}", verb="refuse").exists()


def test_a_bad_signature_is_found(peers: Federation) -> None:
    head, payload, _ = said().split(b".")
    _, _, other = said(number=2).split(b".")
    assert posted(b".".join((head, payload, other))) == (403, Answer(refusal="bad signature"))


def test_a_later_media_type_is_refused_before_it_is_read(peers: Federation) -> None:
    later = MEDIA_TYPE.replace("=1", "=2")
    assert posted(said(), content_type=later) == (415, Answer(refusal="future version"))
    assert posted(said(), content_type="application/json") == (400, Answer(refusal="not a message"))


def test_a_message_has_its_effect_once(peers: Federation) -> None:
    from clawback.server.casework.models import Letter

    assert posted(said()) == (202, Answer())
    assert posted(said()) == (409, Answer(refusal="replay"))
    peers.settle(AT)
    assert posted(said()) == (409, Answer(refusal="replay"))
    assert Letter.objects.filter(incoming=True, seat=peers.seats["north"], kind="ask").count() == 1


def test_no_node_is_no_page(peers: Federation) -> None:
    assert posted(said(), folder="nobody")[0] == 404


def test_whoever_has_no_key_fills_no_journal(peers: Federation) -> None:
    from clawback.server.casework.models import TurnedAway

    for number in range(65):
        assert posted(f"x{number}".encode())[0] == 400
    assert TurnedAway.objects.count() == 60
    for number, at in enumerate((AT - timedelta(hours=1), AT - timedelta(days=91))):
        few = TurnedAway.objects.filter(
            pk__in=list(TurnedAway.objects.values_list("pk", flat=True)[number * 5 :][:5])
        )
        few.update(at=at)
    assert posted(b"again")[0] == 400
    assert TurnedAway.objects.filter(at__lt=AT - timedelta(days=90)).count() == 0
    row = TurnedAway.objects.latest("pk")
    TurnedAway.objects.bulk_create(
        TurnedAway(seat=row.seat, at=AT - timedelta(hours=2), refusal=row.refusal, size=1, digest=row.digest)
        for _ in range(500)
    )
    before = TurnedAway.objects.count()
    assert posted(b"once more")[0] == 400
    assert TurnedAway.objects.count() == before


def test_whoever_has_no_key_locks_no_seat_and_has_no_book_read(peers: Federation) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert posted(said("a" * 300, key=secret("nobody")))[0] == 403
        assert posted(said("a\0b", key=secret("nobody"), number=2))[0] == 403
    told = [each["sql"] for each in asked]
    assert not [each for each in told if " UPDATE" in each and "casework_seat" in each]


def test_invented_parts_and_foreign_certificates_are_refused_by_the_machine(peers: Federation) -> None:
    """They pass the gate, for a member signed them; the machine answers by a message."""
    from clawback.server.casework.models import Letter

    text = certificate()
    parts = {"fifo": Carried(parts={f"uetr:{UETR}": "2000.00"}, depth=0, followed=True)}
    notice = Notice(
        causes=["C9"],
        transfer=f"uetr:{UETR}",
        settled_at=format_time(NOW - DAY),
        version=1,
        rules=parts,
        certificates={f"uetr:{UETR}": text},
    )
    assert posted(said(SOUTH, body=notice)) == (202, Answer())
    assert posted(said(SOUTH, body=Open(causes=["C9"], certificate=text), number=3)) == (202, Answer())
    peers.settle(AT)
    refused = Letter.objects.filter(seat=peers.seats["north"], incoming=False, kind="refused")
    words = [msgspec.json.decode(_payload(each.signed))["body"]["refusal"] for each in refused.order_by("pk")]
    assert words == ["parts over the credit", "bad certificate"]
    assert posted(said(SOUTH, body=notice, number=4, key=secret("nobody")))[0] == 403
    assert sorted(counts(peers, "north")) == [
        (SOUTH, True, False, "bad certificate", 1),
        (SOUTH, True, False, "parts over the credit", 1),
        (SOUTH, True, True, "unknown key", 1),
    ]
    assert sorted(counts(peers, "south")) == [
        (NORTH, False, False, "bad certificate", 1),
        (NORTH, False, False, "parts over the credit", 1),
    ]


def counts(peers: Federation, name: str) -> list[tuple[str, bool, bool, str, int]]:
    from clawback.server.casework.federation.refused import refusals_of

    found = refusals_of(peers.seat(name))
    return [(each.peer, each.ours, each.at_gate, each.refusal, each.count) for each in found]


def _payload(signed: str) -> bytes:
    from clawback.federation.wire.jws import parse

    return parse(signed).payload


def certificate(**more: Any) -> str:
    from clawback.federation.trust.certificates import Certificate, Limits

    said = {
        "owner": CENTRE,
        "case": "C9",
        "claim": f"uetr:{UETR}",
        "starts": "south",
        "settled_at": format_time(NOW - DAY),
        "place": 0,
        "amount": "1000.00",
        "currency": "EUR",
        "rules": ["fifo"],
        "limits": Limits(),
        "offence": "investment",
        "basis": "demo/statement",
        "until": format_time(NOW + 30 * DAY),
        **more,
    }
    return sign_certificate(Certificate(**said), secret(str(said["owner"])))


def test_over_loopback_http_the_protocol_s_own_client_is_understood(peers: Federation) -> None:
    from http.client import HTTPConnection
    from urllib.parse import urlsplit

    with live() as address:
        url = urlsplit(address)
        connection = HTTPConnection(url.hostname or "", url.port, timeout=120)
        text = said().decode()
        assert post(connection, "/federation/in/north/", text) == Answer()
        assert post(connection, "/federation/in/north/", text) == Answer(refusal="replay")
        connection.close()


def test_who_left_the_list_is_not_listened_to(peers: Federation) -> None:
    from clawback.server.casework.federation.seats import take_seats
    from tests.integration.server.world_federation import MEMBERS, write_list

    write_list(peers.path / "north", MEMBERS[1:], version=2)
    take_seats(AT)
    assert posted(said()) == (403, Answer(refusal="unknown key"))
    write_list(peers.path / "north", MEMBERS, version=1)
    take_seats(AT)
    assert "version" in peers.seat("north").fault
