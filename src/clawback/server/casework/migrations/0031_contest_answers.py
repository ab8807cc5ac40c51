"""What a reviewer answers a victim who contested a line is sealed with the key of their report."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0030_referrals_withdrawn")]

    operations = [migrations.AddField("contest", "answer", models.BinaryField(default=b""))]
