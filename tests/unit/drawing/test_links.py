"""The link picture: every report and every link of it, in words too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from clawback.drawing.links import MONEY, NAME, TEXT, LinkArc, LinkedRow, LinkPicture, draw_links
from clawback.errors import DrawingError

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = LinkPicture(
    title="What links the reports",
    described="3 reports in order of time, joined by 2 links.",
    rows=[
        LinkedRow(name="Report 1", note="1 Nov · C-1"),
        LinkedRow(name="Report 2"),
        LinkedRow(name="Report 7"),
    ],
    arcs=[
        LinkArc(one="Report 1", other="Report 7", kind=MONEY, said="Money of both came to the account <7>."),
        LinkArc(one="Report 2", other="Report 1", kind=TEXT, said="Both tell nearly the same story."),
    ],
    key={MONEY: "money", NAME: "name", TEXT: "story"},
)


def drawn(picture: LinkPicture = PICTURE) -> etree._Element:
    return etree.fromstring(draw_links(picture))


def test_each_report_has_a_point_and_each_link_an_arc_with_its_reason() -> None:
    root = drawn()
    assert len(root.findall(f"{SVG}circle")) == 3
    said = [each.text for each in root.iterfind(f"{SVG}path/{SVG}title")]
    assert said == [arc.said for arc in PICTURE.arcs]


def test_its_text_alternative_says_all_of_it() -> None:
    root = drawn()
    named = root.get("aria-labelledby", "").split()
    told = [each.text for each in (root.find(f"{SVG}title"), root.find(f"{SVG}desc")) if each is not None]
    assert named == [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")]  # type: ignore[union-attr]
    assert told == [PICTURE.title, f"{PICTURE.described} {PICTURE.arcs[0].said} {PICTURE.arcs[1].said}"]


def test_no_kind_is_told_by_colour_alone_and_only_those_drawn_have_a_key() -> None:
    words = {each.text for each in drawn().iterfind(f"{SVG}text")}
    assert words == {"Report 1", "1 Nov · C-1", "Report 2", "Report 7", "money", "story"}
    lines = {
        (each.get("stroke-width"), each.get("stroke-dasharray"))
        for each in drawn().iterfind(f"{SVG}path")
        if each.find(f"{SVG}title") is not None
    }
    assert len(lines) == 2


def test_an_arc_joins_two_rows() -> None:
    with pytest.raises(DrawingError):
        drawn(replace(PICTURE, rows=PICTURE.rows[:2]))
