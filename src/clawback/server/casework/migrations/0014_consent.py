"""Who consented to a referral, how and when, and who noted it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that is walled in."""

    dependencies = [("casework", "0013_nothing_left"), ("people", "0002_administrators")]
    operations = [
        migrations.AddField("referral", "consent_who", models.CharField(blank=True, max_length=12)),
        migrations.AddField("referral", "consent_how", models.CharField(blank=True, max_length=12)),
        migrations.AddField("referral", "consent_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "referral",
            "consent_by",
            models.ForeignKey(
                null=True, on_delete=models.deletion.PROTECT, related_name="+", to="people.member"
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("consent_at", None), ("consent_by", None), ("consent_how", ""), ("consent_who", "")
                    ),
                    models.Q(
                        ("consent_at__isnull", False),
                        ("consent_by__isnull", False),
                        ("consent_how__in", ("by telephone", "in person", "in writing")),
                        ("consent_who__in", ("reporter", "helper", "guardian")),
                    ),
                    _connector="OR",
                ),
                name="referral_consent",
            ),
        ),
    ]
