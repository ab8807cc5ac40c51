"""The life of a hold: how much may be asked for, where, for which claims, and what must be let go again."""
