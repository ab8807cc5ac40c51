"""Exports that were asked for before cases were counted over a day: of more than 20 cases, as it was then."""

from django.db import migrations, models

LARGE = """
select set_config('clawback.organisation', 'all', true);
update casework_export export set needs_approval = true
where (select count(*) from casework_export_cases held where held.export_id = export.id) > 20;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0032_clocks_to_forget")]

    operations = [
        migrations.AddField("export", "needs_approval", models.BooleanField(default=False)),
        migrations.RunSQL(LARGE, migrations.RunSQL.noop),
    ]
