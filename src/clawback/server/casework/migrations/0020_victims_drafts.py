"""Whether an approver said why a hold is asked for on the account of a victim of the same operation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_shared_claims")]
    operations = [
        migrations.AddField("holdrequest", "on_victim", models.BooleanField(db_default=False, default=False))
    ]
