"""Workshop: one plain SQLite file into which sealed things are posted."""
