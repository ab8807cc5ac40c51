"""Home counts a return that outlived its hold as returned, as the case's own figures do."""

from django.db import migrations

from clawback.server.casework.tallying import LATE

_UNDO = """
drop trigger tally_of_line on casework_planline;
drop function casework_tally_of_line();
drop function casework_tally_late(casework_planline);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_walls")]
    operations = [migrations.RunSQL(LATE, _UNDO)]
