"""What keeps an eye on ourselves: openings, broken glass, interests, exports."""
