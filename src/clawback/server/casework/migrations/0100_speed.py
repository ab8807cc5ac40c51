"""Policies that ask by functions of one row."""

from django.db import migrations

from clawback.server.casework.rls import POLICIES, functions, policy

_BEFORE = (
    *("cases_put_to(bigint)", "claims_put_to(bigint)", "reports_put_to(bigint)", "accounts_put_to(bigint)"),
    *("plans_put_to(bigint)", "plans_of(bigint, bigint)", "requests_of(bigint, bigint)"),
    *("case_of(bigint, bigint)", "accounts_of(bigint, bigint)"),
)


class Migration(migrations.Migration):
    """Databases walled in before get what a new one gets from 0090_walls."""

    dependencies = [("casework", "0090_walls")]
    operations = [
        migrations.RunSQL(functions()),
        migrations.RunSQL("".join(policy(table) for table in POLICIES)),
        migrations.RunSQL("".join(f"drop function if exists casework_{name};\n" for name in _BEFORE)),
    ]
