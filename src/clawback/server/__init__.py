"""The server: people, storage and time around the pure parts. The only place where Django is imported.

    embedded.py, data_folder.py    PostgreSQL and the keys, in one folder of this machine
    settings.py                    what the environment says; safe where it says nothing
    people/                        organisations, members, roles; may()
    record/                        the journal in the database: appended with each decision, signed, proved
    clocks/                        what happens when: one table, one worker, each row once
    casework/                      every decision, one function each; the only way to change a state
    pages/                         what people see
    serving/                       the processes: everything in one command, or each by itself

`pages` and what comes beside it call `casework` and `people`, and never each other.
"""
