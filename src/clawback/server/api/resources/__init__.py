"""One file a resource: its shapes, and its operations (how: clawback.server.api)."""
