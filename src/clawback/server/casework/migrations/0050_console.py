# Searches, and indexes for the pages that list.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0040_portal"),
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
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state", "reported")), fields=["id"], name="claim_reported"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    ("state", "confirmed"), models.Q(("evidence", "confirmed"), _negated=True)
                ),
                fields=["debtor_account", "id"],
                name="claim_unproved",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["-placed_at"], name="hold_placed"),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(condition=models.Q(("state", "placed")), fields=["until"], name="hold_ends"),
        ),
        migrations.AddIndex(
            model_name="holdrequest",
            index=models.Index(
                condition=models.Q(("state", "sent")), fields=["agent", "id"], name="request_for_agent"
            ),
        ),
        migrations.AddIndex(
            model_name="holdrequest",
            index=models.Index(
                condition=models.Q(("state", "drafted")), fields=["id"], name="request_drafted"
            ),
        ),
        migrations.AddIndex(
            model_name="holdrequest",
            index=models.Index(
                condition=models.Q(("confirmed_by", None), ("emergency", True), ("ended_at", None)),
                fields=["id"],
                name="request_unconfirmed",
            ),
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
