"""The foot: whose money has which shade, how to read the picture, and what it was drawn from."""

from __future__ import annotations

from clawback.drawing.palette import HAIR, INK, QUIET
from clawback.drawing.sheet import MARGIN, Content, Sheet
from clawback.drawing.svg import MONO, clean, element, label, number, plate
from clawback.drawing.thickness import round_amount
from clawback.drawing.widths import fit, text_width, wrap

__all__ = ["draw_foot"]

_SIZE, _SMALL, _LINE = 12.0, 11.0, 16.0
_SWATCH = 22.0
# Narrow letters are as wide as others in the font of the snapshot; this leaves room for them.
_MONO_ROOM = 0.8


def draw_foot(sheet: Sheet) -> tuple[list[str], float]:
    """The foot's elements, and the height of the whole picture."""
    line = element(
        "path", d=f"M{MARGIN:g} {number(sheet.bottom)}H{number(sheet.width - MARGIN)}", stroke=HAIR
    )
    shades, y = _shades(sheet, sheet.bottom + 30)
    drawn = [line, *shades]
    room = sheet.width - 2 * MARGIN
    y += 26
    for note in _notes(sheet):
        for text in wrap(note, _SMALL, room, 4):
            drawn.append(label(text, MARGIN, y, _SMALL, fill=QUIET))
            y += _LINE
    named = sheet.content.flow.texts.snapshot.format(snapshot=clean(sheet.content.flow.snapshot))
    y += 6
    for text in wrap(named, _SMALL, room * _MONO_ROOM, 3):
        drawn.append(label(text, MARGIN, y, _SMALL, fill=INK, font_family=MONO))
        y += _LINE
    return drawn, y + 6


def _shades(sheet: Sheet, y: float) -> tuple[list[str], float]:
    """A swatch for every shade and, last, one for thickness."""
    content = sheet.content
    x = MARGIN
    title = content.flow.texts.whose
    drawn = [label(title, x, y, _SIZE, fill=INK, font_weight="600")]
    x += text_width(title, _SIZE, bold=True) + 18
    left = x
    for shade, text in enumerate(_claims(content)):
        width = _SWATCH + 7 + text_width(text, _SIZE)
        if x > left and x + width > sheet.width - MARGIN:
            x, y = left, y + 22
        drawn.append(plate(x, y - 11, _SWATCH, 14, fill=content.fill(shade)))
        drawn.append(label(text, x + _SWATCH + 7, y, _SIZE, fill=INK))
        x += width + 24
    thick = _thickness(sheet)
    if thick and x + _SWATCH + 7 + text_width(thick[0], _SIZE) > sheet.width - MARGIN:
        x, y = left, y + 22
    return [*drawn, *_thickness_key(thick, x, y)], y


def _thickness(sheet: Sheet) -> tuple[str, float] | None:
    units = round_amount(sheet.measure)
    if not units:
        return None
    text = sheet.content.flow.texts.thickness.format(amount=sheet.content.labels.amount(units))
    return text, sheet.measure.height(units)


def _thickness_key(thick: tuple[str, float] | None, x: float, y: float) -> list[str]:
    """A ruler as high as a round amount is thick."""
    if not thick:
        return []
    text, height = thick
    top = number(y - 4 - height / 2)
    ruler = f"M{number(x + 4)} {top}h8M{number(x + 8)} {top}v{number(height)}m-4 0h8"
    drawn = element("path", d=ruler, stroke=INK, stroke_width="1.2", fill="none")
    return [drawn, label(text, x + _SWATCH - 3, y, _SIZE, fill=INK)]


def _claims(content: Content) -> list[str]:
    texts = content.flow.texts
    said: list[str] = []
    for members, units in zip(content.shading.members, content.shading.units, strict=True):
        name = clean(content.flow.claims[members[0]]) or members[0]
        if len(members) > 1:
            name = texts.other_claims.format(count=len(members))
        said.append(f"{fit(name, _SIZE, 200)} {content.labels.amount(units)}")
    return said


def _notes(sheet: Sheet) -> list[str]:
    content, texts = sheet.content, sheet.content.flow.texts
    notes = [texts.how_to_read]
    said = [texts.scale_stretched] if sheet.scale.stretched else []
    said += [texts.scale_breaks] if sheet.scale.breaks else []
    notes.append(" ".join([*said, texts.smallest]))
    if any(bar.account is None for bar in content.figures.bars):
        notes.append(texts.gathered_note)
    if content.flow.bounds:
        notes.append(texts.bounds_note)
    return notes
