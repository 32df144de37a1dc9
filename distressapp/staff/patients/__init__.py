"""Patients: found, written down, changed, made one; their sittings matched and moved."""
