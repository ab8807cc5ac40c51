"""A part of a request keeps the sums of the caps it was checked with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0024_facts_in_files")]

    operations = [migrations.AddField("holdrequestpart", "caps", models.JSONField(null=True))]
