"""Claims that another owner's case traces too, and which case carries each; why a letter refuses another."""

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
        migrations.AddField(
            model_name="letter",
            name="refuses",
            field=models.CharField(blank=True, max_length=32),
        ),
    ]
