"""That somebody looked at an operation is written down as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_late_returns")]
    operations = [
        migrations.RemoveConstraint(model_name="opening", name="opening_kind"),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=("case", "statement", "story", "file", "operation")),
                name="opening_kind",
            ),
        ),
    ]
