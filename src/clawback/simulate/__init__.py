"""Made-up worlds, from a seed, in which the truth is known: none of their people, numbers or places is real."""
