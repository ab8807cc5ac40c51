"""Pages of operations: what links reports, in sentences and a picture, and what a person says of it."""
