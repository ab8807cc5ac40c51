"""The kit of a bank without software: a page to read, a CSV to fill in, a PDF to sign; English and Chinese beside each
other, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from clawback.errors import InputError
from clawback.server.bank.kit_pdf import form_pdf
from clawback.server.bank.kit_texts import PAGE, RULES, STEPS, Pair

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
@media print { body { margin: 0; padding: 0; } }
"""


def write_kit(folder: Path) -> list[Path]:
    """Writes the files, and returns where they are. Raises InputError where the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("the folder holds something", file=str(folder), remedy="name a new one")
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "read-me-first.html": _page().encode(),
        "statement-answer.csv": (",".join(COLUMNS) + "\r\n").encode(),
        "hold-answer.pdf": form_pdf(),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
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


def _html(title: Pair, parts: Iterable[str]) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title.en)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_both(title)}</h1>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _both(pair: Pair) -> str:
    return f'{escape(pair.en)} <span lang="zh-Hans">{escape(pair.zh)}</span>'
