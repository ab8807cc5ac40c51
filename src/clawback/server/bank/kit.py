"""The kit of a bank without software: a page to read, a CSV to fill in, a form to sign; English and Chinese beside each
other, made to be printed. A browser saves the form as PDF."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final, get_args

from clawback.errors import InputError
from clawback.law.words import Refusal
from clawback.server.bank.kit_texts import FIELDS, FORM, PAGE, REASONS, RULES, STEPS, Pair

__all__ = ["COLUMNS", "write_kit"]

COLUMNS: Final = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind", "end_to_end_id"),
)
"""Of docs/how-to/csv.md, those that an answer to a statement request needs."""

_STYLE: Final = """
@page { size: A4; margin: 12mm; }
body { font: 10pt/1.35 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #111;
  max-width: 182mm; margin: 1rem auto; padding: 0 1rem; }
h1 { font-size: 15pt; margin: 0 0 .3em; } h2 { font-size: 11.5pt; margin: .7em 0 .2em; }
ol, ul { margin: .2em 0; padding-inline-start: 1.6em; } p { margin: .3em 0; } code { overflow-wrap: anywhere; }
[lang=zh-Hans] { color: #333; display: block; } li { margin-bottom: .25em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #777; padding: .35em .5em; text-align: start; vertical-align: top; }
th { width: 45%; font-weight: 500; } td { height: 2.1em; }
.two { columns: 2; column-gap: 8mm; } .two div { break-inside: avoid; padding: .12em 0; }
@media print { body { margin: 0; padding: 0; } }
"""


def write_kit(folder: Path) -> list[Path]:
    """Writes the files, and returns where they are. Raises InputError where the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("the folder holds something", file=str(folder), remedy="name a new one")
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "read-me-first.html": _page(),
        "statement-answer.csv": ",".join(COLUMNS) + "\r\n",
        "hold-answer.html": _form(),
    }
    for name, text in made.items():
        (folder / name).write_bytes(text.encode())
    return [folder / name for name in made]


def _page() -> str:
    steps = "".join(f"<li>{_both(each)}</li>" for each in STEPS)
    rules = "".join(f"<li>{_both(each)}</li>" for each in RULES)
    return _html(
        PAGE["title"],
        [
            f"<p>{_both(PAGE['about'])}</p>",
            f"<h2>{_both(PAGE['steps'])}</h2><ol>{steps}</ol>",
            f"<h2>{_both(PAGE['statement'])}</h2><p>{_both(PAGE['columns'])}</p>",
            f"<p><code>{' '.join(COLUMNS)}</code></p>",
            f"<h2>{_both(PAGE['rules'])}</h2><ul>{rules}</ul>",
        ],
    )


def _form() -> str:
    rows = "".join(f'<tr><th scope="row">{_both(each)}</th><td></td></tr>' for each in FIELDS)
    reasons = "".join(f"<div>☐ {_both(REASONS[each])}</div>" for each in get_args(Refusal))
    return _html(
        FORM["title"],
        [
            f"<p>{_both(FORM['about'])}</p><table>{rows}</table>",
            f'<h2>{_both(FORM["reasons"])}</h2><div class="two">{reasons}</div>',
            f'<h2>{_both(FORM["sign"])}</h2><table><tr><th scope="row">{_both(FORM["name"])}</th><td></td></tr>'
            f'<tr><th scope="row">{_both(FORM["signature"])}</th><td></td></tr></table>',
        ],
    )


def _html(title: Pair, parts: Iterable[str]) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title.en)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_both(title)}</h1>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _both(pair: Pair) -> str:
    return f'{escape(pair.en)} <span lang="zh-Hans">{escape(pair.zh)}</span>'
