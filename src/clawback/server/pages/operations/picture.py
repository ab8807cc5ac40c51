"""The link picture of an operation."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from clawback.drawing.links import MONEY, NAME, TEXT, LinkArc, LinkedRow, LinkPicture, draw_links
from clawback.server.casework.models import Report
from clawback.server.casework.operations.shared import LinkTold
from clawback.server.pages.operations.saying import said

__all__ = ["picture_of"]


def picture_of(reports: Sequence[Report], links: Sequence[LinkTold]) -> SafeString:
    """`reports` in order of time; its text alternative says the same."""
    names = {each.pk: _("Report %(number)s") % {"number": each.pk} for each in reports}
    picture = LinkPicture(
        title=_("What links the reports"),
        described=_described(len(reports), len(links)),
        rows=[LinkedRow(name=names[each.pk], note=_noted(each)) for each in reports],
        arcs=[
            LinkArc(one=names[each.one], other=names[each.other], kind=_kind(each), said=_told(each, names))
            for each in links
            if each.one in names and each.other in names
        ],
        key={
            MONEY: _("money of both came to one account"),
            NAME: _("both name one number, address or name"),
            TEXT: _("nearly the same story"),
        },
        language=(get_language() or "en"),
    )
    return SafeString(draw_links(picture))


def _described(reports: int, links: int) -> str:
    told = ngettext("%(n)s report in order of time", "%(n)s reports in order of time", reports) % {
        "n": reports
    }
    joined = ngettext("joined by %(n)s link", "joined by %(n)s links", links) % {"n": links}
    return _("%(reports)s, %(links)s.") % {"reports": told, "links": joined}


def _noted(report: Report) -> str:
    day = formats.date_format(report.reported_at, "DATE_FORMAT")
    return f"{day} · C-{report.case_id}" if report.case_id else day


def _kind(link: LinkTold) -> str:
    if any(each.money for each in link.reasons):
        return MONEY
    return NAME if any(each.kind != "text" for each in link.reasons) else TEXT


def _told(link: LinkTold, names: dict[int, str]) -> str:
    return f"{names[link.one]} – {names[link.other]}: {' '.join(said(each) for each in link.reasons)}"
