"""The journal's pages: last decisions, proofs that anybody can check, the whole of it as a file."""

from __future__ import annotations

import io
import re

import pytest
from django.conf import settings

from clawback import clock
from clawback.journal.checkpoint import parse_checkpoint
from clawback.journal.hashing import leaf_hash
from clawback.journal.note import parse_note
from clawback.journal.proofs import verify_consistency, verify_inclusion
from clawback.journal.verify import verify
from tests.integration.server.pages_world import browser_of, words_of
from tests.integration.server.world import in_case, make_world, member, placed, transfer

pytestmark = pytest.mark.usefixtures("database")


def signed() -> None:
    from clawback.server.record.checkpoints import sign, signer_of

    sign(signer_of(settings.CLAWBACK_FOLDER, settings.CLAWBACK_ORIGIN), clock.now())


def test_a_downloaded_proof_and_the_file_check_without_us() -> None:
    from clawback.server.record.checkpoints import signer_of

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    auditor = browser_of(world, "auditor")
    assert "No checkpoint covers it yet" in words_of(auditor, "/journal/0/")
    assert auditor.get("/journal/0/proof").status_code == 404
    signed()
    placed(world, case, claim, at=clock.now())
    signed()
    assert "Last decisions" in words_of(auditor, "/journal/")
    assert "Proved" in words_of(auditor, "/journal/3/")
    found = auditor.get("/journal/3/proof").json()
    root = parse_checkpoint(parse_note(found["checkpoint"].encode()).text).root
    proof = [bytes.fromhex(each) for each in found["proof"]]
    verify_inclusion(leaf_hash(found["entry"].encode()), 3, found["size"], proof, root)
    answer = auditor.get("/journal/file")
    data = b"".join(answer.streaming_content)
    key = signer_of(settings.CLAWBACK_FOLDER, settings.CLAWBACK_ORIGIN).key
    assert verify(io.BytesIO(data), [key]).checkpoint.size == found["size"]


def test_one_checkpoint_is_shown_to_begin_another() -> None:
    from clawback.server.record.models import CheckpointRow

    world = make_world()
    in_case(world, at=clock.now())
    signed()
    in_case(world, transfer(creditor="C2"), at=clock.now())
    signed()
    first, last = (
        parse_checkpoint(parse_note(bytes(row.note)).text) for row in CheckpointRow.objects.order_by("size")
    )
    auditor = browser_of(world, "auditor")
    page = auditor.get("/journal/consistency/", {"old": first.size, "new": last.size}).content.decode()
    shown = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert shown is not None
    proof = [bytes.fromhex(each) for each in shown[1].split()]
    verify_consistency(first.size, first.root, last.size, last.root, proof)
    assert auditor.get("/journal/consistency/", {"old": last.size + 5, "new": last.size}).status_code == 422
    assert auditor.get("/journal/consistency/", {"old": "x"}).status_code == 422


def test_an_agents_auditor_sees_no_values_and_no_file() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    placed(world, case, claim, 81_230, at=clock.now())
    signed()
    from clawback.server.record.models import EntryRow

    world.people["bank auditor"] = member(world.bank, "auditor")
    index = EntryRow.objects.filter(verb="place").latest("index").index
    assert "81230" in words_of(browser_of(world, "auditor"), f"/journal/{index}/")
    theirs = browser_of(world, "bank auditor")
    assert "81230" not in words_of(theirs, f"/journal/{index}/")
    assert theirs.get("/journal/file").status_code == 404
    assert theirs.get("/journal/99999/").status_code == 404
