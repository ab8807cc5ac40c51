"""Holds and cases that ended before words and entries had a time get its clock: due now, it finds the right time."""

from django.db import migrations

CLOCKS = """
select set_config('clawback.organisation', 'all', true);
insert into clocks_clock
    (kind, subject, verb, set_at, due_at, try_at, counts_for_person, attempts, error, outcome)
select ended.kind, ended.subject, ended.verb, now(), now(), now(), false, 0, '', ''
from (
    select 'notice' as kind, notice.id as subject, 'forget words' as verb
    from casework_notice notice join casework_hold hold on hold.id = notice.hold_id and hold.state = 'ended'
    union all
    select 'case', id, 'forget entries' from casework_case where closed_at is not null
) ended
where not exists (
    select 1 from clocks_clock known
    where (known.kind, known.subject, known.verb) = (ended.kind, ended.subject, ended.verb)
);
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0031_contest_answers"), ("clocks", "0001_initial")]

    operations = [migrations.RunSQL(CLOCKS, migrations.RunSQL.noop)]
