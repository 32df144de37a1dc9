"""The patient's room: it asks, keeps and forgets; it cannot read back what it posted."""
