"""A review names the release that others were asked for: where they decline, it binds no more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0140_federation_walls")]
    operations = [
        migrations.AddField(
            model_name="review",
            name="asked",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="casework.releaserequest",
            ),
        ),
    ]
