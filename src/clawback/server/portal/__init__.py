"""What people see who have no account here: victims, and holders, each with a code."""
