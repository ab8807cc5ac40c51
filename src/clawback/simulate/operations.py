"""Operations as the world plants them: what each uses, when, and what it says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from clawback.linking.facts import Named, Thing

__all__ = [
    "TYPES",
    "Operation",
    "made_account",
    "made_handle",
    "made_phone",
    "made_word",
    "operation",
    "scripts",
]

TYPES = ("task", "investment", "police", "romance", "loan", "customer-service")
_SYLLABLES = [each + vowel for each in "bcdfghjklmnprstvwz" for vowel in "aeiou"]
_SHAPE = 1.1  # of Pareto's law: most operations have a few reports, a few have hundreds


@cache
def scripts() -> dict[str, Any]:
    """The sentences of scripts.toml."""
    return tomllib.loads(files(__package__).joinpath("scripts.toml").read_text("utf-8"))


@dataclass(slots=True, kw_only=True)
class Operation:
    """What an operation uses. Its teams, where it has some, have pools of their own but one site and one script."""

    number: int
    reports: int
    scam_type: str
    language: str
    begins: float
    days: float
    script: tuple[str, ...]
    teams: list[dict[str, list[Named]]] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    mules: list[Thing] = field(default_factory=list)


def operation(chance: Random, number: int, days: float, most: int) -> Operation:
    """A planted operation of at most so many reports, within a world of so many days."""
    reports = min(2 + int(chance.paretovariate(_SHAPE)), most)
    scam_type, language = chance.choice(TYPES), chance.choice(("en", "zh"))
    lasts = min(chance.lognormvariate(4.2, 0.6), days / 2)
    made = Operation(
        number=number, reports=reports, scam_type=scam_type, language=language,
        begins=chance.uniform(0, days - lasts), days=lasts, script=_script(chance, scam_type, language),
    )  # fmt: skip
    teams = chance.randint(2, 4) if reports > 60 and chance.random() < 0.4 else 1
    made.teams = [_pools(chance, reports // teams) for _ in range(teams)]
    made.sites = [f"{made_word(chance)}-{made_word(chance)}.top" for _ in range(_about(chance, reports / 20))]
    made.mules = [
        Thing("account", made_account(chance).value, "MULEXX22") for _ in range(_about(chance, reports / 15))
    ]
    return made


def _pools(chance: Random, reports: int) -> dict[str, list[Named]]:
    return {
        "account": [made_account(chance) for _ in range(_about(chance, reports / 7))],
        "phone": [made_phone(chance) for _ in range(_about(chance, reports / 6))],
        "handle": [made_handle(chance) for _ in range(_about(chance, reports / 8))],
    }


def _about(chance: Random, number: float) -> int:
    return max(1, round(number * chance.uniform(0.5, 1.5)))


def made_account(chance: Random) -> Named:
    """A bank account; one of twenty is read without its agent, and links nothing."""
    value = f"CN:BANK:{chance.randrange(10**15):015d}"
    if chance.random() < 0.05:
        return Named(kind="account", value=value, certain=False)
    return Named(kind="account", value=value, agent=f"BANK{chance.randrange(40):02d}")


def made_phone(chance: Random) -> Named:
    """A mobile number."""
    return Named(kind="phone", value=f"+8613{chance.randrange(10**9):09d}")


def made_handle(chance: Random) -> Named:
    """A messenger's name."""
    service = chance.choice(("wechat", "telegram", "line", "qq"))
    return Named(kind="handle", value=f"{service}:{made_word(chance)}{chance.randrange(1000)}")


def made_word(chance: Random, syllables: int = 3) -> str:
    """A word of no language."""
    return "".join(chance.choices(_SYLLABLES, k=syllables))


def _script(chance: Random, scam_type: str, language: str) -> tuple[str, ...]:
    """Some of the sentences that everybody in that trade uses, some names, and turns of its own."""
    told = scripts()
    words = {name: chance.choice(each) for name, each in told["words"].items()}
    lines = chance.sample(told[scam_type][language], 2)
    own = [" ".join(made_word(chance) for _ in range(chance.randint(5, 10))) + "." for _ in range(3)]
    told_so = [*(line.format(**words) for line in lines), *own]
    chance.shuffle(told_so)
    return tuple(told_so)
