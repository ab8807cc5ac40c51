"""Cases that carried a claim of ours until they were over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0028_letters_abroad"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionclaim",
            name="ended",
            field=models.JSONField(default=list),
        ),
    ]
