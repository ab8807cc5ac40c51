"""The journal's rows. Entries, hashes and checkpoints are written once: triggers refuse to alter or delete them."""

from __future__ import annotations

from django.db import models

__all__ = ["CheckpointRow", "EntryRow", "Head", "OpeningRow", "TreeHash"]


class Head(models.Model):
    """One row: how many entries there are. Whoever appends holds a lock on it until the commit."""

    size = models.BigIntegerField(default=0)


class EntryRow(models.Model):
    """An entry. `data` are its canonical bytes, the leaf of the tree; the other columns only find it."""

    index = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()
    who = models.CharField(max_length=200)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=200, db_index=True)
    time = models.DateTimeField()


class TreeHash(models.Model):
    """The hash of a perfect subtree (clawback.journal.storage.Row)."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()


class OpeningRow(models.Model):
    """What opens one commitment of an entry: `field` is before.NAME or after.NAME.

    A value that says something about a person stands sealed with the key of `report` (nonce and value in one), and
    opens no more once that key is destroyed; any other stands as `nonce` and `value` (canonical JSON).
    """

    entry = models.ForeignKey(EntryRow, on_delete=models.PROTECT, related_name="openings")
    field = models.CharField(max_length=80)
    nonce = models.BinaryField(null=True)
    value = models.BinaryField(null=True)
    report = models.BigIntegerField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "field"], name="opening_once"),
            models.CheckConstraint(
                condition=models.Q(
                    nonce__isnull=False, value__isnull=False, sealed__isnull=True, report__isnull=True
                )
                | models.Q(
                    nonce__isnull=True, value__isnull=True, sealed__isnull=False, report__isnull=False
                ),
                name="opening_plain_or_sealed",
            ),
        ]


class CheckpointRow(models.Model):
    """A signed note that covers the first `size` entries."""

    size = models.BigIntegerField(primary_key=True)
    note = models.BinaryField()
    signed_at = models.DateTimeField()
