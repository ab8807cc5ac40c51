"""What people see: server-rendered pages, whole without script."""
