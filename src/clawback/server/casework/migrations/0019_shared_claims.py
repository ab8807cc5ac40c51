"""Claims that another owner's case traces too, and what is said of which case carries each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0018_joined"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionclaim",
            name="shared",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="questionclaim",
            name="says",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
