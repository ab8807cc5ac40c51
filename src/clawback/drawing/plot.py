"""The inside of the picture: ribbons, bars, ends and what is written at them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from clawback.drawing.bars import grain_of, slices
from clawback.drawing.caps import cap
from clawback.drawing.following import HELD, ORIGIN
from clawback.drawing.gathering import Bar
from clawback.drawing.gutter import ground
from clawback.drawing.labels import SIZE
from clawback.drawing.palette import INK, QUIET
from clawback.drawing.profiles import Profile
from clawback.drawing.ribbons import outline, ribbons_of
from clawback.drawing.sheet import FRAME, Sheet
from clawback.drawing.svg import clean, element, label, number, plate, shape

__all__ = ["draw_bars", "draw_caps", "draw_labels", "draw_ribbons"]

_GONE = "0.5"
_SEEN = ("0.42", "0.3", "0.17")


def draw_ribbons(sheet: Sheet) -> str:
    """All ribbons, see-through, so that crossings can be read; those between gathered bars recede."""
    shades = sheet.content.shading.shades
    groups: dict[int, list[str]] = {2: [], 1: [], 0: []}
    for ribbon in ribbons_of(sheet.content.streams, sheet.endings, sheet.slots):
        groups[ribbon.gathered].append(shape(outline(ribbon), fill=shades[ribbon.shade].colour))
    return "".join(
        element("g", "".join(paths), fill_opacity=_SEEN[gathered])
        for gathered, paths in groups.items()
        if paths
    )


def draw_bars(sheet: Sheet) -> list[str]:
    """Every bar with its slices; what has ended is paler."""
    drawn: list[str] = []
    grain = grain_of(sheet.profiles.values())
    for bar, profile in sheet.profiles.items():
        parts = [element("title", _told(sheet, bar)), _line(sheet, bar, profile)]
        for shade, path in enumerate(
            slices(_framed(bar, profile), sheet.measure, sheet.slots[bar].top, grain)
        ):
            if path:
                parts.append(shape(path, fill=sheet.content.fill(shade)))
        faded = {} if bar.form in (HELD, ORIGIN) else {"opacity": _GONE}
        drawn.append(element("g", "".join(parts), **faded))
    return drawn


def draw_caps(sheet: Sheet) -> list[str]:
    """The shape at the end of every bar whose money has ended."""
    drawn: list[str] = []
    for bar, profile in sheet.profiles.items():
        if bar.form not in (HELD, ORIGIN):
            middle = sheet.slots[bar].top + sheet.measure.height(sum(profile.states[-1][1])) / 2
            drawn.append(cap(bar.form, profile.end + 2, middle))
    return drawn


def _framed(bar: Bar, profile: Profile) -> Profile:
    """A bar in which money stands reaches into the frame at the right edge."""
    if bar.form == HELD and any(profile.states[-1][1]):
        return Profile(profile.states, profile.end + FRAME, profile.height)
    return profile


def _line(sheet: Sheet, bar: Bar, profile: Profile) -> str:
    """A hair along the upper edge, which joins a bar's parts; dashed where small accounts share it."""
    y = number(sheet.slots[bar].top)
    dashes = {} if bar.account else {"stroke_dasharray": "4 3"}
    return element("path", d=f"M{number(profile.start)} {y}H{number(profile.end)}", stroke=QUIET, **dashes)


def _told(sheet: Sheet, bar: Bar) -> str:
    content = sheet.content
    where = "" if bar.account is None else " / ".join(filter(None, map(clean, bar.account)))
    said = sheet.slots[bar].label.text
    standing = " · ".join(content.labels.standing(bar))
    return escape(" · ".join(filter(None, (where, said, standing))))


def draw_labels(sheet: Sheet) -> list[str]:
    """The line above each bar, on a plate that keeps ribbons from crossing it."""
    drawn: list[str] = []
    for bar, slot in sheet.slots.items():
        place, y = slot.label, slot.top - 6.5
        behind = plate(
            place.x - 2, y - SIZE + 1.5, place.width + 2, SIZE + 1, fill=ground(bar.lane), fill_opacity="0.8"
        )
        colour = QUIET if bar.form == HELD else INK
        drawn += [behind, label(place.text, place.x, y, SIZE, fill=colour)]
    return drawn
