"""Where a claim was told, and which claim goes on for its transfer, where reports were joined."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_GOES_ON = """
update casework_claim joined set same_as_id = (
    select min(claim.id) from casework_claim claim
    join casework_report report on report.duplicate_of_id = claim.report_id
    where report.id = joined.report_id and claim.state in ('reported', 'confirmed')
        and claim.debtor_account_id = joined.debtor_account_id
        and claim.creditor_account_id = joined.creditor_account_id)
where joined.state = 'withdrawn'
    and joined.report_id in (select id from casework_report where state = 'duplicate')
"""
"""Of reports that were joined before: as their status pages found the claim until now."""


class Migration(migrations.Migration):
    # columns, then rows, then a check: not in one transaction, for rows that wait for triggers bar a change of table
    atomic = False
    dependencies = [("casework", "0017_holds_for_peers")]
    operations = [
        migrations.AddField(
            "claim",
            "told_in",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims_moved",
                to="casework.report",
            ),
        ),
        migrations.AddField(
            "claim",
            "same_as",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="same_claims",
                to="casework.claim",
            ),
        ),
        migrations.RunSQL(_GOES_ON, "select 1"),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(("same_as__isnull", True), ("state", "withdrawn"), _connector="OR"),
                name="claim_goes_on_once",
            ),
        ),
    ]
