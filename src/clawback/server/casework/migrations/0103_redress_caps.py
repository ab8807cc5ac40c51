"""A part of a request keeps the sums of the caps it was checked with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0102_redress_contests")]

    operations = [migrations.AddField("holdrequestpart", "caps", models.JSONField(null=True))]
