"""The tree's hashes in the database, as clawback.journal reads them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from clawback.errors import Bug
from clawback.journal.storage import Place

__all__ = ["Hashes"]

_READ = """
select h.hash
from unnest(%s::smallint[], %s::bigint[]) with ordinality as wanted (level, index, place)
left join record_treehash h using (level, index)
order by wanted.place
"""


class Hashes:
    """A clawback.journal.Storage."""

    def read(self, places: Sequence[Place]) -> Sequence[bytes]:
        """The hashes at these places, in one query. Raises Bug for a place that was not written."""
        if not places:
            return []
        levels, indexes = zip(*places, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_READ, [list(levels), list(indexes)])
            found = [row[0] for row in cursor.fetchall()]
        if None in found:
            raise Bug("the journal's tree has a hole")
        return [bytes(each) for each in found]
