"""Files that strangers send: looked at apart, sealed, handed out as downloads; the hostile ones refused."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.integration.server.world import make_world
from tests.integration.server.world_portal import WORD, let_in, reported_by_web

pytestmark = pytest.mark.usefixtures("database")
CHILD = Path(__file__).parents[3] / "src/clawback/server/files/child.py"


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 40,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000_000), 9)), (b"IEND", b"")
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "a")
    return out.getvalue()


HOSTILE = {
    "bomb.png": (bomb(), "50 million pixels"),
    "large.jpg": (picture("JPEG", (10_000, 10_000)), "50 million pixels"),
    "page.png": (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", "not a picture"),
    "zip.pdf": (archive(), "none of"),
    "page.html.pdf": (b"\0<html>", "none of"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "cut off"),
    "long.pdf": (b"%PDF-1.7\n/Count 501\n%%EOF", "500 pages"),
    "noise.txt": (random.Random(7).randbytes(5_000), "none of"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str) -> None:
    from clawback.server.files.apart import Unfit, cleaned

    data, why = HOSTILE[name]
    with pytest.raises(Unfit, match=why):
        cleaned(name, data)


def test_a_picture_is_written_anew_without_what_it_said_beside() -> None:
    from clawback.server.files.apart import cleaned

    exif = Image.Exif()
    exif[0x010E] = "Marta's kitchen"
    exif[0x0112] = 6  # turned by a quarter
    for kind in ("PNG", "JPEG"):
        kept, clean = cleaned("a.pdf", picture(kind, exif=exif) + b"<html><script>alert(1)</script>")
        assert kept == kind.lower()
        assert b"kitchen" not in clean
        assert b"script" not in clean
        with Image.open(io.BytesIO(clean)) as found:
            assert (found.size, dict(found.getexif())) == ((30, 40), {})


def test_texts_become_utf_8() -> None:
    from clawback.server.files.apart import cleaned

    assert cleaned("a.csv", "=1,你好".encode("gb18030")) == ("csv", "=1,你好".encode())
    assert cleaned("a.EML", "Subject: 你好".encode("utf-16")) == ("eml", "Subject: 你好".encode())
    assert cleaned("noending", b"plain")[0] == "txt"


@pytest.mark.parametrize(
    "does",
    [
        "import socket; socket.socket()",
        "open('/etc/hostname')",
        "open('/tmp/clawback-made', 'w')",
        "import os; os.fork()" if sys.platform == "linux" else "open('/')",
        "bytearray(2_000_000_000)",
    ],
)
def test_the_child_can_open_connect_and_start_nothing(does: str) -> None:
    load = f"import importlib.util as u; s = u.spec_from_file_location('child', {str(CHILD)!r})"
    program = f"{load}; m = u.module_from_spec(s); s.loader.exec_module(m); m.shut_in()\n{does}"
    done = subprocess.run(
        [sys.executable, "-c", f"import socket\n{program}"], capture_output=True, check=False
    )
    allowed = does.startswith("import os") and may_fork_as_root()
    assert (done.returncode != 0) is not allowed


def may_fork_as_root() -> bool:
    """The limit on processes does not bind root: what it starts has no descriptor to open anything with either."""
    import os

    return os.geteuid() == 0


def sent(client: object, name: str, data: bytes) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    assert isinstance(client, Client)
    answer = client.post("/status/files/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.content.decode()


def test_a_file_is_kept_sealed_under_a_random_name_and_handed_out_as_a_download() -> None:
    from django.conf import settings

    client, code, report = reported_by_web(make_world())
    let_in(client, code, WORD)
    page = sent(client, "../../etc/=cmd.csv", b"=1+1,secret")
    assert "We have the file." in page
    file = report.files.get()
    place = settings.CLAWBACK_FOLDER.path / "files" / file.place[:2] / file.place
    assert b"secret" not in place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    assert b"cmd" not in bytes(file.sealed_name)
    got = client.get(f"/status/files/{file.pk}/")
    assert got.content == b"=1+1,secret"
    assert got.headers["content-disposition"] == 'attachment; filename="=cmd.csv.txt"'
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"].startswith("sandbox")
    assert got.headers["content-type"] == "text/plain; charset=utf-8"


def test_without_the_second_factor_no_file_comes_or_goes() -> None:
    client, code, report = reported_by_web(make_world())
    let_in(client, code)
    sent(client, "a.txt", b"text")
    assert not report.files.exists()
    let_in(client, code, WORD)
    sent(client, "a.txt", b"text")
    client.post("/status/leave/")
    assert client.get(f"/status/files/{report.files.get().pk}/").status_code == 302


def test_too_large_too_many_and_another_s() -> None:
    from clawback.server.casework.models import ReportFile

    world = make_world()
    client, code, report = reported_by_web(world)
    let_in(client, code, WORD)
    assert "at most 10 MiB" in sent(client, "a.txt", b"a" * (11 * 1024 * 1024))
    for number in range(20):
        ReportFile.objects.create(
            report=report, kind="txt", size=1, place=f"{number}", sealed_name=b"", sent_at=report.reported_at
        )
    other, other_code, others = reported_by_web(world)
    let_in(other, other_code, WORD)
    assert other.get(f"/status/files/{report.files.latest('pk').pk}/").status_code == 404
    assert not others.files.exists()


def test_a_member_s_opening_of_a_file_is_recorded() -> None:
    from clawback.server.record.models import EntryRow

    world = make_world()
    client, code, report = reported_by_web(world)
    let_in(client, code, WORD)
    sent(client, "a.txt", b"text")
    staff, file = client.__class__(headers={"host": "localhost"}), report.files.get()
    staff.post("/sign-in/", {"member": world.people["intake"].pk})
    assert staff.post(f"/reports/{report.pk}/files/{file.pk}/").content == b"text"
    entry = EntryRow.objects.get(subject=f"reportfile/{file.pk}", verb="open")
    assert entry.who == f"member/{world.people['intake'].pk}"
