"""The words of a report: a script quoted with edits, a form around it, or only the victim's own."""

from __future__ import annotations

from random import Random

from clawback.simulate.operations import Operation, made_word, scripts

__all__ = ["told_in"]

_QUOTES, _FORMS = 0.6, 0.1


def told_in(chance: Random, one: Operation) -> str:
    """What a victim of the operation writes."""
    own = [
        *chance.sample(scripts()["victim"][one.language], chance.randint(0, 2)),
        _own(chance),
        _own(chance),
    ]
    chance.shuffle(own)
    drawn = chance.random()
    if drawn < _QUOTES:
        return _joined(one, [*own[: chance.choice((0, 0, 1, 1))], *_edited(chance, one)])
    if drawn < _QUOTES + _FORMS:
        return _joined(one, [chance.choice(scripts()["form"][one.language]), own[0]])
    return _joined(one, own)


def _own(chance: Random) -> str:
    """A sentence that nobody else writes."""
    return " ".join(made_word(chance, chance.randint(1, 3)) for _ in range(chance.randint(5, 11))) + "."


def _edited(chance: Random, one: Operation) -> list[str]:
    """The script as sent to this victim: a sentence less now and then, words changed, letters missing."""
    lines = list(one.script)
    if chance.random() < 0.25:
        lines.pop(chance.randrange(len(lines)))
    return [_mistyped(chance, line) if chance.random() < 0.2 else line for line in lines]


def _mistyped(chance: Random, line: str) -> str:
    place = chance.randrange(len(line))
    return line[:place] + line[place + chance.randint(0, 3) :]


def _joined(one: Operation, lines: list[str]) -> str:
    return ("" if one.language == "zh" else " ").join(lines)
