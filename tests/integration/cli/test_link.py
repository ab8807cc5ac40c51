"""`clawback link` reads what `clawback extract` prints, and says why."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from clawback.cli.app import run as command
from tests.tidy.tree import ROOT

SAMPLE = str(ROOT / "tests/data/reports/linked.jsonl")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = command(["link", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_operations_have_their_reports_reasons_and_links(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, SAMPLE, "--output", "json")
    first, second = map(json.loads, out.splitlines())
    assert status == 0
    assert first["reports"] == ["R-01", "R-02", "R-03", "R-04", "R-05"]
    assert second["operation"] == "R-06"
    assert any(each["money"] for each in first["reasons"])
    assert {"phone +8696110"} & {f"{each['kind']} {each['value']}" for each in first["reasons"]} == set()
    assert [each["reports"] for each in second["links"]] == [["R-06", "R-07"], ["R-07", "R-08"]]


def test_a_cut_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, SAMPLE, "--cut", "R-04:R-05", "--output", "json")
    assert json.loads(out.splitlines()[0])["reports"] == ["R-01", "R-05"]


def test_one_object_over_many_lines_is_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Path(SAMPLE).read_text("utf-8").splitlines()
    for place, line in enumerate(lines[:2]):
        (tmp_path / f"{place}.json").write_text(json.dumps(json.loads(line), indent=1), "utf-8")
    status, out, _ = run(capsys, str(tmp_path / "0.json"), str(tmp_path / "1.json"))
    assert (status, "2 reports of 2" in out) == (0, True)


def test_a_line_ends_where_json_lines_end_and_files_may_be_pipes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = "They wrote\u2028 to me\x85 as my bank, and said that I had to move all of my savings at once."
    told = [{**json.loads(line), "text": story} for line in Path(SAMPLE).read_text("utf-8").splitlines()]
    lines = "\ufeff" + "\r\n".join(json.dumps(each, ensure_ascii=False) for each in told)
    (tmp_path / "x.jsonl").write_bytes(lines.encode())
    status, out, _ = run(capsys, str(tmp_path / "x.jsonl"))
    assert (status, f"of {len(told)} stand in" in out) == (0, True)
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(lines.encode(),))
    writer.start()
    assert run(capsys, str(tmp_path / "pipe")) == (status, out, "")
    writer.join()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": 1}', "no report"),
        ('{"id": 1, "received": "yesterday", "identifiers": []}', "field received"),
        ('{"id": 1, "received": "2026-01-01T00:00:00Z", "identifiers": []}\n' * 2, "stands twice"),
        ("no json", "no report"),
        ('{"id": 1, "received": "2026-01-01T00:00:00Z", "identifiers": [], "text": "\udcff"}', "no report"),
    ],
)
def test_what_is_no_report_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (tmp_path / "x.jsonl").write_text(text, "utf-8", "surrogateescape")
    status, _, err = run(capsys, str(tmp_path / "x.jsonl"))
    assert (status, said in err) == (2, True)


def test_a_cut_of_a_report_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, SAMPLE, "--cut", "R-04:R-99")
    assert (status, "--cut" in err) == (2, True)
