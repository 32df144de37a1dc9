"""Bedrock: the clinical rules as values and pure functions."""
