"""Pages about people: organisation, roles, invitations, sessions, what insiders do, law that counsel activate."""
