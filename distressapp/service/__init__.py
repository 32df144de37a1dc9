"""Hall: one verb for each thing the house can do."""
