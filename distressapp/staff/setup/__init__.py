"""The first-run wizard: a clinic, step by step; it can be left and gone on with."""
