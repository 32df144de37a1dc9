"""The settings: viewed, changed with a reason, and their history; people, keys and backups."""
