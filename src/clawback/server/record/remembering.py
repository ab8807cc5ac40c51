"""Figures that cost a look at every row, remembered until the next decision: the journal's size tells when that was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar, cast

from django.db import connection

from clawback.server.record.models import Head

__all__ = ["remembered"]

Result = TypeVar("Result")
_MOST: Final = 256
_kept: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()


def remembered(compute: Callable[[], Result], *key: Hashable) -> Result:
    """What `compute` answers for `key`; asked again once anything was decided since. What depends on the time has it in
    its key. The answer is shared between requests: nobody changes it."""
    size = Head.objects.values_list("size", flat=True).get(pk=1)
    whole = (connection.settings_dict["NAME"], connection.settings_dict["HOST"], size, *key)
    if whole not in _kept:
        _kept[whole] = compute()
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return cast("Result", _kept[whole])
