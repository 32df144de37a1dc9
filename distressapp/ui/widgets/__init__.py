"""Pieces of a screen; each knows how to look and what was tapped, and nothing else."""
