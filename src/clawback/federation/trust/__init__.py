"""Who is believed: keys, the list of members, and the certificates by which owners open claims."""
