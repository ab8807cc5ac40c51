"""What is read in a report's files, and which of them wait to be read."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("casework", "0023_contests")]
    operations = [
        migrations.AddField("reportfile", "reading", models.CharField(default="waits", max_length=8)),
        migrations.AddField("reportfile", "sealed_facts", models.BinaryField(default=b"")),
        migrations.AddConstraint(
            "reportfile",
            models.CheckConstraint(
                condition=Q(Q(reading="read") & ~Q(sealed_facts=b""))
                | Q(reading__in=["waits", "locked", "pictures", "broken", "long"], sealed_facts=b""),
                name="report_file_reading",
            ),
        ),
        migrations.AddIndex(
            "reportfile",
            models.Index(condition=Q(reading="waits"), fields=["id"], name="report_file_waits"),
        ),
        migrations.AddField("fact", "in_file", models.BigIntegerField(default=0)),
        migrations.RemoveConstraint("fact", "fact_once"),
        migrations.AddConstraint(
            "fact",
            models.UniqueConstraint(fields=("report", "kind", "in_file", "start"), name="fact_once"),
        ),
    ]
