"""Every verb that is entered into the journal has its past, so that a timeline is a sentence in each language."""

from __future__ import annotations

import re
from pathlib import Path

import clawback.server


def entered() -> set[str]:
    """The verbs that decisions enter by name."""
    folder = Path(clawback.server.__file__).parent
    found = re.compile(r'\.enter\(\s*"([a-z_]+)"(?: if [a-z_ ]+ else "([a-z_]+)")?')
    helped = re.compile(r'\b_enter\((?:\w+, )*"([a-z_]+)"')
    texts = [path.read_text("utf-8") for path in folder.rglob("*.py")]
    named = {verb for text in texts for match in found.findall(text) for verb in match if verb}
    return named | {verb for text in texts for verb in helped.findall(text)} | stepped()


def stepped() -> set[str]:
    """Those of another account for a return: the first word of each step."""
    from clawback.server.casework.states.account_change import ACCOUNT_CHANGE

    return {verb.split()[0] for _, verb in ACCOUNT_CHANGE.steps}


def test_what_is_entered_has_a_word_for_what_was_done() -> None:
    from clawback.server.shown.words import DONE

    verbs = entered()
    assert {"place", "release", "uphold", "rest", "resume"} & verbs
    assert verbs - DONE.keys() == set()
