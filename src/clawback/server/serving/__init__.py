"""The processes of the server: everything in one command (supervisor.py), or web and worker by themselves."""
