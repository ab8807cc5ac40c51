"""Texts are measured, cut and wrapped so that they stay within their room."""

from __future__ import annotations

from clawback.drawing.widths import fit, text_width, wrap


def test_chinese_takes_whole_squares_and_accents_nothing() -> None:
    assert text_width("中国", 10) == 20
    assert text_width("e\u0301", 10) == text_width("é", 10) == text_width("e", 10)


def test_bold_is_wider() -> None:
    assert text_width("a", 10, bold=True) > text_width("a", 10)


def test_what_fits_is_left_alone() -> None:
    assert fit("DE89 3704", 11, 200) == "DE89 3704"


def test_an_account_is_cut_in_its_middle() -> None:
    cut = fit("DE89370400440532013000", 11, 80)
    assert cut.startswith("DE89")
    assert cut.endswith("00")
    assert "…" in cut
    assert text_width(cut, 11) <= 80


def test_no_room_leaves_the_ellipsis() -> None:
    assert fit("abc", 11, 1) == "…"


def test_lines_break_at_spaces_and_in_chinese_anywhere() -> None:
    assert wrap("one two three", 10, 45, 3) == ["one two", "three"]
    assert wrap("中国建设银行", 10, 30, 3) == ["中国建", "设银行"]


def test_what_does_not_fit_the_lines_is_cut() -> None:
    lines = wrap("word " * 50, 10, 60, 2)
    assert len(lines) == 2
    assert "…" in lines[1]
    assert all(text_width(line, 10) <= 60 for line in lines)


def test_an_empty_text_has_no_line() -> None:
    assert wrap("  ", 10, 60, 2) == []
