"""Operations that ended keep no hashes, cuts of erased reports no words, those from before neither."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_operations_opened")]
    operations = [
        migrations.RunSQL(
            """
            update casework_operation set aside = '[]' where state = 'ended';
            update casework_cut set reason = '' where exists (select from casework_report
                where id in (one_id, other_id) and erased_at is not null);
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="operation",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="ended") | models.Q(aside=[]),
                name="operation_ended_keeps_no_hashes",
            ),
        ),
    ]
