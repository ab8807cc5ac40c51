"""Claims that their debtor's agent did not confirm yet are found in their order, without those that it did."""

from django.db import migrations, models

_UNPROVED = models.Q(("state", "confirmed"), models.Q(("evidence", "confirmed"), _negated=True))


class Migration(migrations.Migration):
    """The same index, by number."""

    dependencies = [("casework", "0100_speed")]

    operations = [
        migrations.RemoveIndex(model_name="claim", name="claim_unproved"),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(condition=_UNPROVED, fields=["id"], name="claim_unproved"),
        ),
    ]
