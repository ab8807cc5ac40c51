"""A referral is of a report, or of a holder's objection; it says who made it."""

from django.db import migrations, models

from clawback.server.casework.rls import LATER, policy
from clawback.server.tables import key

_MADE_BY = """
select set_config('clawback.organisation', 'all', true);
update casework_referral set organisation_id =
    (select organisation_id from casework_report where id = report_id);
set constraints all immediate;
"""
_WHO = ("reporter", "holder", "helper", "guardian")
_OF_REPORT = models.Q(report__isnull=False, objection__isnull=True)
_OF_HOLDER = models.Q(report__isnull=True, objection__isnull=False, whole=False)


class Migration(migrations.Migration):
    dependencies = [("casework", "0021_objection_files"), ("people", "0002_administrators")]

    operations = [
        migrations.AddField("referral", "organisation", key("people.organisation", "+", null=True)),
        migrations.RunSQL(_MADE_BY),
        migrations.AlterField("referral", "organisation", key("people.organisation", "+")),
        migrations.AddField("referral", "objection", key("casework.objection", "referrals", null=True)),
        migrations.AlterField("referral", "report", key("casework.report", "referrals", null=True)),
        migrations.AddConstraint(
            "referral", models.CheckConstraint(condition=_OF_REPORT | _OF_HOLDER, name="referral_of")
        ),
        migrations.AddConstraint(
            "referral",
            models.UniqueConstraint(
                fields=["objection", "to"],
                condition=~models.Q(state="declined"),
                name="referral_of_holder_once",
            ),
        ),
        migrations.RemoveConstraint("referral", "referral_consent"),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=models.Q(consent_who="", consent_how="", consent_at=None, consent_by=None)
                | models.Q(
                    consent_who__in=_WHO,
                    consent_how__in=("by telephone", "in person", "in writing"),
                    consent_at__isnull=False,
                    consent_by__isnull=False,
                ),
                name="referral_consent",
            ),
        ),
        migrations.RunSQL(
            "".join(policy(table) for table, walled in LATER.items() if walled == "0022_holders_referrals")
        ),
    ]
