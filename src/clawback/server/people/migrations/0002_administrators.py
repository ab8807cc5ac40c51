"""An administrator has no other role, whoever writes the row."""

from django.db import migrations

NO_OTHER_ROLE = """
create function people_no_other_role() returns trigger language plpgsql as $$
begin
    perform 1 from people_member where id = new.member_id for update;
    if new.ended_at is null and exists (
        select 1 from people_rolegrant other
        where other.member_id = new.member_id and other.id <> new.id and other.ended_at is null
            and 'administrator' in (other.role, new.role)
    ) then
        raise exception 'an administrator has no other role' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger no_other_role before insert or update on people_rolegrant
    for each row execute function people_no_other_role();
"""


class Migration(migrations.Migration):
    """Beside the check in people/granting.py."""

    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(NO_OTHER_ROLE)]
