"""The demo's cases, a file each: what happened, hours before the present, and who decided it."""
