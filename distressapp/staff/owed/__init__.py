"""Whom we owe: the list at the left, the person at the right, every outcome in two taps."""
