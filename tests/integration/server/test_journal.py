"""The journal in the database: with the decision or not at all, in one order, signed, proved, and never altered."""

from __future__ import annotations

import io
import threading
from datetime import timedelta

import pytest

from clawback.errors import JournalError
from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.proofs import verify_consistency
from clawback.journal.verify import verify
from clawback.server.data_folder import DataFolder
from tests.integration.server.world import NOON, in_case, make_world, placed, reported

pytestmark = pytest.mark.usefixtures("database")
SIGNER = new_signer("centre.example/journal", KeyKind.LOG)


def downloaded() -> bytes:
    from clawback.server.record.proving import file

    return b"".join(file())


def test_the_downloaded_journal_verifies_offline() -> None:
    from clawback.server.record.checkpoints import sign

    world = make_world()
    case, (claim,) = in_case(world)
    sign(SIGNER, NOON)
    placed(world, case, claim)
    sign(SIGNER, NOON)
    found = verify(io.BytesIO(downloaded()), [SIGNER.key])
    assert found.checkpoints == 2
    assert found.checkpoint.size > 8
    assert found.values > 8


def test_people_s_values_are_not_opened_in_the_file() -> None:
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.models import OpeningRow

    reported(make_world())
    sign(SIGNER, NOON)
    assert OpeningRow.objects.filter(report__isnull=False).count() == 2
    assert b"Victim" not in downloaded()


def test_what_is_rolled_back_leaves_no_entry() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.requesting import approve_request
    from clawback.server.record.models import EntryRow, Head
    from tests.integration.server.world import drafted

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim, 999)
    size = EntryRow.objects.count()
    with pytest.raises(LawRefuses):
        approve_request(world.act("approver"), request.pk)
    assert EntryRow.objects.count() == Head.objects.get().size == size


def test_decisions_at_once_stand_in_one_order() -> None:
    from django.db import connection

    from clawback.server.record.checkpoints import sign

    world = make_world()

    def decide() -> None:
        for _ in range(5):
            reported(world)
        connection.close()

    both = [threading.Thread(target=decide) for _ in range(4)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    sign(SIGNER, NOON)
    assert verify(io.BytesIO(downloaded()), [SIGNER.key]).checkpoint.size == 40


def test_a_proof_leads_from_any_entry_to_the_latest_checkpoint() -> None:
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.models import EntryRow
    from clawback.server.record.proving import inclusion

    world = make_world()
    in_case(world)
    sign(SIGNER, NOON)
    size = EntryRow.objects.count()
    assert [inclusion(index).index for index in range(size)] == list(range(size))
    reported(world)
    with pytest.raises(JournalError, match="no checkpoint covers"):
        inclusion(size)


def test_one_checkpoint_begins_the_next() -> None:
    from clawback.journal.checkpoint import parse_checkpoint
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.proving import consistency

    world = make_world()
    roots = []
    for _ in range(3):
        reported(world)
        note = sign(SIGNER, NOON)
        assert note is not None
        roots.append(parse_checkpoint(note.text))
    first, _, last = roots
    verify_consistency(first.size, first.root, last.size, last.root, consistency(first.size, last.size))
    assert sign(SIGNER, NOON + timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    "statement",
    [
        "update record_entryrow set data = 'x' where index = 0",
        "delete from record_entryrow where index = 0",
        "truncate record_entryrow cascade",
        "update record_treehash set hash = 'x'",
        "delete from record_checkpointrow",
        "update record_openingrow set nonce = 'x' where nonce is not null",
        "update record_head set size = 0",
        "delete from record_head",
    ],
)
def test_what_was_written_stays(statement: str) -> None:
    from django.db import DatabaseError, connection

    from clawback.server.record.checkpoints import sign

    reported(make_world())
    sign(SIGNER, NOON)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=r"append-only|only grows"):
        cursor.execute(statement)


def test_a_row_altered_behind_the_triggers_is_found() -> None:
    from django.db import connection

    from clawback.server.record.checkpoints import sign

    reported(make_world())
    sign(SIGNER, NOON)
    with connection.cursor() as cursor:
        cursor.execute("alter table record_entryrow disable trigger user")
        cursor.execute(
            "update record_entryrow set data = replace(convert_from(data, 'UTF8'), 'member/', 'member/9')::bytea"
        )
        cursor.execute("alter table record_entryrow enable trigger user")
    with pytest.raises(JournalError, match="was altered"):
        verify(io.BytesIO(downloaded()), [SIGNER.key])


def test_the_key_is_kept_in_the_data_folder_alone(data_folder: DataFolder) -> None:
    from clawback.server.record.checkpoints import signer_of

    signer = signer_of(data_folder, "centre.example/journal")
    assert signer_of(data_folder, "centre.example/journal").seed == signer.seed
    key = data_folder.path / "keys" / "journal.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert signer.key.text() == data_folder.text("journal.pub").strip()
