# Searches, and indexes for the pages that list.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_told"),
        ("people", "0002_administrators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Search",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("searched_at", models.DateTimeField()),
                ("sought", models.CharField(max_length=64)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("found", models.IntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["-placed_at"], name="hold_placed"),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(condition=models.Q(("state", "placed")), fields=["until"], name="hold_ends"),
        ),
        migrations.AddField(
            model_name="search",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="search",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="searches", to="people.member"
            ),
        ),
        migrations.AddIndex(
            model_name="search",
            index=models.Index(fields=["member", "-searched_at"], name="search_of_member"),
        ),
        migrations.AddConstraint(
            model_name="search",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), ("case__isnull", False), _connector="OR"
                ),
                name="search_has_reason",
            ),
        ),
    ]
