"""A referral whose words were forgotten before its answer is withdrawn, approved or not, sent or not."""

from django.db import migrations, models
from django.db.models import Q

_STATES = ("drafted", "approved", "sent", "accepted", "declined", "withdrawn")
_CHECKS = {
    "referral_state": Q(state__in=_STATES),
    "referral_approved": Q(state__in=["drafted", "withdrawn"]) | Q(approved_by__isnull=False),
    "referral_sent": Q(state__in=["drafted", "approved", "withdrawn"]) | Q(sent_at__isnull=False),
}


class Migration(migrations.Migration):
    dependencies = [("casework", "0029_carriers_ended")]

    operations = [
        operation
        for name, check in _CHECKS.items()
        for operation in (
            migrations.RemoveConstraint("referral", name),
            migrations.AddConstraint("referral", models.CheckConstraint(condition=check, name=name)),
        )
    ]
