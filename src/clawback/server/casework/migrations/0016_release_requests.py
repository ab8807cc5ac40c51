"""Releases that others are asked for name the claim or the surplus they are of; one that nobody needs is gone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_peers_credits"),
        ("people", "0002_administrators"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="releaserequest",
            name="release_request_state",
        ),
        migrations.AddField(
            model_name="releaserequest",
            name="claim",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.claim"
            ),
        ),
        migrations.AddField(
            model_name="releaserequest",
            name="surplus",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="release_requests",
                to="casework.surplus",
            ),
        ),
        migrations.AddConstraint(
            model_name="releaserequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("asked", "granted", "declined", "gone"))),
                name="release_request_state",
            ),
        ),
    ]
