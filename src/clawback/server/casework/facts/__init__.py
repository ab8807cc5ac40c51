"""Facts that are read out of a report's story, and what a person says of each."""
