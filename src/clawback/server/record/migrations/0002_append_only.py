"""What was written stays: triggers refuse to alter or delete it, and the head only grows."""

from django.db import migrations

APPEND_ONLY = """
create function record_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % of % refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger append_only before update or delete on record_entryrow
    for each row execute function record_refuse();
create trigger append_only before update or delete on record_treehash
    for each row execute function record_refuse();
create trigger append_only before update or delete on record_checkpointrow
    for each row execute function record_refuse();
create trigger never_altered before update on record_openingrow
    for each row execute function record_refuse();

create trigger never_emptied before truncate on record_entryrow execute function record_refuse();
create trigger never_emptied before truncate on record_treehash execute function record_refuse();
create trigger never_emptied before truncate on record_checkpointrow execute function record_refuse();
create trigger never_emptied before truncate on record_head execute function record_refuse();
"""

HEAD = """
create function record_only_grows() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.size < old.size or new.id <> old.id then
        raise exception 'the journal only grows' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger only_grows before update or delete on record_head
    for each row execute function record_only_grows();

insert into record_head (id, size) values (1, 0);
"""


class Migration(migrations.Migration):
    """Nothing of it can be taken back."""

    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunSQL(APPEND_ONLY), migrations.RunSQL(HEAD)]
